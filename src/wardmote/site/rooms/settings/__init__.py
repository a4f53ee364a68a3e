"""The settings room: who the partnership is, how its documents are marked, and what its public editions leave out."""

"""The people room: who works with the partnership, as what, for whom, since when; invitations and reviews."""

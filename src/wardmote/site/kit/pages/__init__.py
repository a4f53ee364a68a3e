"""How pages look: the frame around each, its parts, and what is said when something is not there."""

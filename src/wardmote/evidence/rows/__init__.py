"""Rows of tables on their way through the door: read exactly, and written down where they are rejected."""

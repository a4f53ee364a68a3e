"""What the columns and rows of a table are, and how its numbers hang together."""

"""Pages of the evidence desk: sending in, the board of what is owed, and looking at what is there."""

"""What each document says: the strategic assessment, and later profiles and plans."""

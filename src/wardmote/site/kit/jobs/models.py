"""What is stored of long work."""

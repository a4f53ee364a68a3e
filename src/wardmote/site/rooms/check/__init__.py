"""Checking a document that somebody drops: nothing of it is kept."""

"""Everybody's own account: sessions, kept forms, and why one may see something or not."""

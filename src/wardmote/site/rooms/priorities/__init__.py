"""Priorities: what workshops recommend, what the board decides on it, and what becomes of it."""

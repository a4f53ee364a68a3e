"""Migrations of the workshop."""

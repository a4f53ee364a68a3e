"""Migrations, linear, forward and back."""

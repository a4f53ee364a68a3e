"""Migrations of answering."""

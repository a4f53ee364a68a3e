"""Migrations of the scan."""

"""Figures for programs: a read-only interface in JSON and CSV, and the tokens that open it."""

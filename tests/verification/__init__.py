"""Runs files of verification cases through the product: `python -m tests.verification FILE.json`."""

"""The command line: a thin skin over operations."""

from wardmote.cli.app import app, main

__all__ = ["app", "main"]

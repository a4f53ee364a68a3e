"""Checking anybody's document, as a job: read it, recompute what it states, set it beside what is held here."""

from wardmote.operations.check.job import Answer, check_file

__all__ = ["Answer", "check_file"]

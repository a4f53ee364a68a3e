"""Checking anybody's document, as a job: read it, recompute what it states, set it beside what is held here."""

from wardmote.checker.reading.refusals import UnreadableError
from wardmote.checker.report.refusals import CannotCommentError
from wardmote.operations.check.apart import CheckStoppedError, Told, TookTooLongError, check_apart
from wardmote.operations.check.job import Answer, check_file

__all__ = [
    "Answer",
    "CannotCommentError",
    "CheckStoppedError",
    "Told",
    "TookTooLongError",
    "UnreadableError",
    "check_apart",
    "check_file",
]

"""Readers of every format: each makes a ``ReadDocument`` of a file, or says in a sentence why it cannot."""

from wardmote.checker.reading.document import read_document
from wardmote.checker.reading.limits import Limits
from wardmote.checker.reading.refusals import UnreadableError

__all__ = ["Limits", "UnreadableError", "read_document"]

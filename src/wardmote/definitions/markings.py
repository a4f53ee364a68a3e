"""The schema of a marking: which papers it stands on, and whether reading them is recorded."""

from __future__ import annotations

from wardmote.definitions.forms import Regular
from wardmote.definitions.models import Definition


class Marking(Definition):
    """A protective marking, as it is written on papers and entries."""

    title: str
    match: Regular
    """How it is written."""
    read_is_recorded: bool
    """Whether each opening and each export of what carries it is recorded."""

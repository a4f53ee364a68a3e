"""Which errors of a job are refusals: a sentence that whoever asked can act on. Every skin shows them as they are."""

from __future__ import annotations

from pathlib import Path

import duckdb

from wardmote.analyses.result import CannotBearError
from wardmote.checker.reading.refusals import UnreadableError
from wardmote.checker.report.refusals import CannotCommentError
from wardmote.definitions import DefinitionError, UnknownNameError
from wardmote.evidence import EvidenceBusy, EvidenceDamaged, EvidenceError, ForgetUnfinished, NotStored
from wardmote.evidence.to_type import to_type, typed, untyped
from wardmote.figures import MonthError, PeriodError, TableError, UnknownAreaError
from wardmote.figures.disclosure import DisclosureError
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.fetch.errors import FetchBusy, FetchError
from wardmote.operations.review import CommentaryError
from wardmote.operations.source_guess import GuessError
from wardmote.operations.workspace import WorkspaceError
from wardmote.publishing.errors import FormatError, PublishingError

BUSY = (EvidenceBusy, FetchBusy)
"""Another call is at work: the same may succeed later."""
ASKED_WRONGLY = (
    AskedWronglyError,
    MonthError,
    PeriodError,
    TableError,
    UnknownAreaError,
    UnknownNameError,
    WorkspaceError,
    FormatError,
    CommentaryError,
    GuessError,
    CannotCommentError,
)
"""Asked for what does not exist, or cannot be understood."""
NOT_PRODUCED = (
    CannotBearError,
    EvidenceError,
    DefinitionError,
    PublishingError,
    FetchError,
    DisclosureError,
    UnreadableError,
)
"""Asked for rightly, and not to be had from what there is."""


PASSING = (*BUSY, EvidenceDamaged, ForgetUnfinished, NotStored, FetchError, WorkspaceError)
"""Refusals of a moment: once what is wrong is mended, the same question has an answer."""


def is_lasting(error: BaseException) -> bool:
    """Whether the same question of the same evidence and definitions would be refused again."""
    return isinstance(error, ASKED_WRONGLY + NOT_PRODUCED) and not isinstance(error, PASSING)


def sentence_of(error: BaseException, *, for_command_line: bool = True) -> str | None:
    """What to tell whoever asked; None where the error is our own mistake.

    ``for_command_line``: with what is to be typed there.
    """
    if isinstance(error, BUSY + ASKED_WRONGLY + NOT_PRODUCED):
        return str(error) if for_command_line else getattr(error, "untyped", str(error))
    if isinstance(error, duckdb.Error):
        told = of_engine(error)
        return typed(told) if for_command_line else untyped(told)
    return of_system(error) if isinstance(error, OSError) else None


def of_system(error: OSError) -> str:
    """What the operating system refused, in a sentence."""
    place = Path(str(error.filename)) if error.filename else None
    hidden = place is not None and place.name.startswith(".")  # what stands in for a file while it is written
    where = f" ({place.parent if place and hidden else place})" if place else ""
    return f"The system refused: {error.strerror or error}{where}. Nothing half done was kept."


def of_engine(error: duckdb.Error) -> str:
    """What the engine could not read, in a sentence, with marks about what is to be typed."""
    first = str(error).splitlines()[0]
    return (
        f"The stored evidence could not be read: {first} "
        + to_type("'wardmote evidence verify' says whether a file is damaged. ")
        + "The files can be taken in again into a new workspace."
    )

"""Turns what jobs refuse into a sentence and an exit code; a traceback is for our own mistakes only."""

from __future__ import annotations

import functools
import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ParamSpec

import duckdb
import typer

from wardmote.analyses.result import CannotBearError
from wardmote.cli import INTERRUPTED, STOPPED
from wardmote.cli.console import BUSY, NOTHING, USAGE, note
from wardmote.definitions import DefinitionError, UnknownNameError
from wardmote.evidence import EvidenceBusy, EvidenceError
from wardmote.figures import MonthError, PeriodError, TableError, UnknownAreaError
from wardmote.figures.disclosure import DisclosureError
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.fetch.errors import FetchBusy, FetchError
from wardmote.operations.review import CommentaryError
from wardmote.operations.source_guess import GuessError
from wardmote.operations.workspace import DefinitionsUnreadable, WorkspaceError
from wardmote.publishing.errors import FormatError, PublishingError

Arguments = ParamSpec("Arguments")

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
)
NOT_PRODUCED = (CannotBearError, EvidenceError, DefinitionError, PublishingError, FetchError, DisclosureError)


def reporting(command: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Run a command so that every refusal ends as one sentence and the right exit code."""

    @functools.wraps(command)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        try:
            _warned(lambda: command(*args, **kwargs))
        except (EvidenceBusy, FetchBusy) as error:
            raise _ended(str(error), BUSY) from error
        except ASKED_WRONGLY as error:
            raise _ended(str(error), USAGE) from error
        except NOT_PRODUCED as error:
            raise _ended(str(error), NOTHING) from error
        except duckdb.Error as error:
            raise _ended(_of_engine(error), NOTHING) from error
        except OSError as error:
            raise _ended(_of_system(error), NOTHING) from error
        except KeyboardInterrupt as error:
            raise _ended(STOPPED, INTERRUPTED) from error

    return run


def _warned(command: Callable[[], None]) -> None:
    """Run a command, and tell what of the definitions it went without; one that needed them says so itself."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", DefinitionsUnreadable)
        try:
            command()
        except DefinitionError:
            caught[:] = [one for one in caught if not issubclass(one.category, DefinitionsUnreadable)]
            raise
        finally:
            _told(tuple(caught))


def _told(caught: Sequence[warnings.WarningMessage]) -> None:
    for one in caught:
        if issubclass(one.category, DefinitionsUnreadable):
            note(f"{one.message} This command does not need it and went on; those that do will stop.")
        else:
            sys.stderr.write(warnings.formatwarning(one.message, one.category, one.filename, one.lineno))


def _ended(sentence: str, code: int) -> typer.Exit:
    note(sentence)
    return typer.Exit(code)


def _of_system(error: OSError) -> str:
    place = Path(str(error.filename)) if error.filename else None
    hidden = place is not None and place.name.startswith(".")  # what stands in for a file while it is written
    where = f" ({place.parent if place and hidden else place})" if place else ""
    return f"The system refused: {error.strerror or error}{where}. Nothing half done was kept."


def _of_engine(error: duckdb.Error) -> str:
    first = str(error).splitlines()[0]
    return (
        f"The stored evidence could not be read: {first} 'wardmote evidence verify' says whether a file is damaged; "
        "the files can be taken in again into a new workspace."
    )

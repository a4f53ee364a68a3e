"""Turns what jobs refuse into a sentence and an exit code; a traceback is for our own mistakes only."""

from __future__ import annotations

import functools
import sys
import warnings
from collections.abc import Callable, Sequence
from typing import ParamSpec

import duckdb
import typer

from wardmote.cli import INTERRUPTED, STOPPED
from wardmote.cli.console import BUSY, NOTHING, USAGE, note
from wardmote.definitions import DefinitionError
from wardmote.operations import refusals
from wardmote.operations.workspace import DefinitionsUnreadable

Arguments = ParamSpec("Arguments")


def reporting(command: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Run a command so that every refusal ends as one sentence and the right exit code."""

    @functools.wraps(command)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        try:
            _warned(lambda: command(*args, **kwargs))
        except refusals.BUSY as error:
            raise _ended(str(error), BUSY) from error
        except refusals.ASKED_WRONGLY as error:
            raise _ended(str(error), USAGE) from error
        except refusals.NOT_PRODUCED as error:
            raise _ended(str(error), NOTHING) from error
        except duckdb.Error as error:
            raise _ended(refusals.of_engine(error), NOTHING) from error
        except OSError as error:
            raise _ended(refusals.of_system(error), NOTHING) from error
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

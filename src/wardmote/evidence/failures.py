"""Puts what the machine refuses (a full disk, no permission) into sentences."""

from __future__ import annotations

import contextlib
import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb

from wardmote.evidence.refusals import NotStored

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
FULL_WORDS = (
    "no space left",
    "file too large",
    "could not write",
    "disk quota",
    "failed to offload",
    "max_temp",
)


@contextlib.contextmanager
def in_words(folder: Path) -> Iterator[None]:
    """Raise what stops a call from writing to ``folder`` as a sentence.

    Raises
    ------
    NotStored
        When the disk is full, may not be written to, or memory runs out.
    KeyboardInterrupt
        When the engine was interrupted.
    """
    try:
        yield
    except duckdb.InterruptException as error:
        raise KeyboardInterrupt from error
    except RuntimeError as error:
        if str(error) == "Query interrupted":  # what the engine makes of Ctrl-C
            raise KeyboardInterrupt from error
        raise
    except (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.FatalException) as error:
        raise NotStored(_engine_words(folder, error)) from error
    except OSError as error:
        raise NotStored(_system_words(folder, error)) from error


def _system_words(folder: Path, error: OSError) -> str:
    if error.errno in FULL:
        return _full(folder)
    if error.errno in FORBIDDEN:
        return (
            f"{error.filename or folder} may not be written to by this user. Nothing was changed. Give the user the "
            "right to write there, or use another folder."
        )
    where = f" ({error.filename})" if error.filename else ""
    return f"The evidence could not be stored: {error.strerror or error}{where}. Nothing was changed."


def _engine_words(folder: Path, error: Exception) -> str:
    text = str(error)
    if any(words in text.lower() for words in FULL_WORDS):
        return _full(folder)
    if isinstance(error, duckdb.OutOfMemoryException):
        return f"Memory ran out. Nothing was changed. Take fewer files in one call. ({_first_line(text)})"
    return f"The evidence could not be stored: {_first_line(text)}. Nothing was changed."


def _full(folder: Path) -> str:
    try:
        free = f"{shutil.disk_usage(folder).free / 1e6:,.0f} MB are free"
    except OSError:
        free = "little is free"
    return (
        f"The disk that holds {folder} is full ({free}), or a limit on file sizes is reached. Nothing was changed. "
        "Make room and try again."
    )


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0].rstrip(".") if text.strip() else "unknown fault"

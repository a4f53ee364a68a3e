"""Troubles that are no mistake of who asks: a database that is busy or away, a disk without room, a definition of the
partnership's own that cannot be read. Each is said in a sentence."""

from __future__ import annotations

import errno
from dataclasses import dataclass

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wardmote.definitions import DefinitionError

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
FULL_SAID = ("disk is full", "disk i/o error", "no space left on device", "could not extend file")
"""What SQLite and PostgreSQL say of a disk without room."""
MISTAKES_SAID = ("no such ", "syntax error", "has no column", "already exists")
"""What SQLite says, under the same kind of error, where a statement of ours is wrong."""


@dataclass(frozen=True)
class Trouble:
    """What is the matter, and what to do, in words; how long a browser is to wait, in seconds."""

    title: str | Promise
    words: str | Promise
    seconds: int


BUSY = Trouble(
    _("The site is busy"),
    _(
        "Your change could not be saved just now. Nothing was changed and nothing is lost. Wait a moment and try again."
    ),
    10,
)
FULL = Trouble(
    _("The server has no room left"),
    _(
        "What you sent could not be stored, and nothing of it was kept. Tell whoever looks after the server; "
        "then try again."
    ),
    300,
)


BROKEN = _("A file of your partnership's own definitions cannot be read")


def trouble_of(error: BaseException | None) -> Trouble | None:
    """The trouble behind an error; None where the error is our own mistake."""
    if isinstance(error, DefinitionError):
        return Trouble(BROKEN, str(error).replace(f"{settings.WORKSPACE}/", ""), 300)
    if isinstance(error, OSError):
        return FULL if error.errno in NO_ROOM else None
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    said = str(error).lower()
    if any(part in said for part in MISTAKES_SAID):
        return None
    return FULL if any(part in said for part in FULL_SAID) else BUSY

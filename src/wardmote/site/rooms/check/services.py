"""Checking one document. The file is gone when the answer is there, and the record says nothing of what it held."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from wardmote.operations.check import (
    CannotCommentError,
    CheckStoppedError,
    Told,
    TookTooLongError,
    check_apart,
)
from wardmote.operations.workspace import Workspace
from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.check.selectors import ACTION, in_the_last_hour, may_compare
from wardmote.site.rooms.evidence.uploads import safe_name

TYPES = {"html": "text/html", "page": "text/html", "json": "application/json"}
ANY = "application/octet-stream"


class TooMany(Exception):  # noqa: N818
    """More documents than one person may have checked within an hour."""


class NotChecked(Exception):  # noqa: N818
    """A document of which nothing can be said; says why."""


@dataclass(frozen=True)
class Report:
    """What was asked for: its bytes, their type, and the name to keep it under ("" to show it)."""

    content: bytes
    type: str
    name: str


def check_document(actor: Actor, sent: UploadedFile[Any], form: str, back: str) -> Report:
    """Check a document and remove it again, whatever comes of it.

    Parameters
    ----------
    form
        ``page`` to show, ``html``, ``json``, or ``comments`` for a copy with comments.
    back
        Address of the page that a shown report leads back to.

    Raises
    ------
    TooMany
        When this person had too many checked within the last hour.
    UnreadableError
        When it cannot be read or is not safe to read.
    CannotCommentError
        When comments are asked for in a format that takes none.
    NotChecked
        When it took too long, or the check ended without an answer.
    """
    most = int(workspace().definitions.threshold("checks-an-hour"))
    if actor.person is not None and in_the_last_hour(actor.person) >= most:
        raise TooMany(
            _("You have had %(most)s documents checked within an hour. Wait a little, then go on.")
            % {"most": most}
        )
    with TemporaryDirectory(prefix="wardmote-check-") as folder:
        path = Path(folder) / safe_name(sent.name or "")
        with path.open("xb") as out:
            for part in sent.chunks():
                out.write(part)
        try:
            told = _checked(path, workspace() if may_compare(actor.scope) else None, form, back)
        except Exception:
            note_check(actor, None)
            raise
        note_check(actor, told)
        if told.refusal:
            raise CannotCommentError(told.refusal)
        return Report(told.report, *_called(path, form))


@service
def note_check(actor: Actor, told: Told | None) -> None:
    """Record that a document was checked: its format and how much was found, neither its name nor its words."""
    after: dict[str, Any] = {
        "format": told.format if told is not None else "",
        "read": told is not None,
    }
    if told is not None:
        after |= told.found
    record(actor, ACTION, ("document", ""), "Had a document checked; it was not kept.", after=after)


def _checked(path: Path, held: Workspace | None, form: str, back: str) -> Told:
    """The check, in a process of its own that is ended when it takes too long."""
    most = workspace().definitions.threshold("check-seconds")
    kind = "html" if form == "page" else form
    try:
        return check_apart(path, held, form=kind, back=back if form == "page" else "", seconds=most)
    except TookTooLongError as late:
        raise NotChecked(
            _(
                "This document takes longer than %(most)s seconds to check, so the check was ended. Nothing of it was "
                "kept. Send a part of it, or have it checked by whoever runs this site."
            )
            % {"most": f"{most:g}"}
        ) from late
    except CheckStoppedError as fault:
        raise NotChecked(
            _("The check ended without an answer. Nothing of the document was kept. Try it once more.")
        ) from fault


def _called(path: Path, form: str) -> tuple[str, str]:
    """The type of a report, and the name to keep it under."""
    match form:
        case "comments":
            return ANY, f"{path.stem}-comments{path.suffix}"
        case "json":
            return TYPES[form], f"{path.stem}-findings.json"
        case _:
            return TYPES[form], "" if form == "page" else f"{path.stem}-checked.html"

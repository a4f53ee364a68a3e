"""Checking one document. The file is gone when the answer is there, and the record says nothing of what it held."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from wardmote.operations.check import Answer, check_file
from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.check.selectors import ACTION, in_the_last_hour, may_compare
from wardmote.site.rooms.evidence.uploads import safe_name

TYPES = {"html": "text/html", "page": "text/html", "json": "application/json"}
ANY = "application/octet-stream"


class TooMany(Exception):  # noqa: N818
    """More documents than one person may have checked within an hour."""


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
    """
    most = int(workspace().definitions.threshold("checks-an-hour"))
    if actor.person is not None and in_the_last_hour(actor.person) >= most:
        raise TooMany(f"You have had {most} documents checked within an hour. Wait a little, then go on.")
    with TemporaryDirectory(prefix="wardmote-check-") as folder:
        path = Path(folder) / safe_name(sent.name or "")
        with path.open("xb") as out:
            for part in sent.chunks():
                out.write(part)
        try:
            answer = check_file(path, workspace() if may_compare(actor.scope) else None)
        except Exception:
            note_check(actor, None)
            raise
        note_check(actor, answer)
        return _report(answer, path, form, back)


@service
def note_check(actor: Actor, answer: Answer | None) -> None:
    """Record that a document was checked: its format and how much was found, neither its name nor its words."""
    after: dict[str, Any] = {
        "format": answer.checked.format if answer is not None else "",
        "read": answer is not None,
    }
    if answer is not None:
        after |= dict(Counter(one.severity for one in answer.checked.findings))
    record(actor, ACTION, ("document", ""), "Had a document checked; it was not kept.", after=after)


def _report(answer: Answer, path: Path, form: str, back: str) -> Report:
    if form == "comments":
        return Report(answer.commented(), ANY, f"{path.stem}-comments{path.suffix}")
    if form == "json":
        words = json.dumps(answer.record, indent=1, ensure_ascii=False)
        return Report(words.encode(), TYPES[form], f"{path.stem}-findings.json")
    words = answer.page(back if form == "page" else "")
    return Report(words.encode(), TYPES[form], "" if form == "page" else f"{path.stem}-checked.html")

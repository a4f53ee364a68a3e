"""What an Office file says about itself: title, author, language, dates; never the clock's, never a template's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from wardmote.publishing.tree import Document

LONGEST = 255
"""Characters that a core property may have."""
UNSET = ("identifier", "lastPrinted")
"""Properties that only a template can bring."""


def describe(core: Any, document: Document, held: Callable[[str], str]) -> None:
    """Set the core properties of a file (ECMA-376, part 2).

    ``core`` are those of python-docx or python-pptx, ``held`` makes a text one that the format can hold.
    """
    told = {
        "title": document.title,
        "author": document.by,
        "last_modified_by": document.by,
        "subject": document.subtitle,
        "keywords": "; ".join(
            part for part in (document.kind, document.partnership, document.marking) if part
        ),
        "category": document.kind,
        "version": document.version,
        "content_status": document.status,
        "language": document.language,
        "comments": "",
    }
    for name, value in told.items():
        setattr(core, name, held(value)[:LONGEST])
    core.created = core.modified = datetime(document.date.year, document.date.month, document.date.day)
    core.revision = 1
    for old in [one for one in core._element if one.tag.rpartition("}")[2] in UNSET]:
        core._element.remove(old)

"""The file itself: whose it is, dated by the document, packed so that the same deck is the same bytes."""

from __future__ import annotations

import io
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from wardmote.publishing.office_properties import describe
from wardmote.publishing.packing import packed, parts_of
from wardmote.publishing.pptx.words import clean
from wardmote.publishing.tree import Document


def finished(presentation: Any, document: Document) -> bytes:
    """The presentation as bytes, with the document's properties and nothing of the machine that made it."""
    describe(presentation.core_properties, document, clean)
    _leave_out(presentation)
    buffer = io.BytesIO()
    presentation.save(buffer)
    return packed(parts_of(buffer.getvalue()))


def _leave_out(presentation: Any) -> None:
    """The picture of another deck's first slide and the list of its slides, and the settings of somebody's printer."""
    package = presentation.part.package
    for relations in (package._rels, presentation.part.rels):
        for key, one in list(relations.items()):
            if one.reltype in (RT.THUMBNAIL, RT.EXTENDED_PROPERTIES, RT.PRINTER_SETTINGS):
                relations.pop(key)

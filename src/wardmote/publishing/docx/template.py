"""The partnership's own template: what makes one unusable, in sentences, and the file without its words."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

from lxml import etree

from wardmote.publishing.docx.bare import WORD
from wardmote.publishing.docx.markup import SPACES
from wardmote.publishing.errors import TemplateError
from wardmote.publishing.own_template import CONTENT_TYPES, refused, template_parts
from wardmote.publishing.own_template import WORD as PROGRAM
from wardmote.publishing.packing import packed

W = f"{{{SPACES['w']}}}"
STRICT = b"http://purl.oclc.org/ooxml/officeDocument"
SAVE_AGAIN = PROGRAM.save_again
MAIN = f"{WORD}.document.main+xml"


def opened(path: Path) -> bytes:
    """The template as a Word document's bytes, whatever kind of template it was.

    Raises:
        TemplateError: naming the file, what is wrong with it and what to do.
    """
    parts = template_parts(path, PROGRAM)
    _refuse_broken(path, parts)
    kinds = parts[CONTENT_TYPES].decode("utf-8", "replace")
    parts[CONTENT_TYPES] = kinds.replace(f"{WORD}.template.main+xml", MAIN).encode("utf-8")
    return packed(parts)


def _refuse_broken(path: Path, parts: dict[str, bytes]) -> None:
    if "word/document.xml" not in parts or CONTENT_TYPES not in parts:
        raise refused(path, "it is not a Word file (it has no word/document.xml)", SAVE_AGAIN)
    if STRICT in parts["word/document.xml"] or STRICT in parts.get("_rels/.rels", b""):
        remedy = 'Open it in Word and save it as "Word Document (.docx)", not as "Strict Open XML Document".'
        raise refused(path, "it is a Strict Open XML document", remedy)
    if "word/styles.xml" not in parts:
        raise refused(path, "it has no styles (word/styles.xml is missing)", SAVE_AGAIN)
    for name in (CONTENT_TYPES, "word/document.xml", "word/styles.xml"):
        root = _parsed(path, name, parts[name])
        if name == "word/document.xml" and root.find(f"{W}body/{W}sectPr") is None:
            raise refused(path, "it has no page set-up (its last w:sectPr is missing)", SAVE_AGAIN)


def _parsed(path: Path, name: str, content: bytes) -> Any:
    try:
        if re.search(rb"<!(DOCTYPE|ENTITY)", content):
            raise etree.XMLSyntaxError("it declares a document type", None, 0, 0)
        return etree.parse(
            io.BytesIO(content), etree.XMLParser(resolve_entities=False, no_network=True)
        ).getroot()
    except etree.XMLSyntaxError as error:
        raise refused(path, f"its part {name} is damaged", SAVE_AGAIN) from error


def refused_by_reader(path: Path, error: Exception) -> TemplateError:
    """What to say when the parts are there but do not fit together."""
    return refused(path, f"its parts do not fit together ({type(error).__name__})", SAVE_AGAIN)

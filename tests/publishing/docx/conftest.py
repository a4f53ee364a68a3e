"""The whole sample document as a Word file, and a way to read any Word file without the library that wrote it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from wardmote.publishing.docx import render_docx
from wardmote.publishing.packing import parts_of
from wardmote.publishing.tree import Document

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}


class WordFile:
    """A Word file's parts, each parsed when it is asked for."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.parts = parts_of(content)

    def __call__(self, path: str, part: str = "word/document.xml") -> list[Any]:
        """What an XPath with the schema's names finds in a part."""
        found = etree.fromstring(self.parts[part]).xpath(path, namespaces=SPACES)
        return found if isinstance(found, list) else [found]

    def texts(self, path: str, part: str = "word/document.xml") -> list[str]:
        """The words inside each element that an XPath finds, fields' codes left out."""
        return [words(one) for one in self(path, part)]

    def style(self, name: str) -> Any:
        """The style of this name."""
        return next(
            s
            for s in self("/w:styles/w:style", "word/styles.xml")
            if val(s.find("w:name", SPACES)).lower() == name.lower()
        )

    def style_names(self) -> dict[str, str]:
        """The name of each style by its id."""
        found = self("/w:styles/w:style", "word/styles.xml")
        return {s.get(w("styleId")): val(s.find("w:name", SPACES)) for s in found}

    def running(self, kind: str) -> list[str]:
        """The words and fields of each header, or footer."""
        parts = [name for name in self.parts if name.startswith(f"word/{kind}")]
        return ["".join(self(".//text()", part)) for part in sorted(parts)]


def w(name: str) -> str:
    return f"{{{SPACES['w']}}}{name}"


def val(one: Any) -> str:
    return str(one.get(w("val")))


def words(one: Any) -> str:
    return "".join(t.text or "" for t in one.iter(w("t"), w("delText")))


@pytest.fixture(scope="session")
def opened() -> Callable[..., WordFile]:
    """Writes a document and reads what was written."""

    def write(document: Document, template: Path | None = None) -> WordFile:
        return WordFile(render_docx(document, template))

    return write


@pytest.fixture(scope="session")
def word(document: Document, opened: Callable[..., WordFile]) -> WordFile:
    return opened(document)

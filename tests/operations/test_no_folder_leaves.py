"""Folders of the machine on which evidence was taken in stand in nothing that is handed on."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pypdfium2

from wardmote.operations.workspace import Workspace


def _words_of(path: Path) -> bytes:
    if path.suffix == ".pdf":
        pages = pypdfium2.PdfDocument(path)
        return "".join(page.get_textpage().get_text_bounded() for page in pages).encode()
    if not is_zipfile(path):
        return path.read_bytes()
    with ZipFile(path) as parts:
        return b"".join(parts.read(name) for name in parts.namelist())


def test_documents_and_manifests_name_no_folder(marrowmere: Workspace) -> None:
    """In every format, and in what is kept of the evidence."""
    place = str(marrowmere.folder.parent).encode()
    documents = [path for path in (marrowmere.folder / "documents").rglob("*") if path.is_file()]
    manifests = list((marrowmere.folder / "evidence" / "snapshots").glob("*.json"))
    assert {".html", ".pdf", ".docx", ".odt", ".pptx", ".xlsx"} <= {path.suffix for path in documents}
    assert manifests
    assert not [path for path in (*documents, *manifests) if place in _words_of(path)]

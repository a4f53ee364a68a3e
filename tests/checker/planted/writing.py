"""Writing a planted document into a folder, in its own format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.checker.planted import writing_office, writing_pdf, writing_text
from tests.checker.planted.drafting import Planted

IN_WORDS: dict[str, Callable[[Planted], str]] = {
    "txt": writing_text.text,
    "md": writing_text.markdown,
    "html": writing_text.hypertext,
    "csv": writing_text.comma_separated,
}
IN_FILES: dict[str, Callable[[Planted, Path], None]] = {
    "docx": writing_office.word,
    "odt": writing_office.open_text,
    "pptx": writing_office.slides,
    "xlsx": writing_office.workbook,
    "ods": writing_office.open_sheets,
    "pdf": writing_pdf.portable,
}


def write(one: Planted, folder: Path) -> Path:
    """Write the document as ``planted-NNN.EXT``; its path."""
    path = folder / f"planted-{one.number:03d}.{one.form}"
    if one.form in IN_WORDS:
        path.write_text(IN_WORDS[one.form](one), encoding="utf-8")
    else:
        IN_FILES[one.form](one, path)
    return path

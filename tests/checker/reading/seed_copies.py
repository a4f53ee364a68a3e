"""The seeds in other formats: as LibreOffice makes them of the plain text, and set out as a document with real tables."""

from __future__ import annotations

import os
import subprocess
from html import escape
from pathlib import Path

from wardmote.checker.read_document import (
    Block,
    Cell,
    ContentsList,
    Heading,
    ItemList,
    Paragraph,
    ReadDocument,
    Table,
)
from wardmote.publishing.theme import font_folder

PAPER = "@page { size: 460mm 650mm }"
"""So large that the widest table stands on it whole. Where lines break decides which rows a PDF lets tell apart."""


def as_page(document: ReadDocument) -> str:
    """A web page that says what the document says."""
    body = "\n".join(_block(block) for block in document.blocks)
    return f'<!doctype html><html><head><meta charset="utf-8"><style>{PAPER}</style></head><body>\n{body}\n</body></html>\n'


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        words = f"{block.number} {block.text}".strip()
        return f"<h{block.level}>{escape(words)}</h{block.level}>"
    if isinstance(block, Paragraph):
        return f"<p>{escape(block.mark)}{escape(block.text)}</p>"
    if isinstance(block, ItemList) and block.ordered:
        pairs = zip(block.labels, block.items, strict=True)
        return "".join(f"<p>{escape(f'{label} {item}')}</p>" for label, item in pairs)
    if isinstance(block, ItemList):
        return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in block.items) + "</ul>"
    if isinstance(block, ContentsList):
        lines = [
            f"{entry.number} {entry.text}".strip() + f" ........ {entry.page}" for entry in block.entries
        ]
        return "".join(f"<p>{escape(line)}</p>" for line in lines)
    return _table(block)


def _table(table: Table) -> str:
    rows = []
    for number, row in enumerate(table.rows):
        tag = "th" if number < table.header_rows else "td"
        rows.append("<tr>" + "".join(f"<{tag}>{_words(cell)}</{tag}>" for cell in row) + "</tr>")
    return '<table border="1">' + "".join(rows) + "</table>"


def _words(cell: Cell) -> str:
    return escape(cell.text) + "".join(f"<sup>{escape(mark)}</sup>" for mark in cell.marks)


def converted(files: list[Path], form: str, folder: Path) -> list[Path]:
    """Files as LibreOffice writes them in another format; pages in our typeface alone, so that lines break alike."""
    fonts = folder / "fonts.conf"
    fonts.write_text(
        f"<fontconfig><dir>{font_folder()}</dir><cachedir>{folder}</cachedir></fontconfig>", "utf-8"
    )
    is_page = files[0].suffix == ".html"
    filters = ["--infilter=HTML (StarWriter)"] if is_page else []
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", *filters,
            "--convert-to", form, "--outdir", folder, *files,
        ],
        check=True, capture_output=True, timeout=240,
        env={**os.environ, **({"FONTCONFIG_FILE": str(fonts)} if is_page else {})},
    )  # fmt: skip
    return [folder / f"{path.stem}.{form}" for path in files]

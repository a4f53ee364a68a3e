"""PDFs of plain text: lines broken at the edge are whole again, and tables stand in their columns."""

from __future__ import annotations

import json
from pathlib import Path

import typst

from wardmote.checker import check
from wardmote.checker.read_document import Paragraph, ReadDocument, Table
from wardmote.checker.reading import read_document

WIDE = 60
PLAIN = "Burglary rose in most wards last year while reports of shoplifting fell in the town centre and along the main road."
NAMES = "Crime type\tOct 11 – Sep 12\tOct 12 – Sep 13\tChange"
ROWS = (
    "Burglary\t719\t948\tUp 229 (32%)",
    "Robbery\t128\t131\tUp 3 (2%)",
    "Most serious violence\t29\t35\tUp 5 (17%)",
    "Theft of cycle\t200\t190\tDown 10 (5%)",
)
AS_PRINTED = "\n".join((PLAIN, "", NAMES, *ROWS, "", PLAIN))


def folded(line: str) -> list[str]:
    """A line as a printer puts it out: tabs up to the next eighth column, broken at the last space that fits."""
    rows, row = [], ""
    for sign in line:
        row += " " * (8 - len(row) % 8) if sign == "\t" else sign
        if len(row.rstrip()) > WIDE:
            cut = row.rindex(" ", 0, WIDE + 1)
            rows.append(row[:cut].rstrip())
            row = row[cut:].lstrip()
    return [*rows, row.rstrip()]


def printed(text: str, folder: Path, font: str = "DejaVu Sans Mono") -> ReadDocument:
    lines = json.dumps(
        "\n".join(row for line in text.split("\n") for row in folded(line)), ensure_ascii=False
    )
    source = f'#show raw: set text(font: "{font}", size: 9pt)\n#raw({lines})'
    path = folder / "plan.pdf"
    typst.compile(source.encode(), output=str(path))
    return read_document(path)


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_lines_and_tabs_are_put_together_again(tmp_path: Path) -> None:
    document = printed(AS_PRINTED, tmp_path)
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [PLAIN, PLAIN]
    (table,) = document.tables()
    assert cells(table) == [line.split("\t") for line in (NAMES, *ROWS)]


def test_table_whose_gaps_are_lost_is_still_read(tmp_path: Path) -> None:
    document = printed(AS_PRINTED.replace("\t", " "), tmp_path)
    (table,) = document.tables()
    assert cells(table) == [line.split("\t") for line in (NAMES, *ROWS)]
    assert [one.printed for one in check(document).findings if one.severity == "error"] == ["Up 5 (17%)"]


def test_names_of_columns_that_cannot_be_told_apart_are_said(tmp_path: Path) -> None:
    text = AS_PRINTED.replace(NAMES, "Crime type This year Last year How it changed").replace("\t", " ")
    assert [one.what for one in printed(text, tmp_path).unread] == ["Names of the columns of a table"]

"""PDFs: columns, words parted at the ends of lines, heads and feet, ruled and unruled tables, printed page numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from wardmote.checker.read_document import Heading, Paragraph, ReadDocument
from wardmote.checker.reading import UnreadableError, read_document

WORDS = "Burglary fell in most wards while reports of shoplifting rose in the town centre and along the main road. "


def typeset(folder: Path, body: str) -> ReadDocument:
    source = folder / "plan.typ"
    source.write_text(body, encoding="utf-8")
    typst.compile(str(source), output=str(folder / "plan.pdf"))
    return read_document(folder / "plan.pdf")


def words_of(document: ReadDocument, role: str = "body") -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph) and block.role == role]


def test_two_columns_are_read_one_below_another(tmp_path: Path) -> None:
    left, right = (" ".join(f"{side}{number} {WORDS}" for number in range(4)) for side in "AB")
    body = f"#set page(columns: 2)\n#set par(justify: false)\n{left}\n#colbreak()\n{right}"
    text = " ".join(words_of(typeset(tmp_path, body)))
    places = [text.index(f"{side}{number} ") for side in "AB" for number in range(4)]
    assert places == sorted(places)


def test_a_word_parted_at_the_end_of_a_line_is_whole(tmp_path: Path) -> None:
    body = (
        f'#set page(width: 7cm)\n#set par(justify: true)\n#set text(hyphenate: true, lang: "en")\n{WORDS * 4}'
    )
    (text,) = words_of(typeset(tmp_path, body))
    assert text == (WORDS * 4).strip()


def test_heads_feet_and_printed_page_numbers(tmp_path: Path) -> None:
    body = (
        '#set page(header: [Safer Town Plan], numbering: "1")\n#counter(page).update(7)\n'
        + "#pagebreak()\n".join(f"= Part {number}\n{WORDS}\n" for number in range(5))
    )
    document = typeset(tmp_path, body)
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    assert [heading.text for heading in headings] == [f"Part {number}" for number in range(5)]
    assert [heading.place.page for heading in headings] == [1, 2, 3, 4, 5]
    assert [heading.place.printed_page for heading in headings] == ["7", "8", "9", "10", "11"]
    assert words_of(document, "page-head") == ["Safer Town Plan"]
    assert words_of(document) == [WORDS.strip()] * 5


CELLS = [
    ["Area", "2012", "2013", "Change"],
    ["Town", "976", "1,074", "+98"],
    ["Old Shire", "720", "684", "−36"],
]


@pytest.mark.parametrize("stroke", ["1pt", "none", "(x, y) => (bottom: 0.5pt)"])
def test_table_with_and_without_lines(stroke: str, tmp_path: Path) -> None:
    cells = ", ".join(f"[{cell}]" for row in CELLS for cell in row)
    body = f"= Violence\n{WORDS}\n#table(columns: (4cm, 2cm, 2cm, 2cm), stroke: {stroke}, {cells})\n{WORDS}"
    (table,) = typeset(tmp_path, body).tables()
    assert [[cell.text for cell in row] for row in table.rows] == CELLS
    assert (table.header_rows, table.header_columns) == (1, 1)


def test_merged_cells_of_a_ruled_table(tmp_path: Path) -> None:
    body = (
        "#table(columns: 3, table.cell(rowspan: 2)[Area], table.cell(colspan: 2)[Offences], [2012], [2013],"
        "[Town], [5], [7#super[2]])"
    )
    (table,) = typeset(tmp_path, body).tables()
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Area", "Offences", "Offences"], ["Area", "2012", "2013"], ["Town", "5", "7"],
    ]  # fmt: skip
    assert table.rows[0][0].spans == (2, 1)
    assert table.rows[2][2].marks == ("²",)


def test_page_of_a_picture_is_said_and_not_silent(tmp_path: Path) -> None:
    form = '(encoding: "rgb8", width: 64, height: 64)'
    drawn = f"#page(margin: 0pt, image(bytes(range(3 * 64 * 64).map(i => 90)), format: {form}, width: 100%))"
    document = typeset(tmp_path, f"= Plan\n{WORDS}\n{drawn}")
    (unread,) = document.unread
    assert (unread.what, unread.place.page) == ("Scanned page", 2)


def test_broken_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"%PDF-1.7\n1 0 obj <<")
    with pytest.raises(UnreadableError, match=r"plan\.pdf is damaged"):
        read_document(path)

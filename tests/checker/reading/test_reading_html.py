"""Web pages: merged cells, header cells, marks of notes, lists, contents, pictures; nothing hidden is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from wardmote.checker.read_document import ContentsList, Heading, ItemList, Paragraph, ReadDocument, Table
from wardmote.checker.reading import UnreadableError, read_document


def page(folder: Path, body: str, head: str = "") -> ReadDocument:
    path = folder / "plan.html"
    path.write_text(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    return read_document(path)


def table_of(document: ReadDocument) -> Table:
    (table,) = document.tables()
    return table


def test_merged_header_cells_are_laid_out(tmp_path: Path) -> None:
    table = table_of(
        page(
            tmp_path,
            "<table><caption>Table 2: Theft</caption><thead><tr><th rowspan=2>Area<th colspan=2>Offences</tr>"
            "<tr><th>2012<th>2013</tr></thead><tr><th scope=row>Town<td>5<td>1,004<sup>2</sup></tr>"
            "<tr><th scope=row>Shire<td>*<td>12 [r]</tr><tfoot><tr><td>Total<td>9<td>1,016</tfoot></table>"
            "<p><sup>2</sup> Revised since.</p>",
        )
    )
    words = [[cell.text for cell in row] for row in table.rows]
    assert words[:2] == [["Area", "Offences", "Offences"], ["Area", "2012", "2013"]]
    assert (table.header_rows, table.header_columns) == (2, 1)
    assert table.rows[0][0].spans == (2, 1)
    assert table.rows[1][0].covered
    assert not table.rows[0][1].covered
    assert (table.rows[2][2].text, table.rows[2][2].marks) == ("1,004", ("²",))
    assert (table.rows[3][1].text, table.rows[3][1].marks) == ("*", ())
    assert (table.rows[3][2].text, table.rows[3][2].marks) == ("12", ("[r]",))
    assert words[4] == ["Total", "9", "1,016"]
    assert table.notes == ("Revised since.",)
    assert table.caption == "Table 2: Theft"
    assert (table.rows[2][2].place.table, table.rows[2][2].place.row, table.rows[2][2].place.column) == (
        1,
        3,
        3,
    )


def test_spaces_hyphens_and_units(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<h1>Plan</h1><p>Re\u00adoffending in 476\u00a0km<sup>2</sup> fell by \u221212\u2009%<sup>3</sup>.</p>",
    )
    (words,) = [block for block in document.blocks if isinstance(block, Paragraph)]
    assert words.text == "Reoffending in 476 km² fell by −12 %."
    assert words.marks == ("³",)


def test_headings_lists_and_contents(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<nav><ul><li><a href='#a'>1. Introduction</a> 3<ul><li><a href='#b'>1.1 Aims</a> 4</ul><li><a href='#c'>2. End</a>"
        "</ul></nav><h1>Plan</h1><h2 id=a>1. Introduction</h2><h3 id=b>1.1 Aims</h3><ol start=4><li>Four<ul><li>inner</ul>"
        "<li>Five</ol><div>Loose words<p>A paragraph</p>behind it</div>",
        "<title>Our plan</title>",
    )
    (contents,) = [block for block in document.blocks if isinstance(block, ContentsList)]
    assert [(e.number, e.text, e.page) for e in contents.entries] == [
        ("1", "Introduction", "3"), ("1.1", "Aims", "4"), ("2", "End", ""),
    ]  # fmt: skip
    assert [(h.level, h.number, h.text) for h in document.headings()] == [
        (1, "", "Plan"), (2, "1", "Introduction"), (3, "1.1", "Aims"),
    ]  # fmt: skip
    (items,) = [block for block in document.blocks if isinstance(block, ItemList)]
    assert list(zip(items.labels, items.items, strict=True)) == [
        ("4.", "Four"),
        ("•", "inner"),
        ("5.", "Five"),
    ]
    words = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert words == ["Loose words", "A paragraph", "behind it"]
    assert document.title == "Our plan"


def test_scripts_and_hidden_parts_are_not_read(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<h1>Plan</h1><script>document.write('1')</script><p hidden>Secret</p><p style='display: none'>Secret</p>"
        "<p>Seen</p><template><p>Secret</p></template>",
    )
    assert [block.text for block in document.blocks if isinstance(block, Heading | Paragraph)] == [
        "Plan",
        "Seen",
    ]


def test_a_picture_is_listed_and_never_fetched(tmp_path: Path) -> None:
    document = page(
        tmp_path, "<h1>Plan</h1><p><img src='http://example.invalid/t.png' alt='Burglary by month'></p>"
    )
    (unread,) = document.unread
    assert "Burglary by month" in unread.what


def test_table_for_layout_gives_its_parts(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<table><tr><td><h2>Left</h2><table><tr><td>a<td>1<tr><td>b<td>2</table><td><p>Right</p></table>",
    )
    assert [cell.text for row in table_of(document).rows for cell in row] == ["a", "1", "b", "2"]
    assert [heading.text for heading in document.headings()] == ["Left"]


def test_text_with_another_name_is_a_page_still(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("<html><body><h1>Plan</h1><p>Words</p></body></html>", encoding="utf-8")
    assert read_document(path).format == "html"


def test_a_page_with_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"plan\.html holds no words"):
        page(tmp_path, "<script>x</script>")


def test_struck_words_are_not_read(tmp_path: Path) -> None:
    read = page(
        tmp_path, "<h1>Plan</h1><p>Theft <del>fell</del><ins>rose</ins> from 811 to <s>900</s>1,026.</p>"
    )
    assert [block.text for block in read.blocks] == ["Plan", "Theft rose from 811 to 1,026."]  # type: ignore[union-attr]

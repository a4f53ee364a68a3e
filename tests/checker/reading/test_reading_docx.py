"""Word documents: merged cells, automatic numbers, notes, text boxes, hidden and deleted words."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from wardmote.checker.read_document import ContentsList, ItemList, Paragraph, ReadDocument
from wardmote.checker.reading import UnreadableError, read_document
from wardmote.checker.reading.docx import anchored
from wardmote.checker.reading.package import Package


def saved(document: Any, folder: Path) -> ReadDocument:
    document.save(folder / "plan.docx")
    return read_document(folder / "plan.docx")


def add(document: Any, inner: str) -> None:
    """A paragraph of given runs."""
    paragraph = document.add_paragraph()
    for element in parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"):
        paragraph._p.append(element)


def number_headings(document: Any) -> None:
    """Make Heading 1 and 2 count by themselves: 1, 1.1."""
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, text in enumerate(("%1.", "%1.%2"))
    )
    numbering = document.part.numbering_part.element
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>')
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for depth in (0, 1):
        properties = document.styles[f"Heading {depth + 1}"].element.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>')
        )


def test_headings_count_by_themselves(tmp_path: Path) -> None:
    document = docx.Document()
    number_headings(document)
    for text, level in (("Aims", 1), ("Vision", 2), ("Purpose", 2), ("Performance", 1), ("Burglary", 2)):
        document.add_heading(text, level)
    found = [(h.number, h.level, h.text) for h in saved(document, tmp_path).headings()]
    assert found == [
        ("1", 1, "Aims"), ("1.1", 2, "Vision"), ("1.2", 2, "Purpose"), ("2", 1, "Performance"), ("2.1", 2, "Burglary"),
    ]  # fmt: skip


def test_merged_cells_in_both_directions(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(4, 4)
    for r, words in enumerate(("Area|Offences||Change", "|2012|2013|", "Town|5|7|+2", "Shire|9|8|-1")):
        for c, word in enumerate(words.split("|")):
            table.cell(r, c).text = word
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 3).merge(table.cell(1, 3))
    (read,) = saved(document, tmp_path).tables()
    assert [[cell.text for cell in row] for row in read.rows] == [
        ["Area", "Offences", "Offences", "Change"], ["Area", "2012", "2013", "Change"],
        ["Town", "5", "7", "+2"], ["Shire", "9", "8", "-1"],
    ]  # fmt: skip
    assert read.header_rows == 2
    assert read.rows[0][0].spans == (2, 1)
    assert read.rows[0][1].spans == (1, 2)
    assert [cell.covered for cell in read.rows[1]] == [True, False, False, True]


def test_anchor_of_a_cell_is_its_paragraph_in_the_file(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Figures", 1)
    document.add_paragraph("Before.")
    table = document.add_table(2, 2)
    for number, word in enumerate(("Area", "Count", "Town", "17")):
        table.cell(number // 2, number % 2).text = word
    read = saved(document, tmp_path)
    with Package(tmp_path / "plan.docx", read_limits()) as package:
        elements = anchored(package.xml("word/document.xml"))
    (found,) = read.tables()
    anchor = found.rows[1][1].place.anchor
    assert anchor is not None
    assert "".join(elements[anchor].itertext()).strip() == "17"


def read_limits() -> Any:
    from wardmote.checker.reading.limits import usual

    return usual()


def test_hidden_and_deleted_words_are_left_out_and_inserted_ones_read(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Plan", 1)
    add(
        document,
        "<w:r><w:t>Up </w:t></w:r><w:del><w:r><w:delText>5</w:delText></w:r></w:del><w:ins><w:r><w:t>6</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r><w:r><w:noBreakHyphen/><w:t>fold</w:t></w:r>",
    )
    words = [block.text for block in saved(document, tmp_path).blocks if isinstance(block, Paragraph)]
    assert words == ["Up 6-fold"]


def test_raised_digits_are_marks_and_ordinals_are_not(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Plan", 1)
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{}</w:t></w:r>'
    add(
        document,
        f"<w:r><w:t>On the 15</w:t></w:r>{raised.format('th')}<w:r><w:t> there were 157</w:t></w:r>{raised.format('9')}",
    )
    (block,) = [block for block in saved(document, tmp_path).blocks if isinstance(block, Paragraph)]
    assert (block.text, block.marks) == ("On the 15th there were 157", ("⁹",))


def test_lists_have_the_labels_that_word_prints(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Plan", 1)
    for text in ("One", "Two"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("Between.")
    document.add_paragraph("Sign", style="List Bullet")
    lists = [block for block in saved(document, tmp_path).blocks if isinstance(block, ItemList)]
    assert [(block.labels, block.items, block.ordered) for block in lists] == [
        (("1.", "2."), ("One", "Two"), True), (("•",), ("Sign",), False),
    ]  # fmt: skip


def test_headings_in_bold_where_no_style_marks_them(tmp_path: Path) -> None:
    document = docx.Document()
    for text, bold in (
        ("Burglary", True),
        ("Short words", False),
        ("It fell by 12.", False),
        ("Robbery", True),
    ):
        document.add_paragraph().add_run(text).bold = bold
    assert [heading.text for heading in saved(document, tmp_path).headings()] == ["Burglary", "Robbery"]


def test_contents_have_numbers_and_pages(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Contents", 1)
    style = document.styles.add_style("toc 1", 1)
    for line in ("1\tIntroduction\t4", "2\tPriorities\t9", "Appendix A\t11"):
        document.add_paragraph(line, style=style)
    (contents,) = [block for block in saved(document, tmp_path).blocks if isinstance(block, ContentsList)]
    assert [(entry.number, entry.text, entry.page) for entry in contents.entries] == [
        ("1", "Introduction", "4"), ("2", "Priorities", "9"), ("", "Appendix A", "11"),
    ]  # fmt: skip


def test_text_box_is_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Plan", 1)
    box = f"<w:txbxContent {nsdecls('w')}><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    add(
        document,
        f'<w:r><mc:AlternateContent {mc}><mc:Choice Requires="wps">{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>",
    )
    words = [block.text for block in saved(document, tmp_path).blocks if isinstance(block, Paragraph)]
    assert words == ["In the box."]


def changed(source: Path, target: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
        for name in set(parts) - set(old.namelist()):
            new.writestr(name, parts[name])
    return target


def test_notes_stand_behind_what_refers_to_them(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Plan", 1)
    table = document.add_table(2, 2)
    for number, word in enumerate(("Area", "2012", "Town", "17")):
        table.cell(number // 2, number % 2).text = word
    table.cell(1, 1).paragraphs[0]._p.append(
        parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>')
    )
    document.save(tmp_path / "bare.docx")
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>Revised.</w:t></w:r></w:p></w:footnote>'
    notes = f"<w:footnotes {nsdecls('w')}>{note}</w:footnotes>"
    with zipfile.ZipFile(tmp_path / "bare.docx") as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    link = f'<Relationship Id="rIdN" Type="{kind}" Target="footnotes.xml"/>'
    parts = {
        "word/footnotes.xml": notes.encode(),
        "word/_rels/document.xml.rels": relations.replace(
            "</Relationships>", f"{link}</Relationships>"
        ).encode(),
    }
    read = read_document(changed(tmp_path / "bare.docx", tmp_path / "plan.docx", parts))
    (found,) = read.tables()
    assert (found.rows[1][1].text, found.rows[1][1].marks) == ("17", ("¹",))
    assert found.notes == ("Revised.",)


def test_macros_are_said_and_never_run(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Plan", 1)
    document.save(tmp_path / "bare.docx")
    read = read_document(
        changed(tmp_path / "bare.docx", tmp_path / "plan.docm", {"word/vbaProject.bin": b"x"})
    )
    assert [unread.what for unread in read.unread] == ["Macros"]


@pytest.mark.parametrize("kind", ["entities", "bomb", "half", "deep"])
def test_hostile_document_is_refused_in_a_sentence(kind: str, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Words")
    document.save(tmp_path / "bare.docx")
    with zipfile.ZipFile(tmp_path / "bare.docx") as archive:
        main = archive.read("word/document.xml")
    start = b"<?xml version='1.0'?>"
    parts = {
        "entities": start
        + b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
        + main.partition(b"?>")[2],
        "deep": main.replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 5000 + b"</w:sdt>" * 5000),
        "bomb": start + b" " * 60_000_000 + main.partition(b"?>")[2],
    }
    path = tmp_path / "plan.docx"
    if kind == "half":
        path.write_bytes((tmp_path / "bare.docx").read_bytes()[:9000])
    else:
        with (
            zipfile.ZipFile(tmp_path / "bare.docx") as old,
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for name in old.namelist():
                new.writestr(name, parts[kind] if name == "word/document.xml" else old.read(name))
    with pytest.raises(UnreadableError, match=r"^plan\.docx .*\. .*\.$"):
        read_document(path)

"""The PDF against the checkpoints of the Matterhorn Protocol 1.1 (PDF/UA-1) and of PDF/A-2a that a program can see.

Not a validator: what no test here looks at is said in docs/explanation/accessibility.md.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pytest
from tests.publishing.packs import pack_of
from tests.publishing.reading_pdf import Element, identifiers, opened, unmarked

from wardmote.publishing import render_pdf
from wardmote.publishing import tree as t

Opened = tuple[pikepdf.Pdf, Element]
STANDARD = frozenset(
    re.findall(
        r"\w+",
        """Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI
        Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP
        Warichu WT WP Figure Formula Form""",
    )
)
"""ISO 32000-1, 14.8.4."""


@pytest.fixture(scope="module", params=["sample", "evidence pack of the demo"])
def read(request: pytest.FixtureRequest, document: t.Document) -> Iterator[Opened]:
    if request.param != "sample":
        document = pack_of(request.getfixturevalue("marrowmere"))
    table = t.Table("With a note", (t.Column("A"),), (("x",), (("y", t.Footnote("Of May only.")),)))
    blocks = (
        *document.blocks,
        t.Heading(1, "Last", "last-part"),
        table,
        t.Paragraph(("z", t.Footnote("Of May only."))),
    )
    with opened(render_pdf(replace(document, blocks=blocks))) as made:
        yield made


def test_01_all_content_is_tagged_or_an_artifact(read: Opened) -> None:
    file, _ = read
    assert [(page.index, unmarked(page)) for page in file.pages if unmarked(page)] == []


def test_01_the_reader_of_these_tests_sees_what_is_not_tagged(document: t.Document) -> None:
    with opened(render_pdf(replace(document, blocks=(t.Heading(1, "H", "h"),)))) as (file, _):
        page = file.pages[0]
        page.contents_add(b"0 0 m 9 9 l S")
        assert unmarked(page) == ["S"]


def test_01_each_piece_of_content_belongs_to_one_element(read: Opened) -> None:
    file, root = read
    held = Counter((page.objgen, number) for one in root.walk() for page, number in one.content)
    shown = Counter((page.objgen, number) for page in file.pages for number in identifiers(page))
    assert held
    assert held == shown
    assert max(held.values()) == 1


def test_02_every_kind_of_element_is_a_standard_one(read: Opened) -> None:
    _, root = read
    assert {one.kind for one in root.walk()} - {""} <= STANDARD


def test_06_the_metadata_name_title_standards_and_dates(read: Opened) -> None:
    file, _ = read
    with file.open_metadata() as metadata:
        assert metadata["dc:title"] == str(file.docinfo.Title)
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        for told, name in (("xmp:CreateDate", "/CreationDate"), ("xmp:ModifyDate", "/ModDate")):
            kept = str(file.docinfo[name])[2:16]
            assert "".join(c for c in metadata[told][:19] if c.isdigit()) == kept


def test_07_the_title_is_shown_and_11_the_language_is_known(read: Opened) -> None:
    file, _ = read
    assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
    assert str(file.Root.Lang) == "en-GB"
    assert bool(file.Root.MarkInfo.Marked)
    assert not file.Root.MarkInfo.get("/Suspects", False)


def test_13_every_figure_has_an_alternative_and_a_place(read: Opened) -> None:
    _, root = read
    figures = root.all("Figure")
    assert figures
    assert all(str(one.node.get("/Alt", "")).strip() for one in figures)
    assert all(one.attribute("/BBox") is not None for one in figures)


def test_14_headings_start_at_one_and_skip_no_level(read: Opened) -> None:
    _, root = read
    levels = [int(one.kind[1]) for one in root.all("H1", "H2", "H3", "H4", "H5", "H6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert not root.all("H")


def test_15_tables_are_regular_and_their_headers_are_found(read: Opened) -> None:
    _, root = read
    assert root.all("Table")
    for table in root.all("Table"):
        rows = table.all("TR")
        assert len({len(row.all("TH", "TD")) for row in rows}) == 1
        names = {str(cell.node["/ID"]) for cell in table.all("TH")}
        assert names
        assert all(cell.attribute("/Scope") is not None for cell in table.all("TH"))
        for cell in table.all("TD"):
            assert {str(name) for name in cell.attribute("/Headers")} <= names
        assert [part.kind for part in table.children][-1] in {"TBody", "TFoot"}
        assert all(row.kind == "TR" for part in table.all("THead", "TBody", "TFoot") for row in part.children)


def test_15_every_table_has_rows_under_its_own_header(read: Opened) -> None:
    _, root = read
    for table in root.all("Table"):
        assert len(table.all("THead")) == 1
        assert len(table.all("TBody")) == 1


def test_16_lists_hold_items_and_items_hold_bodies(read: Opened) -> None:
    _, root = read
    assert root.all("L")
    for one in root.all("L"):
        assert {part.kind for part in one.children} <= {"LI", "Caption", "L"}
    for item in root.all("LI"):
        assert [part.kind for part in item.children] in (["Lbl", "LBody"], ["LBody"])


def test_16_contents_hold_entries(read: Opened) -> None:
    _, root = read
    (contents,) = root.all("TOC")
    assert {part.kind for part in contents.children} == {"TOCI"}
    assert all(entry.all("Link", "Reference") for entry in contents.children)


def test_19_every_note_has_a_name_of_its_own(read: Opened) -> None:
    _, root = read
    names = [str(one.node["/ID"]) for one in root.all("Note")]
    assert names
    assert len(set(names)) == len(names)


def test_28_links_say_where_they_lead_and_are_in_the_tree(read: Opened) -> None:
    file, root = read
    tagged = {one.objgen for link in root.all("Link") for one in link.annotations}
    links = [(page, one) for page in file.pages for one in page.get("/Annots", [])]
    assert links
    for page, annotation in links:
        assert annotation.Subtype == pikepdf.Name.Link
        assert str(annotation.get("/Contents", "")).strip()
        assert "/StructParent" in annotation
        assert annotation.objgen in tagged
        assert page.Tabs == pikepdf.Name.S


def test_31_fonts_are_embedded_and_read_back_as_text(read: Opened) -> None:
    file, _ = read
    fonts = [
        one
        for one in file.objects
        if isinstance(one, pikepdf.Dictionary)
        and one.get("/Type") == pikepdf.Name.Font
        and "/Encoding" in one
    ]
    assert fonts
    for font in fonts:
        assert "/ToUnicode" in font
        (inner,) = font.DescendantFonts
        assert {"/FontFile2", "/FontFile3"} & set(inner.FontDescriptor.keys())


def test_colours_have_an_output_intent_and_nothing_is_forbidden(read: Opened) -> None:
    file, _ = read
    (intent,) = file.Root.OutputIntents
    assert intent.S == pikepdf.Name.GTS_PDFA1
    assert "/DestOutputProfile" in intent
    assert not file.is_encrypted
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(file.Root.keys())
    forbidden = {"/JavaScript", "/Launch", "/Sound", "/Movie", "/EmbeddedFile"}
    held = {
        str(one.get(key))
        for one in file.objects
        if isinstance(one, pikepdf.Dictionary)
        for key in ("/S", "/Type")
    }
    assert not forbidden & held


def test_bookmarks_name_every_heading_of_the_contents(read: Opened) -> None:
    file, root = read
    with file.open_outline() as outline:
        names = [item.title for item in outline.root]
    assert len(names) >= len(root.all("TOCI"))


def test_equal_notes_are_one(read: Opened) -> None:
    _, root = read
    marks = [one for one in root.all("Lbl") if any(part.kind == "Link" for part in one.children)]
    assert len(marks) > len(root.all("Note"))

"""The check refuses what would shut readers out, and names every fault."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wardmote.analyses.pictures import Caption
from wardmote.publishing import DocumentError, check
from wardmote.publishing import tree as t

TABLE = t.Table("Counts", (t.Column("Measure"), t.Column("Count", "right")), (("Burglary", "834"),), "counts")
DRAWING = t.Drawing(Caption("A title", "", "What it shows"), "<svg/>")


def with_blocks(document: t.Document, *blocks: t.Block) -> t.Document:
    return replace(document, blocks=blocks)


def test_sound_document_passes(document: t.Document) -> None:
    check(document)


@pytest.mark.parametrize(
    ("blocks", "words"),
    [
        ((t.Heading(1, "One", "a"), t.Heading(3, "Three", "b")), "skips from heading level 1 to 3"),
        ((t.Heading(2, "Two", "a"),), "skips from heading level 0 to 2"),
        ((t.Heading(1, " ", "a"),), "has no words"),
        ((t.PictureBlock(replace(DRAWING, caption=Caption("T", "", " ")), "p"),), "no alternative text"),
        ((t.PictureBlock(replace(DRAWING, caption=Caption("", "", "alt")), "p"),), "no title"),
        ((replace(TABLE, caption=""),), "no caption"),
        ((replace(TABLE, columns=(t.Column("Measure"), t.Column(""))),), "column without a header"),
        ((replace(TABLE, rows=(("Burglary",),)),), "has 1 cells for 2 columns"),
        ((t.Heading(1, "A", "same"), t.Heading(1, "B", "same")), "#same stands 2 times"),
        ((t.Heading(1, "A", ""),), "has no anchor"),
        ((t.Paragraph(t.Link("there", "#nowhere")),), "#nowhere, which is not in the document"),
        ((t.Paragraph(t.Link("there", "javascript:alert(1)")),), "which is no address"),
        ((t.Paragraph(t.Footnote(t.Link("there", "#gone"))),), "#gone"),
        ((t.SideBySide(t.Paragraph("x"), replace(TABLE, caption="")),), "no caption"),
    ],
)
def test_each_fault_is_refused(document: t.Document, blocks: tuple[t.Block, ...], words: str) -> None:
    with pytest.raises(DocumentError, match="cannot be published") as refused:
        check(with_blocks(document, *blocks))
    assert words in str(refused.value)


@pytest.mark.parametrize("name", ["title", "partnership", "kind", "language"])
def test_front_matter_is_needed(document: t.Document, name: str) -> None:
    with pytest.raises(DocumentError, match=f"has no {name}"):
        check(replace(document, **{name: "  "}))


def test_all_faults_are_named_at_once(document: t.Document) -> None:
    with pytest.raises(DocumentError) as refused:
        check(with_blocks(document, t.Heading(2, "Two", "a"), replace(TABLE, caption="")))
    assert "skips" in str(refused.value)
    assert "no caption" in str(refused.value)


def test_headings_number_themselves(document: t.Document) -> None:
    numbers = t.numbered(document)
    assert (numbers["year"], numbers["changed"], numbers["levels"]) == ("1", "1.1", "3")
    assert (numbers["where"], numbers["months"], numbers["licences"]) == ("3.1", "3.2", "")


def test_a_given_number_stands_and_does_not_count(document: t.Document) -> None:
    blocks = (t.Heading(1, "A", "a", number="A"), t.Heading(1, "B", "b"))
    assert t.numbered(with_blocks(document, *blocks)) == {"a": "A", "b": "1"}


def test_plain_words_leave_footnotes_out() -> None:
    content = ("Recorded ", t.Strong("crime"), t.Footnote("a note"), ".")
    assert t.plain(content) == "Recorded crime."

"""In an ODT, a place that nobody has filled yet stays on the page of the block before it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.publishing.odt.opened import ODF, Opened
from tests.publishing.sample import whole_document

from wardmote.publishing import tree as t
from wardmote.publishing.odt import render_odt


def table_of(rows: int) -> t.Table:
    return t.Table("Counts", (t.Column("Area"), t.Column("Kind")), (("Town", "One"),) * rows, "counts")


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        (t.Paragraph("Words."), True),
        (t.BulletList(("One", "Two")), True),
        (table_of(3), True),
        (table_of(40), False),
    ],
)
@pytest.mark.parametrize("words", [(), (t.Paragraph("Written."),)])
def test_an_empty_place_stays_with_the_block_before_it(
    before: t.Block, kept: bool, words: tuple[t.Paragraph, ...]
) -> None:
    place = t.Commentary("seen-here", "What do you see?", words)
    odt = Opened(render_odt(replace(whole_document(), blocks=(t.Heading(1, "H", "h"), before, place))))
    end = odt.all("//text:section[@text:name='seen-here']/preceding-sibling::*[1]")[0]
    if end.tag == f"{{{ODF['text']}}}list":
        end = odt.all(".//text:p", end)[-1]
    name = end.get(f"{{{ODF['text']}}}style-name") or end.get(f"{{{ODF['table']}}}style-name")
    held = odt.all(f"//style:style[@style:name='{name}']/*/@fo:keep-with-next")
    assert ("always" in held) == (kept and not words)

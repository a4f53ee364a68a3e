"""The HTML page: one file, no script, nothing fetched, readable by everybody."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from wardmote.analyses.pictures import Caption
from wardmote.publishing import render_html
from wardmote.publishing import tree as t

WEBLINK = "https://www.ons.gov.uk/"
BARE = t.Document(
    title="T", partnership="P", kind="Evidence pack", data_to="April 2024", version="1",
    date=date(2024, 6, 3), blocks=(t.Heading(1, "H", "h"),),
)  # fmt: skip


@pytest.fixture(scope="module")
def text(document: t.Document) -> str:
    return render_html(document)


@pytest.fixture(scope="module")
def opened(text: str) -> Any:
    return html.document_fromstring(text)


def test_nothing_is_fetched_and_nothing_runs(text: str, opened: Any) -> None:
    assert not opened.xpath("//script|//link|//iframe|//img|//object|//@onclick")
    assert not [
        address
        for address in re.findall(r"url\(([^)]+)\)", text)
        if not address.startswith("data:font/woff2")
    ]
    assert {link for link in opened.xpath("//a/@href") if not link.startswith("#")} == {WEBLINK}
    assert "@import" not in text
    assert set(re.findall(r'https?://[^\s"<)]+', text)) == {WEBLINK, "http://www.w3.org/2000/svg"}


def test_landmarks_language_and_one_first_heading(opened: Any) -> None:
    assert opened.get("lang") == "en-GB"
    assert (
        len(opened.xpath("//h1"))
        == len(opened.xpath("//main"))
        == len(opened.xpath("//nav[@aria-label]"))
        == 1
    )
    assert opened.xpath("//a[@class='skip']/@href") == ["#main"]
    assert opened.xpath("/html/body/header and /html/body/footer")
    assert opened.findtext(".//title").startswith("Weapons possession rose")


def test_headings_never_skip_a_level(opened: Any) -> None:
    levels = [
        int(node.tag[1]) for node in opened.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")
    ]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_every_link_inside_arrives(opened: Any) -> None:
    ids = Counter(opened.xpath("//@id"))
    assert [name for name, times in ids.items() if times > 1] == []
    targets = {link[1:] for link in opened.xpath("//a/@href") if link.startswith("#")}
    named = {name for names in opened.xpath("//@aria-labelledby") for name in names.split()}
    assert (targets | named) <= set(ids)


def test_tables_have_captions_and_scopes(opened: Any) -> None:
    tables = opened.xpath("//table")
    assert len(tables) == 9
    for table in tables:
        assert table.xpath("string(caption)").strip()
        assert all(cell.get("scope") == "col" for cell in table.xpath("thead//th"))
        assert all(cell.get("scope") == "row" for cell in table.xpath("tbody//th"))
        assert table.xpath("tbody//th")


def test_every_drawing_says_what_it_shows_and_folds_its_data(opened: Any) -> None:
    drawings = opened.xpath("//figure//*[local-name()='svg']")
    assert drawings
    assert all(drawing.get("role") == "img" and drawing.get("aria-label") for drawing in drawings)
    assert len(opened.xpath("//figure")) == 7
    assert len(opened.xpath("//figure//details/summary")) == 6


def test_verdicts_stand_in_words_beside_their_symbols(opened: Any) -> None:
    cells = [
        node.text_content()
        for node in opened.xpath("//table[contains(@class,'cards')]//td[contains(@class,'verdict-cell')]")
    ]
    assert "▲ rose" in cells
    assert all(mark.get("aria-hidden") == "true" for mark in opened.xpath("//span[contains(@class,'mark')]"))


def test_footnotes_go_there_and_back(opened: Any) -> None:
    notes = opened.xpath("//section[@class='footnotes']//li")
    assert [note.get("id") for note in notes] == ["note-1", "note-2"]
    assert opened.xpath("//sup/a/@href") == ["#note-1", "#note-2"]


def test_the_papers_annex_of_data_is_not_shown(opened: Any) -> None:
    assert "Data behind the pictures" not in opened.xpath("string(//main)")


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1).filter(str.strip))
def test_any_words_stay_words(words: str) -> None:
    evil = replace(
        BARE,
        title=words,
        marking=words,
        partnership=words,
        blocks=(t.Heading(1, words, "h"), t.Paragraph((words, t.Strong(words), t.Footnote(words)))),
    )
    text = render_html(evil)
    assert not re.findall(r"<script|<b>", text)
    text.encode("utf-8")
    assert text.count("</style>") == 1


def test_markup_in_words_is_escaped() -> None:
    evil = "</style><script>alert(1)</script>\"'&"
    table = t.Table(evil, (t.Column(evil),), ((evil,),))
    blocks = (t.Heading(1, evil, "h"), t.Paragraph(t.Link(evil, 'https://a.example/?"><script>')), table)
    text = render_html(replace(BARE, title=evil, marking=evil, subtitle=evil, blocks=blocks))
    assert "<script" not in text


def test_given_drawings_keep_their_ids_apart() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10" viewBox="0 0 10 10">'
        '<defs><clipPath id="c"/></defs><g clip-path="url(#c)"/></svg>'
    )
    drawing = t.Drawing(Caption("T", "S", "A"), svg)
    pair = t.SideBySide(t.PictureBlock(drawing, "one"), t.PictureBlock(drawing, "two"))
    text = render_html(replace(BARE, blocks=(t.Heading(1, "H", "h"), pair)))
    ids = re.findall(r'<clipPath id="([^"]+)"', text)
    assert len(set(ids)) == len(ids) == 2
    assert all(f"url(#{name})" in text for name in ids)

"""Any words can stand in a Word file: other scripts, control characters, names that are too long."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import mammoth
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.publishing import sample

from wardmote.publishing import tree as t
from wardmote.publishing.docx import render_docx
from wardmote.publishing.docx.bookmarks import Bookmarks
from wardmote.publishing.docx.markup import words as held
from wardmote.publishing.packing import parts_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEBREW, ARABIC = "\u05e9\u05dc\u05d5\u05dd", "\u0645\u0631\u062d\u0628\u0627"


def small(*blocks: t.Block, **changes: Any) -> t.Document:
    return replace(sample.whole_document(), blocks=(t.Heading(1, "H", "h"), *blocks), **changes)


@settings(max_examples=20, deadline=None)
@given(st.text(min_size=1, max_size=40).filter(str.strip))
def test_any_words_can_be_written_and_read_again(words: str) -> None:
    table = t.Table(words, (t.Column(words), t.Column("B")), ((words, t.Strong(words)),), notes=(words,))
    inside = (t.Paragraph((words, t.Footnote(words), t.Deleted(words))), t.BulletList((words,)), table)
    note = t.Commentary("c", words, (t.Paragraph(words),), words, look_again=words)
    blocks = (t.Heading(1, words, "w"), *inside, note, t.Commentary("d", words))
    content = render_docx(small(*blocks, title=words, partnership=words, kind=words, marking=words))
    parts = parts_of(content)
    told = "".join(etree.fromstring(parts["word/document.xml"]).itertext(f"{W}t"))
    assert told.count(held(words)) >= 8
    html = mammoth.convert_to_html(io.BytesIO(content)).value
    assert html.count("<h1>") == 2


def test_markup_in_words_stays_words(opened: Callable[..., Any]) -> None:
    words = "<w:p/>&amp;\"'</w:t>]]>"
    word = opened(small(t.Paragraph(words), t.Commentary("c", words)))
    assert words in word.texts("//w:body/w:p")
    assert word("//w:sdt/w:sdtPr/w:alias/@w:val") == [f"Commentary: {words}"]


def test_right_to_left_words_run_right_to_left(opened: Callable[..., Any]) -> None:
    word = opened(
        small(t.Paragraph(HEBREW), t.Paragraph(f"Translated: {ARABIC}"), t.Paragraph(f"<{ARABIC}>"))
    )
    turned = word.texts("//w:p[w:pPr/w:bidi]")
    assert turned == [HEBREW, f"<{ARABIC}>"]
    assert word.texts("//w:r[w:rPr/w:rtl]") == [HEBREW, f"<{ARABIC}>"]


def test_long_names_and_addresses_are_written_whole(opened: Callable[..., Any]) -> None:
    name = "The Royal Borough and County of Upper Marrowmere with Eastmarch"
    link = t.Link(name, "https://example.org/a b|c?q=\u00e9&x=1#top")
    word = opened(
        small(
            t.Table("T", (t.Column(name), t.Column("B", "right")), ((name, "1"),)),
            t.Paragraph(link),
            partnership=name,
        )
    )
    assert word.texts("//w:tc")[::2] == [name, name]
    assert name in word.running("header")[0]
    targets = word("//rel:Relationship/@Target", "word/_rels/document.xml.rels")
    assert "https://example.org/a%20b%7Cc?q=%C3%A9&x=1#top" in targets


def test_an_empty_document_is_a_document(opened: Callable[..., Any]) -> None:
    bare = t.Document("T", "P", "K", "", "", sample.whole_document().date, ())
    word = opened(bare)
    assert word.texts("//w:body/w:p") == ["K", "T"]
    assert word.running("footer") == ["K PAGE  of  NUMPAGES "]


@given(st.lists(st.text(min_size=1, max_size=60), unique=True, max_size=30))
def test_every_anchor_has_a_bookmark_of_its_own(anchors: list[str]) -> None:
    bookmarks = Bookmarks(iter(range(100)))
    names = [bookmarks.name(anchor) for anchor in anchors]
    assert len({name.lower() for name in names}) == len(anchors)
    assert all(len(name) <= 40 and name.isascii() and name.isidentifier() for name in names)
    assert names == [bookmarks.name(anchor) for anchor in anchors]

"""Markdown that people write: what it becomes, and that nothing they typed is lost."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.documents.commentary import blocks_of
from wardmote.documents.commentary.markdown import AS_TYPED
from wardmote.publishing import check
from wardmote.publishing.tree import (
    BulletList,
    Commentary,
    Document,
    Emphasis,
    Link,
    Paragraph,
    Strong,
    Table,
    inlines,
    plain,
    walk,
)

PIECES = (
    *(
        "# ",
        "- ",
        "1. ",
        "7) ",
        "> ",
        "|",
        "---",
        "===",
        "\n",
        "\n\n",
        "  ",
        "    ",
        "\t",
        "**",
        "*",
        "_",
        "`",
        "```",
    ),
    *("[", "](", "https://a.b", ")", "<b>", "&amp;", "\\", "!", "a", "word", "£", "é", "7", "\r", "~~~py\n"),
    *(
        "[x]: /u 'q'",
        "| a | b |\n|---|---|\n",
        "| c | d | e |\n",
        "<https://é.x>",
        "\u200b",
        "\u2028",
        "\x0b",
    ),
)
TYPED = st.one_of(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.text(max_size=200))


def document(text: str) -> Document:
    words = blocks_of(text).blocks
    return Document(
        title="T", partnership="P", kind="K", data_to="", version="", date=date(2026, 3, 31),
        blocks=(Commentary("words", "What?", words),),
    )  # fmt: skip


def shown(text: str) -> str:
    """Every word of the blocks and the addresses of their links."""
    parts: list[str] = []
    for block in blocks_of(text).blocks:
        match block:
            case Paragraph(content=content):
                contents = (content,)
            case BulletList(items=items):
                contents = items
            case Table(columns=columns, rows=rows):
                contents = (*(c.label for c in columns), *(cell for row in rows for cell in row))
        parts += [plain(content) for content in contents]
        parts += [i.target for content in contents for i in inlines(content) if isinstance(i, Link)]
    return "".join(parts)


@settings(deadline=None, max_examples=400)
@given(TYPED)
def test_no_letter_is_lost_and_the_document_holds_together(text: str) -> None:
    found = shown(text)
    typed = Counter(c for c in text if c.isalpha() or not (c.isascii() or c.isspace()))
    assert not typed - Counter(found)
    check(document(text))


def test_paragraphs_lists_emphasis_and_links() -> None:
    text = "One **two** *three* [four](https://five.example).\n\n- a\n- b\n\n1. c\n2. d"
    assert blocks_of(text).blocks == (
        Paragraph(
            (
                *("One ", Strong("two"), " ", Emphasis("three"), " "),
                *(Link("four", "https://five.example"), "."),
            )
        ),
        BulletList(("a", "b")),
        BulletList(("c", "d"), ordered=True),
    )
    assert blocks_of(text).notes == ()


def test_a_heading_is_a_strong_paragraph() -> None:
    assert blocks_of("## What we see").blocks == (Paragraph(Strong("What we see")),)
    (linked,) = blocks_of("## See [this](https://a.b)").blocks
    assert linked == Paragraph((Strong("See "), Link("this", "https://a.b")))
    assert all(type(block).__name__ != "Heading" for block in walk(document("# a\n\n### b").blocks))


def test_a_table_is_a_table() -> None:
    (table,) = blocks_of("| Store | Reports |\n|---|--:|\n| Market | 41 |\n| | **7** |").blocks
    assert isinstance(table, Table)
    assert [(c.label, c.align) for c in table.columns] == [("Store", "left"), ("Reports", "right")]
    assert table.rows == (("Market", "41"), ("", Strong("7")))


def test_a_table_without_a_head_gets_names_for_its_columns() -> None:
    (table,) = blocks_of("| | 2026 |\n|---|---|\n| a | 1 |").blocks
    assert isinstance(table, Table)
    assert [c.label for c in table.columns] == ["Column 1", "2026"]


def test_a_row_with_a_cell_too_many_is_printed_as_typed_rather_than_cut() -> None:
    read = blocks_of("Before.\n\n| a | b |\n|---|---|\n| 1 | 2 | three |\n\nAfter.")
    assert Paragraph("| 1 | 2 | three |") in read.blocks
    assert read.blocks[0] == Paragraph("Before.")
    assert read.blocks[-1] == Paragraph("After.")
    assert AS_TYPED in read.notes


def test_a_list_that_goes_on_counting_keeps_its_numbers() -> None:
    assert [plain(b.content) for b in blocks_of("3. c\n4. d").blocks if isinstance(b, Paragraph)] == [
        "3. c",
        "4. d",
    ]


def test_lists_inside_lists_stand_after_their_line() -> None:
    (made,) = blocks_of("- a\n  - b\n    1. c\n- d").blocks
    assert isinstance(made, BulletList)
    assert [plain(item) for item in made.items] == ["a", "– b", "– 1. c", "d"]


@pytest.mark.parametrize(
    ("text", "words", "note"),
    [
        ("![A map](map.png)", "A map (picture: map.png)", "A picture is not printed"),
        ("`x = 1`", "x = 1", "Code is printed as plain text"),
        ("```\nx = 1\n```", "x = 1", "Code is printed as plain text"),
        ("<b>bold</b>", "<b>bold</b>", "HTML is printed as it was typed"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>", "HTML is printed as it was typed"),
        ("[press](javascript:alert(1))", "press (javascript:alert(1))", "neither https nor mailto"),
        ("[old](http://a.example)", "old (http://a.example)", "neither https nor mailto"),
    ],
)
def test_what_cannot_be_shown_is_plain_text_with_a_note(text: str, words: str, note: str) -> None:
    read = blocks_of(text)
    assert [plain(block.content) for block in read.blocks if isinstance(block, Paragraph)] == [words]
    assert any(note in said for said in read.notes)


def test_indented_lines_are_words_and_not_code() -> None:
    read = blocks_of("    Indented with four blanks.\n\n\tIndented with a tab.")
    assert [plain(b.content) for b in read.blocks if isinstance(b, Paragraph)] == [
        "Indented with four blanks.",
        "Indented with a tab.",
    ]
    assert read.notes == ()


@pytest.mark.parametrize(
    "text",
    [
        *("[" * 20_000, "*a " * 20_000, "> " * 20_000, "`" * 20_000, "- " * 20_000, "![](" * 10_000),
        *("**" * 20_000 + "a", "<" * 20_000, "| a " * 10_000 + "\n" + "|---" * 10_000, "<!--" * 20_000),
    ],
    ids=lambda text: text[:6].replace(" ", "_"),
)
def test_hostile_text_is_read_in_good_time(text: str) -> None:
    check(document(text))

"""Files of words as editors save them: encodings, line ends, comments, authors; and files that are no text."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.documents.commentary import Text, UnreadableWordsError, invitation, read_text

WORDS = "Thefts of £20 – ‘small’ items."


def read(content: bytes) -> Text:
    return read_text(content, 100_000)


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (WORDS.encode(), ""),
        (WORDS.encode("utf-8-sig"), ""),
        (WORDS.encode("cp1252"), "read as Windows-1252"),
        (WORDS.encode("utf-16"), "saved as UTF-16"),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), "saved as UTF-16"),
        ((WORDS + "\r\n\r\n").encode(), ""),
        (f"\n\n{WORDS}   \n".encode(), ""),
    ],
)
def test_the_same_words_in_any_dress_are_the_same_words(content: bytes, note: str) -> None:
    found = read(content)
    assert found.words == WORDS
    assert found.sha256 == read(WORDS.encode()).sha256
    assert bool(note) == bool(found.notes)
    assert note in " ".join(found.notes)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04rest", "Word document"),
        (b"\xd0\xcf\x11\xe0rest", "older Word"),
        (b"{\\rtf1 words}", "rich text"),
        (b"%PDF-1.7", "a PDF"),
        (b"words\x00words", "no text holds"),
        (WORDS.encode("utf-16-le"), "no text holds"),
        (b"x" * 1_000_000, "It is 1,000 kB long, and words of up to 100 kB are read. Shorten it."),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableWordsError, match=said):
        read(content)


def test_control_characters_are_boxes_with_a_note() -> None:
    found = read(b"a\x07b\x1b[0m")
    assert found.words == "a□b□[0m"
    assert any("cannot be printed" in note for note in found.notes)


@pytest.mark.parametrize(
    "content",
    [
        "Author: Ann, Council\n\nWords.",
        "\n\nauthor:   Ann, Council  \nWords.",
        "---\nauthor: Ann, Council\n---\nWords.",
        '---\nAuthor: "Ann, Council"\n---\n\nWords.',
        f"{invitation('What?')}Author: Ann, Council\n\nWords.",
    ],
)
def test_the_author_stands_at_the_top(content: str) -> None:
    found = read(content.encode())
    assert (found.author, found.words, found.notes) == ("Ann, Council", "Words.", ())


def test_other_lines_at_the_top_are_said_to_be_left_out() -> None:
    found = read(b"---\ntitle: Mine\nauthor: Ann\n---\nWords.")
    assert (found.author, found.words) == ("Ann", "Words.")
    assert found.notes == ('The line "title: Mine" at the top is not printed.',)


@pytest.mark.parametrize(
    "content", ["---\nWords, no header.\n---\nMore.", "---\nWords that never end", "---"]
)
def test_a_rule_at_the_top_is_no_header(content: str) -> None:
    assert read(content.encode()).words == content


def test_a_new_file_holds_no_words() -> None:
    found = read(invitation("What do partners see?").encode())
    assert (found.words, found.notes) == ("", ())


def test_a_comment_is_not_printed_and_is_said_to_be_left_out() -> None:
    found = read(b"Before <!-- ask\nLee --> after.\n<!-- never closed")
    assert found.words == "Before  after.\n<!-- never closed"
    assert found.notes == ('The comment "ask Lee" is not printed.',)


def test_words_typed_into_the_invitation_are_noticed() -> None:
    typed = invitation("What?").replace(" -->", " We see thefts. -->")
    assert "We see thefts." in " ".join(read(typed.encode()).notes)


@given(st.binary(max_size=300))
def test_any_bytes_are_words_or_a_refusal(content: bytes) -> None:
    with suppress(UnreadableWordsError):
        assert isinstance(read(content).words, str)

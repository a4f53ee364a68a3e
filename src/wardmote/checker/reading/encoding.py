"""Bytes made text: by their mark, as UTF-8, else as Windows wrote them."""

from __future__ import annotations

import codecs

from wardmote.checker.reading.refusals import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAVE_AGAIN = "Save it again as UTF-8 text, and check that copy."


def text_of(content: bytes, name: str) -> str:
    """The text of a file.

    Raises
    ------
    UnreadableError
        When it is no text in any of the usual encodings.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding, name)
    if (wide := _wide(content)) is not None:
        return _decoded(content, wide, name)
    if b"\x00" in content[:4096]:
        raise UnreadableError(
            name, f"{name} is no text and no document of a kind that can be read. {_SAVE_AGAIN}"
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(content, "cp1252", name, "replace")


def _wide(content: bytes) -> str | None:
    """UTF-16 without its mark shows in every other byte being nought."""
    start = content[:400]
    if len(start) < 8:
        return None
    if start[1::2].count(0) > 0.8 * len(start[1::2]) and start[0::2].count(0) < 0.1 * len(start):
        return "utf-16-le"
    if start[0::2].count(0) > 0.8 * len(start[0::2]) and start[1::2].count(0) < 0.1 * len(start):
        return "utf-16-be"
    return None


def _decoded(content: bytes, encoding: str, name: str, errors: str = "strict") -> str:
    try:
        return content.decode(encoding, errors)
    except (UnicodeDecodeError, ValueError) as error:
        raise UnreadableError(
            name, f"{name} is damaged text: it breaks off within a letter. {_SAVE_AGAIN}"
        ) from error

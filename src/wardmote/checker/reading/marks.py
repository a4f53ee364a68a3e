"""Marks of notes: ¹ ⁵ * † [1], told from the words and figures that they stand behind."""

from __future__ import annotations

import re

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_INNER = re.compile(rf"\s?([{_RAISED}]+)(?=$|[\s),.;:!?’”'\"(–-]|[A-Za-z])")
_UNIT = re.compile(r"(?:^|[\s\d(])(?:mm|cm|km|m|ft|CO)$", re.I)
_TRAILING = re.compile(
    r"(?<=\S)\s?(\*{1,4}|[†‡§¶]{1,3}|\[(?:\d{1,3}|[a-z]|note \d{1,3}|r|p)\])(?=[\s).,;:]*$)", re.I
)
_LEADING = re.compile(
    rf"^(?:([{_RAISED}]+|[†‡§¶]{{1,3}})\s*|(\*{{1,4}})(?=[A-Za-z\d“‘\"(])|(\[(?:\d{{1,3}}|note \d{{1,3}})\])\s*|"
    r"(\*{1,4})\s+(?=[A-Z]))(?=\S)"
)
_NEXT = re.compile(r"(?<=[.;])\s+(?=(?:\*{1,4}|[†‡§¶]{1,3})[A-Z])")
_NUMBERED = re.compile(r"[\[\]\s]|note", re.I)


def split_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """Words without the marks of notes in them, and the marks.

    A cell that is a mark and nothing else keeps it: it stands for a figure left out. A raised 2 or 3 behind a unit of
    length is a square or a cube.
    """
    found: list[str] = []

    def take(match: re.Match[str]) -> str:
        if match[1] in ("²", "³") and _UNIT.search(text[: match.start()]):
            return match[0]
        if not text[: match.start()].strip():
            return match[0]
        found.append(match[1])
        return " " if match[0].startswith(" ") and text[match.end() : match.end() + 1].isalpha() else ""

    if not text.isascii():
        text = _INNER.sub(take, text)
    if (end := _TRAILING.search(text)) and _is_no_emphasis(text, end):
        found.append(end[1])
        text = text[: end.start()] + text[end.end() :]
    return (re.sub(r"\s{2,}", " ", text).strip(), tuple(found)) if found else (text, ())


def _is_no_emphasis(text: str, end: re.Match[str]) -> bool:
    """A star that another one opens is emphasis that was never closed well, not a mark."""
    return not (end[1].startswith("*") and text.lstrip().startswith(end[1]))


def leading_mark(text: str) -> tuple[str, str]:
    """The mark with which a note begins, and the note without it; "" where none does."""
    found = _LEADING.match(text)
    if not found:
        return "", text
    mark = next(part for part in found.groups() if part)
    return mark, text[found.end() :].strip()


def next_note(text: str) -> tuple[str, str]:
    """A note and what follows it where another one begins in the same line: "... drivers. **Plans will ..."."""
    found = _NEXT.search(text)
    return (text[: found.start()].strip(), text[found.start() :].strip()) if found else (text, "")


def same_mark(one: str, other: str) -> bool:
    """Whether two marks are of the same note: ``[1]``, ``[note 1]`` and ``¹`` are."""
    return _plain(one) == _plain(other)


def _plain(mark: str) -> str:
    lowered = str.maketrans(_RAISED, "0123456789")
    return _NUMBERED.sub("", mark.translate(lowered)).lower()

"""Names of sheets, tables and columns, as spreadsheets allow them: short, without certain signs, each once."""

from __future__ import annotations

import re

from wardmote.publishing.legible import legible

LONGEST_SHEET, LONGEST_HEADER = 31, 250
NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
LOOKS_LIKE_A_CELL = re.compile(r"(?i)[a-z]{1,3}\d+|r\d*c?\d*|c\d*")
SMALL = {
    *(
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "how",
        "in",
        "is",
        "of",
        "on",
        "or",
        "per",
        "that",
        "the",
        "to",
    ),
    *("what", "which", "with", "within"),
}
"""Words that say nothing at the end of a name that was cut."""
ESCAPED = re.compile("_(?=x[0-9a-fA-F]{4}_)")
"""An underline that would make a spreadsheet read the next letters as the code of a character."""


class Taken:
    """Names that are in use, small and capital letters alike."""

    def __init__(self) -> None:
        self._names: set[str] = set()

    def unique(self, name: str, longest: int, numbered: str = " ({})") -> str:
        """``name`` cut to ``longest`` characters, with a number where it stands already."""
        found, number = cut(name, longest), 2
        while found.casefold() in self._names:
            ending = numbered.format(number)
            found, number = cut(name, longest - len(ending)) + ending, number + 1
        self._names.add(found.casefold())
        return found


def sheet_name(wanted: str) -> str:
    """A name that a sheet may have, not yet cut: "Table 3"."""
    spaced = one_line(NOT_IN_A_SHEET_NAME.sub(" ", wanted)).strip("' ")
    return "Sheet" if not spaced or spaced.lower() == "history" else spaced


def label_and_words(label: str, *wanted: str) -> str:
    """``label`` with as many whole words behind it as a sheet's name has room for: "Table 6 Since the last".

    The words are those of the first text of ``wanted`` of which enough can stand to say something.
    """
    name = sheet_name(label)
    room = LONGEST_SHEET - width(name) - 1
    split = [sheet_name(text).split() for text in wanted if text]
    found = [(words, kept) for words in split if (kept := _first_words(words, room))]
    enough = (kept for words, kept in found if len(kept) > 1 or len(words) == 1)
    kept = next(enough, found[0][1] if found else [])
    return " ".join((name, *kept)).rstrip("' ,;:")


def _first_words(words: list[str], room: int) -> list[str]:
    """Words that fit, without small ones at the end where some were cut off."""
    kept = list(words)
    while kept and width(" ".join(kept)) > room:
        kept.pop()
    while kept and len(kept) < len(words) and kept[-1].strip(",;:").lower() in SMALL:
        kept.pop()
    return kept


def header(wanted: str) -> str:
    """A column's header on one line, as a table of a spreadsheet takes it."""
    return ESCAPED.sub("_ ", one_line(wanted)) or "Column"


def table_name(sheet: str) -> str:
    """The name by which formulas of the reader find a sheet's table: Table_3."""
    name = re.sub(r"[^0-9A-Za-z]+", "_", sheet).strip("_") or "Table"
    return f"_{name}" if name[0].isdigit() or LOOKS_LIKE_A_CELL.fullmatch(name) else name


def cut(text: str, longest: int) -> str:
    """``text`` of at most so many characters as spreadsheets count them, at the end of a word where one is near."""
    if width(text) <= longest:
        return text
    while width(text) > longest:
        text = text[: len(text) - max(1, (width(text) - longest) // 2)]
    shorter = text.rsplit(" ", 1)[0]
    return (shorter if len(shorter) > longest // 2 else text).rstrip("' ,;:")


def width(text: str) -> int:
    """Length as spreadsheets count it: a character beyond the first 65,536 counts twice."""
    return len(text) + sum(ord(character) > 0xFFFF for character in text)


def one_line(text: str) -> str:
    """``text`` legible and without breaks."""
    return " ".join(legible(text).split())

"""A line of text, and what kind of line it looks like by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wardmote.checker.read_document import Place
from wardmote.checker.reading.words import clean, without_emphasis

BULLETS = "-–—•◦▪▫■□●○‣⁃∙·✓✔➢➤►▶❖◆★☆⇒→»*oо§"
"""Signs that lists are printed with; the letter o stands for a ring."""
_BULLET = re.compile(rf"^(\s*)([{re.escape(BULLETS)}]|\uf0b7|\uf0a7|\uf0d8)(?:\s+)(?=\S)(.*)$", re.S)
_SECOND = re.compile(rf"^([{re.escape(BULLETS)}])\s+(?=\S)(.*)$", re.S)
_DECIMAL = re.compile(r"^(\d{1,3}(?:\.\d{1,3}){1,4})[.)]?\s+(?=\S)(.*)$", re.S)
_ORDINAL = re.compile(
    r"^((?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\((?:\d{1,3}|[a-z]|[ivx]{1,5})\))\s+(?=\S)(.*)$", re.S
)
_BARE = re.compile(r"^(\d{1,3})\s+(?=[A-Z\d“‘'\"£])(.*)$", re.S)
_ENDS_SENTENCE = re.compile(r"[.;,][\"”’')\]]?$")
_ADDRESS = re.compile(r"https?://|www\.|\S@\S|^\W*@")
_DATE_OR_PAGE = re.compile(r"(?:page\s+)?[\divxlc]{1,4}(?:\s+of\s+\d+)?", re.I)
_QUOTED = re.compile(r"[“\"‘'].*[”\"’']", re.S)
_CODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}")
LONGEST_HEADING = 130
MOST_WORDS = 18


@dataclass(frozen=True)
class Line:
    """A line (or a paragraph that stands for one). ``alone`` says that the format keeps it apart from the lines beside
    it; ``heads`` is False where its looks say that it is no heading."""

    text: str
    place: Place
    alone: bool = False
    heads: bool = True

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.text.strip()


def bullet(text: str) -> tuple[str, str, int]:
    """The bullet of a line, its words, and how far it is set in; "" where it has none.

    Where two bullets stand behind one another the second is the printed one.
    """
    found = _BULLET.match(text)
    if not found or (found[2] in "oо§" and not found[1]):
        return "", text, 0
    label, words = found[2], found[3]
    if second := _SECOND.match(words):
        label, words = second[1], second[2]
    return label, words, len(found[1])


def section_label(text: str) -> tuple[str, str]:
    """A number of several levels, "4.3.1", at the beginning."""
    found = _DECIMAL.match(without_emphasis(text).lstrip())
    return (found[1], found[2]) if found else ("", text)


def ordinal(text: str) -> tuple[str, str]:
    """A number or letter with a full stop or bracket at the beginning: "1.", "a)", "(ii)"."""
    found = _ORDINAL.match(without_emphasis(text).lstrip())
    return (found[1], found[2]) if found else ("", text)


def bare_number(text: str) -> tuple[int, str]:
    """A whole number without anything behind it at the beginning: the number of a paragraph, perhaps; 0 for none."""
    found = _BARE.match(without_emphasis(text).lstrip())
    return (int(found[1]), found[2]) if found else (0, text)


def could_head(text: str) -> bool:
    """Whether a line could be a heading by its own words: short, no sentence, no address, no page number."""
    words = clean(without_emphasis(text))
    if not words or len(words) > LONGEST_HEADING or len(words.split()) > MOST_WORDS:
        return False
    if _ENDS_SENTENCE.search(words) or _ADDRESS.search(words):
        return False
    if _DATE_OR_PAGE.fullmatch(words) or _CODE.fullmatch(words) or _QUOTED.fullmatch(words):
        return False
    begins = words.lstrip("“‘\"'([*")[:1]
    return begins.isupper() or (begins.isdigit() and any(sign.isalpha() for sign in words))

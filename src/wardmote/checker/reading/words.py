"""Words as they are read: spaces of every kind become one, signs that nobody sees go, marks of emphasis go."""

from __future__ import annotations

import re

_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\r\n\v\f\x1c-\x1f\x85\u2028\u2029 ]+")
_TABBED_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\r\n\v\f\x1c-\x1f\x85\u2028\u2029]")
_UNSEEN = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\ufffe\uffff]"
)
_TAG = re.compile(
    r"</?(?:p|u|b|i|em|strong|br|span|div|small|font|s|strike|del|ins|mark|center)\b[^<>]*>", re.I
)
_RAISED = re.compile(r"<sup>\s*([0-9*†‡§]{1,3})\s*</sup>", re.I)
_LINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_STARS = (
    re.compile(r"(?<![\w*])\*\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*\*(?![\w*])"),
    re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*(?!\*)"),
    re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?![\w*])"),
    re.compile(r"(?<![\w_])__?(?=[^\s_])([^_\n]+?)(?<=\S)__?(?![\w_])"),
)
_FORMULA = {"\\pounds": "£", "\\Rightarrow": "⇒", "\\rightarrow": "→", "\\%": "%", "\\&": "&", "\\$": "$"}
_FORMULA_WORD = re.compile(r"\$?(\\pounds|\\Rightarrow|\\rightarrow|\\%|\\&|\\\$)(?![A-Za-z])\$?")
RAISED = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))
"""Digits, and the same raised."""


def clean(text: str) -> str:
    """Text in one line: no soft hyphens or other signs that nobody sees; any run of spaces is one space."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACES.sub(" ", _UNSEEN.sub("", text)).strip()


def without_unseen(text: str) -> str:
    """The same for a line in which tabs and runs of spaces still say where columns begin."""
    return without_formulas(_TABBED_SPACES.sub(" ", _UNSEEN.sub("", text)))


def raised(text: str) -> str:
    """Digits raised, so that a mark of a note cannot be taken for a part of the number that it stands behind."""
    return "".join(RAISED.get(sign, sign) for sign in text)


def without_emphasis(text: str) -> str:
    """A line of text without the marks that stand for bold, italics, links and signs of formulas."""
    if "<" in text:
        text = _RAISED.sub(lambda found: raised(found[1]), text)
        text = _LINK.sub(r"\1", _TAG.sub("", text))
    text = without_formulas(text)
    if "*" in text or "_" in text:
        for marks in _STARS:
            text = marks.sub(r"\1", text)
    return text


def without_formulas(text: str) -> str:
    """Text with the names of formula signs, which converters leave behind, made the signs."""
    return _FORMULA_WORD.sub(lambda found: _FORMULA[found[1]], text) if "\\" in text else text

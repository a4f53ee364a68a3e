"""The words of an element of a web page."""

from __future__ import annotations

import re
from typing import Any

from wardmote.checker.reading.words import raised

HIDDEN = frozenset(
    (
        "script", "style", "template", "noscript", "head", "title", "meta", "link", "iframe", "object",
        "embed", "svg", "math", "canvas", "audio", "video", "input", "select", "textarea", "button",
        "datalist", "map", "area", "source", "track", "dialog", "del", "s", "strike",
    )
)  # fmt: skip
"""Elements whose words no reader of the page sees as text of the document, or that are struck out."""
BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
        "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section",
        "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "dir",
    )
)  # fmt: skip
_MARK = re.compile(r"[\s\[(]*(\d{1,3}|[*†‡§¶]{1,4}|[a-z])[\s\])]*")
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def is_hidden(element: Any) -> bool:
    """Whether an element is not shown: by its kind, its attribute or its own style."""
    if not isinstance(element.tag, str) or element.tag in HIDDEN:
        return True
    return element.get("hidden") is not None or bool(_UNSEEN_STYLE.search(element.get("style", "")))


def words_of(element: Any, without: frozenset[str] = frozenset()) -> str:
    """All words of an element in one line; elements ``without`` are left out. Raised marks of notes stay raised."""
    parts: list[str] = []
    _gather(element, parts, without)
    return "".join(parts)


def own_words(element: Any) -> str:
    """The words of an element as they stand among those around it: a raised mark stays raised, a break is a break."""
    parts: list[str] = []
    _add(element, parts, frozenset())
    return "".join(parts)


def _gather(element: Any, parts: list[str], without: frozenset[str]) -> None:
    parts.append(element.text or "")
    for child in element:
        if not is_hidden(child) and child.tag not in without:
            _add(child, parts, without)
        parts.append(child.tail or "")


def _add(child: Any, parts: list[str], without: frozenset[str]) -> None:
    if child.tag == "br":
        parts.append("\n")
    elif child.tag == "sup":
        parts.append(_raised(words_of(child)))
    elif child.tag in BLOCKS:
        parts.append(" ")
        _gather(child, parts, without)
        parts.append(" ")
    else:
        _gather(child, parts, without)


def _raised(text: str) -> str:
    """The words of a raised element: a mark of a note, or what stands raised for another reason."""
    found = _MARK.fullmatch(text)
    if not found:
        return text
    mark = found[1]
    return raised(mark) if mark.isdigit() else (mark if not mark.isalpha() else f"[{mark}]")

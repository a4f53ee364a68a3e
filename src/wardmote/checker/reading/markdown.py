"""Markdown: made a web page, each part with the line on which it stands, and read as one."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from wardmote.checker.reading.assembly import Assembly
from wardmote.checker.reading.html import read_html

_NOTE = re.compile(r"^\[\^(\w{1,12})\]:[ \t]*", re.M)
_REFERENCE = re.compile(r"\[\^(\w{1,12})\](?!:)")
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.S)


def read_markdown(text: str, into: Assembly) -> int | None:
    """Read Markdown. It has no pages."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _FRONT.sub(lambda found: "\n" * found[0].count("\n"), text)
    text = _REFERENCE.sub(r"<sup>\1</sup>", _NOTE.sub(r"<sup>\1</sup> ", text))
    reader = MarkdownIt("commonmark", {"html": True, "maxNesting": 50}).enable(["table", "strikethrough"])
    tokens = reader.parse(text)
    line = 0
    for token in tokens:
        line = token.map[0] + 1 if token.map else line
        if token.nesting == 1 and line:
            token.attrSet("data-line", str(line))
    page = str(reader.renderer.render(tokens, reader.options, {}))
    return read_html(f"<html><body>{page}</body></html>", into)

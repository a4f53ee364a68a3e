"""Lines of people's Markdown as lines of a document, and blocks run together into one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.tree import SyntaxTreeNode

from wardmote.publishing.tree import (
    BulletList,
    Content,
    Emphasis,
    Inline,
    Link,
    Paragraph,
    Strong,
    Table,
    inlines,
    plain,
)

ADDRESS = re.compile(r"(?:https://|mailto:)[!-~]+")
"""Addresses that a link may lead to."""
TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")


class Notes:
    """What could not be shown as it was meant, each said once."""

    def __init__(self) -> None:
        self._said: dict[str, None] = {}

    def add(self, sentence: str) -> None:
        """Say it, unless it was said."""
        self._said[sentence] = None

    @property
    def said(self) -> tuple[str, ...]:
        """Every note in the order in which it was first said."""
        return tuple(self._said)


def paragraphs_of(node: SyntaxTreeNode, notes: Notes) -> list[Content]:
    """The lines of a paragraph, heading or cell: a line break that was asked for starts another."""
    lines: list[list[Inline]] = [[]]
    for inline in node.children:
        for child in inline.children or ():
            if child.type == "hardbreak":
                lines.append([])
            else:
                lines[-1] += _inlines(child, notes)
    return [_joined(line) for line in lines if line]


def _inlines(node: SyntaxTreeNode, notes: Notes) -> Iterator[Inline]:
    if node.type in ("strong", "em"):
        set_as = Strong if node.type == "strong" else Emphasis
        inner = _joined([part for child in node.children for part in _inlines(child, notes)])
        yield from (set_as(part) if isinstance(part, str) else part for part in inlines(inner))
    elif text := _text(node, notes):
        yield from _link(node, text, notes) if node.type == "link" else (text,)


def _text(node: SyntaxTreeNode, notes: Notes) -> str:
    """The words of an inline and of those inside it."""
    match node.type:
        case "text":
            if TAG.search(node.content):
                notes.add("HTML is printed as it was typed.")
            return node.content
        case "softbreak" | "hardbreak":
            return " "
        case "code_inline":
            notes.add("Code is printed as plain text.")
            return node.content
        case "image":
            return _picture(node, notes)
        case "link":
            inner = "".join(_text(child, notes) for child in node.children)
            return inner + _titled(node)
        case _:
            return "".join(_text(child, notes) for child in node.children)


def _picture(node: SyntaxTreeNode, notes: Notes) -> str:
    notes.add("A picture is not printed, only its words and its address.")
    words = "".join(_text(child, notes) for child in node.children)
    return f"{words} (picture: {node.attrs.get('src', '')}){_titled(node)}".strip()


def _titled(node: SyntaxTreeNode) -> str:
    title = str(node.attrs.get("title", ""))
    return f" ({title})" if title else ""


def _link(node: SyntaxTreeNode, text: str, notes: Notes) -> Iterator[Inline]:
    target = str(node.attrs.get("href", ""))
    if ADDRESS.fullmatch(target):
        yield Link(text, target)
        return
    notes.add("A link that is neither https nor mailto is printed as plain text with its address.")
    yield text if target in ("", text) else f"{text} ({target})"


def _joined(parts: Sequence[Inline]) -> Content:
    """Texts beside each other as one, so that a plain line is plain."""
    made: list[Inline] = []
    for part in parts:
        if isinstance(part, str) and made and isinstance(made[-1], str):
            made[-1] += part
        else:
            made.append(part)
    return made[0] if len(made) == 1 else tuple(made)


def line_of(blocks: Sequence[Paragraph | BulletList | Table]) -> Content:
    """Blocks run together into one line, for a place that holds no more."""
    made: list[Inline] = []
    for block in blocks:
        for content in _contents(block):
            made += [" "] if made else []
            made += inlines(content)
    return _joined(made) if made else ""


def _contents(block: Paragraph | BulletList | Table) -> Iterator[Content]:
    match block:
        case Paragraph(content=content):
            yield content
        case BulletList(items=items, ordered=ordered):
            for number, item in enumerate(items, start=1):
                yield (f"{number}. " if ordered else "– ", *inlines(item))
        case Table(columns=columns, rows=rows):
            yield "; ".join(column.label for column in columns) + "."
            for row in rows:
                yield _row(row)


def _row(row: Sequence[Content]) -> Content:
    made: list[Inline] = []
    for cell in row:
        made += ["; "] if made else []
        made += inlines(cell)
    return (*made, ".")


def as_text(block: Paragraph | BulletList | Table) -> str:
    """Every word of a block, the addresses of its links among them."""
    content = inlines(line_of([block]))
    return plain(content) + "".join(part.target for part in content if isinstance(part, Link))

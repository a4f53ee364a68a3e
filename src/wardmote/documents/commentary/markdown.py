"""Markdown that people wrote, as blocks of a document: nothing that they typed is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from wardmote.documents.commentary.lines import Notes, as_text, line_of, paragraphs_of
from wardmote.publishing.tree import (
    BulletList,
    Column,
    Content,
    Link,
    Paragraph,
    Strong,
    Table,
    inlines,
    plain,
)

Words = tuple[Paragraph | BulletList | Table, ...]
AS_TYPED = (
    "Some lines could not be read as Markdown without losing words, so they are printed as they were typed."
)


@dataclass(frozen=True)
class Read:
    """The blocks of a text, and in sentences what could not be shown as it was meant."""

    blocks: Words
    notes: tuple[str, ...] = ()


def blocks_of(text: str) -> Read:
    """Read Markdown (CommonMark with tables, without raw HTML) as paragraphs, lists and tables.

    Headings become strong paragraphs; pictures, code and HTML become plain text, with a note. Lines of which any
    letter or digit would be lost are set as they were typed.
    """
    notes = Notes()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    blocks: list[Paragraph | BulletList | Table] = []
    at = 0
    for node in SyntaxTreeNode(_parser().parse(text)).children:
        start, end = node.map or (at, at)
        blocks += _typed(lines[at:start], notes)
        found = _Reading(notes)
        made = found.block(node)
        kept = not _lost("\n".join(lines[start:end]), made, found.markers)
        blocks += made if kept else _typed(lines[start:end], notes)
        at = max(at, end)
    blocks += _typed(lines[at:], notes)
    return Read(tuple(blocks), notes.said)


@cache
def _parser() -> MarkdownIt:
    """A reader that leaves out what would lose words: entities, footnotes of links, code by indenting, HTML."""
    parser = MarkdownIt("commonmark", {"html": False})
    parser.enable("table").disable(["code", "reference", "entity"])
    for name, answer in (("normalizeLink", str), ("normalizeLinkText", str), ("validateLink", bool)):
        setattr(parser, name, answer)
    return parser


def _typed(lines: Sequence[str], notes: Notes) -> list[Paragraph]:
    """Lines as they were typed; those without a letter or digit say nothing."""
    said = [line.strip() for line in lines if _letters(line)]
    if said:
        notes.add(AS_TYPED)
    return [Paragraph(line) for line in said]


def _lost(source: str, blocks: Sequence[Paragraph | BulletList | Table], markers: Sequence[str]) -> bool:
    """Whether a letter or digit of the source stands nowhere in the blocks."""
    shown = "".join((*markers, *(as_text(block) for block in blocks)))
    return bool(_letters(source) - _letters(shown))


def _letters(text: str) -> Counter[str]:
    """Every character that can stand for something: not white space, and not the signs of which Markdown is made."""
    return Counter(c for c in text if c.isalnum() or not (c.isascii() or c.isspace()))


def _strong(content: Content) -> Content:
    """A heading's line: strong throughout, with its links."""
    parts = tuple(part if isinstance(part, Link) else Strong(plain(part)) for part in inlines(content))
    return parts[0] if len(parts) == 1 else parts


@dataclass
class _Reading:
    """Turns one node into blocks. ``markers`` are the numbers of list items, which a list makes anew."""

    notes: Notes
    markers: list[str] = field(default_factory=list)

    def block(self, node: SyntaxTreeNode) -> list[Paragraph | BulletList | Table]:
        match node.type:
            case "paragraph" | "heading":
                return [*self._paragraphs(node, strong=node.type == "heading")]
            case "bullet_list" | "ordered_list":
                return self._list(node)
            case "table":
                return [self._table(node)]
            case "fence" | "code_block":
                return self._code(node)
            case "hr":
                return []
            case _:
                return [made for child in node.children for made in self.block(child)]

    def _paragraphs(self, node: SyntaxTreeNode, *, strong: bool = False) -> Iterator[Paragraph]:
        for content in paragraphs_of(node, self.notes):
            if plain(content).strip():
                yield Paragraph(_strong(content) if strong else content)

    def _code(self, node: SyntaxTreeNode) -> list[Paragraph | BulletList | Table]:
        self.notes.add("Code is printed as plain text.")
        lines = [node.info, *node.content.split("\n")]
        return [Paragraph(line.strip()) for line in lines if line.strip()]

    def _list(self, node: SyntaxTreeNode) -> list[Paragraph | BulletList | Table]:
        """A list; one that does not count from 1 as paragraphs with the numbers that were typed."""
        items = list(self._items(node))
        if node.type == "bullet_list":
            return [BulletList(tuple(item for _, item in items))] if items else []
        self.markers += [number for number, _ in items]
        numbers = [number for number, _ in items]
        if numbers in ([str(turn + 1) for turn in range(len(items))], ["1"] * len(items)):
            return [BulletList(tuple(item for _, item in items), ordered=True)] if items else []
        return [
            Paragraph((f"{number}. ", *inlines(item)) if number else ("– ", *inlines(item)))
            for number, item in items
        ]

    def _items(self, node: SyntaxTreeNode) -> Iterator[tuple[str, Content]]:
        """Each item as one line, those of lists inside it after it; with its number as typed."""
        for item in node.children:
            within = [child for child in item.children if child.type in ("bullet_list", "ordered_list")]
            own = [child for child in item.children if child not in within]
            content = line_of([made for child in own for made in self.block(child)])
            if plain(content).strip():
                yield item.info if node.type == "ordered_list" else "", content
            for child in within:
                for number, inner in self._items(child):
                    yield "", (f"{number}. " if number else "– ", *inlines(inner))

    def _table(self, node: SyntaxTreeNode) -> Paragraph | Table:
        rows = [
            [self._cell(cell) for cell in row.children] for part in node.children for row in part.children
        ]
        sides = [str(cell.attrs.get("style", "")) for cell in node.children[0].children[0].children]
        if len(rows) == 1:
            return Paragraph("; ".join(plain(cell) for cell in rows[0]))
        labels = [plain(cell).strip() or f"Column {turn}" for turn, cell in enumerate(rows[0], start=1)]
        return Table(
            caption="Table in the words of partners",
            columns=tuple(
                Column(label, "right" if "right" in side else "left")
                for label, side in zip(labels, sides, strict=True)
            ),
            rows=tuple(tuple(row) for row in rows[1:]),
            caption_hidden=True,
        )

    def _cell(self, node: SyntaxTreeNode) -> Content:
        return line_of([Paragraph(content) for content in paragraphs_of(node, self.notes)])

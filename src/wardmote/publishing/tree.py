"""The document tree: what a document says, before anyone decides how a format shows it.

One tree is written in every format, so nothing in it names a format or a size, and no colour but the
partnership's own. Every node is a frozen dataclass; sequences are tuples.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from wardmote.analyses.pictures import Caption, Picture
from wardmote.figures import Figure
from wardmote.figures.tokens import Verdict
from wardmote.publishing.inlines import (
    Content,
    Deleted,
    Emphasis,
    Footnote,
    Inline,
    Inserted,
    Link,
    Number,
    Quiet,
    Reference,
    Strong,
    VerdictMark,
    inlines,
    plain,
)

# --- blocks ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heading:
    """A heading. Level 1 is a part of the document (the document's title stands above all levels).

    ``number`` None is numbered by the document when it numbers its headings, "" never is, other text is
    printed as given. ``eyebrow`` is a short line above the heading.
    """

    level: int
    text: str
    anchor: str
    number: str | None = None
    eyebrow: str = ""
    in_contents: bool = True


ParagraphStyle = Literal["body", "lead", "note", "draft"]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. ``lead`` opens a section; ``draft`` marks machine words that nobody has reviewed.

    A sentence that people may accept or rewrite has a ``slot``, the name under which their decision is kept, and
    the ``figures`` it rests on. ``look_again``: why words that people wrote here need another look; "" when not.
    """

    content: Content
    style: ParagraphStyle = "body"
    slot: str = ""
    figures: tuple[Figure, ...] = ()
    look_again: str = ""


@dataclass(frozen=True)
class BulletList:
    """A list of lines, with numbers when their order matters."""

    items: tuple[Content, ...]
    ordered: bool = False


@dataclass(frozen=True)
class FindingItem:
    """One finding: the verdict's symbol, a bold lead, the rest of the sentence.

    ``slot``, ``figures`` and ``look_again`` as in a Paragraph. People's own words have no lead.
    """

    lead: str
    rest: Content = ""
    verdict: Verdict | None = None
    draft: bool = False
    slot: str = ""
    figures: tuple[Figure, ...] = ()
    look_again: str = ""


@dataclass(frozen=True)
class Findings:
    """The findings of a page, set apart by a coloured rule."""

    items: tuple[FindingItem, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table. ``width`` is a share relative to the other columns; None fits the content.

    ``label`` may be empty for no column: a reader who hears the table needs every one.
    """

    label: str
    align: Literal["left", "right"] = "left"
    width: float | None = None


@dataclass(frozen=True)
class Table:
    """A table. Each row has one content per column; the header row repeats when the table crosses a page.

    ``header_column``: the first column names its row. ``notes`` stand under the table. ``caption_hidden`` is
    for a table whose heading already says it: the caption is then read out, not printed. ``dense`` is for
    registers and annexes: a smaller size. ``label`` ("Table 3") is given by ``publishing.preparing``.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Content, ...], ...]
    anchor: str = ""
    header_column: bool = True
    notes: tuple[Content, ...] = ()
    caption_hidden: bool = False
    dense: bool = False
    label: str = ""


@dataclass(frozen=True)
class Drawing:
    """A picture somebody has already drawn: a whole SVG element as text."""

    caption: Caption
    svg: str


@dataclass(frozen=True)
class PictureBlock:
    """A chart or map with the numbers behind it.

    ``data`` None takes the table that ``publishing.data_table`` makes of the picture (a Drawing has none, so
    give one or set ``show_data`` False). Screens fold the data under the picture; paper sets it where the
    document's PictureData stands, at the end when there is none. ``label`` ("Figure 3") is given by
    ``publishing.preparing``.
    """

    picture: Picture | Drawing
    anchor: str
    data: Table | None = None
    show_data: bool = True
    label: str = ""


@dataclass(frozen=True)
class SideBySide:
    """Two blocks beside each other where there is room, one under the other where there is not."""

    left: PictureBlock | Paragraph | Findings | BulletList | Table
    right: PictureBlock | Paragraph | Findings | BulletList | Table


@dataclass(frozen=True)
class PictureData:
    """Where a paged format sets the tables behind its pictures; the section's heading stands before it."""


@dataclass(frozen=True)
class Contents:
    """The table of contents, down to headings of level ``depth``."""

    title: str = "Contents"
    depth: int = 1


@dataclass(frozen=True)
class PageBreak:
    """Start a new page where there are pages."""


@dataclass(frozen=True)
class Commentary:
    """A place that people fill: without words it shows the prompt.

    ``figures`` are those of its section: the words lean on them. ``look_again``: which of them changed since the
    words were written, in a sentence; "" when none did.
    """

    anchor: str
    prompt: str
    words: tuple[Paragraph | BulletList | Table, ...] = ()
    author: str = ""
    figures: tuple[Figure, ...] = ()
    look_again: str = ""


@dataclass(frozen=True)
class NotYetPart:
    """A part of the document that cannot be written yet, and what is missing for it."""

    title: str
    missing: Content


@dataclass(frozen=True)
class NotYet:
    """Everything not yet assessed, together."""

    parts: tuple[NotYetPart, ...]


@dataclass(frozen=True)
class Cover:
    """The cover: the document's own title and partnership, with these facts under it as (label, value)."""

    facts: tuple[tuple[str, Content], ...] = ()
    statement: Content = ""


Block = (
    Heading
    | Paragraph
    | BulletList
    | Findings
    | Table
    | PictureBlock
    | SideBySide
    | PictureData
    | Contents
    | PageBreak
    | Commentary
    | NotYet
    | Cover
)


@dataclass(frozen=True)
class Slide:
    """One slide of the document's summary: a sentence as title, one block, or two beside each other.

    ``notes`` are for the speaker: what is counted, where it comes from, what not to conclude. A ``Commentary`` that
    nobody has filled is left out, and its slide with it. ``gives_way``: where there are more slides than a summary
    has, those with the highest number are left out first, and those of 0 never.
    """

    title: str
    blocks: tuple[Paragraph | BulletList | Findings | Table | PictureBlock | Commentary, ...]
    notes: str = ""
    gives_way: int = 0


@dataclass(frozen=True)
class Document:
    """A whole document.

    ``kind`` is what it calls itself ("Evidence pack"), ``data_to`` the last month in words ("April 2024"),
    ``marking`` its handling marking ("OFFICIAL"), ``date`` the fixed date for its metadata: the same tree
    gives the same bytes, so nothing here may be read from a clock. ``colour`` is the partnership's own as #RRGGBB,
    "" for ours. ``figures`` is every Figure that the document prints. ``slides`` is its summary for a projector,
    without a slide for the cover; a document without one is summed up by its sections. ``one_page``: meant for one
    sheet of paper, so a paged format sets it smaller and leaves the tables behind its pictures to the screen.
    ``measures``: the reference of each measure that a figure is of, with the measure's title.
    """

    title: str
    partnership: str
    kind: str
    data_to: str
    version: str
    date: date
    blocks: tuple[Block, ...]
    subtitle: str = ""
    status: str = ""
    marking: str = "OFFICIAL"
    author: str = ""
    language: str = "en-GB"
    number_headings: bool = False
    colour: str = ""
    figures: tuple[Figure, ...] = ()
    slides: tuple[Slide, ...] = ()
    one_page: bool = False
    measures: tuple[tuple[str, str], ...] = ()

    @property
    def by(self) -> str:
        """Whose document it is: its author, else the partnership."""
        return self.author or self.partnership


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block in reading order, those inside a SideBySide or a Commentary included."""
    for block in blocks:
        yield block
        if isinstance(block, SideBySide):
            yield block.left
            yield block.right
        if isinstance(block, Commentary):
            yield from block.words


def numbered(document: Document) -> dict[str, str]:
    """The printed number of each heading, by anchor ("" for none): the same in every format."""
    counts = [0] * 6
    numbers: dict[str, str] = {}
    for heading in walk(document.blocks):
        if not isinstance(heading, Heading):
            continue
        if heading.number is not None or not document.number_headings:
            numbers[heading.anchor] = heading.number or ""
            continue
        counts[heading.level - 1] += 1
        counts[heading.level :] = [0] * (6 - heading.level)
        numbers[heading.anchor] = ".".join(str(count) for count in counts[: heading.level])
    return numbers


__all__ = [
    "Block",
    "BulletList",
    "Column",
    "Commentary",
    "Content",
    "Contents",
    "Cover",
    "Deleted",
    "Document",
    "Drawing",
    "Emphasis",
    "FindingItem",
    "Findings",
    "Footnote",
    "Heading",
    "Inline",
    "Inserted",
    "Link",
    "NotYet",
    "NotYetPart",
    "Number",
    "PageBreak",
    "Paragraph",
    "ParagraphStyle",
    "PictureBlock",
    "PictureData",
    "Quiet",
    "Reference",
    "SideBySide",
    "Slide",
    "Strong",
    "Table",
    "VerdictMark",
    "inlines",
    "numbered",
    "plain",
    "walk",
]

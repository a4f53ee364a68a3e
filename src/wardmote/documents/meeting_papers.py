"""The papers of a meeting as one document: agenda, papers, documents, what is still to be done, what was decided since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wardmote.publishing.tree import (
    Block,
    BulletList,
    Column,
    Cover,
    Document,
    Heading,
    Paragraph,
    Slide,
    Table,
)

NOTHING = "Nothing stands here."
Held = BulletList | Paragraph | Table
Section = tuple[str, str, tuple[Held, ...]]


@dataclass(frozen=True)
class OpenAction:
    """An action that is not done. ``due``: in words; ``late``: whether its day is past."""

    title: str
    whose: str
    due: str
    late: bool


@dataclass(frozen=True)
class Papers:
    """What a meeting is given. Days are in words; ``date`` is that of the pack.

    ``documents``: title and state of documents of the library; ``decided``: what was decided since the meeting before, and
    when; ``attendance``: organisation, meetings at which it was there, meetings in all; ``before``: the meeting before and
    its minutes, empty where there was none.
    """

    partnership: str
    marking: str
    colour: str
    date: date
    title: str
    group: str
    day: str
    place: str
    chair: str
    members: tuple[str, ...]
    quorum: int | None
    agenda: tuple[str, ...]
    papers: tuple[str, ...]
    documents: tuple[tuple[str, str], ...]
    actions: tuple[OpenAction, ...]
    decided: tuple[tuple[str, str], ...]
    attendance: tuple[tuple[str, int, int], ...]
    before: tuple[str, str] = ("", "")


def meeting_papers(papers: Papers) -> Document:
    """The pack as a document; what holds nothing has no slide."""
    sections = tuple(_sections(papers))
    blocks: list[Block] = [Cover(_facts(papers))]
    for title, anchor, held in sections:
        blocks += [Heading(1, title, anchor), *(held or (Paragraph(NOTHING),))]
    slides = [Slide(title, _shown(held)) for title, _anchor, held in sections if held]
    return Document(
        title=papers.title,
        subtitle=papers.group,
        partnership=papers.partnership,
        kind="Papers of a meeting",
        data_to="",
        version="",
        date=papers.date,
        marking=papers.marking,
        author=papers.partnership,
        colour=papers.colour,
        blocks=tuple(blocks),
        slides=tuple(slides) or (Slide("Agenda", (Paragraph(NOTHING),)),),
    )


def _facts(papers: Papers) -> tuple[tuple[str, str], ...]:
    quorum = f"{papers.quorum} members" if papers.quorum else ""
    said = (
        ("Day", papers.day), ("Place", papers.place), ("Chair", papers.chair),
        ("Members", ", ".join(papers.members)), ("Needed to decide", quorum),
    )  # fmt: skip
    return tuple((name, words) for name, words in said if words)


def _sections(papers: Papers) -> Iterator[Section]:
    """Title, anchor and what stands there; nothing where there is nothing."""
    yield "Agenda", "agenda", _list(papers.agenda, ordered=True)
    yield "Papers", "papers", _list(papers.papers)
    yield _table("Documents of the library", "documents", ("Document", "How far it is"), papers.documents)
    yield _table(
        "Actions that are open", "actions", ("Action", "Whose", "By"),
        [(one.title, one.whose, one.due + (" (late)" if one.late else "")) for one in papers.actions],
    )  # fmt: skip
    yield _table("Decided since the meeting before", "decided", ("Decision", "Day"), papers.decided)
    told, minutes = papers.before
    lines = [line for line in minutes.splitlines() if line.strip()] or [NOTHING]
    before = tuple(Paragraph(line) for line in (told, *lines)) if told else ()
    yield "Minutes of the meeting before", "minutes", before
    yield _table(
        "Who has come so far", "attendance", ("Organisation", "Was there", "Meetings"),
        [(name, str(there), str(of)) for name, there, of in papers.attendance],
    )  # fmt: skip


def _list(lines: Sequence[str], *, ordered: bool = False) -> tuple[Held, ...]:
    return (BulletList(tuple(lines), ordered=ordered),) if lines else ()


def _table(title: str, anchor: str, heads: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Section:
    if not rows:
        return title, anchor, ()
    numbers = [all(row[at].isdecimal() for row in rows) for at in range(len(heads))]
    columns = tuple(
        Column(one, "right" if number else "left") for one, number in zip(heads, numbers, strict=True)
    )
    return title, anchor, (Table(title, columns, tuple(rows), anchor=f"{anchor}-table", caption_hidden=True),)


def _shown(held: tuple[Held, ...]) -> tuple[Held, ...]:
    """As a slide takes it: one block, so several paragraphs as the lines of a list."""
    lines = tuple(one.content for one in held if isinstance(one, Paragraph))
    return (BulletList(lines),) if len(lines) > 1 else held

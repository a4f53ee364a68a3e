"""One section of two builds as one: what changed in it marked, what did not folded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from wardmote.analyses.wording import amount, listed, opening
from wardmote.documents.redline.aligning import Match, aligned
from wardmote.documents.redline.parts import Part, Section, alike
from wardmote.documents.redline.tables import changed_table, rows_matched, whole_table
from wardmote.documents.redline.words import marked
from wardmote.publishing.tree import (
    Block,
    BulletList,
    Deleted,
    Heading,
    Inline,
    Inserted,
    Paragraph,
    Quiet,
)

LONG = 2
"""Unchanged paragraphs in a row from which they are folded: fewer stand as they are, for the sense."""
SENSE = ("fact", "paragraph", "lead", "draft", "item", "finding", "draft finding", "commentary")
"""Kinds of which a single unchanged one may stand as it is."""
FRONT = "front"
DRAFT = "draft"


@dataclass(frozen=True)
class Tally:
    """How much changed: passages of text, rows of tables, pictures, sections."""

    changed: int = 0
    added: int = 0
    taken_out: int = 0
    rows: int = 0
    pictures: int = 0
    sections_added: int = 0
    sections_taken_out: int = 0
    sections_moved: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    @property
    def passages(self) -> int:
        """Paragraphs, items and findings that were changed, added or taken out."""
        return self.changed + self.added + self.taken_out

    @property
    def total(self) -> int:
        """Everything."""
        return sum(getattr(self, one.name) for one in fields(self))

    def sentences(self) -> list[str]:
        """What changed, a line for each sort of thing."""
        sections = (
            ("added", self.sections_added),
            ("taken out", self.sections_taken_out),
            ("moved", self.sections_moved),
        )
        passages = (("changed", self.changed), ("added", self.added), ("taken out", self.taken_out))
        return [
            *_counted("section", "sections", sections),
            *_counted("passage of text", "passages of text", passages),
            *_counted("table row", "table rows", (("changed, added or taken out", self.rows),)),
            *_counted("picture", "pictures", (("with other words or other data behind it", self.pictures),)),
        ]


def _counted(one: str, many: str, parts: Sequence[tuple[str, int]]) -> list[str]:
    said = [f"{amount(number, one, many)} {what}" for what, number in parts if number]
    return [opening(f"{listed(said)}.")] if said else []


def matched_sections(old: Sequence[Section], new: Sequence[Section]) -> list[Match]:
    """Sections by their anchor, wherever they stand."""
    return aligned(old, new, lambda section: section.anchor, lambda one, other: 0.0)


def laid_out(earlier: Section | None, later: Section | None, *, moved: bool) -> tuple[list[Block], Tally]:
    """The blocks of a section, and how much changed in it."""
    if earlier is None or later is None:
        return _one_sided(earlier, later)
    blocks, tally = _parts(earlier.parts, later.parts)
    tally = tally + Tally(sections_moved=int(moved))
    if not tally.total and earlier.heading == later.heading and later.level > 1:
        return blocks, tally
    eyebrow = "Section moved" if moved else ""
    return [*_heading(later, eyebrow, earlier.heading), *blocks], tally + Tally(
        changed=int(earlier.heading != later.heading)
    )


def _one_sided(earlier: Section | None, later: Section | None) -> tuple[list[Block], Tally]:
    section = later or earlier
    if section is None:
        return [], Tally()
    added = later is not None
    blocks, tally = _parts((), section.parts) if added else _parts(section.parts, ())
    what = Tally(sections_added=1) if added else Tally(sections_taken_out=1)
    eyebrow = "Section added" if added else "Section taken out"
    return [*_heading(section, eyebrow, section.heading), *blocks], tally + what


def _heading(section: Section, eyebrow: str, earlier: str) -> list[Block]:
    text, level = (section.heading, section.level) if section.heading else ("Cover", 1)
    blocks: list[Block] = [
        Heading(level, text, f"section-{section.anchor or FRONT}", number="", eyebrow=eyebrow)
    ]
    if earlier != section.heading:
        blocks.append(Paragraph((Quiet("Heading: "), *marked(earlier, section.heading)), "note"))
    return blocks


def _parts(old: Sequence[Part], new: Sequence[Part]) -> tuple[list[Block], Tally]:
    """Every part of a section, in the order of the later build."""
    blocks: list[Block] = []
    tally = Tally()
    unchanged: list[Part] = []
    for match in aligned(old, new, lambda part: (part.kind, part.lines), alike):
        before = old[match.earlier] if match.earlier is not None else None
        after = new[match.later] if match.later is not None else None
        if before == after and after is not None:
            unchanged.append(after)
            continue
        blocks += _folded(unchanged)
        unchanged = []
        found, added = _changed(before, after)
        blocks += found
        tally = tally + added
    return _with_lists([*blocks, *_folded(unchanged)]), tally


def _changed(before: Part | None, after: Part | None) -> tuple[list[Block], Tally]:
    part = after or before
    if part is None:
        return [], Tally()
    if part.kind == "table":
        return _table(before, after)
    if part.kind == "picture":
        return _picture(before, after), Tally(pictures=1)
    old, new = (one.text if one else "" for one in (before, after))
    words = (*_draft(before, after), *marked(old, new))
    tally = Tally(changed=1) if before and after else Tally(added=1) if after else Tally(taken_out=1)
    return [_paragraph(part.kind, words)], tally


def _table(before: Part | None, after: Part | None) -> tuple[list[Block], Tally]:
    old, new = (part.of("row", "register") if part else [] for part in (before, after))
    if before is None or after is None:
        part = after or before
        return (whole_table(part, added=after is not None) if part else []), Tally(rows=len(old) + len(new))
    differ = [
        match
        for match in rows_matched(old, new)
        if match.earlier is None or match.later is None or old[match.earlier].cells != new[match.later].cells
    ]
    blocks = changed_table(before, after)
    return blocks, Tally(rows=len(differ), changed=int(bool(blocks) and not differ))


def _picture(before: Part | None, after: Part | None) -> list[Block]:
    """A picture's words, and how many rows of its data differ: the drawing itself cannot be marked."""
    part = after or before
    if part is None:
        return []
    old, new = (one.text if one else "" for one in (before, after))
    blocks: list[Block] = [_paragraph("picture", (Quiet("Picture: "), *marked(old, new)))]
    for kind in ("subtitle", "note"):
        blocks += _words_under(before, after, kind)
    data = [one.of("data") if one else [] for one in (before, after)]
    if before and after:
        differ = sum(
            match.earlier is None
            or match.later is None
            or data[0][match.earlier].cells != data[1][match.later].cells
            for match in rows_matched(*data)
        )
        said = f"{opening(amount(differ, 'row', 'rows'))} of the data behind it differ{'s' if differ == 1 else ''}."
        blocks += [Paragraph(Quiet(said), "note")] if differ else []
    return blocks


def _words_under(before: Part | None, after: Part | None, kind: str) -> list[Block]:
    old, new = (" ".join(line.text for line in one.of(kind)) if one else "" for one in (before, after))
    return [Paragraph(marked(old, new), "note")] if old != new else []


def _draft(before: Part | None, after: Part | None) -> tuple[Inline, ...]:
    """That a sentence is no longer a draft, or is one again."""
    if before is None or after is None:
        return ()
    was, now = before.kind.startswith(DRAFT), after.kind.startswith(DRAFT)
    if was == now:
        return ()
    return (Deleted("Draft: "),) if was else (Inserted("Draft: "),)


def _paragraph(kind: str, words: tuple[Inline, ...]) -> Block:
    if kind == "item":
        return BulletList((words,))
    return Paragraph(words, "note" if kind in ("note", "footnote", "subtitle") else "body")


def _folded(parts: Sequence[Part]) -> list[Block]:
    """Unchanged parts: a short run of text as it stands, anything longer as a line that says how much it is."""
    parts = [part for part in parts if part.kind != "eyebrow"]
    if not parts:
        return []
    texts = [part for part in parts if part.kind not in ("table", "picture")]
    if len(parts) < LONG and all(part.kind in SENSE for part in parts):
        return [_paragraph(part.kind, (part.text,)) for part in parts]
    tables, pictures = (sum(part.kind == kind for part in parts) for kind in ("table", "picture"))
    named = [
        amount(number, one, many)
        for number, one, many in (
            (len(texts), "passage", "passages"),
            (tables, "table", "tables"),
            (pictures, "picture", "pictures"),
        )
        if number
    ]
    return [Paragraph(Quiet(f"Unchanged: {listed(named)}."), "note")]


def _with_lists(blocks: Sequence[Block]) -> list[Block]:
    """Items of a list that follow one another as one list."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, BulletList) and isinstance(last, BulletList):
            joined[-1] = BulletList((*last.items, *block.items))
        else:
            joined.append(block)
    return joined

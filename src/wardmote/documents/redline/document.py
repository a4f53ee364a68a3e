"""Two builds of a document as one: a summary, the figures that changed, then every section with its changes marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wardmote.analyses.wording import amount, listed, opening
from wardmote.definitions import Definitions
from wardmote.documents.record import BuildRecord
from wardmote.documents.redline.figures_changed import ChangedFigure, figures_changed, figures_table
from wardmote.documents.redline.parts import Section, sections_of
from wardmote.documents.redline.section import Tally, laid_out, matched_sections
from wardmote.publishing.tree import (
    Block,
    BulletList,
    Contents,
    Cover,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Table,
)


def redline(earlier: BuildRecord, later: BuildRecord, definitions: Definitions) -> Document:
    """What changed from one build to another, as a document. ``definitions`` say how much its summary lists.

    Words added and words taken out stand where they were; long unchanged runs are folded into a line that says how
    much they hold. Tables show the rows that differ, and a picture says by how much its data differ.
    """
    old, new = sections_of(earlier.lines), sections_of(later.lines)
    sections, tally = _sections(old, new)
    changed = figures_changed(earlier, later)
    table = figures_table(earlier, later, int(definitions.threshold("redline-figures")))
    return Document(
        title=f"Changes in {later.title}",
        subtitle=f"From the build of data to {earlier.data_to} to the build of data to {later.data_to}",
        partnership=later.partnership,
        kind="Redline",
        data_to=later.data_to,
        version=later.version,
        status=later.status,
        date=later.date,
        marking=later.marking,
        author=later.partnership,
        language=later.language,
        colour=later.colour,
        blocks=(
            Cover(_facts(earlier, later), _statement()),
            Contents(),
            PageBreak(),
            *_summary(tally, changed, table),
            *sections,
        ),
        figures=tuple(figure for one in changed for figure in (one.earlier, one.later)),
    )


def _facts(earlier: BuildRecord, later: BuildRecord) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, f"{record.title}; build {record.id}, snapshot {record.snapshot}, data to {record.data_to}")
        for name, record in (("Earlier build", earlier), ("This build", later))
    )


def _statement() -> str:
    return (
        "Words that were added are underlined, words that were taken out are struck through. What did not change is "
        "folded into a line that says how much it is."
    )


def _summary(tally: Tally, changed: Sequence[ChangedFigure], table: Table | None) -> list[Block]:
    """What changed in numbers, and the figures that did."""
    heading = Heading(1, _title(tally, changed), "changes", eyebrow="What changed")
    if not tally.total and not changed:
        return [heading, Paragraph("The two builds say the same, word for word.", "lead")]
    return [
        heading,
        BulletList(tuple(tally.sentences())),
        *([table] if table else []),
        PageBreak(),
    ]


def _title(tally: Tally, changed: Sequence[ChangedFigure]) -> str:
    parts = [
        *([f"{amount(tally.passages, 'passage', 'passages')}"] if tally.passages else []),
        *([f"{amount(tally.rows, 'table row', 'table rows')}"] if tally.rows else []),
        *([f"{amount(len(changed), 'figure', 'figures')}"] if changed else []),
    ]
    if not parts:
        return "Nothing changed" if not tally.total else "Only what stands behind pictures changed"
    return opening(f"{listed(parts)} changed")


def _sections(old: Sequence[Section], new: Sequence[Section]) -> tuple[list[Block], Tally]:
    blocks: list[Block] = []
    tally = Tally()
    above = 0
    for match in matched_sections(old, new):
        before = old[match.earlier] if match.earlier is not None else None
        after = new[match.later] if match.later is not None else None
        found, added = laid_out(before, after, moved=match.moved)
        tally = tally + added
        for block in found:
            if isinstance(block, Heading):
                above = min(block.level, above + 1)
                blocks.append(replace(block, level=above))
            else:
                blocks.append(block)
    return blocks, tally

"""How crimes ended, and stop and search: one compact block each, at the end of levels and patterns."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.analyses.finding import CHANGED
from wardmote.analyses.held_records import why_not
from wardmote.analyses.wording import (
    amount,
    count,
    inside,
    listed,
    number_word,
    opening,
    share,
)
from wardmote.documents.strategic_assessment.columns import dash_note, numbers
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.documents.strategic_assessment.searches import searches_block
from wardmote.figures import Figure, Verdict
from wardmote.figures.outcomes import OutcomeRow, OutcomeTable
from wardmote.publishing.cells import count_cell, share_cell
from wardmote.publishing.tree import Block, Column, Content, Heading, Paragraph, Table

WHOLE = "all-crime"
NAMED = 3
"""Changes that the sentence names."""


def ends_and_searches(needs: PackNeeds) -> list[Block]:
    """Both blocks; where neither was supplied, one line that says so."""
    found = [*_outcomes(needs), *searches_block(needs)]
    absent = _absent(needs)
    return [*found, *([Paragraph(absent, "note")] if absent else [])]


def outcome_figures(needs: PackNeeds) -> list[Figure]:
    """The shares that the table of outcomes is made of."""
    table = needs.outcomes
    return [] if table is None else [table.figure(row) for row in table.rows]


def _absent(needs: PackNeeds) -> str:
    """What is not told of crimes' ends and of searches, and why, a sentence each."""
    tables = {"outcomes": needs.outcomes, "searches": needs.searches}
    return " ".join(why_not(held) for held in needs.held if tables[held.kind] is None)


def _outcomes(needs: PackNeeds) -> list[Block]:
    table = needs.outcomes
    if table is None:
        return []
    return [
        Heading(2, "How crimes ended", "outcomes"),
        Paragraph(f"{_ended(table)} {_moved(table)}", "draft", slot="outcomes"),
        _outcome_table(needs, table),
    ]


def _ended(table: OutcomeTable) -> str:
    """What became of all crimes, in one sentence: the largest group first, until all are told."""
    rows = table.rows_of(WHOLE) or list(table.rows)
    before, wide = table.wide(rows[0].measure.id, 0), table.wide(rows[0].measure.id)
    words = {row.wider: row.said for row in reversed(rows) if row.said}
    known = sorted(((value, name) for name, value in wide.items() if value), reverse=True)
    said = [
        f"{share(value)} {words[name]}{_then(before.get(name), first=not at)}"
        for at, (value, name) in enumerate(known)
        if name in words
    ]
    months = number_word(table.follow.months)
    return (
        f"Of {count(rows[0].of[1])} crimes recorded in the {table.follow.current.words}, {listed(said)} by the end of the "
        f"{_ordinal(table.follow.months, months)} month after."
    )


def _then(before: float | None, *, first: bool) -> str:
    """The share a year before, in brackets; the first of them says what it is."""
    if before is None:
        return ""
    return f" ({share(before)} in the year before)" if first else f" ({share(before)})"


ORDINALS = {1: "first", 2: "second", 3: "third", 5: "fifth", 8: "eighth", 9: "ninth", 12: "twelfth"}


def _ordinal(number: int, word: str) -> str:
    return ORDINALS.get(number, f"{word}th")


def _moved(table: OutcomeTable) -> str:
    """Which measures are not tested, and the shares of the others that moved by more than chance, the largest first."""
    single = [row for row in table.rows if row.measure.base]
    broken = _untested(table)
    others, since = ("the other measures", "") if broken else ("a single measure", " from the year before")
    moved = sorted(
        (row for row in single if row.verdict in CHANGED),
        key=lambda row: (-abs(row.points or 0), row.measure.order),
    )
    if moved:
        moves = "Moved by more than chance" if broken else "By more than chance from the year before"
        named = [_move(row) for row in moved[:NAMED]]
        more = f", and {amount(len(moved) - NAMED, 'more', 'more')}" if len(moved) > NAMED else ""
        return f"{broken}{moves}: {'; '.join(named)}{more}."
    if any(row.verdict is Verdict.NO_CLEAR_CHANGE for row in single):
        return f"{broken}No share of {others} moved by more than chance{since}."
    return f"{broken}The shares of {others} are of too few crimes or months to be tested."


def _untested(table: OutcomeTable) -> str:
    """The measures that are not set against the year before, and how many of all crimes they are."""
    broken = {
        row.measure.id: row
        for row in table.rows
        if row.measure.base and row.verdict is Verdict.NOT_COMPARABLE
    }
    if not broken:
        return ""
    largest = sorted(broken.values(), key=lambda row: -row.of[1])
    names = (", and " if len(largest) == 2 else "; ").join(inside(row.measure.short_title) for row in largest)
    whole = table.rows_of(WHOLE)
    part = sum(row.of[1] for row in broken.values()) / whole[0].of[1] if whole and whole[0].of[1] else None
    of_all = f" ({share(part)} of these crimes)" if part is not None else ""
    verb = "is" if len(broken) == 1 else "are"
    total = ", nor is all crime" if whole and whole[0].verdict is Verdict.NOT_COMPARABLE else ""
    return (
        f"{opening(names)}{of_all} {verb} not tested against the year before, as recording changed{total}. "
    )


def _move(row: OutcomeRow) -> str:
    then, now = (share(one) for one in row.share)
    return f"{inside(row.measure.short_title)}, {inside(row.heading)}, from {then} to {now}"


def _outcome_table(needs: PackNeeds, table: OutcomeTable) -> Table:
    measures = list(dict.fromkeys(row.measure.id for row in table.rows))
    headings = table.wider_headings
    rows: list[tuple[Content, ...]] = []
    for name in measures:
        first, wide = table.rows_of(name)[0], table.wide(name)
        shares = (share_cell(wide.get(heading)) for heading in headings)
        rows.append((first.measure.short_title, count_cell(first.of[1]), *shares))
    return Table(
        caption=f"Crimes recorded in the {table.follow.current.words} by how they ended within "
        f"{number_word(table.follow.months)} months",
        columns=(Column("Measure", width=4), *numbers("Followed", *headings)),
        rows=tuple(rows),
        anchor="how-crimes-ended",
        notes=_outcome_notes(needs, table, rows),
    )


def _outcome_notes(
    needs: PackNeeds, table: OutcomeTable, rows: Sequence[tuple[Content, ...]]
) -> tuple[str, ...]:
    base = f"{needs.definitions.threshold('percentage-base'):.0f}"
    years = (
        ""
        if table.follow.current == needs.table.current
        else (
            f"Later crimes have not had {number_word(table.follow.months)} months yet, so this year ends earlier than "
            "that of the other tables."
        )
    )
    return (
        *(caveat.text for caveat in table.caveats),
        *((years,) if years else ()),
        *((table.gaps,) if table.gaps else ()),
        *_held_together(table),
        *dash_note(rows, f"Fewer than {base} crimes."),
    )


def _held_together(table: OutcomeTable) -> tuple[str, ...]:
    """What a column holds that is wider than a group of `table outcomes`, and where charges in other cases stand."""
    held: dict[str, list[str]] = {}
    for row in table.rows:
        title = inside(row.title).removeprefix(f"{inside(row.wider)}, ")
        if title not in held.setdefault(row.wider, []):
            held[row.wider].append(title)
    said = [f"“{name}” holds: {'; '.join(titles)}." for name, titles in held.items() if len(titles) > 1]
    return (" ".join(said),) if said else ()

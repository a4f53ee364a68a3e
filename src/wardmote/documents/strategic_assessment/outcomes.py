"""How crimes ended, and stop and search: one compact block each, at the end of levels and patterns."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.analyses.finding import CHANGED
from wardmote.analyses.wording import (
    amount,
    count,
    inside,
    listed,
    number_word,
    one_decimal,
    opening,
    per,
    percent,
    share,
)
from wardmote.documents.strategic_assessment.columns import dash_note, numbers
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.figures import Figure, Verdict
from wardmote.figures.months import in_words
from wardmote.figures.outcomes import OutcomeRow, OutcomeTable
from wardmote.figures.searches import SearchRow, SearchTable
from wardmote.publishing.cells import count_cell, share_cell
from wardmote.publishing.tree import Block, Column, Content, Heading, Paragraph, Quiet, Table, VerdictMark

WHOLE = "all-crime"
OF_WHOM = "searches-of-whom"
"""The caveat of a table that the document does not print."""
NAMED = 3
"""Changes that the sentence names."""


def ends_and_searches(needs: PackNeeds) -> list[Block]:
    """Both blocks; where neither was supplied, one line that says so."""
    found = [*_outcomes(needs), *_searches(needs)]
    absent = _absent(needs)
    return [*found, *([Paragraph(absent, "note")] if absent else [])]


def outcome_figures(needs: PackNeeds) -> list[Figure]:
    """The shares that the table of outcomes is made of."""
    table = needs.outcomes
    return [] if table is None else [table.figure(row) for row in table.rows]


def search_figures(needs: PackNeeds) -> list[Figure]:
    """The numbers that the table of searches prints."""
    table = needs.searches
    if table is None:
        return []
    whole = table.rows_by("all")[0]
    return [
        table.figure(whole, "rate"),
        *(table.figure(row, what) for row in _shown(table) for what in ("previous", "current", "share")),
        table.figure(whole, "percent"),
    ]


def _absent(needs: PackNeeds) -> str:
    missing = [
        name
        for name, held in (("how crimes ended", needs.outcomes), ("stop and search", needs.searches))
        if held is None
    ]
    if not missing:
        return ""
    return f"{opening(listed(missing))}: not supplied, or of too few months to say anything."


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
    """What became of all crimes, in one sentence."""
    rows = table.rows_of(WHOLE) or list(table.rows)
    wide = table.wide(rows[0].measure.id)
    words = {row.wider: row.said for row in reversed(rows) if row.said}
    said = [
        f"{share(value)} {words[name]}" for name, value in wide.items() if name in words and value is not None
    ]
    months = number_word(table.follow.months)
    return (
        f"Of {count(rows[0].of[1])} crimes recorded in the {table.follow.current.words}, {listed(said)} by the end of the "
        f"{_ordinal(table.follow.months, months)} month after."
    )


ORDINALS = {1: "first", 2: "second", 3: "third", 5: "fifth", 8: "eighth", 9: "ninth", 12: "twelfth"}


def _ordinal(number: int, word: str) -> str:
    return ORDINALS.get(number, f"{word}th")


def _moved(table: OutcomeTable) -> str:
    """Shares of single measures that moved by more than chance, the largest first."""
    tested = [row for row in table.rows if row.measure.base]
    moved = sorted(
        (row for row in tested if row.verdict in CHANGED),
        key=lambda row: (-abs(row.points or 0), row.measure.order),
    )
    if not moved:
        return "No share of a single measure moved by more than chance from the year before."
    named = [_move(row) for row in moved[:NAMED]]
    more = f", and {amount(len(moved) - NAMED, 'more', 'more')}" if len(moved) > NAMED else ""
    return f"By more than chance from the year before: {'; '.join(named)}{more}."


def _move(row: OutcomeRow) -> str:
    then, now = (share(one) for one in row.share)
    return f"{inside(row.measure.short_title)}, {inside(row.heading)}, from {then} to {now}"


def _outcome_table(needs: PackNeeds, table: OutcomeTable) -> Table:
    measures = list(dict.fromkeys(row.measure.id for row in table.rows))
    headings = list(dict.fromkeys(row.wider for row in table.rows))
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
        *_not_compared(table),
        *dash_note(rows, f"Fewer than {base} crimes."),
    )


def _not_compared(table: OutcomeTable) -> tuple[str, ...]:
    """Measures whose shares are not set against the year before."""
    rows = (row for row in table.rows if row.verdict is Verdict.NOT_COMPARABLE)
    names = dict.fromkeys(inside(row.measure.short_title) for row in rows)
    if not names:
        return ()
    return (f"Not compared with the year before, as recording changed: {listed(list(names))}.",)


def _searches(needs: PackNeeds) -> list[Block]:
    table = needs.searches
    if table is None:
        return []
    return [
        Heading(2, "Stop and search", "stop-and-search"),
        Paragraph(_searched(needs, table), "draft", slot="stop-and-search"),
        _search_table(needs, table),
    ]


def _searched(needs: PackNeeds, table: SearchTable) -> str:
    """How many, and of how many something came or was found."""
    whole = table.rows_by("all")[0]
    found, _, blank = table.rows_by("found")
    nothing = next((row for row in table.rows_by("outcome") if row.word == "search-nothing"), None)
    rate = (
        f", {one_decimal(whole.rate[1])} {per(needs.definitions)} residents"
        if whole.rate[1] is not None
        else ""
    )
    change = f", {percent(whole.percent)} on the year before" if whole.percent is not None else ""
    parts = [f"{count(whole.n[1])} searches are known in the {table.current.words}{rate}{change}."]
    if nothing and nothing.share[1] is not None:
        parts.append(f"{opening(share(nothing.share[1]))} ended without further action.")
    if found.share[1] is not None and blank.share[1] is not None:
        parts.append(
            f"In {share(found.share[1])} the outcome was linked to what was searched for; for {share(blank.share[1])} that "
            "is not recorded."
        )
    return " ".join(parts)


def _shown(table: SearchTable) -> list[SearchRow]:
    """All searches, each object that is not rare, whether the outcome was linked, and what came of it."""
    objects = [row for row in table.rows_by("object") if row.percent is not None]
    return [*table.rows_by("all"), *objects, *table.rows_by("found"), *table.rows_by("outcome")]


def _search_table(needs: PackNeeds, table: SearchTable) -> Table:
    titles = {"object": "For: ", "found": "Linked: ", "outcome": "Outcome: "}
    rows = tuple(
        (
            f"{titles.get(row.by, '')}{inside(row.title) if row.by in titles else row.title}",
            count_cell(row.n[0]),
            count_cell(row.n[1]),
            *(share_cell(one) if row.by != "all" else Quiet("") for one in row.share),
            VerdictMark(row.verdict) if row.verdict else Quiet("not tested"),
        )
        for row in _shown(table)
    )
    return Table(
        caption=f"Stop and search, {table.counted.name}",
        columns=(
            Column("Searches", width=5),
            *numbers(
                *(f"To {in_words(one.end, short=True)}" for one in (table.previous, table.current)),
                "Share then",
                "Share now",
            ),
            Column("Verdict", width=3),
        ),
        rows=rows,
        anchor="searches",
        notes=_search_notes(needs, table, rows),
    )


def _search_notes(
    needs: PackNeeds, table: SearchTable, rows: tuple[tuple[Content, ...], ...]
) -> tuple[str, ...]:
    base = f"{needs.definitions.threshold('percentage-base'):.0f}"
    lost = (
        ()
        if table.owns_lost
        else (
            f"{opening(share(table.lost[1]))} of the force's searches have no place in the files and count in no area; the "
            f"year before it was {share(table.lost[0])}. Places are approximate.",
        )
    )
    return (
        *lost,
        *(caveat.text for caveat in table.caveats if caveat.id != OF_WHOM),
        *((table.gaps,) if table.gaps else ()),
        *dash_note(rows, f"A share of fewer than {base} searches."),
    )

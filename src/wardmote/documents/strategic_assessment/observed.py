"""What partners and the Home Office count: their figures beside those of police.uk, each with its own period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wardmote.analyses.feeds import FeedStatus
from wardmote.analyses.finding import CHANGED
from wardmote.analyses.observed_groups import LongAgo, Provided, by_provider, long_ago, told_twice
from wardmote.analyses.observed_lines import drawn_by_quarter, quarter_lines
from wardmote.analyses.observed_wording import (
    is_share,
    one_period,
    period_words,
    said_of,
    state_words,
    untested_words,
    value_words,
)
from wardmote.analyses.what_matters import by_what_matters
from wardmote.analyses.wording import amount, inside, listed, number_word, opening, per
from wardmote.documents.strategic_assessment.columns import numbers, rate_in
from wardmote.documents.strategic_assessment.duties import eyebrow
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.figures import Row, State
from wardmote.figures.periods import in_dates
from wardmote.publishing.cells import DASH, change_with_percent_cell, count_cell, state_cell
from wardmote.publishing.tree import (
    Block,
    Column,
    Content,
    Footnote,
    Heading,
    Inline,
    Number,
    PageBreak,
    Paragraph,
    PictureBlock,
    Quiet,
    Table,
    VerdictMark,
)

ANCHOR = "observed"
TITLE = "What partners and the Home Office count"
ALONE = 4
"""Rows from which a provider has a table of its own."""
DRAWN = 6


def observed(needs: PackNeeds) -> list[Block]:
    """The part; nothing where nothing was supplied and nothing is owed."""
    rows, gone, owed = shown_rows(needs), _long_ago(needs), overdue(needs)
    if not rows and not gone and not owed:
        return []
    return [
        Heading(1, TITLE, ANCHOR, eyebrow=eyebrow(needs, ANCHOR)),
        Paragraph(_lead(rows), "lead"),
        *_tables(needs, rows),
        *_picture(needs, rows),
        *_not_received(gone, owed),
        PageBreak(),
    ]


def shown_rows(needs: PackNeeds) -> list[Row]:
    """The rows that the tables print: those that police.uk does not tell month by month."""
    return [
        row
        for found in by_provider(needs.table.observed, needs.definitions)
        for row in found.rows
        if not told_twice(row)
    ]


def overdue(needs: PackNeeds) -> list[FeedStatus]:
    """Feeds of which a period was due and has not come."""
    return [one for one in needs.feeds if one.overdue]


def _long_ago(needs: PackNeeds) -> list[LongAgo]:
    return long_ago(needs.table.observed, needs.definitions)


def _lead(rows: Sequence[Row]) -> str:
    if not rows:
        return "Nothing that partners or the Home Office count was received for the year."
    changed = [row for row in rows if row.verdict in CHANGED]
    said = "none of them changed by more than chance"
    if changed:
        parts = [
            f"{listed([inside(row.measure.short_title) for row in group])} {verdict.words}"
            for verdict in CHANGED
            if (group := [row for row in changed if row.verdict is verdict])
        ]
        said = f"{listed(parts)} by more than chance" if len(changed) <= ALONE else _how_many(changed)
    untested = sum(row.verdict is None for row in rows)
    rest = f" {opening(amount(untested, 'is', 'are'))} not tested; the notes say why." if untested else ""
    measures = "measure that police.uk does not hold", "measures that police.uk does not hold"
    return f"Of {amount(len(rows), *measures)}, {said}.{rest} Each row has its own period."


def _how_many(changed: Sequence[Row]) -> str:
    rose = sum(row.verdict is CHANGED[0] for row in changed)
    return f"{number_word(rose)} rose and {number_word(len(changed) - rose)} fell by more than chance"


def _tables(needs: PackNeeds, rows: Sequence[Row]) -> list[Block]:
    """One table for each provider of several measures, and one for all others."""
    groups = by_provider(rows, needs.definitions)
    large = [one for one in groups if len(one.rows) >= ALONE or len(groups) == 1]
    small = [one for one in groups if one not in large]
    tables = [_table(needs, one, f"observed-{at}") for at, one in enumerate(large, start=1)]
    if small:
        tables.append(_table_of_many(needs, small, large))
    return list(tables)


def _columns(*more: Column) -> tuple[Column, ...]:
    return (
        Column("Measure", width=4),
        *more,
        Column("Period", width=3),
        *numbers("Year before", "Now", "Change", "Rate"),
        Column("Verdict", width=3),
    )


def _table(needs: PackNeeds, found: Provided, anchor: str) -> Table:
    rows = by_what_matters(found.rows)
    return Table(
        caption=f"Counted by: {found.provider}",
        columns=_columns(),
        rows=tuple(_cells(row) for row in rows),
        anchor=anchor,
        notes=_notes(needs, rows),
    )


def _table_of_many(needs: PackNeeds, groups: Sequence[Provided], beside: Sequence[Provided]) -> Table:
    pairs = [(found.provider, row) for found in groups for row in by_what_matters(found.rows)]
    return Table(
        caption="Counted by other partners" if beside else "Counted by partners",
        columns=_columns(Column("Counted by", width=3)),
        rows=tuple((cells[0], provider, *cells[1:]) for provider, row in pairs for cells in (_cells(row),)),
        anchor="observed-partners",
        notes=_notes(needs, [row for _, row in pairs]),
    )


def _cells(row: Row) -> tuple[Content, ...]:
    seen = row.observed
    if seen is None:
        return ()
    verdict: Inline = VerdictMark(row.verdict) if row.verdict else Quiet(untested_words(row))
    change: Content = (
        (Number(_signed(seen.points), seen.points, "decimal"), " points")
        if seen.points is not None
        else change_with_percent_cell(row.change, row.percent)
    )
    return (
        _name(row),
        period_words(row, short=True),
        *both_cells(row),
        change,
        rate_in(row) if row.rate is not None else DASH,
        verdict,
    )


def _name(row: Row) -> Content:
    """The measure's name, with what holds for this row alone as its note."""
    words = said_of(row)
    return (row.measure.short_title, Footnote(words)) if words else row.measure.short_title


def both_cells(row: Row) -> tuple[Inline, Inline]:
    """The earlier and the later value of a row counted from observations, or why there is none."""
    seen = row.observed
    if seen is None:
        return DASH, DASH
    before = value_cell(seen.before, seen.state_before, seen.at_least[0], row)
    return before, value_cell(seen.now, row.state, seen.at_least[1], row)


def _signed(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−") if value else "0.0"


def value_cell(value: float | None, state: State, at_least: float | None, row: Row) -> Inline:
    """A value, or why there is none."""
    if value is None:
        words = state_words(None, state, at_least, share=is_share(row))
        return Quiet(words) if state is State.SUPPRESSED else state_cell(state)
    if is_share(row):
        return Number(value_words(value, share=True), value, "share")
    if value != int(value):
        return Number(value_words(value, share=False), value, "decimal")
    return count_cell(value) if value >= 0 else Number(value_words(value, share=False), value, "count")


def _notes(needs: PackNeeds, rows: Sequence[Row]) -> tuple[Content, ...]:
    """Of what the rates are, what the figures are not, and what police.uk tells too."""
    definitions = needs.definitions
    caveats = dict.fromkeys(name for row in rows for name in row.measure.caveats)
    rated = any(row.rate is not None for row in rows)
    doubled = [row for row in needs.table.observed if told_twice(row)]
    mine = {name for row in rows if row.observed for name in row.observed.sources}
    left_out = [row for row in doubled if row.observed and mine & set(row.observed.sources)]
    return (
        "Each count is of the row's own period and is set against the same a year before. Percentages are of counts of "
        f"{definitions.threshold('percentage-base'):.0f} or more."
        + (
            f" Rate: the later count {per(definitions)} of the population nearest to its period."
            if rated
            else ""
        ),
        *(definitions.caveats[name].text for name in caveats),
        *_told_elsewhere(left_out),
    )


def _told_elsewhere(rows: Sequence[Row]) -> tuple[str, ...]:
    if not rows:
        return ()
    names = dict.fromkeys(inside(row.measure.short_title) for row in rows)
    return (f"Left out here, as police.uk tells them month by month: {listed(list(names))}.",)


def _picture(needs: PackNeeds, rows: Sequence[Row]) -> list[Block]:
    drawn = drawn_by_quarter(rows, DRAWN)
    picture = quarter_lines(drawn, needs.table.area, needs.definitions)
    if picture is None:
        return []
    return [PictureBlock(picture, "observed-quarters", data=_data(drawn, picture.caption.title))]


def _data(rows: Sequence[Row], title: str) -> Table:
    """The quarters behind the lines, each with its months."""
    lines = [row.observed.line for row in rows if row.observed]
    absent = state_cell(State.NOT_SUPPLIED)
    return Table(
        caption=f"Data: {title}",
        columns=(Column("Quarter"), *numbers(*(row.measure.short_title for row in rows))),
        rows=tuple(
            (in_dates(period), *(count_cell(line[at][1], absent) for line in lines))
            for at, (period, _) in enumerate(lines[0])
        ),
        dense=True,
    )


def _not_received(gone: Sequence[LongAgo], owed: Sequence[FeedStatus]) -> list[Block]:
    """What is missing, and what came last."""
    rows = [*_gone_rows(gone), *_owed_rows(owed)]
    if not rows:
        return []
    return [
        Table(
            caption="Not supplied for the year",
            columns=(
                Column("What", width=5),
                Column("From", width=3),
                Column("Not supplied", width=4),
                Column("Last received", width=3),
            ),
            rows=tuple(rows),
            anchor="observed-missing",
            notes=("Not supplied is not zero: nothing can be said of these until they come.",),
        )
    ]


def _gone_rows(gone: Sequence[LongAgo]) -> Iterable[tuple[Content, ...]]:
    for one in gone:
        names = listed(
            [one.rows[0].measure.short_title, *(inside(r.measure.short_title) for r in one.rows[1:])]
        )
        period = one.rows[0].periods
        yield (names, one.provider, one_period(period[1]) if period else DASH, in_dates(one.last))


def _owed_rows(owed: Sequence[FeedStatus]) -> Iterable[tuple[Content, ...]]:
    for one in owed:
        missing = [period.period for period in one.overdue]
        last = one.last_received
        span = in_dates(missing[0]) if len(missing) == 1 else f"{len(missing)} of {len(one.periods)} periods"
        yield (
            one.feed.title,
            one.feed.provider,
            span,
            in_dates(last.period) if last else Quiet("never received"),
        )

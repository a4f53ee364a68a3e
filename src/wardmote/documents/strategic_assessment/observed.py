"""What partners and the Home Office count: their figures beside those of police.uk, each with its own period."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from wardmote.analyses.feeds import FeedState, FeedStatus
from wardmote.analyses.finding import CHANGED
from wardmote.analyses.observed_groups import (
    LongAgo,
    by_provider,
    in_part,
    long_ago,
    provider_of,
    reported_only_for,
    told_twice,
)
from wardmote.analyses.observed_lines import drawn_by_quarter, quarter_lines
from wardmote.analyses.observed_wording import (
    is_share,
    notes_of,
    one_period,
    other_rate_words,
    period_words,
    said_of,
    state_notes,
    state_words,
    untested_words,
    usual_population,
    value_words,
)
from wardmote.analyses.what_matters import MATTERS
from wardmote.analyses.wording import amount, inside, listed, number_word, opening, per
from wardmote.documents.strategic_assessment.columns import numbers, rate_in
from wardmote.documents.strategic_assessment.duties import eyebrow
from wardmote.documents.strategic_assessment.harm import harm
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.documents.strategic_assessment.owed import owed_rows
from wardmote.documents.strategic_assessment.speaker_notes import NO_CAUSE
from wardmote.figures import Row, State
from wardmote.figures.observed.testing import RANDOM
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
NAMED = 4
"""Changes that the first sentence names; more are counted."""
DRAWN, ON_A_SLIDE = 6, 8


def observed(needs: PackNeeds) -> list[Block]:
    """The part; nothing where nothing was supplied and nothing is owed."""
    if not has_part(needs):
        return []
    rows, gone, owed = shown_rows(needs), _long_ago(needs), overdue(needs)
    return [
        Heading(1, TITLE, ANCHOR, eyebrow=eyebrow(needs, ANCHOR)),
        Paragraph(_lead(rows), "lead"),
        *_tables(needs, rows),
        *_picture(needs, rows),
        *_not_received(needs, gone, owed),
        *harm(needs),
        PageBreak(),
    ]


def has_part(needs: PackNeeds) -> bool:
    """Whether there is anything to say: figures, or that they are due and have not come."""
    return bool(needs.table.observed or overdue(needs))


def shown_rows(needs: PackNeeds) -> list[Row]:
    """The rows that the tables print: those that police.uk does not tell month by month."""
    return [
        row
        for found in by_provider(needs.table.observed, needs.definitions)
        for row in found.rows
        if not told_twice(row)
    ]


def overdue(needs: PackNeeds) -> list[FeedStatus]:
    """Feeds of which a whole period was due and has not come."""
    return [one for one in needs.feeds if any(period.state is FeedState.OVERDUE for period in one.periods)]


def _long_ago(needs: PackNeeds) -> list[LongAgo]:
    return long_ago(needs.table.observed, needs.definitions)


def _lead(rows: Sequence[Row]) -> str:
    if not rows:
        return "Nothing that partners or the Home Office count was received for the year."
    changed = [row for row in rows if row.verdict in CHANGED]
    said = "none changed by more than chance"
    if changed:
        parts = [
            f"{listed([inside(row.measure.short_title) for row in group])} {verdict.words}"
            for verdict in CHANGED
            if (group := [row for row in changed if row.verdict is verdict])
        ]
        said = f"{listed(parts)} by more than chance" if len(changed) <= NAMED else _how_many(changed)
    untested = sum(row.verdict is None for row in rows)
    verb = "was" if untested == 1 else "were"
    rest = f" {opening(number_word(untested))} {verb} not tested; the notes say why." if untested else ""
    measures = "measure that police.uk does not hold", "measures that police.uk does not hold"
    return (
        f"Of {amount(len(rows), *measures)}, {said}.{rest} Each is set against the same period a year before."
    )


def _how_many(changed: Sequence[Row]) -> str:
    rose = sum(row.verdict is CHANGED[0] for row in changed)
    return f"{number_word(rose)} rose and {number_word(len(changed) - rose)} fell by more than chance"


def _tables(needs: PackNeeds, rows: Sequence[Row]) -> list[Block]:
    """One table for each provider, the one of most measures first; what holds for several is noted once."""
    groups = sorted(by_provider(rows, needs.definitions), key=lambda one: -len(one.rows))
    told: set[str] = set()
    return [
        _table(needs, one.provider, _sorted(one.rows), f"observed-{at}", told)
        for at, one in enumerate(groups, start=1)
    ]


def _sorted(rows: Sequence[Row]) -> list[Row]:
    """What changed first, then what could not be told, then the largest; what was not tested last."""

    def key(row: Row) -> tuple[int, float]:
        order = MATTERS.index(row.verdict) if row.verdict else len(MATTERS)
        return order, -((row.observed.now or 0) if row.observed else 0)

    return sorted(rows, key=key)


def _table(needs: PackNeeds, provider: str, rows: Sequence[Row], anchor: str, told: set[str]) -> Table:
    """A table of rows; a column that would say the same of each, or nothing, is left out."""
    spans = {period_words(row) for row in rows}
    one_span = spans.pop() if len(spans) == 1 else ""
    rated = any(row.rate is not None for row in rows)
    shared = _shared(rows, needs)
    caption, usual = f"Counted by: {provider}", usual_population(rows)
    return Table(
        caption=f"{caption}, {one_span}" if one_span else caption,
        columns=(
            Column("Measure", width=4),
            *([] if one_span else [Column("Period", width=4)]),
            *numbers("Year before", "Now", "Change", *(["Rate"] if rated else [])),
            Column("Verdict", width=3),
        ),
        rows=tuple(
            (
                _name(row, {*shared, *told}, usual, needs),
                *(() if one_span else (period_words(row, short=True),)),
                *both_cells(row),
                _change(row),
                *((rate_in(row) if row.rate is not None else DASH,) if rated else ()),
                VerdictMark(row.verdict) if row.verdict else Quiet(untested_words(row)),
            )
            for row in rows
        ),
        anchor=anchor,
        notes=_notes(needs, rows, (*state_notes(rows, provider), *shared), told),
    )


def _change(row: Row) -> Content:
    """The change of a count with its percentage, of a share in points."""
    points = row.observed.points if row.observed else None
    if points is None:
        return change_with_percent_cell(row.change, row.percent)
    return (Number(_signed(points), points, "decimal"), " points")


def _name(row: Row, shared: Container[str], usual: str, needs: PackNeeds) -> Content:
    """The measure's name, with what holds for it and not for all as its note: one, for marks in a row run together."""
    rate = other_rate_words(row, usual, needs.definitions)
    notes = [words for words in (rate, *_said(row, needs)) if words and words not in shared]
    return (row.measure.short_title, Footnote(" ".join(notes))) if notes else row.measure.short_title


def _said(row: Row, needs: PackNeeds) -> list[str]:
    """Everything to know of a row: of its numbers, and of what the measure is not; of no interval, as none is printed."""
    notes = [words for words in notes_of(row) if words != RANDOM]
    return [*notes, *(needs.definitions.caveats[name].text for name in row.measure.caveats)]


def slide_notes(needs: PackNeeds) -> str:
    """What the person who shows them should have at hand."""
    providers = listed([one.provider for one in by_provider(shown_rows(needs), needs.definitions)])
    return "\n".join(
        (
            f"Counted by: {providers}. Area: {needs.table.area.name}.",
            "Each row has its own period, and is set against the same period a year before. The document shows them all.",
            NO_CAUSE,
        )
    )


def slide_table(needs: PackNeeds) -> Table | None:
    """The rows that matter most, for a slide; None where there are none."""
    rows = [row for row in _sorted(shown_rows(needs)) if row.observed and row.observed.now is not None][
        :ON_A_SLIDE
    ]
    if not rows:
        return None
    return Table(
        caption=TITLE,
        columns=(
            Column("Measure", width=4),
            Column("Period", width=4),
            *numbers("Year before", "Now", "Change"),
            Column("Verdict", width=3),
        ),
        rows=tuple(
            (
                row.measure.short_title,
                period_words(row, short=True),
                *both_cells(row),
                _change(row),
                VerdictMark(row.verdict) if row.verdict else Quiet(untested_words(row)),
            )
            for row in rows
        ),
        caption_hidden=True,
    )


def _shared(rows: Sequence[Row], needs: PackNeeds) -> list[str]:
    """What holds for most of several rows as a caveat, or for each as a note: said once, under the table."""
    said = [words for row in rows for words in dict.fromkeys(_said(row, needs))]
    caveats = {needs.definitions.caveats[name].text for row in rows for name in row.measure.caveats}
    least = {True: len(rows) / 2, False: len(rows)}
    return [
        words
        for words in dict.fromkeys(said)
        if said.count(words) >= least[words in caveats] and len(rows) > 1
    ]


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


def _notes(
    needs: PackNeeds, rows: Sequence[Row], shared: Iterable[str], told: set[str]
) -> tuple[Content, ...]:
    """Of what the rates are, what holds for most rows, and what police.uk tells too; ``told`` is not said again."""
    definitions = needs.definitions
    base = f"{definitions.threshold('percentage-base'):.0f}"
    mine = {name for row in rows if row.observed for name in row.observed.sources}
    doubled = [row for row in needs.table.observed if told_twice(row)]
    said = (
        *(
            (f"Rate: the later count {per(definitions)} {usual}, by the estimate nearest to its period.",)
            if (usual := usual_population(rows))
            else ()
        ),
        f"No percentage where the earlier count is below {base}, and none of a share: shares differ in points.",
        *shared,
        *_told_elsewhere([row for row in doubled if row.observed and mine & set(row.observed.sources)]),
    )
    fresh = tuple(dict.fromkeys(words for words in said if words not in told))
    told.update(fresh)
    return fresh


def _told_elsewhere(rows: Sequence[Row]) -> tuple[str, ...]:
    if not rows:
        return ()
    names = listed(list(dict.fromkeys(row.measure.short_title for row in rows)))
    return (f"Left out here, as police.uk tells them too, month by month: {names}.",)


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


def _not_received(needs: PackNeeds, gone: Sequence[LongAgo], owed: Sequence[FeedStatus]) -> list[Block]:
    """What is missing, and what came last."""
    watched = {name for one in owed for name in one.feed.measures}
    rows = [*owed_rows(owed, needs.table.current.end), *_gone_rows(gone, watched), *_part_rows(needs)]
    elsewhere = reported_only_for(needs.table.observed)
    if not rows:
        return [Paragraph(words) for words in elsewhere]
    return [
        Table(
            caption="Due or expected, and not supplied",
            columns=(
                Column("What", width=5),
                Column("From", width=3),
                Column("Not supplied", width=4),
                Column("Last received", width=3),
            ),
            rows=tuple(rows),
            anchor="observed-missing",
            notes=("Not supplied is not zero: nothing can be said of these until they come.", *elsewhere),
        )
    ]


def _gone_rows(gone: Sequence[LongAgo], watched: Container[str]) -> Iterable[tuple[Content, ...]]:
    """Measures of which nothing of the year came, but those whose feed is named already."""
    for one in gone:
        rows = [row for row in one.rows if row.measure.id not in watched]
        if rows:
            first, *others = (row.measure.short_title for row in rows)
            period = rows[0].periods
            when = one_period(period[1]) if period else DASH
            yield (listed([first, *map(inside, others)]), one.provider, when, in_dates(one.last))


def _part_rows(needs: PackNeeds) -> Iterable[tuple[Content, ...]]:
    """Measures of which only parts came."""
    for row in in_part(needs.table.observed):
        if not told_twice(row):
            why = said_of(row) or "As a whole."
            yield (row.measure.short_title, provider_of(row, needs.definitions), why, DASH)

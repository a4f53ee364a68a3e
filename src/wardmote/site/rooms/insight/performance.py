"""The performance table as pages show it: every number leads to what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext

from wardmote.analyses.observed_groups import by_provider
from wardmote.analyses.observed_wording import notes_of, period_words, untested_words
from wardmote.analyses.wording import per
from wardmote.definitions import Definitions
from wardmote.documents.strategic_assessment.columns import (
    change_cells,
    count_cells,
    rate_in,
    sums_note,
    verdict_cell,
)
from wardmote.documents.strategic_assessment.observed import both_cells
from wardmote.figures import Row, State
from wardmote.figures import Table as Figures
from wardmote.publishing.cells import DASH, change_with_percent_cell
from wardmote.publishing.tree import (
    Column,
    Content,
    Inline,
    Link,
    Number,
    Quiet,
    Table,
    VerdictMark,
    inlines,
    plain,
)
from wardmote.site.kit.house import workspace
from wardmote.site.kit.pages.wording import month_in_words
from wardmote.site.rooms.insight.asking import CATEGORY, Asked


def police_table(figures: Figures, asked: Asked, definitions: Definitions) -> Table:
    """Rows counted from police records: a row a measure, or a row an area."""
    by_area = figures.by != CATEGORY
    rows = [row for row in figures.rows if row.state is not State.NOT_AVAILABLE]
    rows = sorted(rows, key=_by_count) if by_area else rows
    shown = [_police_row(row, figures, asked) for row in (*rows, *(figures.totals if by_area else ()))]
    return Table(
        caption=_caption(figures, rows),
        columns=(
            Column(gettext("Area") if by_area else gettext("Measure")),
            *(Column(f"{_span(one.start, one.end)}", "right") for one in (figures.previous, figures.current)),
            Column(gettext("Change"), "right"),
            Column(gettext("Verdict")),
            Column(gettext("Rate"), "right"),
        ),
        rows=tuple(shown),
        anchor="police",
        notes=_notes(figures, rows, definitions),
    )


def partner_tables(figures: Figures, asked: Asked, definitions: Definitions) -> list[Table]:
    """What partners and the Home Office count, a table for each; rows of which nothing ever came are left out."""
    rows = [
        row
        for row in figures.observed
        if row.observed and (row.observed.now is not None or row.observed.last)
    ]
    return [
        Table(
            caption=gettext("Counted by: %(provider)s") % {"provider": one.provider},
            columns=(
                Column(gettext("Measure")),
                Column(gettext("Period")),
                Column(gettext("Year before"), "right"),
                Column(gettext("Now"), "right"),
                Column(gettext("Change"), "right"),
                Column(gettext("Verdict")),
            ),
            rows=tuple(_partner_row(row, asked) for row in one.rows),
            anchor=f"partner-{number}",
            notes=tuple(dict.fromkeys(words for row in one.rows for words in notes_of(row)))[:6],
        )
        for number, one in enumerate(by_provider(rows, definitions), start=1)
    ]


def without(figures: Figures) -> list[tuple[str, str]]:
    """Measures that no police record can honestly supply, with the reason of each."""
    return [(row.measure.title, row.reason) for row in figures.rows if row.state is State.NOT_AVAILABLE]


def _police_row(row: Row, figures: Figures, asked: Asked) -> tuple[Content, ...]:
    before, now = count_cells(row)
    return (
        _named(row, figures, asked),
        _leading(before, row, asked, "previous"),
        _leading(now, row, asked, "current"),
        change_cells(row),
        verdict_cell(row),
        _leading(rate_in(row), row, asked, "rate"),
    )


def _partner_row(row: Row, asked: Asked) -> tuple[Content, ...]:
    before, now = both_cells(row)
    points = row.observed.points if row.observed else None
    change: Content = (
        (Number(f"{points:+.1f}".replace("-", "−"), points, "decimal"), gettext(" points"))
        if points is not None
        else change_with_percent_cell(row.change, row.percent)
    )
    return (
        Link(row.measure.short_title, measure_address(row.measure.id, asked)),
        period_words(row, short=True),
        _leading(before, row, asked, "previous"),
        _leading(now, row, asked, "current"),
        change,
        VerdictMark(row.verdict) if row.verdict else Quiet(untested_words(row)),
    )


def _named(row: Row, figures: Figures, asked: Asked) -> Inline:
    """The measure or the area of a row, leading to its page; what is no place leads nowhere."""
    if figures.by == CATEGORY:
        return Link(row.measure.short_title, measure_address(row.measure.id, asked))
    if not row.area.code:
        return row.area.name
    return Link(
        row.area.name, f"{reverse('insight-area', kwargs={'code': row.area.code})}{_period_only(asked)}"
    )


def _leading(cell: Content, row: Row, asked: Asked, what: str) -> Content:
    """A number that leads to what it rests on; words stay words."""
    found = inlines(cell)
    if len(found) != 1 or not isinstance(found[0], Number) or not row.area.code:
        return cell
    return Link(found[0].text, figure_address(row, asked, what))


def figure_address(row: Row, asked: Asked, what: str) -> str:
    """The page of one number."""
    named = {"measure": row.measure.id, "what": what}
    area = row.area.code if asked.by != CATEGORY else asked.area
    return (
        reverse("insight-figure", kwargs=named) + replace(asked, area=area, measure="", by=CATEGORY).query()
    )


def measure_address(measure: str, asked: Asked) -> str:
    """The page of a measure, for the same area and period."""
    return (
        reverse("insight-measure", kwargs={"measure": measure})
        + replace(asked, measure="", by=CATEGORY).query()
    )


def _period_only(asked: Asked) -> str:
    return replace(Asked(), to=asked.to, snapshot=asked.snapshot).query()


def _caption(figures: Figures, rows: Sequence[Row]) -> str:
    if figures.by == CATEGORY or not rows:
        return gettext("Police recorded crime and incidents, %(area)s") % {"area": figures.area.name}
    named = {"measure": rows[0].measure.title, "area": figures.area.name}
    return gettext("%(measure)s, %(area)s, by area") % named


def _span(start: str, end: str) -> str:
    if start == end:
        return month_in_words(end)
    return gettext("To %(month)s") % {"month": month_in_words(end)}


def _notes(figures: Figures, rows: Sequence[Row], definitions: Definitions) -> tuple[str, ...]:
    base = definitions.threshold("percentage-base")
    told = (
        gettext("Rates are %(per)s residents (or households) over the period.") % {"per": per(definitions)},
        gettext("No percentage where the earlier count is below %(base)d.") % {"base": base}
        if any(DASH in inlines(change_cells(row)) or row.percent is None for row in rows)
        else "",
        *(sums_note([row.measure for row in rows]) if figures.by == CATEGORY else ()),
        figures.gaps,
        *(one.explanation for one in figures.breaks),
    )
    return tuple(dict.fromkeys(words for words in told if words))


def _by_count(row: Row) -> tuple[bool, int, str]:
    return (not row.area.code, -(row.current or 0), row.area.name)


def leading_on(table: Table, asked: Asked, definitions: Definitions) -> Table:
    """A document's table of measures in which the two counts of each row lead to what they rest on."""
    known = {one.short_title: one.id for one in definitions.measures.values()}
    return replace(table, rows=tuple(_led(row, known, asked) for row in table.rows))


def _led(row: tuple[Content, ...], known: dict[str, str], asked: Asked) -> tuple[Content, ...]:
    measure = known.get(plain(row[0]))
    if measure is None:
        return row
    made = list(row)
    made[0] = Link(plain(row[0]), measure_address(measure, asked))
    for place, what in ((1, "previous"), (2, "current")):
        found = inlines(row[place])
        if len(found) == 1 and isinstance(found[0], Number):
            route = reverse("insight-figure", kwargs={"measure": measure, "what": what})
            made[place] = Link(found[0].text, route + replace(asked, measure="", by=CATEGORY).query())
    return tuple(made)


def facts_of(row: Row, asked: Asked) -> list[tuple[str, Content]]:
    """The few numbers of a row that stand at the head of a measure's page, each leading to what it rests on."""
    before, now = both_cells(row) if row.observed else count_cells(row)
    change = _partner_row(row, asked)[4] if row.observed else change_cells(row)
    verdict = (
        VerdictMark(row.verdict)
        if row.verdict
        else Quiet(untested_words(row) if row.observed else row.state.words)
    )
    found: list[tuple[str, Content]] = [
        (gettext("Now"), _leading(now, row, asked, "current")),
        (gettext("Year before"), _leading(before, row, asked, "previous")),
        (gettext("Change"), change),
        (gettext("Verdict"), verdict),
    ]
    return found + (
        [(_rate_title(row), _leading(rate_in(row), row, asked, "rate"))] if row.rate is not None else []
    )


def _rate_title(row: Row) -> str:
    if row.population is None:
        return gettext("Rate")
    definitions = workspace().definitions
    unit = definitions.populations[row.population.kind].unit
    return gettext("Rate %(per)s %(unit)s") % {"per": per(definitions), "unit": unit}

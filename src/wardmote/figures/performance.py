"""The performance table: two periods, their change, and the verdict, by measure and area."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import numpy.typing as npt

from wardmote.definitions import Break, Caveat, Definitions, Measure, measure_called
from wardmote.figures.areas import NOT_LOCATED, Area, areas_within
from wardmote.figures.comparability import blocks, breaks_between, breaks_for, named_forces
from wardmote.figures.comparison import beside_of
from wardmote.figures.counts import MonthlyCounts, monthly_counts, not_located_counts
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, ending, shift
from wardmote.figures.observed.rows import observed_rows
from wardmote.figures.periods import Asked
from wardmote.figures.populations import Populations, read_populations
from wardmote.figures.rows import RowMaker
from wardmote.figures.sums import check_sums
from wardmote.figures.suppliers import owns_not_located, titles_left_out
from wardmote.figures.table import Row, Table
from wardmote.figures.table import TableError as TableError
from wardmote.figures.tokens import State
from wardmote.figures.trends import beside, two_years_apart
from wardmote.figures.verdicts import Rules, judge
from wardmote.figures.years import matched, years_to

DECIDING = ("measures", "thresholds", "breaks", "populations")
"""Kinds of definition that decide what a figure is."""


def performance_table(
    evidence: Evidence,
    area: Area,
    to: str,
    *,
    by: str = "category",
    months: int = 12,
    measures: Sequence[str] = (),
    compare: Sequence[Area] = (),
    two_years: bool = False,
    totals: bool = False,
    asked: Asked | None = None,
) -> Table:
    """Make the table of an area, for so many months (1 to 12) up to a last month and the same months a year before.

    Parameters
    ----------
    by
        ``category`` for a row a measure, or a level of area for a row per area of that level and measure.
    measures
        Identifiers to show; all when empty. What is shown never changes a verdict.
    compare
        Areas set beside it; without their rows without a location where the area itself counts none.
    two_years
        Whether the change over two years stands beside that on the year.
    totals
        Whether a table by level of area ends in the whole area, with which its parts must agree.
    asked
        The period as somebody asked for it, where ``to`` and ``months`` were read from its name.

    Raises
    ------
    TableError
        When the months are not 1 to 12, a measure is unknown, or the parts do not make up the whole.
    """
    shown = _asked_measures(evidence.definitions, measures, by)
    measures = shown if measures else ()
    two, previous, current = _years(to, _checked(months), two_years)
    areas = [area] if by == "category" else areas_within(evidence.connection, area, by, evidence.definitions)
    others = [other for other in dict.fromkeys(compare) if other not in areas]
    rows, wholes = _counted(evidence, area, areas, others, by, to, months, two_years, totals)
    notes = _checked_notes(evidence, area, to, months, rows, wholes, others)
    observed = observed_rows(
        evidence, [*areas, *others], to, months=months, measures=measures, two_years=two_years
    )
    chosen = _chosen(rows, observed, shown, [area, *others] if by == "category" else [])
    told = list(dict.fromkeys(row.measure.id for row in (*chosen, *observed) if row.counted))
    return Table(
        area=area,
        by=by,
        previous=previous,
        current=current,
        snapshot=evidence.snapshot,
        rows=tuple(chosen),
        not_located=notes.not_located,
        caveats=_caveats(evidence.definitions, (*chosen, *observed)),
        breaks=tuple(breaks_for(evidence, area, previous.start, current.end, told)),
        left_out=notes.left_out,
        untested=notes.untested,
        others_left_out=notes.others_left_out,
        options=f"months={months};definitions={evidence.definitions.digest(DECIDING)[:16]}",
        marking=evidence.marking,
        per=evidence.definitions.threshold("rate-per"),
        two_years=two,
        breaks_before=_breaks_before(evidence, area, two, previous, current, told),
        asked=asked,
        totals=tuple(row for row in wholes if row.measure.id in shown),
        beside=beside_of(evidence, area, others, (previous, current)),
        observed=tuple(observed),
    )


def _years(to: str, months: int, two_years: bool) -> tuple[Period | None, Period, Period]:
    """The two periods of a table, and before them the one two years before the later, where that is asked for."""
    before, previous, current = years_to(to, months, 3)
    return before if two_years else None, previous, current


def _checked_notes(
    evidence: Evidence,
    area: Area,
    to: str,
    months: int,
    rows: Sequence[Row],
    wholes: Sequence[Row],
    others: Sequence[Area],
) -> _AreaNotes:
    """What is noted of an area, once its parts were found to make up the whole."""
    notes = _area_notes(evidence, area, to, months)
    if not notes.left_out:
        check_sums(area, rows, wholes, others)
    return notes


def _counted(
    evidence: Evidence,
    area: Area,
    areas: Sequence[Area],
    others: Sequence[Area],
    by: str,
    to: str,
    months: int,
    two_years: bool,
    totals: bool,
) -> tuple[list[Row], list[Row]]:
    """The rows of an area or of its parts, with those of other areas; and of the whole, where that is asked for."""
    counting = partial(rows_of_areas, evidence, to=to, months=months, two_years=two_years)
    parts = by != "category"
    rows = counting(areas, within=area if parts else None)
    rows += not_located_rows(evidence, area, to, months) if parts else []
    rows += counting(others, located_only=not owns_not_located(evidence, area)) if others else []
    return rows, counting([area]) if totals and parts else []


def _chosen(
    rows: Sequence[Row], observed: Sequence[Row], shown: Sequence[str], order: Sequence[Area]
) -> list[Row]:
    """The rows of the measures shown, but those for which there are observations; in an order of areas, if any."""
    supplied = {(row.area.code, row.measure.id) for row in observed}
    mine = [
        row for row in rows if row.measure.id in shown and (row.area.code, row.measure.id) not in supplied
    ]
    return sorted(mine, key=_order_of(order)) if order else mine


def _breaks_before(
    evidence: Evidence,
    area: Area,
    two: Period | None,
    previous: Period,
    current: Period,
    shown: Sequence[str],
) -> tuple[Break, ...]:
    """Breaks that concern a change since two years before and not that on the year."""
    if two is None:
        return ()
    later = breaks_for(evidence, area, previous.start, current.end, shown)
    return tuple(one for one in breaks_for(evidence, area, two.start, current.end, shown) if one not in later)


def rows_of_areas(
    evidence: Evidence,
    areas: Sequence[Area],
    to: str,
    *,
    months: int = 12,
    within: Area | None = None,
    two_years: bool = False,
    located_only: bool = False,
) -> list[Row]:
    """Every measure of every area, tested: the rows of each area together, in the order of the areas.

    ``two_years``: whether the change over two years stands beside that on the year. ``located_only``: whether rows
    without a location are left out even where an area holds the whole of a force.

    Raises
    ------
    TableError
        When the months are not 1 to 12.
    """
    if not areas:
        return []
    definitions = evidence.definitions
    in_hand = int(definitions.threshold("years-in-hand"))
    periods = years_to(to, _checked(months), max(in_hand, 3 if two_years else 2))
    available = [measure for measure in definitions.measures_in_order() if measure.available]
    span = Period(periods[0].start, to).months
    counts = monthly_counts(evidence, areas, available, span, within, located_only)
    populations = read_populations(evidence.connection, areas, within)
    rows = _judged_rows(evidence, counts, populations, periods[-in_hand:])
    if two_years:
        over_two = _judged_rows(evidence, counts, populations, two_years_apart(periods))
        rows = {index: beside(mine, over_two[index]) for index, mine in rows.items()}
    missing = [
        one
        for one in definitions.measures_in_order()
        if not one.available and (one.unavailable or not one.counted)
    ]
    return [
        row
        for index, area in enumerate(areas)
        for row in (*rows.get(index, []), *(RowMaker.not_available(measure, area) for measure in missing))
    ]


def rows_years_apart(evidence: Evidence, area: Area, to: str, months: int, apart: int) -> list[Row]:
    """Every available measure of an area, tested against the same months so many years before.

    A third year helps to judge how much the months vary: the one before the earlier, or that before the later.
    """
    definitions = evidence.definitions
    third = [apart + 1 if apart == 1 else 1] if definitions.threshold("years-in-hand") > 2 else []
    periods = tuple(ending(shift(to, -12 * back), _checked(months)) for back in (*third, apart, 0))
    available = [measure for measure in definitions.measures_in_order() if measure.available]
    span = Period(min(period.start for period in periods), to).months
    counts = monthly_counts(evidence, [area], available, span)
    return _judged_rows(evidence, counts, read_populations(evidence.connection, [area]), periods)[0]


def _judged_rows(
    evidence: Evidence, counts: MonthlyCounts, populations: Populations, periods: tuple[Period, ...]
) -> dict[int, list[Row]]:
    """The rows of each area by its position, the last of the periods tested against the last but one."""
    definitions, rules = evidence.definitions, Rules.of(evidence.definitions)
    earlier, later = periods[-2:]
    between = breaks_between(definitions, earlier.start, later.end)
    forces = named_forces(evidence, counts.areas) if between else {}
    broken = _broken(counts, between, forces)
    maker = RowMaker(definitions, counts, populations, earlier, later, between, forces)
    base = np.array([measure.base for measure in counts.measures])
    rows: dict[int, list[Row]] = {}
    for years in matched(counts, periods, rules.fewest_months):
        judged = judge(
            years, base, broken[years.rows], maker.doubtful_shares(years), maker.moved(years), rules
        )
        rows.update(maker.rows(years, judged))
    return rows


def not_located_rows(evidence: Evidence, area: Area, to: str, months: int) -> list[Row]:
    """Rows without a location, where they count in the area: with its parts they make up the whole."""
    definitions = evidence.definitions
    periods = years_to(to, months, 2)
    available = [measure for measure in definitions.measures_in_order() if measure.available]
    months_of_both = Period(periods[0].start, to).months
    counts = not_located_counts(evidence, [area], available, months_of_both)
    if not counts.owns_not_located[0]:
        return []
    lost = replace(counts, areas=(NOT_LOCATED,), counts=counts.owned)
    maker = RowMaker(definitions, lost, Populations({}), periods[0], periods[1], [], {})
    fewest = int(definitions.threshold("matched-months"))
    return [row for years in matched(lost, periods, fewest) for row in maker.untested_rows(years)]


def _checked(months: int) -> int:
    if not 1 <= months <= 12:
        raise TableError(f"A period is 1 to 12 months long; {months} was asked for.")
    return months


def measure_asked(evidence: Evidence, name: str) -> Measure:
    """The measure of a name that is counted from records of the police, month by month.

    Raises
    ------
    UnknownNameError
        When there is none.
    TableError
        When it cannot be counted so; says why, or where it can be had.
    """
    measure = measure_of_any_source(evidence, name)
    if not measure.available:
        raise TableError(
            f"{measure.title} is counted from observations, period by period as they were reported: its series "
            "shows them."
        )
    return measure


def measure_of_any_source(evidence: Evidence, name: str) -> Measure:
    """The measure of a name, be it counted from records of the police or from what partners report.

    Raises
    ------
    UnknownNameError
        When there is none.
    TableError
        When no source can honestly supply it; says why.
    """
    measure = measure_called(evidence.definitions, name)
    if not measure.available and not measure.observed:
        reasons = " ".join(unavailable.reason for unavailable in measure.unavailable)
        raise TableError(f"{measure.title} is not available. {reasons or 'It is not counted in months.'}")
    return measure


def _asked_measures(definitions: Definitions, measures: Sequence[str], by: str) -> list[str]:
    if measures:
        return [measure_called(definitions, name).id for name in measures]
    return [m.id for m in definitions.measures_in_order() if m.available or by == "category"]


def _order_of(areas: Sequence[Area]) -> Callable[[Row], tuple[int, int]]:
    """The table's own area first, then the others as they were asked for; measures in their order."""
    position = {area.code: index for index, area in enumerate(areas)}
    return lambda row: (position[row.area.code], row.measure.order)


def _broken(
    counts: MonthlyCounts, between: Sequence[Break], forces: dict[str, list[str]]
) -> npt.NDArray[np.bool_]:
    """(areas, measures): whether a break makes the periods not comparable."""
    flags = np.zeros((len(counts.areas), len(counts.measures)), dtype=np.bool_)
    if not between:
        return flags
    for row, area in enumerate(counts.areas):
        for column, measure in enumerate(counts.measures):
            flags[row, column] = any(blocks(one, measure, area.level, forces[area.code]) for one in between)
    return flags


@dataclass(frozen=True)
class _AreaNotes:
    """What a reader of an area's table must know about its evidence."""

    not_located: tuple[int | None, int | None]
    left_out: tuple[str, ...]
    untested: tuple[str, ...]
    others_left_out: tuple[str, ...]


def _area_notes(evidence: Evidence, area: Area, to: str, months: int) -> _AreaNotes:
    """Rows without a location in each period, months that a year lacks, and forces that are left out."""
    definitions = evidence.definitions
    fewest = int(definitions.threshold("matched-months"))
    years = years_to(to, months, int(definitions.threshold("years-in-hand")))
    base = [m for m in definitions.measures_in_order() if m.available and m.base]
    span = Period(years[0].start, to).months
    counts = not_located_counts(evidence, [area], base, span)
    group = next(iter(matched(counts, years, fewest)))
    lost = dict(zip(counts.months, counts.not_located[0].sum(axis=0).tolist(), strict=True))
    kept = [
        [period.months[index] for index in shown]
        for period, shown in zip(years[-2:], group.shown, strict=True)
    ]
    totals = [sum(lost[month] for month in part) if part else None for part in kept]
    sent = {month for month, there in zip(counts.months, counts.supplied[0], strict=True) if there}
    return _AreaNotes(
        not_located=(totals[0], totals[1]),
        left_out=tuple(m for period in years[-2:] for m in period.months if m not in sent),
        untested=_untested(kept[1], years, sent, group.counts.shape[-2:], fewest),
        others_left_out=titles_left_out(evidence, area, span),
    )


def _untested(
    shown: Sequence[str], years: Sequence[Period], sent: set[str], tested: tuple[int, ...], fewest: int
) -> tuple[str, ...]:
    """Months of an older year that were not supplied, so that the test leaves them out of every year."""
    used, months = tested
    if months < fewest or used < len(years) or months == len(shown):
        return ()
    return tuple(
        month for later in shown for back in range(2, used) if (month := shift(later, -12 * back)) not in sent
    )


def _caveats(definitions: Definitions, rows: Sequence[Row]) -> tuple[Caveat, ...]:
    """Of the measures that have anything to show: of one without a count there is nothing to read with care."""
    named = dict.fromkeys(name for row in rows if _shows(row) for name in row.measure.caveats)
    if any(row.area.level in ("lsoa", "ward") for row in rows):
        named["approximate-places"] = None
    return tuple(definitions.caveats[name] for name in named)


def _shows(row: Row) -> bool:
    """Whether a row has a value of either year, be it one that may not be shown."""
    if row.state not in (State.NOT_AVAILABLE, State.NOT_SUPPLIED) or row.previous is not None:
        return True
    seen = row.observed
    return seen is not None and (
        seen.before is not None or seen.state_before is State.SUPPRESSED or bool(seen.counted[0])
    )

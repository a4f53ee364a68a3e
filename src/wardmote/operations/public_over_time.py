"""Figures over time for the public: what was observed period by period, and a measure as a series."""

from __future__ import annotations

from dataclasses import replace

from wardmote.definitions import Measure
from wardmote.figures import State
from wardmote.figures.disclosure import Protection
from wardmote.figures.disclosure.observed import too_few
from wardmote.figures.disclosure.over_time import Count, left_out_over_time
from wardmote.figures.months import Period
from wardmote.figures.observed.listing import ObservedPeriod, observed_periods
from wardmote.figures.series import Point, Series
from wardmote.operations.observed import ObservedList, ObservedRequest, observed
from wardmote.operations.public_edition import PublicEditionError, protection
from wardmote.operations.public_months import Hidden, hidden_records, years_decided
from wardmote.operations.series import SeriesRequest, measure_series
from wardmote.operations.workspace import Workspace


def public_observed(workspace: Workspace, request: ObservedRequest) -> ObservedList:
    """What was observed, for the public: what partners sent is protected, period by period.

    Of areas other than the partnership no count that a partner sent is shown: parts and whole, period by period, would
    give small ones away.

    Raises
    ------
    TableError, UnknownNameError, UnknownAreaError, MonthError
        As the list for the partnership itself.
    """
    made, guard = observed(workspace, request), protection(workspace)
    if guard.partners is False:
        kept = tuple(one for one in made.periods if not _covers(guard, one))
        return replace(made, periods=kept, unplaced=())
    whole = made.area.code == guard.root.code
    hidden = _hidden_reports(workspace, guard) if whole else None
    return replace(
        made, periods=tuple(_public_period(one, guard, hidden) for one in made.periods), unplaced=()
    )


def public_series(workspace: Workspace, request: SeriesRequest) -> Series:
    """A measure over time for the public: small counts are left out, and those from which they follow.

    Raises
    ------
    PublicEditionError
        When a protected measure is asked for of another area than the partnership, or is a partner's and withheld.
    EvidenceAbsent, UnknownNameError, UnknownAreaError, TableError, MonthError
        As the series for the partnership itself.
    """
    made, guard = measure_series(workspace, request), protection(workspace)
    reported = any(point.sources for point in made.points)
    covered = (
        any(guard.covers_sources(point.sources) for point in made.points if point.sources)
        if reported
        else guard.covers_measure(made.measure)
    )
    if not covered:
        return made
    if reported and not guard.partners:
        raise PublicEditionError(
            f"{made.measure.title} is a partner's own figure, and the partnership does not publish those "
            "(withhold_partner_figures). Leave --public out for a table of your own."
        )
    if made.area.code != guard.root.code:
        raise PublicEditionError(
            f"A public series of {made.measure.title} is made of {guard.root.name} as a whole: months of parts and of the "
            "whole would give small counts away. Leave --area out, or ask for 'table performance --public --by ward'."
        )
    hidden = _hidden_reports(workspace, guard) if reported else hidden_records(workspace, guard)
    points = tuple(_public_point(one, made.measure, guard, hidden) for one in made.points)
    said = {point.said for point in made.points} - {point.said for point in points}
    return replace(made, points=points, notes=tuple(note for note in made.notes if note not in said))


def _hidden_reports(workspace: Workspace, guard: Protection) -> Hidden:
    """What is left out of everything that was reported of the partnership, whatever of it is asked for."""
    periods = observed_periods(guard.evidence, guard.root)
    covered = {one.measure.id for one in periods if _covers(guard, one)}
    counts = [
        Count(one.measure, one.period, None if one.cell.value is None else int(one.cell.value))
        for one in periods
        if not one.measure.is_share and (_whole(one.cell.value) or _withheld(one))
    ]
    return left_out_over_time(guard.root, [*years_decided(workspace, guard), *counts], covered, guard.rule)


def _whole(value: float | None) -> bool:
    return value is not None and value == int(value)


def _withheld(one: ObservedPeriod) -> bool:
    """Whether whoever supplied a period left its count out."""
    return one.cell.value is None and one.cell.state is State.SUPPRESSED


def _covers(guard: Protection, one: ObservedPeriod) -> bool:
    return bool(one.cell.sources) and guard.covers_sources(one.cell.sources)


def _public_period(one: ObservedPeriod, guard: Protection, hidden: Hidden | None) -> ObservedPeriod:
    """A period as the public may see it; without ``hidden`` no count of it is shown."""
    if not _covers(guard, one):
        return one
    cell = replace(one.cell, at_least=None, conflict=())
    if cell.value is None:
        return replace(one, cell=replace(cell, note=""), said="")
    if not _left_out(one.measure, one.period, cell.value, cell.base, guard, hidden):
        return replace(one, cell=cell)
    cell = replace(cell, state=State.SUPPRESSED, value=None, base=None, note="")
    return replace(one, cell=cell, said="")


def _public_point(point: Point, measure: Measure, guard: Protection, hidden: Hidden) -> Point:
    kept = replace(
        point, so_far=None, at_least=None, supplied=point.supplied if point.value is not None else ()
    )
    if point.value is None:
        return replace(kept, said="")
    if not _left_out(measure, point.period, point.value, point.base, guard, hidden):
        return kept
    return replace(kept, state=State.SUPPRESSED, value=None, base=None, said="")


def _left_out(
    measure: Measure,
    period: Period,
    value: float,
    base: float | None,
    guard: Protection,
    hidden: Hidden | None,
) -> bool:
    """Whether a value of a protected measure is left out."""
    if measure.is_share:
        return too_few(value, base, guard.rule)
    return hidden is None or (measure.id, period) in hidden

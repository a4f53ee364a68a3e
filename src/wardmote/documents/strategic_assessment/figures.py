"""Which figures the pack prints, and on which of them each of its parts leans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from wardmote.analyses.change_in_words import change_finding
from wardmote.analyses.observed_wording import is_share
from wardmote.documents.strategic_assessment.everything_else import missing_rows, other_rows
from wardmote.documents.strategic_assessment.focus import focus_figures
from wardmote.documents.strategic_assessment.judged.last_plan import outcomes, plan_figures
from wardmote.documents.strategic_assessment.judged.priorities import decided_figures
from wardmote.documents.strategic_assessment.levels import measure_rows
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.documents.strategic_assessment.observed import shown_rows
from wardmote.documents.strategic_assessment.opening import chosen
from wardmote.documents.strategic_assessment.other_figures import place_figures, voice_figures
from wardmote.documents.strategic_assessment.outcomes import outcome_figures
from wardmote.documents.strategic_assessment.searches import search_figures
from wardmote.documents.strategic_assessment.since import since_figures
from wardmote.documents.strategic_assessment.wards import printed_within
from wardmote.figures import Figure, Row, State

CHANGE = ("previous", "current", "percent")
LOST = "% of the force's records without a location"
"""Unit of a share without a location: it is of all the force's records, whatever the area of its row."""


def printed_figures(needs: PackNeeds) -> tuple[Figure, ...]:
    """Every figure that the pack prints, each once by its identity, in reading order.

    A figure whose cell says why it has no number is among them, with that state.
    """
    sections = (figure for section in section_figures(needs).values() for figure in section)
    return _once((*sections, *since_figures(needs), *plan_figures(needs), *decided_figures(needs)))


def section_figures(needs: PackNeeds) -> dict[str, tuple[Figure, ...]]:
    """The figures that each part leans on, by the anchor of its level-1 heading; parts without any are not in it."""
    found = {
        "one-page": _once(_first_page(needs)),
        "place-and-people": _once(place_figures(needs)),
        "levels-and-patterns": _once(_levels(needs)),
        "since-last": _once(_asked_again(needs)),
        "observed": _once(_observed(needs)),
        "focus": _once(focus_figures(needs)),
        "voice": _once(voice_figures(needs)),
        "last-plan": _once(_plan_now(needs)),
        "everything-else": _once(_everything_else(needs)),
        "data-quality": _once(_without_location(needs)),
    }
    return {anchor: figures for anchor, figures in found.items() if figures}


def _once(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    first: dict[str, Figure] = {}
    for figure in figures:
        first.setdefault(figure.identity, figure)
    return tuple(first.values())


def _first_page(needs: PackNeeds) -> Iterator[Figure]:
    """Of the lead sentence, of the findings, and of the wards that the map names."""
    for row in needs.table.rows:
        if row.measure.id == "all-crime" and row.current is not None:
            yield from _of(needs, row, CHANGE)
    for finding in chosen(needs):
        yield from finding.figures
    if needs.wards.picture is not None:
        named = {area.code for area in needs.wards.picture.areas if area.label}
        for row in needs.wards.rows:
            if row.area.code in named:
                yield needs.table.figure(row, "rate")


def _levels(needs: PackNeeds) -> Iterator[Figure]:
    """Of the tables of measures, of changes within wards, and of wards, row by row."""
    for row in measure_rows(needs):
        yield from _of(needs, row, (*CHANGE, "rate"))
        if row.measure.id in needs.force_rates:
            yield needs.table.figure(_named(needs, needs.force_rates[row.measure.id]), "rate")
        yield _share(needs, row, 1)
    for row in printed_within(needs):
        yield from _of(needs, row, CHANGE)
    for row in needs.wards.rows:
        yield from _of(needs, row, (*CHANGE, "rate") if needs.wards.rated else CHANGE)
    yield from outcome_figures(needs)
    yield from search_figures(needs)


def _asked_again(needs: PackNeeds) -> Iterator[Figure]:
    """Today's answers to what was asked in the last assessment; the answers of then never change."""
    for row in needs.since.compared.rows if needs.since else ():
        for answer in (row.revised, row.now):
            yield from answer.figures if answer else ()


def _observed(needs: PackNeeds) -> Iterator[Figure]:
    """Of the rows that partners and the Home Office count."""
    for row in shown_rows(needs):
        yield from _of(needs, row, ("previous", "current", "points" if is_share(row) else "percent"))
        if row.rate is not None:
            yield needs.table.figure(row, "rate")


def _plan_now(needs: PackNeeds) -> Iterator[Figure]:
    """Today's figures of last year's priorities; those that were kept never change."""
    plan = needs.judged.last_plan if needs.judged else None
    for _, one in outcomes(needs, plan) if plan and needs.public is None else ():
        if one.now is not None:
            yield one.now


def _everything_else(needs: PackNeeds) -> Iterator[Figure]:
    """Of the sentences about measures that the first page does not name."""
    doubted = needs.definitions.threshold("not-located-share")
    for row in other_rows(needs):
        yield from change_finding(needs.table, row, doubted).figures
    for row in missing_rows(needs):
        yield needs.table.figure(row)


def _without_location(needs: PackNeeds) -> Iterator[Figure]:
    for row in measure_rows(needs):
        if row.not_located_share[1] is not None:
            yield from (_share(needs, row, year) for year in (0, 1))


def _of(needs: PackNeeds, row: Row, numbers: Iterable[str]) -> Iterator[Figure]:
    return (needs.table.figure(row, number) for number in numbers)


def _named(needs: PackNeeds, row: Row) -> Row:
    """The row of a force area with the force's name."""
    names = {force.code: force.title for force in needs.definitions.forces.values() if force.code}
    return replace(row, area=replace(row.area, name=row.area.name or names.get(row.area.code, row.area.code)))


def _share(needs: PackNeeds, row: Row, year: int) -> Figure:
    """The share of the force's records without a location, in percent, of the earlier (0) or later (1) year."""
    share = row.not_located_share[year]
    value = None if share is None else 100 * share
    state = State.NOT_AVAILABLE if value is None else State.KNOWN if value else State.ZERO
    count = needs.table.figure(row, "current" if year else "previous")
    return replace(count, value=value, state=state, unit=LOST)

"""The figures that the pack hands on: those its tables print, each once, with the number that is printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wardmote.analyses.wording import count, one_decimal, percent, share
from wardmote.documents.strategic_assessment import PackNeeds, build
from wardmote.documents.strategic_assessment.figures import LOST, printed_figures, section_figures
from wardmote.figures import Figure, State
from wardmote.operations.gathering import gather
from wardmote.operations.workspace import Workspace
from wardmote.publishing.tree import Heading, Table, plain, walk


@pytest.fixture(scope="module")
def needs(marrowmere: Workspace) -> PackNeeds:
    return gather(marrowmere, "2026-03")


@pytest.fixture(scope="module")
def figures(needs: PackNeeds) -> tuple[Figure, ...]:
    return printed_figures(needs)


def _table(needs: PackNeeds, anchor: str) -> Table:
    return next(b for b in walk(build(needs).blocks) if isinstance(b, Table) and b.anchor == anchor)


def _found(figures: tuple[Figure, ...], area: str, measure: str, unit: str, period: str) -> Figure:
    (found,) = [
        figure
        for figure in figures
        if (figure.area_name, figure.measure, figure.unit, figure.period) == (area, measure, unit, period)
    ]
    return found


def test_each_figure_stands_once(figures) -> None:
    identities = [figure.identity for figure in figures]
    assert len(identities) > 100
    assert len(identities) == len(set(identities))


def test_the_first_page_comes_first(needs, figures) -> None:
    first = section_figures(needs)["one-page"]
    assert figures[: len(first)] == first
    assert figures[0].value == needs.table.rows[0].previous


def test_the_figures_of_the_wards_are_the_numbers_of_their_table(needs, figures) -> None:
    later = f"{needs.table.current.start}..{needs.table.current.end}"
    earlier = f"{needs.table.previous.start}..{needs.table.previous.end}"
    measure = needs.definitions.measures["all-crime"]
    rows = _table(needs, "ward-table").rows
    assert len(rows) == len(needs.wards.rows)
    for row in rows:
        ward = plain(row[0])
        printed = [
            count(_found(figures, ward, measure.reference, measure.unit, earlier).value),
            count(_found(figures, ward, measure.reference, measure.unit, later).value),
            percent(_found(figures, ward, measure.reference, "%", f"{later} against {earlier}").value),
            one_decimal(_found(figures, ward, measure.reference, "per 1,000", later).value),
        ]
        assert [plain(cell) for cell in row[1:5]] == printed


def test_the_figures_of_the_measures_are_the_numbers_of_their_table(needs, figures) -> None:
    period = f"{needs.table.current.start}..{needs.table.current.end}"
    titles = {measure.short_title: measure for measure in needs.definitions.measures.values()}
    area = needs.table.area.name
    for row in _table(needs, "measures").rows:
        measure = titles[plain(row[0])]
        assert plain(row[2]) == count(_found(figures, area, measure.reference, measure.unit, period).value)
        lost = _found(figures, area, measure.reference, LOST, period).value
        assert plain(row[-1]) == share(None if lost is None else lost / 100)


def test_a_figure_without_a_number_says_why(figures) -> None:
    blank = [figure for figure in figures if figure.value is None]
    assert blank
    assert {figure.state for figure in blank} <= {State.NOT_AVAILABLE, State.NOT_SUPPLIED, State.SUPPRESSED}
    assert all(figure.state == State.ZERO for figure in figures if figure.value == 0)


def test_each_part_leans_on_its_own_figures(needs, figures) -> None:
    sections = section_figures(needs)
    anchors = {b.anchor for b in walk(build(needs).blocks) if isinstance(b, Heading) and b.level == 1}
    assert set(sections) <= anchors
    assert set(sections) == {
        "one-page", "place-and-people", "levels-and-patterns", "observed", "focus", "everything-else", "voice",
        "data-quality",
    }  # fmt: skip
    assert {figure.identity for section in sections.values() for figure in section} == {
        figure.identity for figure in figures
    }
    cited = {figure.identity for finding in needs.headlines.findings for figure in finding.figures}
    assert cited & {figure.identity for figure in sections["one-page"]}
    assert {figure.unit for figure in sections["data-quality"]} == {LOST}


def test_a_count_that_was_not_supplied_is_so_in_the_table_and_in_its_figure(needs) -> None:
    rows = tuple(replace(row, previous=None, percent=None) for row in needs.table.rows)
    short = replace(needs, table=replace(needs.table, rows=rows))
    table = _table(short, "measures")
    assert all(plain(row[1]) == "not supplied" for row in table.rows)
    assert {plain(row[3]) for row in table.rows} == {"–"}
    assert any(plain(note).startswith("–") for note in table.notes)
    earlier = f"{needs.table.previous.start}..{needs.table.previous.end}"
    measures = {row.measure.reference for row in rows}
    counted = [
        figure
        for figure in section_figures(short)["levels-and-patterns"]
        if figure.period == earlier
        and figure.area == needs.table.area.code
        and figure.unit != LOST
        and figure.measure in measures
    ]
    assert counted
    assert {figure.state for figure in counted} == {State.NOT_SUPPLIED}

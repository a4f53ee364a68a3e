from __future__ import annotations

import pytest

from wardmote.definitions import UnknownNameError
from wardmote.figures import State, TableError, find_area
from wardmote.figures.periods import Length, Quarters
from wardmote.figures.series import series

OWN = {"E1", "E2", "E4"}


def _series(country, measure="burglary", code="C1", start="2021-05", end="2024-04", **options):
    return series(
        country.evidence, find_area(country.evidence.connection, code), measure, start, end, **options
    )


def _by_hand(country, months):
    return country.total(OWN, "burglary", set(months))


@pytest.mark.parametrize("length", Length)
@pytest.mark.parametrize("quarters", Quarters)
def test_every_point_is_the_count_by_hand_and_a_part_is_never_a_whole(country, length, quarters) -> None:
    made = _series(country, length=length, quarters=quarters)
    for point in made.points:
        months = point.period.months
        inside = [month for month in months if "2021-05" <= month <= "2024-04"]
        assert point.supplied == tuple(inside)
        if len(inside) == len(months):
            assert (point.value, point.so_far) == (_by_hand(country, months), None)
        else:
            assert (point.value, point.so_far) == (None, _by_hand(country, inside))
            assert point.state is State.NOT_SUPPLIED
            assert point.share == f"{len(inside)} of {len(months)} months"


def test_months_make_up_the_quarters_that_are_whole(country) -> None:
    months = {point.period.start: point.value for point in _series(country).points}
    for point in _series(country, length=Length.QUARTER).points:
        if point.value is not None:
            assert point.value == sum(months[month] for month in point.period.months)


def test_a_month_not_supplied_is_a_gap_and_never_a_zero(make_country) -> None:
    country = make_country(missing={("bedfordshire", "2023-02")})
    made = _series(country)
    (gap,) = [point for point in made.points if point.period.start == "2023-02"]
    assert (gap.value, gap.so_far, gap.state) == (None, None, State.NOT_SUPPLIED)
    (quarter,) = [p for p in _series(country, length=Length.QUARTER).points if p.period.start == "2023-01"]
    assert quarter.value is None
    assert quarter.so_far == _by_hand(country, ["2023-01", "2023-03"])
    assert made.missing == ("2023-02",)


def test_a_month_without_any_is_zero(make_country) -> None:
    country = make_country()
    country.evidence.connection.execute(
        "DELETE FROM counts WHERE month = '2023-02' AND category = 'burglary'"
    )
    (point,) = [point for point in _series(country).points if point.period.start == "2023-02"]
    assert (point.value, point.state) == (0, State.ZERO)


def test_points_before_and_after_what_was_supplied_are_left_away(country) -> None:
    made = _series(country, start="2019-01", end="2026-12")
    assert (made.points[0].period.start, made.points[-1].period.end) == ("2021-05", "2024-04")


def test_a_break_is_marked_where_it_falls(country) -> None:
    made = _series(country, "public-order", length=Length.QUARTER)
    marked = [point.asked.name for point in made.points if point.breaks]
    assert marked == ["Quarter 1 of 2023-24"]
    assert not any(point.breaks for point in _series(country, length=Length.QUARTER).points)


def test_a_point_is_a_figure_of_its_own_period(country) -> None:
    made = _series(country, length=Length.QUARTER)
    figures = [made.figure(point) for point in made.points]
    assert len({figure.identity for figure in figures}) == len(figures)
    assert figures[1].period == "2021-07..2021-09"


def test_what_no_source_supplies_is_refused_with_the_reason(country) -> None:
    with pytest.raises(TableError, match="Nothing was reported of Domestic abuse"):
        _series(country, "domestic-abuse")
    with pytest.raises(UnknownNameError, match="holds them all"):
        _series(country, "asb")
    with pytest.raises(TableError, match="earlier month first"):
        _series(country, start="2024-04", end="2023-04")

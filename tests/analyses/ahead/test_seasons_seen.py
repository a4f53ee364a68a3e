"""The seasons that a page shows are those of `analyse season`, to the digit; gaps and single years make none."""

from __future__ import annotations

import pytest

from wardmote.analyses.ahead.season import SeasonFound
from wardmote.analyses.ahead.season_result import seasons_of_all
from wardmote.analyses.ahead.season_seen import seasons_seen
from wardmote.analyses.result import CannotBearError
from wardmote.figures import find_area
from wardmote.operations.analyse import analyse, request_for
from wardmote.operations.gathering import gather
from wardmote.operations.workspace import Workspace


@pytest.fixture(scope="module")
def shown(marrowmere: Workspace):
    return gather(marrowmere, "2026-03").seasons


def test_the_pack_says_what_the_analysis_says(marrowmere: Workspace, shown) -> None:
    assert shown
    for one in shown:
        found = analyse(marrowmere, "season", request_for("season", {"measure": one.measure}))
        assert found.title == one.sentence
        assert found.pictures == (one.picture,)
        assert [row["index"] for row in found.table().records()] == list(one.picture.index)


def test_the_pack_shows_the_peaks_that_are_clear_among_all(marrowmere: Workspace, shown) -> None:
    measures = marrowmere.definitions.measures
    every = analyse(marrowmere, "season", request_for("season", {"every": True})).table().records()
    police = {one.short_title for one in measures.values() if one.available and one.base}
    clear = [row["measure"] for row in every if row["clear"] and row["peaks"] and row["measure"] in police]
    assert [measures[one.measure].short_title for one in shown] == clear
    assert "Anti-social behaviour" in clear
    assert "Anti-social behaviour" in shown[0].sentence, (
        "the clearest first, not the strongest, which is of few"
    )


def july(country, to: str = "2024-04", years: tuple[str, ...] = ("2021", "2022", "2023")) -> SeasonFound:
    """The season of burglary where the Julys of these years stand out."""
    connection = country.evidence.connection
    connection.execute("BEGIN")
    try:
        for year in years:
            connection.execute(
                "UPDATE counts SET n = n * 3 + 20 WHERE category = 'burglary' AND month = ?", [f"{year}-07"]
            )
        measure = country.evidence.definitions.measures["burglary"]
        area = find_area(connection, "C1")
        return seasons_of_all(country.evidence, area, [measure], ("", to)).found[0]
    finally:
        connection.execute("ROLLBACK")


def test_a_month_that_stands_out_each_year_is_a_peak(country) -> None:
    found = july(country)
    assert found.peaks == (6,)
    assert found.index.argmax() == 6
    assert found.word(6) == "peak"


def test_a_gap_in_one_year_leaves_the_peak_of_the_others(make_country) -> None:
    found = july(make_country({("bedfordshire", "2021-07")}))
    assert found.peaks == (6,)
    assert found.known[6] == 2


def test_a_month_of_one_year_alone_is_no_peak(make_country) -> None:
    found = july(make_country({("bedfordshire", "2021-07"), ("bedfordshire", "2022-07")}))
    assert found.low[6] > 1, "its interval alone would make it one"
    assert found.peaks == ()
    assert found.word(6) == "too few years"


def test_a_year_that_hardly_came_is_not_named(make_country) -> None:
    late = make_country({("bedfordshire", f"2023-{m:02d}") for m in range(8, 13)})
    assert july(make_country()).years == 3
    assert july(late).years == 2


def test_a_month_that_no_year_has_makes_no_season(make_country) -> None:
    country = make_country({("bedfordshire", f"{year}-07") for year in (2021, 2022, 2023)})
    with pytest.raises(CannotBearError, match="two whole years"):
        july(country)
    measure = country.evidence.definitions.measures["burglary"]
    assert (
        seasons_seen(
            country.evidence, find_area(country.evidence.connection, "C1"), [measure], ("", "2024-04")
        )
        == ()
    )


def test_one_year_of_months_has_no_season(make_country) -> None:
    early = make_country({("bedfordshire", f"{y}-{m:02d}") for y in (2021, 2022) for m in range(1, 13)})
    with pytest.raises(CannotBearError, match="two whole years"):
        july(early)

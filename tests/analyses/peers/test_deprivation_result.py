"""A measure against deprivation: counted as a slow program counts, and refused with reasons."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from tests.analyses.peers.plain_rates import crimes_by_small_area, rows_of

from wardmote.analyses.gradient_result import counted_by_decile, gradient_result
from wardmote.analyses.result import CannotBearError
from wardmote.figures.areas import Area
from wardmote.figures.months import Period
from wardmote.operations.analyse import analyse, request_for
from wardmote.operations.workspace import Workspace, find_workspace

YEAR = Period("2023-05", "2024-04")


@pytest.mark.shared
def test_bedfordshire_by_tenth_is_counted_as_a_slow_program_counts_it(
    bedfordshire: Path, shared: Path
) -> None:
    found = analyse(
        find_workspace(bedfordshire), "deprivation", request_for("deprivation", {"measure": "robbery"})
    )
    crimes = crimes_by_small_area(
        shared / "data" / "police" / "bedfordshire-2021-05-to-2024-04.zip", "Robbery", set(YEAR.months)
    )
    areas: Counter[int] = Counter()
    people: Counter[int] = Counter()
    counts: Counter[int] = Counter()
    for row in rows_of(shared / "data" / "geography" / "population" / "lsoa21_profile.csv.gz"):
        if row["csp24_code"] == "E22000353":
            tenth = int(float(row["imd25_IMD_decile"]))
            areas[tenth] += 1
            people[tenth] += int(float(row["pop_mye2022"]))
            counts[tenth] += crimes[row["lsoa21_code"]]
    rows = found.table().records()
    assert [(r["decile"], r["areas"], r["population"], r["count"]) for r in rows] == [
        (tenth, areas[tenth], people[tenth], counts[tenth]) for tenth in sorted(areas)
    ]
    assert any("built in" in one for one in found.sure)


@pytest.mark.shared
def test_an_earlier_release_stands_where_its_small_areas_lie_today(bedfordshire: Path) -> None:
    asked = {"measure": "burglary", "area": "E23000026", "release": "2019", "domain": "income"}
    found = analyse(find_workspace(bedfordshire), "deprivation", request_for("deprivation", asked))
    assert any(
        "small areas of 2011; each stands where the small area of 2021" in one for one in found.caveats
    )
    assert not any("built in" in one for one in found.sure)
    assert found.table("indices").records()[1]["low"] > 1  # type: ignore[operator]


@pytest.mark.shared
def test_wales_is_not_available(bedfordshire: Path) -> None:
    workspace = find_workspace(bedfordshire)
    evidence = workspace.evidence()
    code, name = evidence.connection.execute(
        "SELECT code, name FROM areas WHERE level = 'csp' AND code LIKE 'W%' ORDER BY code"
    ).fetchall()[0]
    measure = evidence.definitions.measures["robbery"]
    with pytest.raises(CannotBearError, match="Not every month was supplied"):
        gradient_result(evidence, Area(code, name, "csp"), measure, YEAR)
    with pytest.raises(CannotBearError, match=r"Not available\. The Indices of Deprivation cover England"):
        counted_by_decile(evidence, Area(code, name, "csp"), measure, YEAR, "overall", "")


def test_a_line_that_chance_explains_is_none(marrowmere: Workspace) -> None:
    found = analyse(marrowmere, "deprivation", request_for("deprivation", {"measure": "burglary"}))
    assert "no clear gradient" in found.title
    assert any("do not say that deprivation makes no difference" in one.sentence for one in found.findings)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"measure": "fly-tipping"}, "counted for whole areas"),
        (
            {"measure": "burglary", "domain": "incme"},
            "No deciles of incme deprivation are held. Held: overall",
        ),
        ({"measure": "burglary", "release": "2019"}, "No release 2019"),
        ({"measure": "burglary", "area": "X01000001"}, "lie in one of the ten tenths"),
        ({"measure": "burglary", "to": "2030-01"}, "2030"),
    ],
    ids=["no-small-areas", "no-domain", "no-release", "too-small", "not-supplied"],
)
def test_a_refusal_says_which_data_would_do(marrowmere: Workspace, asked: dict[str, str], says: str) -> None:
    with pytest.raises(Exception, match=says):
        analyse(marrowmere, "deprivation", request_for("deprivation", asked))


def test_a_measure_without_a_population_is_refused(marrowmere: Workspace) -> None:
    evidence = marrowmere.evidence()
    measure = evidence.definitions.measures["robbery"].model_copy(update={"population": ""})
    with pytest.raises(CannotBearError, match="it has no rate"):
        gradient_result(evidence, marrowmere.area(), measure, replace(YEAR, start="2025-04", end="2026-03"))

"""An area against its group: counted as a slow program counts, placed as the demo was planned, refused with reasons."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.analyses.peers.plain_rates import rates
from tests.country import Country

from wardmote.analyses.peers.every_measure import every_measure
from wardmote.analyses.peers.one_measure import one_measure
from wardmote.analyses.peers.refusing import by_reason
from wardmote.analyses.result import CannotBearError, Refusal
from wardmote.analyses.wording import inside
from wardmote.definitions.yardsticks import Group
from wardmote.figures.areas import Area, UnknownAreaError, find_area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period
from wardmote.figures.peer_groups import PeerGroup, peers_around, peers_asked, peers_listed
from wardmote.operations.analyse import analyse, request_for
from wardmote.operations.workspace import Workspace, find_workspace

OLD = Area("W1", "Old Quay", "ward")
YEAR = Period("2023-05", "2024-04")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("measure", "kind", "people"),
    [
        ("burglary", "Burglary", "households_census2021"),
        ("vehicle-crime", "Vehicle crime", "pop_mye2022"),
        ("anti-social-behaviour", "Anti-social behaviour", "pop_mye2022"),
    ],
)
def test_bedfordshire_is_counted_as_a_slow_program_counts_it(
    bedfordshire: Path, shared: Path, measure: str, kind: str, people: str
) -> None:
    found = analyse(find_workspace(bedfordshire), "peers", request_for("peers", {"measure": measure}))
    expected = rates(shared, kind, set(YEAR.months), people)
    rows = {row["code"]: row for row in found.table().records()}
    assert {code: (row["count"], row["population"]) for code, row in rows.items()} == expected
    own, others = expected["E22000353"], [n / p for code, (n, p) in expected.items() if code != "E22000353"]
    assert rows["E22000353"]["rank"] == 1 + sum(rate < own[0] / own[1] for rate in others)
    mean = sum(n for n, _ in expected.values()) / sum(p for _, p in expected.values())
    assert rows["E22000353"]["distance_percent"] == pytest.approx(100 * (own[0] / own[1] / mean - 1))
    assert any("three areas" in one for one in found.sure)


def test_the_town_centre_of_the_demo_is_above_and_no_other_ward(marrowmere: Workspace) -> None:
    asked = {"measure": "shoplifting", "area": "Old Quay"}
    found = analyse(marrowmere, "peers", request_for("peers", asked))
    placed = {row["area"]: row["position"] for row in found.table().records()}
    assert [name for name, position in placed.items() if position != "Inline"] == ["Old Quay"]
    assert "rank 14 of 14 (1 is the lowest rate)" in found.title
    assert "9.2 times the mean" in found.title


def test_every_measure_is_placed_as_it_is_by_itself(marrowmere: Workspace) -> None:
    table = analyse(marrowmere, "peers", request_for("peers", {"every": True, "area": "Thornlea"})).table()
    rows = {row["measure"]: row for row in table.records()}
    alone = analyse(
        marrowmere, "peers", request_for("peers", {"measure": "robbery", "area": "Thornlea"})
    ).table()
    own = next(row for row in alone.records() if row["area"] == "Thornlea")
    for name in ("count", "rate", "rate_low", "position", "distance_percent", "rank", "rank_best"):
        assert rows["Robbery"][name] == own[name]


def test_a_measure_that_cannot_be_placed_is_named_with_its_reason(marrowmere: Workspace) -> None:
    """Car park reports came for Old Quay, and have no population."""
    found = analyse(marrowmere, "peers", request_for("peers", {"every": True, "area": "Old Quay"}))
    (one,) = found.refused
    assert one.what == "Car park reports in Old Quay cannot be set against the wards of Safer Marrowmere."
    assert one.why.startswith("No population is defined for it")
    assert "Car park reports" not in {row["measure"] for row in found.table().records()}


def test_measures_refused_for_one_reason_stand_together() -> None:
    group = PeerGroup(OLD, (OLD,), "the wards")
    said = [
        Refusal(
            f"{name} in Old Quay cannot be set against the wards.", f"Nothing of {inside(name)} came.", would
        )
        for name, would in (("Rape", "Ask."), ("Arson", "Ask."), ("Drugs", "Wait."))
    ]
    assert [(one.what, one.why) for one in by_reason(said, group)] == [
        ("Rape and Arson in Old Quay cannot be set against the wards.", "Of each: nothing of it came."),
        ("Drugs in Old Quay cannot be set against the wards.", "Nothing of it came."),
    ]


def test_an_area_whose_force_lacks_a_month_is_left_out_and_named(make_country) -> None:  # type: ignore[no-untyped-def]
    country: Country = make_country(missing=frozenset({("essex", "2023-07")}))
    evidence = country.evidence
    own = find_area(evidence.connection, "C1")
    group = peers_listed(evidence, own, ["C2", "C3"])
    found = one_measure(evidence, group, evidence.definitions.measures["robbery"], YEAR)
    assert [row["code"] for row in found.table().records()].count("C3") == 0
    assert any("Name of C3 (Essex Police lacks July 2023)" in one for one in found.caveats)
    assert any("no rank in the whole group" in one for one in found.caveats)


def test_counts_of_partnerships_are_of_located_records_alone(country: Country) -> None:
    evidence = country.evidence
    group = peers_around(
        evidence, find_area(evidence.connection, "C1"), find_area(evidence.connection, "C1"), YEAR
    )
    found = one_measure(evidence, group, evidence.definitions.measures["shoplifting"], YEAR)
    rows = {row["code"]: row["count"] for row in found.table().records()}
    months = set(YEAR.months)
    assert rows == {
        "C1": country.total({"E1", "E2", "E4"}, "shoplifting", months),
        "C2": country.total({"E3"}, "shoplifting", months),
    }


@pytest.mark.parametrize(
    ("codes", "measure", "says"),
    [
        ([], "robbery", "the only area there"),
        (["C3"], "marac-cases", "No population is defined for it"),
        (["C3"], "feel-safe-after-dark", "No population|worked out already"),
        (["C3"], "robbery", "Take in the street files of the year to April 2024 of Name of E23000028"),
    ],
    ids=["alone", "no-population", "share", "other-force-not-held"],
)
def test_a_refusal_says_which_data_would_do(make_country, codes: list[str], measure: str, says: str) -> None:  # type: ignore[no-untyped-def]
    months = Period("2021-05", "2024-04").months
    country: Country = make_country(missing=frozenset({("essex", month) for month in months}))
    evidence = country.evidence
    group = peers_listed(evidence, find_area(evidence.connection, "C1"), codes)
    with pytest.raises(CannotBearError, match=says):
        one_measure(evidence, group, evidence.definitions.measures[measure], YEAR)


def _with_group(evidence: Evidence, **given: object) -> Evidence:
    group = Group.model_validate(
        {"id": "similar", "title": "Most similar", "kind": "peers", "level": "csp", "source": "Made up"}
        | {"members": ["E1", "E2"]}
        | given
    )
    definitions = evidence.definitions.with_kind("groups", {"similar": group})
    return Evidence(evidence.connection, definitions, evidence.snapshot)


def test_a_group_that_was_revised_in_the_period_says_so(country: Country) -> None:
    evidence = _with_group(country.evidence, members=["C1", "C3"], effective_from="2023-10-01")
    own = find_area(evidence.connection, "C1")
    group = peers_asked(evidence, own, "similar", YEAR)
    assert not group.holds
    found = every_measure(evidence, group, YEAR)
    assert any("holds from 1 October 2023" in one for one in found.caveats)
    assert any("ranks of before and after a revision are not compared" in one for one in found.caveats)


def test_a_list_of_peers_that_holds_the_area_comes_first(country: Country) -> None:
    evidence = _with_group(country.evidence, members=["C1", "C3"])
    own = find_area(evidence.connection, "C1")
    assert [one.code for one in peers_around(evidence, own, own, YEAR).areas] == ["C1", "C3"]


def test_areas_of_another_level_are_refused(country: Country) -> None:
    own = find_area(country.evidence.connection, "C1")
    with pytest.raises(UnknownAreaError, match="of the level ward, and Name of C1 of csp"):
        peers_listed(country.evidence, own, ["W1"])

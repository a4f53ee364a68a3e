"""Rates at equal ages: the demo's ward is found and its noise is not; real wards against a plain second program."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.analyses.rates.plain_ages import at_equal_ages, in_bands, real_wards, rows, years_of_age

from wardmote.analyses.rates import RatesAsked, rates_result
from wardmote.analyses.rates.standardising import Standardised, standardised
from wardmote.analyses.result import AnalysisResult, CannotBearError
from wardmote.evidence.observations.age_bands import AgeBand
from wardmote.figures.ages import AreaByAge, CountsByAge, counts_by_age, people_by_age
from wardmote.figures.areas import Area, areas_within
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period
from wardmote.operations.workspace import Workspace, find_workspace

CONCERNS = "adult-safeguarding-concerns"
BANDS = ((18, 64), (65, 74), (75, 84), (85, 120))
YEAR = Period("2025-04", "2026-03")


def asked(workspace: Workspace, **more: object) -> AnalysisResult:
    evidence = workspace.evidence()
    measure = evidence.definitions.measures[str(more.pop("measure", CONCERNS))]
    return rates_result(evidence, RatesAsked(measure, workspace.area(), **more))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def result(marrowmere: Workspace) -> AnalysisResult:
    return asked(marrowmere)


@pytest.fixture(scope="module")
def wards(marrowmere: Workspace) -> list[Area]:
    return areas_within(marrowmere.evidence().connection, marrowmere.area(), "ward", marrowmere.definitions)


def test_the_planted_ward_stands_out_and_no_other(result: AnalysisResult) -> None:
    found = {row["area"]: row for row in result.table().records()}
    assert {name for name, row in found.items() if row["position"] != "Inline"} == {"Tallow Park"}
    assert found["Tallow Park"]["ratio_low"] > 1.3
    assert found["Tallow Park"]["position_plain"] == "Inline"
    assert result.title == (
        "At equal ages, Tallow Park has more adult safeguarding concerns than the fourteen wards together."
    )


def test_the_ward_of_old_people_is_above_by_its_plain_rate_alone(result: AnalysisResult) -> None:
    found = next(row for row in result.table().records() if row["area"] == "Sandholme")
    assert (found["position_plain"], found["position"]) == ("Above", "Inline")
    assert any(
        "Sandholme Above by the plain rate, Inline at equal ages" in one.lead for one in result.findings
    )


def test_every_number_is_what_the_files_give_by_hand(marrowmere: Workspace, result: AnalysisResult) -> None:
    files = marrowmere.folder.parent / "files"
    ward = {
        row["lsoa21_code"]: row["ward24_code"]
        for row in rows(files / "geography/population/lsoa21_profile.csv")
    }
    people: dict[str, list[float]] = {code: [0.0] * len(BANDS) for code in ward.values()}
    for row in rows(files / "geography/population/lsoa21_residents_by_age.csv"):
        code = ward[row["area"]]
        mine = in_bands(years_of_age(row, "count "), BANDS)
        people[code] = [a + b for a, b in zip(people[code], mine, strict=True)]
    counts: dict[str, list[float]] = {code: [0.0] * len(BANDS) for code in people}
    order = ("18-64", "65-74", "75-84", "85+")
    unknown = 0
    for row in rows(files / "partners" / "council-safeguarding-by-age.csv"):
        if row["Period"] == "2025-26" and row["Age"] in order:
            counts[row["Area"]][order.index(row["Age"])] = float(row["Value"])
        elif row["Period"] == "2025-26":
            unknown += int(row["Value"])
    expected = at_equal_ages(counts, people)
    for row in result.table().records():
        direct = (row["standardised"], row["standardised_low"], row["standardised_high"], row["ratio"])
        assert direct == pytest.approx(expected[str(row["code"])])
        assert (row["count"], row["population"]) == (
            sum(counts[str(row["code"])]),
            sum(people[str(row["code"])]),
        )
    assert unknown > 0
    assert any(f"the age is not known: {unknown} concerns" in one for one in result.caveats)


def test_the_picture_shows_every_ward_with_its_plain_rate(result: AnalysisResult) -> None:
    (picture,) = result.pictures
    shown = {row.label: row.value for row in picture.rows}  # type: ignore[union-attr]
    assert shown == {row["area"]: row["standardised"] for row in result.table().records()}
    assert [row.label for row in picture.rows if row.stands_out] == ["Tallow Park"]  # type: ignore[union-attr]


def test_three_years_together_are_a_rate_a_year(marrowmere: Workspace, result: AnalysisResult) -> None:
    three = asked(marrowmere, years=3)
    one, more = (next(r for r in x.table().records() if r["area"] == "Tallow Park") for x in (result, three))
    assert more["count"] > 2.5 * one["count"]
    assert more["rate"] == pytest.approx(one["rate"], rel=0.15)
    assert (
        more["standardised_high"] - more["standardised_low"]
        < one["standardised_high"] - one["standardised_low"]
    )
    assert more["population"] == one["population"]


def test_the_total_of_a_measure_counts_every_age_once(marrowmere: Workspace, wards: list[Area]) -> None:
    from wardmote.figures import performance_table

    table = performance_table(marrowmere.evidence(), marrowmere.area(), "2026-03")
    row = next(one for one in table.observed if one.measure.id == CONCERNS)
    counted = counts_by_age(
        marrowmere.evidence(), marrowmere.definitions.measures[CONCERNS], wards, "2026-03"
    )
    assert counted is not None
    assert row.current == sum(one.total or 0 for one in counted.areas)


@pytest.mark.parametrize(
    ("measure", "more", "says"),
    [
        (
            "shoplifting",
            {},
            "says of nobody how old they were.*Area, Measure, Age, Period and Value.*adult safeg",
        ),
        ("burglary", {}, "Its rate is of households"),
        ("marac-referrals", {}, "No population is defined"),
        ("marac-repeat-share", {}, "No population is defined"),
        ("ambulance-calls", {}, "What was supplied of it has no ages"),
        (CONCERNS, {"to": "2021-03"}, "whole years that end by 2021-03"),
        (
            CONCERNS,
            {"years": 9},
            "Of 14 areas none can be used.*was not supplied for all of it.*several years together",
        ),
    ],
)
def test_what_the_data_cannot_bear_is_refused_with_what_would_help(
    marrowmere: Workspace, measure: str, more: dict[str, object], says: str
) -> None:
    with pytest.raises(CannotBearError, match=says):
        asked(marrowmere, measure=measure, **more)


def test_an_area_alone_is_refused(marrowmere: Workspace, wards: list[Area]) -> None:
    with pytest.raises(CannotBearError, match="at least two areas"):
        asked(marrowmere, areas=(wards[0],))


def test_bands_that_do_not_fit_the_residents_held_say_so(marrowmere: Workspace) -> None:
    found = people_by_age(marrowmere.evidence(), marrowmere.area(), [AgeBand(18, 64), AgeBand(95, None)])
    assert (found.people, found.why) == (
        (),
        "its residents from 90 stand together, and 95 and over would part them",
    )


def by_hand(evidence: Evidence, areas: list[AreaByAge], bands: tuple[AgeBand, ...]) -> CountsByAge:
    measure = evidence.definitions.measures[CONCERNS]
    return CountsByAge(measure, "counts-by-age", "By hand", YEAR, 1, bands, tuple(areas))


def set_equal(evidence: Evidence, areas: list[AreaByAge], bands: tuple[AgeBand, ...]) -> Standardised:
    found, _ = standardised(evidence, by_hand(evidence, areas, bands))
    assert found is not None
    return found


def test_few_events_have_a_ratio_and_no_rate(marrowmere: Workspace, wards: list[Area]) -> None:
    evidence, bands = marrowmere.evidence(), (AgeBand(0, 64), AgeBand(65, None))
    areas = [AreaByAge(area, (40.0, 60.0), 0, 100.0) for area in wards[:4]]
    few = AreaByAge(wards[4], (4.0, 5.0), 0, 9.0)
    none = AreaByAge(wards[5], (0.0, 0.0), 0, 0.0)
    found = set_equal(evidence, [*areas, few, none], bands)
    assert [bool(value != value) for value in found.direct.value] == [False] * 4 + [True, True]
    assert found.ratio.value[5] == 0
    assert found.ratio.high[5] > 0


def test_hidden_bands_leave_a_ratio_where_the_sum_is_known(marrowmere: Workspace, wards: list[Area]) -> None:
    evidence, bands = marrowmere.evidence(), (AgeBand(0, 64), AgeBand(65, None))
    whole = [AreaByAge(area, (40.0, 60.0), 0, 100.0) for area in wards[:3]]
    hidden = AreaByAge(wards[3], None, 0, 70.0, "65 and over is left out as too few")
    lost = AreaByAge(wards[4], None, 0, None, "65 and over is left out as too few")
    doubtful = AreaByAge(wards[5], (40.0, 40.0), 20.0, 100.0)
    found = set_equal(evidence, [*whole, hidden, lost, doubtful], bands)
    assert [area.name for area in found.areas] == [one.name for one in wards[:4]]
    assert found.events[3] == 70
    assert found.direct.value[3] != found.direct.value[3]
    assert [one.why for one in found.left_out] == [
        "65 and over is left out as too few",
        "the age is not known for 20 of its 100",
    ]


def test_nobody_with_an_age_is_no_comparison(marrowmere: Workspace, wards: list[Area]) -> None:
    areas = [AreaByAge(area, (0.0, 0.0), 0, 0.0) for area in wards]
    assert standardised(
        marrowmere.evidence(), by_hand(marrowmere.evidence(), areas, (AgeBand(0, 64), AgeBand(65, None)))
    ) == (
        None,
        (),
    )


@pytest.mark.shared
def test_real_wards_by_a_second_program(bedfordshire: Path, shared: Path) -> None:
    """Made-up counts in the real wards of Central Bedfordshire, at the real ages of their people."""
    bands = ((0, 15), (16, 24), (25, 44), (45, 64), (65, 84), (85, 120))
    workspace = find_workspace(bedfordshire)
    evidence = workspace.evidence()
    people = real_wards(shared / "data" / "geography", "E22000353", bands)
    wards = areas_within(evidence.connection, workspace.area(), "ward", evidence.definitions)
    draw = random.Random(7)
    counts = {ward.code: [float(draw.randint(3, 60)) for _ in bands] for ward in wards}
    asked_bands = tuple(AgeBand(first, last if last < 120 else None) for first, last in bands)
    areas = [AreaByAge(ward, tuple(counts[ward.code]), 0, sum(counts[ward.code])) for ward in wards]
    found = set_equal(evidence, areas, asked_bands)
    expected = at_equal_ages(counts, people)
    assert len(found.areas) == len(people) > 25
    for at, area in enumerate(found.areas):
        assert list(found.people[at]) == people[area.code], area.name
        mine = (found.direct.value[at], found.direct.low[at], found.direct.high[at], found.ratio.value[at])
        assert mine == pytest.approx(expected[area.code]), area.name
    assert any("small areas of 2011" in note for note in found.notes)


@pytest.mark.shared
def test_bands_of_the_profile_do_where_single_years_cannot(bedfordshire: Path) -> None:
    workspace = find_workspace(bedfordshire)
    evidence = workspace.evidence()
    single = people_by_age(evidence, workspace.area(), [AgeBand(0, 9), AgeBand(10, 17), AgeBand(65, None)])
    from wardmote.figures.ages.people import _banded, _of_bands

    banded = _banded(evidence, workspace.area())
    assert banded is not None
    assert _of_bands(banded, [AgeBand(0, 9), AgeBand(10, 17), AgeBand(65, None)]).people == pytest.approx(
        single.people
    )
    assert _of_bands(banded, [AgeBand(0, 17)]).people == pytest.approx([sum(single.people[:2])])
    assert "do not make up 15 to 24" in _of_bands(banded, [AgeBand(15, 24)]).why

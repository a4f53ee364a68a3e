"""Deprivation, profiles and weights of real areas, against the files themselves read by the csv module."""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from wardmote.definitions import Definitions, load
from wardmote.evidence import EvidenceStore
from wardmote.figures import Area, Evidence, State, find_area
from wardmote.figures.reference import (
    NotHeldError,
    age_structure,
    deprivation_of,
    items_scored,
    profile_of,
    spread_by_category,
    weights_of,
)

pytestmark = pytest.mark.shared
AREAS = ("E06000056", "E06000032", "E07000008")


def table(path: Path) -> list[dict[str, str]]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="module")
def real(shared: Path, bedfordshire: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evidence]:
    """The real geography with what stands in it of deprivation and profiles; read only."""
    definitions = load()
    with EvidenceStore(bedfordshire / "evidence", definitions).open() as snapshot:
        yield Evidence(snapshot.connection(), definitions, snapshot.id)


@pytest.fixture(scope="module")
def weighted(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evidence]:
    """The real weights and the real table of offences by force."""
    definitions: Definitions = load()
    folder = shared / "data" / "reference"
    store = EvidenceStore(tmp_path_factory.mktemp("weights") / "evidence", definitions)
    names = ("ons_crime_severity_weights_by_offence_code.csv", "ho_cost_of_crime_2015_16_PARTIAL.csv")
    store.ingest([folder / name for name in names])
    with store.open() as snapshot:
        yield Evidence(snapshot.connection(), definitions, snapshot.id)


def test_scores_are_the_mean_by_residents_and_near_the_published_ones(real: Evidence, shared: Path) -> None:
    data = shared / "data" / "geography"
    small = table(data / "population" / "lsoa21_profile.csv.gz")
    published = {
        row["ltla24_code"]: float(row["imd_average_score"])
        for row in table(data / "deprivation" / "imd2025_england_ltla24.csv.gz")
    }
    found = deprivation_of(real, [find_area(real.connection, code) for code in AREAS], "2025")
    for one in found:
        mine = [row for row in small if row["ltla24_code"] == one.area.code]
        people = sum(float(row["pop_mye2022"]) for row in mine)
        score = sum(float(row["imd25_IMD_score"]) * float(row["pop_mye2022"]) for row in mine) / people
        tenth = sum(float(row["pop_mye2022"]) for row in mine if float(row["imd25_IMD_decile"]) == 1) / people
        assert one.score == pytest.approx(score, rel=1e-12)
        assert one.shares[0] == pytest.approx(tenth, abs=1e-12)
        assert sum(one.shares) == pytest.approx(1)
        assert one.score == pytest.approx(published[one.area.code], rel=0.02)


def test_an_earlier_release_says_that_its_small_areas_are_placed(real: Evidence, shared: Path) -> None:
    (one,) = deprivation_of(real, [find_area(real.connection, "E06000056")], "2019")
    small = table(shared / "data" / "geography" / "population" / "lsoa11_profile.csv.gz")
    mine = [row for row in small if row["LAD19CD"] == "E06000056"]
    people = sum(float(row["pop2020"]) for row in mine)
    assert one.score == pytest.approx(
        sum(float(row["imd19_IMD_score"]) * float(row["pop2020"]) for row in mine) / people
    )
    assert one.vintage == "2011"
    assert any("small areas of 2011" in note for note in one.notes)
    assert any("not comparable" in note for note in one.notes)


def test_wales_is_not_available_and_no_zero(real: Evidence) -> None:
    (one,) = deprivation_of(real, [find_area(real.connection, "W06000015")])
    assert (one.state, one.score, one.shares) == (State.NOT_AVAILABLE, None, ())
    assert "cover England" in one.notes[0]
    assert profile_of(real, one.area, "tenure").state == State.KNOWN


def test_every_value_of_a_small_area_is_the_file_s(real: Evidence, shared: Path) -> None:
    path = shared / "data" / "geography" / "deprivation" / "imd2025_england_lsoa21_subdomains.csv.gz"
    row = next(row for row in table(path) if row["lsoa21_code"] == "E01017594")
    area = find_area(real.connection, "E01017594")
    for domain in ("adult-skills", "indoors", "children-and-young-people"):
        (one,) = deprivation_of(real, [area], "2025", domain, "indices-subdomains")
        column = domain.replace("-", "_")
        assert one.score == float(row[f"{column}_score"])
        assert (one.rank, one.decile) == (int(row[f"{column}_rank"]), int(row[f"{column}_decile"]))


def test_tenure_and_ages_are_sums_of_the_small_areas(real: Evidence, shared: Path) -> None:
    data = shared / "data" / "geography" / "population"
    csp = Area("E22000353", "Central Bedfordshire", "csp")
    tenure = profile_of(real, csp, "tenure")
    mine = [row for row in table(data / "lsoa21_profile.csv.gz") if row["csp24_code"] == csp.code]
    social = sum(float(row["hh_social_rented"]) for row in mine)
    households = sum(float(row["households_census2021"]) for row in mine)
    (found,) = [one for one in tenure.categories if one.name == "social rented"]
    assert (found.value, found.base) == (social, households)
    assert tenure.on == date(2021, 3, 21)
    totals: dict[str, float] = defaultdict(float)
    for row in table(data / "population20_ltla21_single_year_age.csv.gz"):
        if row["ltla21_code"] == "E06000056":
            totals = {age: float(row[age]) for age in (*map(str, range(90)), "90+")}
    for area in (csp, find_area(real.connection, "E06000056")):
        ages = age_structure(real, area)
        assert dict(ages.ages) == {int(age.rstrip("+")): n for age, n in totals.items()}
        assert ages.band(65) + ages.band(0, 64) == ages.total
    with pytest.raises(ValueError, match="cannot part"):
        ages.band(85, 95)


def test_what_is_not_held_is_said(real: Evidence) -> None:
    area = find_area(real.connection, "E06000056")
    with pytest.raises(NotHeldError, match="Held: 2015, 2019, 2025"):
        deprivation_of(real, [area], "2022")
    with pytest.raises(NotHeldError, match="Topics held: age"):
        profile_of(real, area, "cars")
    with pytest.raises(NotHeldError, match="Nothing called cambridge is held"):
        weights_of(real, "cambridge")


def test_every_weight_is_the_file_s_and_the_cost_of_crime_says_it_is_a_part(
    weighted: Evidence, shared: Path
) -> None:
    folder = shared / "data" / "reference"
    weights = weights_of(weighted, "ons-crime-severity", as_of=date(2022, 1, 1))
    said = table(folder / "ons_crime_severity_weights_by_offence_code.csv")
    assert {one.code: one.weight for one in weights.each} == {
        row["offence_code"]: float(row["css_weight"]) for row in said
    }
    assert (weights.release, weights.of("8n"), weights.of("999")) == ("2021-03", weights.of("8N"), None)
    arson = next(one for one in spread_by_category(weights) if one.category == "Criminal Damage and Arson")
    assert (arson.codes, arson.least, arson.most) == (7, 5.39670789, 826.1900614)
    with pytest.raises(NotHeldError, match="of 2020-12-31 or before"):
        weights_of(weighted, "ons-crime-severity", as_of=date(2020, 12, 31))
    cost = weights_of(weighted, "home-office-unit-cost")
    assert "only a part" in cost.warning
    assert {one.code: one.state for one in cost.each}["Fraud"] == State.NOT_SUPPLIED
    assert items_scored(weighted, weights) == ()

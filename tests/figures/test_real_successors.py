"""Areas of England that changed, with the real lookups: what each became, and whether what stands for it is it."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict

import pytest

from wardmote.figures import UnknownAreaError, find_area, partnership_area
from wardmote.figures.comparison import area_asked
from wardmote.figures.groups import group_area
from wardmote.figures.successors import successor_of
from wardmote.operations.workspace import find_workspace

pytestmark = pytest.mark.shared

BECAME = {
    "E07000004": ("Aylesbury Vale", "E06000060", "2020"),
    "E07000007": ("Wycombe", "E06000060", "2020"),
    "E07000150": ("Corby", "E06000061", "2021"),
    "E07000151": ("Daventry", "E06000062", "2021"),
    "E07000026": ("Allerdale", "E06000063", "2023"),
    "E07000027": ("Barrow-in-Furness", "E06000064", "2023"),
    "E07000187": ("Mendip", "E06000066", "2023"),
    "E07000190": ("Taunton Deane", "E06000066", "2023"),
    "E07000246": ("Somerset West and Taunton", "E06000066", "2023"),
    "E07000163": ("Craven", "E06000065", "2023"),
    "E07000205": ("Suffolk Coastal", "E07000244", "2019"),
}
COUNCILS_OF_SEVERAL_PARTNERSHIPS = {
    "E06000060": ("E22000303", "E22000306", "E22000311", "E22000318"),
    "E06000061": ("E22000233", "E22000235", "E22000236", "E22000239"),
    "E06000063": ("E22000031", "E22000033", "E22000034"),
    "E06000064": ("E22000032", "E22000035", "E22000036"),
}


@pytest.fixture(scope="module")
def evidence(bedfordshire):
    return find_workspace(bedfordshire).evidence()


def _small_areas(evidence, column, codes):
    found = evidence.connection.execute(
        f"SELECT DISTINCT best_fit FROM places WHERE {column} IN (SELECT unnest(?))", [list(codes)]
    ).fetchall()
    return {code for (code,) in found}


@pytest.mark.parametrize("code", BECAME)
def test_a_council_that_was_reorganised_is_known_by_what_it_became(evidence, code) -> None:
    name, successor, year = BECAME[code]
    found = successor_of(evidence, code)
    assert (found.name, [area.code for area in found.became], found.year) == (name, [successor], year)
    assert code in found.parts or found.level == "lad"


def _rows(path):
    with gzip.open(path, "rt", encoding="utf-8-sig") as stream:
        yield from csv.DictReader(stream)


def test_what_stands_for_an_earlier_council_has_its_small_areas(evidence, shared) -> None:
    """Against the lookups that place the small areas of 2011 in the councils of 2019, and say what they became."""
    lookups = shared / "data" / "geography" / "lookups"
    today = defaultdict(set)
    for row in _rows(lookups / "lsoa11_lsoa21_exactfit_ltla22.csv.gz"):
        today[row["lsoa11_code"]].add(row["lsoa21_code"])
    councils = defaultdict(set)
    for row in _rows(lookups / "lsoa11_ward19_lad19_csp19_pfa19_lsoa21bestfit.csv.gz"):
        councils[row["LAD19CD"]] |= today[row["LSOA11CD"]]
    heirs = {code: found.same for code in councils if (found := successor_of(evidence, code)) and found.same}
    assert len(heirs) == 15
    for code, heir in heirs.items():
        assert _small_areas(evidence, "csp", [heir.code]) == councils[code], (code, heir)


def test_a_council_without_an_heir_of_its_extent_is_named_and_not_counted(evidence) -> None:
    with pytest.raises(
        UnknownAreaError, match=r"Craven.*North Yorkshire \(E06000065\) since 2023.*ask for E06000065"
    ):
        area_asked(evidence, "E07000163")
    assert area_asked(evidence, "E07000004").code == "E22000303"


@pytest.mark.parametrize("council", COUNCILS_OF_SEVERAL_PARTNERSHIPS)
def test_several_partnerships_taken_as_one_are_the_council_above_them(evidence, council) -> None:
    codes = COUNCILS_OF_SEVERAL_PARTNERSHIPS[council]
    together = partnership_area(evidence.connection, codes, "Together")
    assert together.codes == codes
    assert _small_areas(evidence, "csp", codes) == _small_areas(evidence, "lad", [council])
    assert all(find_area(evidence.connection, code).level == "csp" for code in codes)


def test_every_group_of_ours_is_whole_and_regions_make_up_the_country(evidence) -> None:
    groups = evidence.definitions.groups
    found = {name: group_area(evidence, group) for name, group in groups.items()}
    regions = [code for name, group in groups.items() if group.kind == "region" for code in found[name].codes]
    assert sorted(regions) == sorted(found["england-and-wales"].codes)
    assert len(regions) == 43
    districts = [
        code for name, group in groups.items() if group.kind == "county" for code in found[name].codes
    ]
    everywhere = evidence.connection.execute(
        "SELECT code FROM areas WHERE level = 'lad' AND code LIKE 'E07%' ORDER BY code"
    ).fetchall()
    assert sorted(districts) == [code for (code,) in everywhere]

"""A town of several wards, or a cluster of small areas, against the plain program's own count of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import plain_counts
import pytest
import recount

from wardmote import open_workspace
from wardmote.figures import Row, performance_table
from wardmote.operations.profile import area_asked

pytestmark = pytest.mark.shared

TOWNS = {
    "Dunstable": ["E05014403", "E05014404", "E05014405", "E05014406", "E05014407"],
    "A corner of Ampthill": ["E01017372", "E01017373", "E01017374"],
}


@pytest.fixture(scope="module")
def plain(shared: Path) -> tuple[plain_counts.Crimes, dict[str, dict[str, str]]]:
    """The evidence as the plain program reads it."""
    places = plain_counts.read_geography(shared / "data" / "geography")
    police = shared / "data" / "police" / "bedfordshire-2021-05-to-2024-04.zip"
    return plain_counts.read_crimes(police, set(places)), places


def plain_rows(plain: Any, codes: list[str]) -> dict[str, dict[str, Any]]:
    """The fifteen rows of several areas taken as one, by measure."""
    crimes, places = plain
    parts = [plain_counts.find_area(places, code) for code in codes]
    lsoas = [lsoa for part in parts for lsoa in part.lsoas]
    assert len(lsoas) == len(set(lsoas))
    whole = plain_counts.make_area(places, parts[0].level, lsoas)
    return {row["measure"]: row for row in recount.rows_of(crimes, places, whole, "2024-04")}


@pytest.mark.parametrize("name", TOWNS)
def test_every_number_of_a_town_equals_the_plain_recount(bedfordshire: Path, plain: Any, name: str) -> None:
    workspace = open_workspace(bedfordshire).workspace
    table = performance_table(workspace.evidence(), area_asked(workspace, TOWNS[name], name), "2024-04")
    expected = plain_rows(plain, TOWNS[name])
    ours = {row.measure.id: row for row in table.rows if row.measure.available}
    assert set(ours) == set(expected)
    for measure, row in expected.items():
        same(ours[measure], row)


def same(ours: Row, row: dict[str, Any]) -> None:
    """Counts, people and verdict are equal; what is worked out is equal but for rounding."""
    what = row["measure"]
    assert (ours.previous, ours.current, ours.percent) == (row["previous"], row["current"], row["percent"]), (
        what
    )
    assert ours.population is not None
    assert ours.population.value == row["population"], what
    assert ours.verdict is not None
    assert ours.verdict.value == row["verdict"], what
    assert ours.rate == pytest.approx(row["rate"], rel=1e-9), what
    assert ours.rate_interval == pytest.approx(row["rate_interval"], rel=1e-6), what
    assert ours.z == (None if row["z"] is None else pytest.approx(row["z"], rel=1e-6, abs=1e-9)), what
    assert ours.not_located_share[1] == pytest.approx(row["not_located_share"]["current"], abs=1e-9), what

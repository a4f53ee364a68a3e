"""A made-up Home Office table goes in by the door; its rows come out as a second, plain program counts them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml
from home_office_file import OLD_NAME, home_office_table
from plain_observed import row_to_march
from tests.workspaces import run

from wardmote.definitions import load
from wardmote.definitions.loader import OURS

MEASURES = {
    "violence-with-injury": {"Violence with injury"},
    "violence-without-injury": {"Violence without injury"},
    "stalking-and-harassment": {"Stalking and harassment"},
    "burglary-residential": {"Residential burglary"},
    "robbery-personal": {"Robbery of personal property"},
    "robbery-business": {"Robbery of business property"},
    "bicycle-theft-home-office": {"Bicycle theft"},
    "neighbourhood-crime": {
        "Residential burglary", "Robbery of personal property", "Theft from the person", "Theft of a motor vehicle",
        "Theft from a vehicle",
    },
}  # fmt: skip
OWN = {"Central Bedfordshire", OLD_NAME}
pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def table(bedfordshire: Path, tmp_path_factory: pytest.TempPathFactory) -> dict:
    """The performance table of a workspace that holds the Home Office table too, as JSON."""
    folder = tmp_path_factory.mktemp("observed") / "workspace"
    shutil.copytree(bedfordshire, folder)
    sources = yaml.safe_load((OURS / "sources" / "home-office.yaml").read_text(encoding="utf-8"))
    own = next(one for one in sources if one["id"] == "home-office-csp")
    own |= {"version": 99, "layout": own["layout"] | {"areas": {OLD_NAME: "E22000353"}}}
    (folder / "definitions" / "sources").mkdir(parents=True, exist_ok=True)
    (folder / "definitions" / "sources" / "ours.yaml").write_text(yaml.safe_dump(own), encoding="utf-8")
    file = folder.parent / "home-office.csv"
    file.write_text(home_office_table(), encoding="utf-8", newline="")
    taken = run("ingest", file, workspace=folder)
    assert taken.code == 0, taken.err
    answer = run("table", "performance", "--format", "json", workspace=folder)
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def _row(table: dict, measure: str) -> dict:
    return next(row for row in table["observed"] if row["measure"] == measure)


@pytest.mark.parametrize("measure", MEASURES)
def test_counts_percent_states_and_z_are_those_of_the_plain_program(table: dict, measure: str) -> None:
    row, plain = _row(table, measure), row_to_march(home_office_table(), OWN, MEASURES[measure], 2023)
    assert (row["previous_from"], row["previous_to"]) == ("2022-04", "2023-03")
    assert (row["from"], row["to"]) == ("2023-04", "2024-03")
    assert row["previous"] == plain.before
    assert row["value"] == (plain.now if isinstance(plain.now, int) else None)
    assert row["state"] == ("suppressed" if plain.now == "suppressed" else "known")
    assert row["at_least"] == plain.at_least[1]
    assert row["percent"] == plain.percent
    assert row["z"] == (pytest.approx(plain.z) if plain.testable else None)


def test_the_measure_that_was_suppressed_is_never_counted_short(table: dict) -> None:
    row = _row(table, "stalking-and-harassment")
    assert (row["current"], row["change"], row["percent"], row["verdict"]) == (None, None, None, None)
    assert row["at_least"] > 0


def test_a_revision_below_zero_is_shown_and_not_tested(table: dict) -> None:
    row = _row(table, "bicycle-theft-home-office")
    assert row["verdict"] is None
    assert "negative" in row["said"]
    assert isinstance(row["current"], int)


def test_the_quarter_that_is_missing_is_named_and_left_out_of_both_years(table: dict) -> None:
    assert "October to December 2022" in _row(table, "robbery-personal")["said"]


def test_a_change_in_recording_is_shown_and_not_compared(table: dict) -> None:
    assert _row(table, "violence-with-injury")["verdict"] == "not-comparable"


def test_what_police_uk_could_not_tell_is_no_longer_said_to_be_not_available(table: dict) -> None:
    missing = {row["measure"] for row in table["rows"] if row["state"] == "not-available"}
    assert missing.isdisjoint(MEASURES)
    assert "domestic-abuse" in missing


def test_the_definitions_of_the_measures_name_what_the_table_holds() -> None:
    measures = load().measures
    assert all(measures[name].observed and not measures[name].available for name in MEASURES)

"""A made-up Home Office table goes in by the door; its rows come out as a second, plain program counts them."""

from __future__ import annotations

import csv
import gzip
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
from wardmote.operations.notebook import OpenWorkspace
from wardmote.operations.workspace import find_workspace

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
FORCES = "ho_prc_pfa_2017_18.csv.gz"
OWN = {"Central Bedfordshire", OLD_NAME}
pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def workspace(bedfordshire: Path, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Central Bedfordshire's workspace with the made-up table by partnership and the real one by force."""
    folder = tmp_path_factory.mktemp("observed") / "workspace"
    shutil.copytree(bedfordshire, folder)
    sources = yaml.safe_load((OURS / "sources" / "home-office.yaml").read_text(encoding="utf-8"))
    own = next(one for one in sources if one["id"] == "home-office-csp")
    own |= {"version": 99, "layout": own["layout"] | {"areas": {OLD_NAME: "E22000353"}}}
    (folder / "definitions" / "sources").mkdir(parents=True, exist_ok=True)
    (folder / "definitions" / "sources" / "ours.yaml").write_text(yaml.safe_dump(own), encoding="utf-8")
    file = folder.parent / "home-office.csv"
    file.write_text(home_office_table(), encoding="utf-8", newline="")
    taken = run("ingest", file, shared / "data" / "reference" / FORCES, workspace=folder)
    assert taken.code == 0, taken.err
    return folder


@pytest.fixture(scope="module")
def table(workspace: Path) -> dict:
    """Its performance table as JSON."""
    answer = run("table", "performance", "--format", "json", workspace=workspace)
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
    assert "takes back" in row["said"]
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


def _by_force(shared: Path, subgroup: str) -> list[int]:
    """Bedfordshire's four quarters of a subgroup, added up from the published file."""
    quarters = [0, 0, 0, 0]
    with gzip.open(shared / "data" / "reference" / FORCES, "rt", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["Force Name"] == "Bedfordshire" and row["Offence Subgroup"] == subgroup:
                quarters[int(row["Financial Quarter"]) - 1] += int(row["Number of Offences"].strip() or 0)
    return quarters


@pytest.mark.parametrize(
    ("measure", "subgroup"),
    [
        ("violence-with-injury", "Violence with injury"),
        ("burglary-residential", "Domestic burglary"),
        ("homicide", "Homicide"),
        ("theft-of-vehicle", "Theft of a motor vehicle"),
        ("robbery-personal", "Robbery of personal property"),
    ],
)
def test_a_force_has_the_quarters_of_the_published_table(
    workspace: Path, shared: Path, measure: str, subgroup: str
) -> None:
    words = ("table", "observed", "--area", "E23000026", "--measure", measure, "--format", "json")
    answer = run(*words, workspace=workspace)
    assert answer.code == 0, answer.err
    found = json.loads(answer.out)
    assert [one["value"] for one in found["periods"]] == _by_force(shared, subgroup)
    assert {one["area"] for one in found["unplaced"]} >= {"Action Fraud", "British Transport Police"}


def test_a_year_alone_has_counts_and_nothing_before(workspace: Path) -> None:
    words = ("table", "performance", "--area", "E23000026", "--to", "2018-03", "--format", "json")
    answer = run(*words, workspace=workspace)
    row = _row(json.loads(answer.out), "violence-with-injury")
    assert (row["previous"], row["previous_state"], row["verdict"]) == (None, "not-supplied", None)
    assert row["current"] > 4000


def test_the_text_says_periods_states_and_reasons(workspace: Path) -> None:
    text = run("table", "performance", workspace=workspace).out
    assert "Home Office:" in text
    assert "year to Mar 2024, 3 of 4 quarters" in text
    assert "at least" in text
    assert "not tested" in text
    listed = run("table", "observed", "--measure", "stalking-and-harassment", workspace=workspace).out
    assert "not supplied" in listed
    wrong = run("table", "observed", "--measure", "burglary", workspace=workspace)
    assert wrong.code != 0
    assert "burglary-residential" in wrong.err


def test_a_notebook_has_the_same_periods(workspace: Path) -> None:
    frame = OpenWorkspace(find_workspace(workspace)).observed(measures=["stalking-and-harassment"])
    assert list(frame["state"].value_counts().sort_index().items()) == [
        ("known", 10), ("not-supplied", 1), ("suppressed", 1),
    ]  # fmt: skip
    assert (frame["from"].iloc[0], frame["to"].iloc[-1]) == ("2021-04", "2024-03")

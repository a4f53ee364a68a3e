"""Which figures a new snapshot moves, against counts made by hand from the rows that were sent."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from tests.evidence import street_files as street
from tests.operations.small_town import CODES, MONTHS, crimes, month_file, town, two_years
from tests.workspaces import run

from wardmote.cli.changes_text import diff_csv, diff_json
from wardmote.definitions import UnknownNameError, load
from wardmote.evidence import EvidenceAbsent, ForgetRequest
from wardmote.evidence.changes import Change
from wardmote.figures import State
from wardmote.operations.evidence_diff import EvidenceDiff, evidence_diff
from wardmote.operations.vintages import VintagesRequest, vintages
from wardmote.operations.workspace import Workspace, find_workspace

BURGLARY = "Burglary"


DEFINITIONS = load()


def again(folder: Path) -> Workspace:
    """The workspace as a new call finds it; the definitions are read once for all tests."""
    found = find_workspace(folder)
    found.__dict__["definitions"] = DEFINITIONS
    return found


def burglaries(rows: list[street.Row]) -> int:
    """The oracle: rows of one crime type."""
    return sum(row[9] == BURGLARY for row in rows)


def sent(without: tuple[str, ...] = ()) -> dict[str, list[street.Row]]:
    return {month: crimes(month, 40 + at) for at, month in enumerate(MONTHS) if month not in without}


def figure(diff: EvidenceDiff, measure: str, what: str) -> tuple[float | None, float | None, tuple[str, ...]]:
    assert diff.moved is not None
    found = [one for one in diff.moved.figures if (one.measure.id, one.what) == (measure, what)]
    return (found[0].then, found[0].now, found[0].reasons) if found else (None, None, ())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town with two years of crimes."""
    folder = tmp_path_factory.mktemp("town")
    town(folder / "town").store.ingest(two_years(folder / "files"))
    return folder / "town"


@pytest.fixture
def workspace(made: Path, tmp_path: Path) -> Workspace:
    """A copy of it that a test may change."""
    shutil.copytree(made, tmp_path / "town")
    return again(tmp_path / "town")


def test_a_month_sent_again_moves_what_holds_it_and_nothing_else(
    workspace: Workspace, tmp_path: Path
) -> None:
    rows = sent()
    kept = [row for row in rows["2023-05"] if row[9] != BURGLARY]
    workspace.store.ingest([month_file(tmp_path / "new", "2023-05", kept)])
    diff = evidence_diff(workspace)
    (supply,) = diff.changes.supplies
    assert (supply.change, supply.period, supply.before, supply.after) == (
        Change.AGAIN,
        "2023-05",
        56,
        len(kept),
    )
    assert {(f.change, f.before, f.after) for f in diff.changes.files} == {
        (Change.REPLACED, 56, 0),
        (Change.ADDED, 0, len(kept)),
    }
    lost = burglaries(rows["2023-05"])
    later = sum(burglaries(rows[month]) for month in MONTHS[12:])
    reason = ("month sent again: 2023-05",)
    assert figure(diff, "burglary", "current") == (later, later - lost, reason)
    assert figure(diff, "burglary", "previous") == (None, None, ())
    assert diff.moved is not None
    moved = {one.measure.id for one in diff.moved.figures}
    assert "burglary" in moved
    assert "robbery" not in moved
    assert [(m.month, m.then, m.now) for m in diff.moved.months if m.measure.id == "burglary"] == [
        ("2023-05", lost, 0)
    ]


def test_a_month_that_fills_a_gap_moves_both_years(tmp_path: Path) -> None:
    workspace = town(tmp_path / "town")
    workspace.store.ingest(two_years(tmp_path / "files", without=["2022-03"]))
    rows = sent()
    workspace.store.ingest([month_file(tmp_path / "files", "2022-03", rows["2022-03"])])
    diff = evidence_diff(again(workspace.folder))
    first, second = (sum(burglaries(rows[m]) for m in half) for half in (MONTHS[:12], MONTHS[12:]))
    lacking = burglaries(rows["2022-03"]), burglaries(rows["2023-03"])
    added = ("month added: 2022-03",)
    assert figure(diff, "burglary", "previous") == (first - lacking[0], first, added)
    assert figure(diff, "burglary", "current") == (second - lacking[1], second, added), "matched months"
    assert diff.moved is not None
    (month,) = [one for one in diff.moved.months if one.measure.id == "burglary"]
    assert (month.then, month.now) == (None, lacking[0])


def test_a_lookup_that_moves_a_small_area_is_named(workspace: Workspace, tmp_path: Path) -> None:
    above = ("E05000009", "Other", "E06000009", "City", "E22000009", "City", "E23000026", "Bedfordshire")
    moved = street.write(tmp_path / "moved.csv", [(CODES[0], "City 001A", *above)], street.LOOKUP)
    workspace.store.ingest([moved])
    diff = evidence_diff(workspace)
    rows = [row for month in MONTHS[12:] for row in sent()[month]]
    whole = burglaries(rows)
    gone = burglaries([row for row in rows if row[7] == CODES[0]])
    assert gone
    assert figure(diff, "burglary", "current") == (whole, whole - gone, ("lookup changed",))
    assert {one.table for one in diff.changes.tables} == {"places", "areas"}


def test_newer_months_move_nothing_and_are_said(workspace: Workspace, tmp_path: Path) -> None:
    workspace.store.ingest(
        [month_file(tmp_path / "new", "2024-01", street.rows(44, "2024-01", start=90_000))]
    )
    diff = evidence_diff(workspace)
    assert diff.moved is not None
    assert diff.now is not None
    assert diff.now.current.end == "2023-12"
    assert (diff.moved.figures, diff.moved.verdicts, diff.moved.months) == ((), (), ())
    assert diff.moved.compared > 50
    assert any("complete to January 2024" in note for note in diff.notes)
    later = evidence_diff(workspace, to="2024-01")
    assert figure(later, "burglary", "current")[2] == ("month added: 2024-01",)


def test_without_police_files_there_are_no_figures_and_it_says_so(workspace: Workspace) -> None:
    lookup, _ = workspace.store.snapshots()
    diff = evidence_diff(workspace, lookup.id)
    assert diff.moved is None
    assert "No figures can be compared" in diff.why_no_figures
    assert len(diff.changes.of_table("crime")) == 24


def test_a_snapshot_and_itself(workspace: Workspace) -> None:
    current = workspace.store.current_id()
    assert current is not None
    diff = evidence_diff(workspace, current, current[:6])
    assert diff.changes.none
    assert diff.moved is not None
    assert not diff.moved.figures


def test_a_snapshot_that_is_not_there(workspace: Workspace) -> None:
    with pytest.raises(EvidenceAbsent, match=r"There is no snapshot zzz. There are, the oldest first"):
        evidence_diff(workspace, "zzz")


def test_the_only_snapshot_has_nothing_before_it(tmp_path: Path) -> None:
    with pytest.raises(EvidenceAbsent, match="is the only one"):
        evidence_diff(town(tmp_path / "town"))


def test_an_id_that_was_replaced_is_followed_and_said(workspace: Workspace, tmp_path: Path) -> None:
    before = workspace.store.current_id()
    assert before is not None
    workspace.store.ingest([month_file(tmp_path / "new", "2023-05", crimes("2023-05", 60))])
    workspace.store.forget(ForgetRequest(crime_ids=(crimes("2022-01", 1)[0][0],), reason="Asked for"))
    diff = evidence_diff(workspace, before)
    assert diff.before.id != before
    assert any(f"{before} was replaced by {diff.before.id}" in note for note in diff.notes)
    assert [one.period for one in diff.changes.supplies] == ["2023-05"]


def test_the_command_prints_text_csv_and_json(workspace: Workspace, tmp_path: Path) -> None:
    rows = sent()
    kept = [row for row in rows["2023-05"] if row[9] != BURGLARY]
    workspace.store.ingest([month_file(tmp_path / "new", "2023-05", kept)])
    text = run("evidence", "diff", workspace=workspace.folder)
    assert text.code == 0, text.err
    assert "Months of crime sent again (1): bedfordshire 2023-05" in text.out
    assert "Burglary" in text.out
    diff = evidence_diff(workspace)
    lines = list(csv.DictReader(io.StringIO(diff_csv(diff))))
    month = next(line for line in lines if (line["kind"], line["measure"]) == ("month", "burglary"))
    assert (month["period"], month["then"], month["now"]) == (
        "2023-05",
        str(burglaries(rows["2023-05"])),
        "0",
    )
    content = json.loads(diff_json(diff))
    assert len(content["differences"]) == len(lines)
    assert content["later_period"] == "2023-01..2023-12"


def test_one_figure_in_every_snapshot(workspace: Workspace, tmp_path: Path) -> None:
    rows = sent()
    for count in (60, 80):
        workspace.store.ingest([month_file(tmp_path / f"new-{count}", "2023-05", crimes("2023-05", count))])
    found = vintages(workspace, VintagesRequest("burglary", month="2023-05"))
    standing = [vintage.standing[0] for vintage in found.vintages]
    want = [burglaries(rows["2023-05"]), burglaries(crimes("2023-05", 60)), burglaries(crimes("2023-05", 80))]
    assert [one.value for one in standing] == [None, *want]
    assert [one.change for one in standing] == [None, None, want[1] - want[0], want[2] - want[1]]
    assert standing[0].state is State.NOT_SUPPLIED
    assert [v.made for v in found.vintages] == [m.made for m in workspace.store.snapshots()]
    every = vintages(workspace, VintagesRequest("burglary"))
    assert [period.start for period in every.periods] == MONTHS[12:]
    assert [period.start for period in every.revised] == ["2023-05"]
    year = vintages(workspace, VintagesRequest("burglary", period="2023"))
    rest = sum(burglaries(rows[month]) for month in MONTHS[12:] if month != "2023-05")
    assert year.vintages[-1].standing[0].value == rest + want[2]


def test_the_vintages_are_printed(workspace: Workspace) -> None:
    text = run("evidence", "vintages", "burglary", "--month", "2023-05", workspace=workspace.folder)
    assert text.code == 0, text.err
    assert "May 2023" in text.out
    assert "No snapshot says another number" in text.out
    with pytest.raises(UnknownNameError, match="There is no measure called piracy"):
        vintages(workspace, VintagesRequest("piracy"))

"""The board of feeds on files that came: a part is not the whole, and weeks have a rhythm."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from tests.operations.small_town import CSP, town

from wardmote.analyses.feeds import FeedState, FeedStatus
from wardmote.operations.feeds import as_record, feeds
from wardmote.operations.workspace import Workspace, find_workspace

HEADER = "Area,Measure,Period,Value\n"
LATER = date(datetime.now(UTC).year + 1, 12, 31)


def sent(folder: Path, name: str, *rows: str, header: str = HEADER) -> Path:
    path = folder / name
    path.write_text(header + "\n".join(f"{CSP},{row}" for row in rows) + "\n", encoding="utf-8")
    return path


def board(workspace: Workspace, feed: str) -> FeedStatus:
    (found,) = (one for one in feeds(find_workspace(workspace.folder), LATER) if one.feed.id == feed)
    return found


def test_one_measure_of_three_is_a_part_until_the_others_come(tmp_path: Path) -> None:
    workspace = town(tmp_path / "town")
    first = ("MARAC referrals,Q1 2023-24,40", "MARAC cases,Q1 2023-24,30")
    workspace.store.ingest([sent(tmp_path, "first.csv", *first)])
    workspace.store.ingest([sent(tmp_path, "second.csv", "MARAC referrals,Q2 2023-24,41")])
    found = board(workspace, "marac")
    assert [one.state for one in found.periods[:3]] == [
        FeedState.RECEIVED,
        FeedState.PART,
        FeedState.OVERDUE,
    ]
    assert len(found.periods[1].lacking) == 1
    assert "cases" in found.periods[1].lacking[0]
    assert len(found.never) == 1
    assert "; never received: " in found.sentence
    workspace.store.ingest([sent(tmp_path, "third.csv", "MARAC cases,Q2 2023-24,33")])
    found = board(workspace, "marac")
    assert found.periods[1].whole
    assert found.periods[1].lacking == ()


def test_weeks_are_on_the_board_and_a_missing_one_is_not_received(tmp_path: Path) -> None:
    workspace = town(tmp_path / "town")
    weeks = ("Burglary,2025-02-03,4", "Burglary,2025-02-17,5")
    workspace.store.ingest([sent(tmp_path, "weeks.csv", *weeks, header="Area,Measure,Week,Value\n")])
    found = board(workspace, "counts-by-week")
    assert [(one.period.start, one.came) for one in found.periods[:4]] == [
        ("2025-02-03", True),
        ("2025-02-10", False),
        ("2025-02-17", True),
        ("2025-02-24", False),
    ]
    assert found.periods[0].due == date(2025, 2, 23)
    (record,) = as_record([found], LATER)["feeds"]
    assert record["frequency"] == "week"
    assert record["periods"][1]["state"] == "not received"

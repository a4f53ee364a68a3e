"""Whatever way of counting made a figure is found; what nothing explains is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.workspaces import run

from wardmote.analyses.reconcile import Reconciliation, Stated, reconcile
from wardmote.figures import Period, performance_table
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.reconcile import StatedRequest, reconcile_figures
from wardmote.operations.workspace import Workspace

YEAR = Period("2025-04", "2026-03")


@pytest.fixture
def explain(marrowmere: Workspace) -> Callable[..., Reconciliation]:
    def explain(
        value: int, measure: str = "burglary", period: Period = YEAR, within: int = 0
    ) -> Reconciliation:
        asked = Stated(value, marrowmere.definitions.measures[measure], marrowmere.area(), period, within)
        return reconcile(marrowmere.evidence(), asked)

    return explain


def counted(workspace: Workspace, measure: str, to: str, months: int = 12) -> int:
    table = performance_table(workspace.evidence(), workspace.area(), to, months=months)
    (row,) = [row for row in table.rows if row.measure.id == measure]
    assert row.current is not None
    return row.current


def test_our_own_figure_agrees(explain: Callable[..., Reconciliation], marrowmere: Workspace) -> None:
    ours = counted(marrowmere, "burglary", "2026-03")
    found = explain(ours)
    assert found.agrees
    assert not found.equal
    assert "They agree." in found.headline


def test_a_year_that_ended_two_months_earlier_is_found(
    explain: Callable[..., Reconciliation], marrowmere: Workspace
) -> None:
    found = explain(counted(marrowmere, "burglary", "2026-01"))
    assert ("period",) in {way.sides for way in found.equal}
    assert any("February 2025 to January 2026" in way.words for way in found.equal)


def test_lost_places_are_found(explain: Callable[..., Reconciliation], marrowmere: Workspace) -> None:
    evidence = marrowmere.evidence()
    query = "SELECT sum(n) - sum(not_located) FROM reported WHERE category = 'shoplifting' AND month BETWEEN ? AND ?"
    row = evidence.connection.execute(query, [YEAR.start, YEAR.end]).fetchone()
    assert row is not None
    found = explain(int(row[0]), "shoplifting")
    assert any(way.sides == ("location",) and "no place" in way.words for way in found.equal)


def test_incidents_added_to_crimes_are_found(
    explain: Callable[..., Reconciliation], marrowmere: Workspace
) -> None:
    both = counted(marrowmere, "all-crime", "2026-03") + counted(
        marrowmere, "anti-social-behaviour", "2026-03"
    )
    found = explain(both, "all-crime")
    assert any("Anti-social behaviour added" in way.words for way in found.equal)


def test_two_differences_at_once_are_found(
    explain: Callable[..., Reconciliation], marrowmere: Workspace
) -> None:
    query = (
        "SELECT sum(n) - sum(not_located) FROM reported WHERE category = 'burglary' AND month BETWEEN ? AND ?"
    )
    row = marrowmere.evidence().connection.execute(query, ["2025-03", "2026-02"]).fetchone()
    assert row is not None
    found = explain(int(row[0]))
    assert found.equal
    assert any(set(way.sides) <= {"period", "location", "area"} for way in found.equal)
    assert any("March 2025 to February 2026" in way.words for way in found.equal)


def test_what_nothing_explains_is_said(explain: Callable[..., Reconciliation]) -> None:
    found = explain(999_999)
    assert not found.equal
    assert "No way of counting that the evidence allows gives their figure." in found.sentences
    assert any("what day" in sentence for sentence in found.open)


def test_a_month_that_never_came_is_not_counted_as_zero(explain: Callable[..., Reconciliation]) -> None:
    found = explain(100, period=Period("2023-11", "2023-11"))
    assert found.ours is None
    assert "not supplied" in found.headline


def test_no_cause_is_claimed(explain: Callable[..., Reconciliation]) -> None:
    said = " ".join(explain(1).sentences)
    assert "because" not in said


def test_an_earlier_snapshot_is_named(marrowmere: Workspace) -> None:
    """The demo keeps the evidence of a year before: what it said then is found there."""
    answer = run(
        "reconcile",
        "1",
        "--measure",
        "burglary",
        "--period",
        "2024-25",
        "--format",
        "json",
        workspace=marrowmere.folder,
    )
    assert answer.code == 0, answer.err
    assert len(marrowmere.store.snapshots()) > 1


def test_a_pasted_table_is_explained_line_by_line(marrowmere: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "theirs.csv"
    file.write_text(
        "Measure;Value;Area;Period;Says\nBurglary;1.2k;;2024-25;Board paper\nrobbery;12;;Q4 2025-26;\n",
        "utf-8-sig",
    )
    answer = run("reconcile", "--table", file, "--format", "json", workspace=marrowmere.folder)
    assert answer.code == 0, answer.err
    first, second = json.loads(answer.out)["figures"]
    assert (first["theirs"], first["says"], first["from"]) == (1200, "Board paper", "2024-04")
    assert (second["theirs"], second["to"]) == (12, "2026-03")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["reconcile"], "what it counts"),
        (["reconcile", "12%", "--measure", "burglary"], "whole number"),
        (["reconcile", "12", "--measure", "burglery"], "burglary"),
        (["reconcile", "12", "--measure", "burglary", "--period", "sometime"], "not a period"),
        (["reconcile", "12", "--measure", "burglary", "--area", "Atlantis"], "Atlantis"),
        (["reconcile", "12", "--measure", "burglary", "--period", "2031-32"], "April 2031"),
    ],
)
def test_what_cannot_be_understood_is_refused_in_words(
    marrowmere: Workspace, words: list[str], said: str
) -> None:
    answer = run(*words, workspace=marrowmere.folder)
    assert answer.code == 2
    assert said in answer.err
    assert "Traceback" not in answer.err


def test_every_figure_of_a_list_that_cannot_be_understood_is_named(
    marrowmere: Workspace, tmp_path: Path
) -> None:
    asked = [StatedRequest("12", "burglery"), StatedRequest("many", "robbery")]
    with pytest.raises(AskedWronglyError) as refused:
        reconcile_figures(marrowmere, asked)
    assert "Figure 1 (burglery, 12)" in str(refused.value)
    assert "Figure 2 (robbery, many)" in str(refused.value)


def test_what_a_dashboard_shows_and_nobody_counts_here_does_not_stop_the_rest(
    marrowmere: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "theirs.csv"
    file.write_text("Measure,2024-25,2025-26\nKnife crime,7,9\nShop-lifting,1123,1311\n", "utf-8")
    answer = run("reconcile", "--table", file, workspace=marrowmere.folder)
    assert answer.code == 0, answer.err
    assert answer.out.count("They agree") == 2
    _, unanswered = answer.out.split("Not answered:")
    assert [line[:30] for line in unanswered.strip().splitlines()] == [
        "- Figure 1 (Knife crime, 7): T",
        "- Figure 2 (Knife crime, 9): T",
    ]


@pytest.mark.shared
def test_the_force_s_located_records_are_found_from_a_partnership_that_counts_none_else(
    bedfordshire: Path,
) -> None:
    answer = run("reconcile", "2390", "--measure", "burglary", "--format", "json", workspace=bedfordshire)
    (found,) = json.loads(answer.out)["figures"]
    assert found["equal"] == [
        {
            "otherwise": "for Bedfordshire (Police force area, E23000026) and without the records that have no place",
            "sides": ["area", "location"],
            "count": 2390,
        }
    ]

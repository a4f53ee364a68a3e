from __future__ import annotations

import re
from dataclasses import replace

import pytest

from wardmote.analyses.changes import change_dots
from wardmote.analyses.headlines import change_finding, headlines
from wardmote.figures import Verdict, find_area, performance_table

CAUSE = re.compile(
    r"\b(because|due to|caused|as a result|thanks to|led to|driven by|owing to)\b", re.IGNORECASE
)


@pytest.fixture
def table(country):
    evidence = country.evidence
    return performance_table(evidence, find_area(evidence.connection, "C1"), "2024-04")


def _with(table, measure, **changes):
    rows = tuple(replace(row, **changes) if row.measure.id == measure else row for row in table.rows)
    return replace(table, rows=rows)


def test_at_most_five_findings_and_each_rests_on_figures(table, country) -> None:
    found = headlines(table, country.evidence.definitions)
    assert 0 < len(found.findings) <= 5
    assert all(finding.figures for finding in found.findings)


def test_what_changed_comes_first_and_names_the_title(table, country) -> None:
    changed = _with(table, "robbery", verdict=Verdict.ROSE, previous=100, current=160, percent=60.0, z=9.0)
    found = headlines(changed, country.evidence.definitions)
    assert found.title.startswith("Robbery rose")
    assert found.findings[0].sentence.startswith("Robbery rose from 100 to 160 (+60.0%): more than chance.")


def test_nothing_changed_is_said_plainly(table, country) -> None:
    still = table
    for row in table.rows:
        if row.verdict in (Verdict.ROSE, Verdict.FELL):
            still = _with(still, row.measure.id, verdict=Verdict.NO_CLEAR_CHANGE)
    assert headlines(still, country.evidence.definitions).title == "No measure changed by more than chance"


@pytest.mark.parametrize("verdict", list(Verdict))
def test_no_verdict_is_worded_as_a_cause(table, verdict) -> None:
    for row in table.rows:
        if row.verdict is not None:
            finding = change_finding(table, replace(row, verdict=verdict), 0.1)
            assert not CAUSE.search(finding.sentence), finding.sentence
            assert finding.sentence.endswith(".")


def test_a_measure_with_many_rows_lost_says_so(table) -> None:
    row = next(row for row in table.rows if row.measure.id == "shoplifting")
    lost = replace(row, verdict=Verdict.NO_CLEAR_CHANGE, not_located_share=(0.05, 0.152))
    assert "15% of the force's records of it have no location" in change_finding(table, lost, 0.1).sentence


def test_changes_are_drawn_from_the_highest_down_and_small_bases_left_out(table, country) -> None:
    picture = change_dots(_with(table, "robbery", percent=None), country.evidence.definitions)
    drawn = [row.percent for row in picture.rows]
    assert drawn == sorted(drawn, reverse=True)
    assert "Robbery" not in {row.label for row in picture.rows}
    assert "not drawn" in picture.caption.note

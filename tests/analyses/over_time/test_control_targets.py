"""The partnership's own targets against the limits of a chart, by their dates and by which way is good."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wardmote.analyses.over_time.control import ChartAsked
from wardmote.analyses.over_time.control_result import control_result
from wardmote.analyses.result import AnalysisResult
from wardmote.definitions.yardsticks import Target
from wardmote.figures.evidence import Evidence
from wardmote.figures.targets import judged_targets
from wardmote.operations.workspace import Workspace

PLAIN = {
    "id": "one",
    "title": "Fewer thefts from shops",
    "measure": "shoplifting",
    "direction": "at-most",
    "value": 1200,
    "unit": "count",
    "period": "2026-27",
    "owner": "Somebody",
    "source": "The plan",
}


def held(workspace: Workspace, asked: ChartAsked | None = None, **said: object) -> AnalysisResult:
    """The chart of a measure with one target of the definitions."""
    target = Target.model_validate(PLAIN | said)
    known = workspace.evidence()
    evidence = Evidence(
        known.connection, replace(known.definitions, targets={"one": target}), known.snapshot, known.marking
    )
    rows = judged_targets(evidence, workspace.area())
    return control_result(
        evidence, workspace.area(), target.measure, "2026-03", asked or ChartAsked(), "", rows
    )


def sentence(found: AnalysisResult) -> str:
    return next(one.sentence for one in found.findings if one.sentence.startswith("The target"))


@pytest.mark.parametrize(
    ("value", "direction", "met"),
    [
        (1800, "at-most", "consistently"),
        (1200, "at-most", "hit and miss"),
        (600, "at-most", "not as things are"),
        (600, "at-least", "consistently"),
        (1800, "at-least", "not as things are"),
    ],
)
def test_a_target_is_held_against_the_limits_by_hand(
    marrowmere: Workspace, value: int, direction: str, met: str
) -> None:
    found = held(marrowmere, value=value, direction=direction)
    (row,) = found.table("targets").records()
    last = found.table("points").records()[-1]
    assert (row["low"], row["high"]) == (last["low"], last["high"])
    assert row["level"] == value / 12
    inside = last["low"] <= value / 12 <= last["high"]
    better = value / 12 > last["high"] if direction == "at-most" else value / 12 < last["low"]
    assert met == ("hit and miss" if inside else "consistently" if better else "not as things are")
    assert row["verdict"] == met
    assert (row["target"], row["start"], row["end"]) == ("Fewer thefts from shops", "2026-04", "2027-03")


def test_the_sentence_names_it_with_its_dates_and_its_level(marrowmere: Workspace) -> None:
    found = held(marrowmere)
    assert sentence(found).startswith(
        "The target Fewer thefts from shops (at most 1,200 in April 2026 to March 2027, so 100 a month) lies within the"
    )
    assert found.pictures[0].target == (100.0, "target 100")
    rising = sentence(held(marrowmere, direction="at-least", value=600))
    assert "is met as a rule: if nothing changes, nearly every month of shoplifting lies above it" in rising


def test_a_target_from_a_baseline_that_is_in_hand(marrowmere: Workspace) -> None:
    found = held(marrowmere, direction="reduce", value=50, unit="percent", baseline="2025-26")
    (row,) = found.table("targets").records()
    steps = found.table("points").records()[-12:]
    assert row["total"] == sum(one["recorded"] for one in steps) // 2
    assert row["verdict"] == "not as things are"


def test_an_explicit_number_wins(marrowmere: Workspace) -> None:
    found = held(marrowmere, ChartAsked(target=150.0))
    (row,) = found.table("targets").records()
    assert (row["target"], row["level"], row["total"]) == ("asked about", 150.0, None)
    assert not any("Fewer thefts" in one.sentence for one in found.findings)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"period": "2025-26"}, "Its period ended in March 2026"),
        ({"period": "2026-04..2026-09"}, "It is of 6 months, which have a season"),
        ({"unit": "rate", "value": 9.5}, "It is a rate"),
        (
            {"unit": "percent", "value": 5, "direction": "reduce", "baseline": "2023-24"},
            "baseline are not all in hand",
        ),
    ],
    ids=["over", "half-a-year", "a-rate", "a-gap-in-its-baseline"],
)
def test_a_target_that_cannot_be_held_says_why(
    marrowmere: Workspace, said: dict[str, object], why: str
) -> None:
    period = {"period": "2025-04..2027-03"} if "baseline" in said else {}
    found = held(marrowmere, **(period | said))
    assert [why in one.sentence for one in found.refused] == [True]
    assert [one.id for one in found.tables] == ["signals", "points"]


def test_a_target_of_another_measure_or_area_is_not_held(marrowmere: Workspace) -> None:
    known = marrowmere.evidence()
    target = Target.model_validate(PLAIN | {"measure": "burglary"})
    evidence = Evidence(
        known.connection, replace(known.definitions, targets={"one": target}), known.snapshot, known.marking
    )
    rows = judged_targets(evidence, marrowmere.area())
    found = control_result(evidence, marrowmere.area(), "shoplifting", "2026-03", ChartAsked(), "", rows)
    assert found.refused == ()
    assert [one.id for one in found.tables] == ["signals", "points"]

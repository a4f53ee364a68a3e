"""What people said of an issue suggests a score: counted by hand from the file of answers of the made-up partnership."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from wardmote.analyses.priorities.suggest import Suggested, suggestions
from wardmote.documents.strategic_assessment.consulted import Consulted
from wardmote.figures.tokens import State
from wardmote.operations.priorities import issue_readings
from wardmote.operations.priorities.consulting import consulted_readings
from wardmote.operations.tables import TableRequest, table
from wardmote.operations.workspace import Workspace

QUESTION = "Which of these are a problem where you live?"
PEOPLE = {"Age group": {"16-34": 31, "35-64": 46, "65 and over": 23}, "Sex": {"Female": 51, "Male": 49}}
"""The margins of the codebook, in percent."""


def _by_hand(path: Path, label: str) -> tuple[float, int]:
    """The share of people who named an answer, weighted to the margins in turn until nothing moves."""
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    weights = [1.0] * len(rows)
    for _ in range(200):
        for heading, wanted in PEOPLE.items():
            held: Counter[str] = Counter()
            for row, weight in zip(rows, weights, strict=True):
                held[row[heading]] += weight
            weights = [
                weight * wanted[row[heading]] / 100 * len(rows) / held[row[heading]]
                for row, weight in zip(rows, weights, strict=True)
            ]
    named = sum(
        weight for row, weight in zip(rows, weights, strict=True) if label in row[QUESTION].split(";")
    )
    return 100 * named / sum(weights), len(rows)


def test_shares_of_a_survey_suggest_scores_with_their_reason(marrowmere: Workspace) -> None:
    """The latest wave, weighted; a consultation that people chose has no margin and stands behind the sample."""
    files = list(marrowmere.folder.parent.rglob("residents-survey-2025.csv"))
    percent, people = _by_hand(files[0], "Anti-social behaviour")
    made = table(marrowmere, TableRequest(measures=("anti-social-behaviour",)))
    found = [one for one in issue_readings(marrowmere, made, "anti-social-behaviour") if one.kind == "survey"]
    sample, chosen = found
    assert sample.figure.value == pytest.approx(percent, abs=1e-6)
    assert sample.said.startswith(
        f"Residents' survey 2025, 1 to 26 September 2025: of {people} people who answered"
    )
    assert f"{percent:.0f}% named anti-social behaviour (95% interval" in sample.said
    assert chosen.figure.interval is None
    assert "no margin of error: chose to respond; not a sample" in chosen.said
    for name, criterion in (("five-factors", "community-concern"), ("nine-criteria", "community-priority")):
        suggested = {
            one.criterion: one
            for one in suggestions(marrowmere.definitions.matrices[name], tuple(found))
            if isinstance(one, Suggested)
        }
        assert suggested[criterion].score == (5 if percent >= 30 else 4)
        assert suggested[criterion].reason == sample.said
        assert suggested[criterion].figure.state is State.KNOWN


def test_what_no_survey_asks_after_and_what_was_asked_later_suggest_nothing(marrowmere: Workspace) -> None:
    """No answer speaks of bicycles; in May 2025 the wave of 2023 was the last, and the consultation to come."""
    made = table(marrowmere, TableRequest(measures=("bicycle-theft",)))
    assert all(one.kind != "survey" for one in issue_readings(marrowmere, made, "bicycle-theft"))
    made = table(marrowmere, TableRequest(measures=("burglary",), to="2025-05"))
    (then,) = [one for one in issue_readings(marrowmere, made, "burglary") if one.kind == "survey"]
    assert then.said.startswith("Residents' survey 2023")


def _consulted(title: str, people: int | None, *concerns: str) -> Consulted:
    return Consulted(
        title, title, "Residents", "1 May 2026", "survey", "a random sample", True, people, concerns, "Few."
    )


def test_the_register_of_consultations_speaks_by_the_same_definitions(marrowmere: Workspace) -> None:
    """Whole names alone; a concern without a share, or of nobody knows how many, is told and suggests nothing."""
    made = table(marrowmere, TableRequest(measures=("anti-social-behaviour",)))
    held = (
        _consulted("Hall", 46, "Shoplifting", "ASB"),
        _consulted("Few", 20, "Antisocial behaviour: 5%"),
        _consulted(
            "Paper", 1184, "Burglary (22%)", "Anti-social behaviour (31.5 %)", "Anti-social parking (9%)"
        ),
        _consulted("Street", None, "Rowdy behaviour 40 per cent"),
    )
    found = consulted_readings(marrowmere, made, "anti-social-behaviour", held)
    assert [(one.of, one.number) for one in found] == [
        ("ASB", None), ("Anti-social behaviour", 31.5), ("Rowdy behaviour", None)
    ]  # fmt: skip
    assert "asb is concern 2 of 2 that were named. Few." in found[0].said
    assert "1,184 took part; a random sample): 32% named anti-social behaviour." in found[1].said
    (concern,) = [
        one
        for one in suggestions(marrowmere.definitions.matrices["five-factors"], found)
        if isinstance(one, Suggested)
    ]
    assert (concern.criterion, concern.score, concern.reason) == ("community-concern", 5, found[1].said)
    assert consulted_readings(marrowmere, made, "bicycle-theft", held) == ()

"""Scores that figures suggest: by the rules of the matrix, with a reason and the figure; none where there is no figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wardmote.analyses.priorities.suggest import NothingSuggested, Reading, Suggested, suggested, suggestions
from wardmote.definitions import load
from wardmote.figures.figure import Figure
from wardmote.figures.tokens import State, Verdict

MATRICES = load().matrices
FIGURE = Figure(
    24.0, State.KNOWN, "%", "burglary/1", "E1", "Here", "2024 against 2023", "s", "", verdict=Verdict.ROSE
)


@pytest.mark.parametrize(
    ("verdict", "change", "score"),
    [
        (Verdict.ROSE, 24.0, 5),
        (Verdict.ROSE, 19.9, 4),
        (Verdict.ROSE, None, None),
        (Verdict.NO_CLEAR_CHANGE, 30.0, 2),
        (Verdict.FELL, -40.0, 1),
        (Verdict.TOO_FEW, 300.0, None),
        (Verdict.NOT_COMPARABLE, 50.0, None),
        (Verdict.LOCATION_UNCERTAIN, 50.0, None),
        (None, 50.0, None),
    ],
)
def test_change_suggests_by_its_verdict(
    verdict: Verdict | None, change: float | None, score: int | None
) -> None:
    state = State.KNOWN if change is not None else State.NOT_AVAILABLE
    read = Reading("change", replace(FIGURE, value=change, verdict=verdict, state=state), "Burglary")
    found = suggested(MATRICES["nine-criteria"].criteria[0], (read,))
    if score is None:
        assert isinstance(found, NothingSuggested)
        assert found.reason.endswith("nothing is suggested.")
    else:
        assert isinstance(found, Suggested)
        assert (found.score, found.figure) == (score, read.figure)
        assert found.reason.startswith("Burglary: ")
        assert '"identity"' in found.frozen


def test_figures_that_are_none_suggest_nothing() -> None:
    five = MATRICES["five-factors"]
    volume = next(one for one in five.criteria if one.id == "volume")
    for state in (State.NOT_SUPPLIED, State.NOT_AVAILABLE, State.SUPPRESSED, State.NOT_ASSESSED):
        read = Reading("share-of-all", replace(FIGURE, state=state), "Burglary", 9.0)
        assert isinstance(suggested(volume, (read,)), NothingSuggested)
    zero = suggested(
        volume, (Reading("share-of-all", replace(FIGURE, value=0.0, state=State.ZERO), "Burglary"),)
    )
    assert isinstance(zero, Suggested)
    assert zero.score == 1


def test_each_rule_has_its_words_and_other_criteria_none() -> None:
    reads = (
        Reading("share-of-all", FIGURE, "Burglary", 8.0),
        Reading("survey", replace(FIGURE, value=34.0), "Burglary"),
        Reading("peers", FIGURE, "Burglary", word="Above"),
    )
    found = {one.criterion: one for one in suggestions(MATRICES["five-factors"], reads)}
    scores = {name: one.score for name, one in found.items() if isinstance(one, Suggested)}
    assert scores == {"volume": 4, "performance": 5, "community-concern": 5}
    assert isinstance(found["direction"], NothingSuggested)
    assert "impact" not in found

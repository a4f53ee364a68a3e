"""The bench's survey: the same each time, raked and crossed, and set against the peer only where there is one."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from wardmote.operations.bench import read_plan
from wardmote.operations.bench.plan import Plan
from wardmote.operations.bench.processes import Measured
from wardmote.operations.bench.steps import survey
from wardmote.operations.bench.surveys import survey_line, write_made_up_survey

PEER = """
import json, sys
import numpy as np
given = json.load(sys.stdin)
answers = np.load(given["survey"].replace("survey.npz", "ours.npz"))
columns = np.array([0.25, 0.75])
np.savez(given["answers"], weights=answers["weights"] * {factor}, shares=answers["shares"] * columns)
print(json.dumps({{"seconds": 2.0}}))
"""


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run our own step here: what is tested is the comparison."""
    monkeypatch.setattr(
        "wardmote.operations.bench.surveys.run_step",
        lambda _, **given: Measured(0.5, 0, dict(survey(**given))),
    )


def small(plan: Plan) -> Plan:
    return plan.model_copy(
        update={"method": plan.method.model_copy(update={"survey_people": 400, "survey_questions": 2})}
    )


def test_a_survey_is_the_same_each_time_and_every_category_is_answered(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("one.npz", "other.npz")]
    for path in paths:
        write_made_up_survey(path, 400, 2, 7)
    one, other = (np.load(path) for path in paths)
    assert (one["margins"] == other["margins"]).all()
    assert one["questions"].shape == (400, 2)
    assert [len(np.unique(column)) for column in one["margins"].T] == [2, 6, 20, 4]
    assert one["targets"].sum(axis=1) == pytest.approx([100_000] * 4)


def test_without_a_peer_the_line_says_how_to_get_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARDMOTE_PEERS_PYTHON", str(tmp_path / "none"))
    line = survey_line(tmp_path, small(read_plan()), judged=False)
    assert line.what == "A survey of 400 raked to 4 margins, 2 questions crossed"
    assert "No peer is here" in line.remark
    assert line.met is None
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("factor", "met"), [(1.0, True), (1.001, False)])
def test_a_peer_that_differs_gives_no_ratio(
    factor: float, met: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "peer.py"
    script.write_text(PEER.format(factor=factor), encoding="utf-8")
    monkeypatch.setattr("wardmote.operations.bench.surveys._SCRIPT", script)
    monkeypatch.setenv("WARDMOTE_PEERS_PYTHON", sys.executable)
    plan = small(read_plan())
    slow = plan.model_copy(update={"limits": plan.limits.model_copy(update={"survey_seconds": 60.0})})
    line = survey_line(tmp_path, slow, judged=True)
    assert line.met is met
    assert (line.ratio == "none") is not met
    assert "samplics" in line.beside
    assert json.dumps(line.remark).count("differ by at most") == 1

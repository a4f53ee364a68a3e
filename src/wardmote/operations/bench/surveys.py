"""A survey raked and cross-tabulated, against its limit and beside a peer."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import numpy as np

from wardmote.operations.bench.forecasts import PEER, peers_python
from wardmote.operations.bench.plan import Plan
from wardmote.operations.bench.processes import StepFailed, run_step
from wardmote.operations.bench.report import Line, seconds

_SCRIPT = Path(__file__).with_name("survey_peer.py")
_LONGEST_SECONDS = 600
_CATEGORIES = (2, 6, 20, 4)
_ANSWERS = 5
_POPULATION = 100_000


def survey_line(folder: Path, plan: Plan, *, judged: bool) -> Line:
    """Measure raking to four margins and as many tables as there are questions, each of them beside the peer's."""
    folder.mkdir(parents=True, exist_ok=True)
    given, people = folder / "survey.npz", plan.method.survey_people
    try:
        write_made_up_survey(given, people, plan.method.survey_questions, plan.seed)
        return _compared(given, plan, judged=judged)
    finally:
        for path in folder.glob("*.npz"):
            path.unlink()


def write_made_up_survey(path: Path, people: int, questions: int, seed: int) -> None:
    """Write margins (people, margins), targets (margins, categories, 0 where there are fewer), questions (people, ...)."""
    random = np.random.default_rng(seed)
    margins = np.empty((people, len(_CATEGORIES)), np.int64)
    targets = np.zeros((len(_CATEGORIES), max(_CATEGORIES)))
    for margin, size in enumerate(_CATEGORIES):
        share = random.dirichlet(np.full(size, 8.0))
        answering = share * random.uniform(0.6, 1.4, size)
        targets[margin, :size] = share * _POPULATION
        margins[:, margin] = random.choice(size, people, p=answering / answering.sum())
    asked = random.integers(0, _ANSWERS, (people, questions))
    np.savez(path, margins=margins, targets=targets, questions=asked)


def _compared(given: Path, plan: Plan, *, judged: bool) -> Line:
    what = (
        f"A survey of {plan.method.survey_people:,} raked to {len(_CATEGORIES)} margins, "
        f"{plan.method.survey_questions} questions crossed"
    )
    answers, limit = given.with_name("ours.npz"), plan.limits.survey_seconds
    ours = run_step("survey", survey=str(given), answers=str(answers))
    met = ours.seconds <= limit if judged else None
    python = peers_python()
    if python is None:
        remark = f"No peer is here (make peers, or set {PEER})."
        return Line(what, seconds(ours.seconds), f"limit {seconds(limit)}", met=met, remark=remark)
    beside = given.with_name("theirs.npz")
    theirs = _peer(python, given, beside)
    gap = _apart(answers, beside)
    agree = gap <= plan.method.survey_difference
    return Line(
        what,
        seconds(ours.seconds),
        f"limit {seconds(limit)}; {seconds(theirs)} samplics",
        ratio=f"{theirs / ours.seconds:.0f}" if agree else "none",
        met=met if agree else False,
        remark=f"processor time {seconds(ours.answer['processor_seconds'])}; weights and shares differ by at "
        f"most {gap:.1g}; ours also have intervals and a test",
    )


def _peer(python: Path, given: Path, answers: Path) -> float:
    done = subprocess.run(  # noqa: S603
        [str(python.absolute()), "-I", str(_SCRIPT)],
        input=json.dumps({"survey": str(given.absolute()), "answers": str(answers.absolute())}),
        capture_output=True,
        text=True,
        timeout=_LONGEST_SECONDS,
        check=False,
    )
    if done.returncode:
        words = done.stderr.strip().splitlines()
        raise StepFailed(f"The peer's survey failed: {words[-1] if words else done.returncode}")
    return float(json.loads(done.stdout.splitlines()[-1])["seconds"])


def _apart(ours: Path, theirs: Path) -> float:
    """Give the greatest difference: of weights, relative; of shares within columns, in shares of one."""
    one, other = np.load(ours), np.load(theirs)
    within = other["shares"] / other["shares"].sum(axis=1, keepdims=True)
    weights = np.abs(one["weights"] / other["weights"] - 1).max()
    return float(max(weights, np.abs(one["shares"] - within).max()))

"""The forecast of thousands of series against its limit, and its smoothing beside a peer's, in time and in accuracy."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from wardmote.methods.forecast import accuracy
from wardmote.operations.bench.plan import Plan
from wardmote.operations.bench.processes import StepFailed, run_step
from wardmote.operations.bench.report import Line, seconds

PEER = "WARDMOTE_PEERS_PYTHON"
_FOLDER = ".venv-peers"
_SCRIPT = Path(__file__).with_name("forecast_peer.py")
_LONGEST_SECONDS = 1800
_AHEAD = 12


@dataclass(frozen=True)
class Forecasted:
    """A run of one side: how long it took, the processor time of its own process, and its mean scaled error."""

    seconds: float
    processor_seconds: float
    error: float


def forecast_lines(folder: Path, plan: Plan, *, judged: bool) -> list[Line]:
    """Measure the forecast of every series, and exponential smoothing alone beside the peer where there is one."""
    folder.mkdir(parents=True, exist_ok=True)
    series = made_up_series(plan.method.forecast_series, plan.method.forecast_months + _AHEAD, plan.seed)
    given = folder / "series.npy"
    try:
        np.save(given, series[:, :-_AHEAD])
        return [
            _all_models(given, series, plan, judged=judged),
            _smoothing(given, series, plan, judged=judged),
        ]
    finally:
        for path in folder.glob("*.npy"):
            path.unlink()


def made_up_series(count: int, months: int, seed: int) -> npt.NDArray[np.float64]:
    """Monthly counts like recorded crime: 0.3 to 400 a month, with season, drift, steps and more than chance."""
    random, month = np.random.default_rng(seed), np.arange(months)
    level = np.exp(random.uniform(np.log(0.3), np.log(400), (count, 1)))
    season = 1 + random.uniform(0, 0.3, (count, 1)) * np.sin(
        2 * np.pi * (month + random.uniform(0, 12, (count, 1))) / 12
    )
    drift = random.normal(0, 0.005, (count, 1)) * month
    walk = np.cumsum(random.normal(0, 1, (count, months)) * random.uniform(0, 0.04, (count, 1)), axis=1)
    step = np.where(random.random((count, 1)) < 0.2, random.normal(0, 0.35, (count, 1)), 0.0)
    after = month >= random.integers(6, months - 6, (count, 1))
    mean = level * season * np.exp(drift + walk + step * after)
    return np.asarray(random.poisson(random.gamma(100, mean / 100)), dtype=np.float64)


def _all_models(given: Path, series: npt.NDArray[np.float64], plan: Plan, *, judged: bool) -> Line:
    limit = plan.limits.forecast_seconds
    ours = _ours("forecast", given, series, workers=plan.method.forecast_workers)
    naive = accuracy(series[:, -2 * _AHEAD : -_AHEAD], series[:, -_AHEAD:], series[:, :-_AHEAD]).mase
    return Line(
        f"Four-model forecast of {len(series):,} series of {plan.method.forecast_months} months",
        seconds(ours.seconds),
        f"limit {seconds(limit)}",
        met=ours.seconds <= limit if judged else None,
        remark=f"mean scaled error on {_AHEAD} held-out months {ours.error:.3f}; seasonal naive {np.nanmean(naive):.3f}",
    )


def _smoothing(given: Path, series: npt.NDArray[np.float64], plan: Plan, *, judged: bool) -> Line:
    """One process on each side, the first series only."""
    some = series[: plan.method.forecast_pair_series]
    few = given.with_name("some.npy")
    np.save(few, some[:, :-_AHEAD])
    what = f"Its exponential smoothing alone, {len(some):,} series"
    ours = _ours("smoothing", few, some)
    python = peers_python()
    if python is None:
        remark = f"No peer is here (make peers, or set {PEER})."
        return Line(what, seconds(ours.seconds), "statsforecast AutoETS not measured", remark=remark)
    theirs = _peer(python, few, some)
    slack = plan.limits.forecast_error_ratio
    return Line(
        what,
        seconds(ours.seconds),
        f"{seconds(theirs.seconds)} statsforecast AutoETS",
        ratio=f"{theirs.seconds / ours.seconds:.1f}",
        met=ours.seconds <= theirs.seconds and ours.error <= slack * theirs.error if judged else None,
        remark=f"mean scaled error on {_AHEAD} held-out months {ours.error:.3f} and {theirs.error:.3f}; processor time "
        f"{seconds(ours.processor_seconds)} and {seconds(theirs.processor_seconds)}",
    )


def peers_python() -> Path | None:
    """Where the Python with the peers is: the setting, else the environment that `make peers` builds; or None."""
    named = os.environ.get(PEER)
    for path in [Path(named)] if named is not None else [Path(_FOLDER) / "bin" / "python"]:
        if path.is_file():
            return path
    return None


def _ours(step: str, given: Path, series: npt.NDArray[np.float64], **arguments: int) -> Forecasted:
    answers = given.with_name(f"{step}-answers.npy")
    run = run_step(step, series=str(given), horizon=_AHEAD, answers=str(answers), **arguments)
    return Forecasted(run.seconds, run.answer["processor_seconds"], _error(answers, series))


def _peer(python: Path, given: Path, series: npt.NDArray[np.float64]) -> Forecasted:
    answers = given.with_name("peer-answers.npy")
    done = subprocess.run(  # noqa: S603
        [str(python.absolute()), "-I", str(_SCRIPT)],
        input=json.dumps(
            {"series": str(given.absolute()), "horizon": _AHEAD, "answers": str(answers.absolute())}
        ),
        capture_output=True,
        text=True,
        timeout=_LONGEST_SECONDS,
        check=False,
    )
    if done.returncode:
        words = done.stderr.strip().splitlines()
        raise StepFailed(f"The peer's forecast failed: {words[-1] if words else done.returncode}")
    taken = json.loads(done.stdout.splitlines()[-1])
    return Forecasted(taken["seconds"], taken["processor_seconds"], _error(answers, series))


def _error(answers: Path, series: npt.NDArray[np.float64]) -> float:
    found = np.maximum(np.load(answers), 0.0)
    return float(np.nanmean(accuracy(found, series[:, -_AHEAD:], series[:, :-_AHEAD]).mase))

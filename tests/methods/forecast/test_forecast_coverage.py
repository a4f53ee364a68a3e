"""How often what comes lies within the limits: simulated, and held against the published table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from wardmote.methods.forecast import back_test

PAGE = Path(__file__).resolve().parents[3] / "docs" / "explanation" / "forecasts.md"
A_MONTH = (2, 20, 200)
FULL, SAMPLE = 600, 12


@dataclass(frozen=True)
class Course:
    """How crime runs on: extra variation, random steps, growth a month, and a step of 30% at one month."""

    name: str
    extra: float = 0.01
    walk: float = 0.0
    growth: float = 0.0
    step_at: int | None = None


COURSES = (
    Course("Stable, pure chance", extra=0.0),
    Course("Stable, more than chance"),
    Course("Drift in random steps of 2% a month", walk=0.02),
    Course("Steady growth of 1% a month", growth=0.01),
    Course("A step of 30% three years in", step_at=36),
    Course("A step of 30% as the forecast begins", step_at=60),
)


def run_on(course: Course, mean: float, runs: int, seed: int) -> npt.NDArray[np.int64]:
    """Six years of months, (runs, 72), with a season of 20%."""
    random, month = np.random.default_rng(seed), np.arange(72)
    level = mean * (1 + 0.2 * np.sin(2 * np.pi * month / 12)) * (1 + course.growth) ** (month - 36)
    level = level * np.exp(np.cumsum(random.normal(0, course.walk, (runs, 72)), axis=1))
    if course.step_at is not None:
        level = level * np.where(month >= course.step_at, 1.3, 1.0)
    return random.poisson(random.gamma(1 / course.extra, course.extra * level) if course.extra else level)


def within(course: Course, runs: int, seed: int) -> tuple[list[float], list[float]]:
    """Shares of held-out months within the limits (80% at each level, then 95%), and their standard errors."""
    tested = back_test(np.vstack([run_on(course, mean, runs, seed) for mean in A_MONTH]), 12)
    shares = [*np.split(tested.within80, len(A_MONTH)), *np.split(tested.within95, len(A_MONTH))]
    return [float(one.mean()) for one in shares], [float(one.std()) / runs**0.5 for one in shares]


def published(name: str) -> list[float]:
    """Read a row of the table in the documentation, as shares."""
    found = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith(f"| {name} |")]
    assert len(found) == 1, f"{PAGE.name} must hold one row named {name!r}"
    return [float(cell.strip(" %")) / 100 for cell in found[0].split("|")[2:8]]


@pytest.mark.soak
@pytest.mark.parametrize("course", COURSES, ids=lambda course: course.name)
def test_the_published_coverage_comes_out_again(
    course: Course, in_full: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    shares, errors = within(course, FULL if in_full else SAMPLE, seed=20281)
    if in_full:
        with capsys.disabled():
            print(f"\n| {course.name} | " + " | ".join(f"{100 * share:.0f}%" for share in shares) + " |")
    for share, error, known in zip(shares, errors, published(course.name), strict=True):
        assert share == pytest.approx(known, abs=5 * max(error, 0.02 if not in_full else 0.004) + 0.006)

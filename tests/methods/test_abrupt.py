"""Abrupt months: against a slow oracle, on series made to hold one, and how often it cries without cause."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.methods.abrupt import abrupt_months

from .oracles.abrupt import asked_about

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "data-quality.md"
DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] * 3
RULE = {"around": 6, "least": 50.0, "ratio": 1.5, "noise": 3.0}
A_MONTH = (60, 200, 1000)
FULL, SAMPLE = 40_000, 2_000


def found(counts: list[float | None]) -> dict[int, str]:
    values = np.array([np.nan if n is None else n for n in counts])
    screened = abrupt_months(values, DAYS[: len(counts)], around=6, least=50, ratio=1.5, noise=3)
    assert not (screened.drop & screened.spike).any()
    return {
        int(at): "drop" if screened.drop[at] else "spike"
        for at in np.flatnonzero(screened.drop | screened.spike)
    }


@given(st.lists(st.one_of(st.none(), st.integers(0, 3000)), min_size=3, max_size=36))
def test_the_oracle_asks_about_the_same_months(counts: list[int | None]) -> None:
    assert found(list(counts)) == asked_about(
        [None if n is None else float(n) for n in counts], DAYS[: len(counts)], 6, 50.0, 1.5, 3.0
    )


def test_half_a_month_is_found_and_a_gap_is_not_a_drop() -> None:
    counts: list[float | None] = [1000.0 + 10 * (at % 5) for at in range(36)]
    counts[20], counts[27] = 500.0, None
    assert found(counts) == {20: "drop"}


def test_a_month_sent_twice_is_found() -> None:
    counts: list[float | None] = [400.0 + 5 * (at % 7) for at in range(24)]
    counts[13] = 830.0
    assert found(counts) == {13: "spike"}


def test_a_peak_of_every_summer_is_not_asked_about() -> None:
    assert found([900.0 if at % 12 in (5, 6, 7) else 500.0 for at in range(36)]) == {}


def test_small_series_are_left_alone() -> None:
    assert found([3.0, 30.0] * 12) == {}


def test_what_it_cannot_bear_is_said() -> None:
    with pytest.raises(ValueError, match="below zero"):
        abrupt_months([-1.0, 2.0, 3.0], DAYS[:3], **{**RULE, "around": 6})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="above 1"):
        abrupt_months([1.0, 2.0, 3.0], DAYS[:3], around=6, least=50, ratio=1, noise=3)


def series(mean: float, alpha: float, runs: int) -> np.ndarray:
    """Monthly counts with a 15% season, negative binomial where alpha is above zero."""
    chance = np.random.default_rng(295 + int(mean) + int(1000 * alpha))
    season = mean * (1 + 0.15 * np.sin(2 * np.pi * np.arange(36) / 12))
    means = np.broadcast_to(season, (runs, 36))
    return chance.poisson(chance.gamma(1 / alpha, means * alpha) if alpha else means).astype(float)


def rates(alpha: float, runs: int) -> list[float]:
    """Share of stable series with any month asked about, then share of halved months found, by mean."""
    cried, caught = [], []
    for mean in A_MONTH:
        stable = series(mean, alpha, runs)
        halved = stable.copy()
        halved[:, 20] = np.floor(halved[:, 20] / 2)
        screen = abrupt_months(stable, DAYS, around=6, least=50, ratio=1.5, noise=3)
        cried.append(float((screen.drop | screen.spike).any(axis=1).mean()))
        caught.append(
            float(abrupt_months(halved, DAYS, around=6, least=50, ratio=1.5, noise=3).drop[:, 20].mean())
        )
    return cried + caught


@pytest.mark.soak
@pytest.mark.parametrize(("name", "alpha"), [("chance alone", 0.0), ("1% more", 0.01), ("2% more", 0.02)])
def test_the_published_rates_come_out_again(
    name: str, alpha: float, in_full: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = FULL if in_full else SAMPLE
    seen = rates(alpha, runs)
    with capsys.disabled():
        if in_full:
            print(f"\n| {name} | " + " | ".join(f"{100 * rate:.1f}%" for rate in seen) + " |")
    (row,) = [
        line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith(f"| {name} |")
    ]
    known = [float(cell.strip(" %")) / 100 for cell in row.split("|")[2:8]]
    for rate, expected in zip(seen, known, strict=True):
        assert rate == pytest.approx(expected, abs=5 * np.sqrt(max(expected, 1 / runs) / runs) + 0.0006)

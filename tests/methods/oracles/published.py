"""Rates as our documentation prints them, and how far a simulation may fall from them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

PAGES = Path(__file__).resolve().parents[3] / "docs" / "explanation"


def published(page: str, name: str) -> list[float]:
    """Read the row of that name of a table of percentages, as shares."""
    lines = (PAGES / page).read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith(f"| {name} |")]
    assert len(rows) == 1, f"{page} must hold one row named {name!r}"
    return [float(cell.strip(" %")) / 100 for cell in rows[0].split("|")[2:-1]]


def row(name: str, rates: list[float]) -> str:
    """Write such a row."""
    return f"| {name} | " + " | ".join(f"{100 * rate:.1f}%" for rate in rates) + " |"


def margin(share: float, runs: int, full: int) -> float:
    """Five standard errors of a share seen in so many runs and published from so many, and half a decimal."""
    return 5 * float(np.sqrt(max(share, 1 / runs) * (1 - share) * (1 / runs + 1 / full))) + 0.0006


def hold(
    page: str,
    name: str,
    rates: list[float],
    runs: int,
    full: int,
    show: pytest.CaptureFixture[str] | None,
) -> None:
    """Fail where rates lie further from the published ones than luck allows; show them in a full run."""
    if show is not None:
        with show.disabled():
            print(f"\n{row(name, rates)}")
    for rate, known in zip(rates, published(page, name), strict=True):
        assert rate == pytest.approx(known, abs=margin(known, runs, full)), name

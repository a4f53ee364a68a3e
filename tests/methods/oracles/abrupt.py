"""The screen for abrupt months, slowly and one month at a time; nothing of Wardmote is imported."""

from __future__ import annotations

import math
from statistics import median


def asked_about(
    counts: list[float | None], days: list[int], around: int, least: float, ratio: float, noise: float
) -> dict[int, str]:
    """Give the positions of months to ask about, each as drop or spike."""
    rates = [None if n is None else n / d for n, d in zip(counts, days, strict=True)]
    expected: list[float | None] = []
    for at in range(len(counts)):
        beside = [
            rate
            for other, rate in enumerate(rates)
            if other != at and abs(other - at) <= around and rate is not None
        ]
        expected.append(median(beside) * days[at] if len(beside) >= around else None)
    both = [
        (n, e) if n is not None and e is not None else None for n, e in zip(counts, expected, strict=True)
    ]
    far = [abs(2 * math.sqrt(p[0]) - 2 * math.sqrt(p[1])) if p else None for p in both]
    there = [one for one in far if one is not None]
    usual = max(1.0, 1.4826 * median(there)) if there else 1.0
    away = [math.log(max(p[0], 0.5) / p[1]) if p and p[1] > 0 else None for p in both]
    found = {}
    for at, pair in enumerate(both):
        mine, distance = away[at], far[at]
        if pair is None or mine is None or distance is None or pair[1] < least:
            continue
        seasonal = any(
            other is not None and other * mine > 0 and abs(other) >= abs(mine) / 2
            for other in (away[k] for k in range(at % 12, len(counts), 12) if k != at)
        )
        if abs(mine) >= math.log(ratio) and distance > noise * usual and not seasonal:
            found[at] = "drop" if mine < 0 else "spike"
    return found

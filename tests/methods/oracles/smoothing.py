"""Exponential smoothing, forecasts and decompositions, one series and one month at a time."""

from __future__ import annotations

import math
from collections.abc import Sequence


def smoothed(
    y: Sequence[float], error: str, trend: str, season: str, alpha: float, slope: float, gamma: float, damping: float,
    level: float, rise: float, seasons: Sequence[float],
) -> tuple[list[float], float, float, list[float]]:  # fmt: skip
    """Give the one-step forecasts and the last states. Written by the innovation (error) form, not by components.

    slope is beta / alpha; seasons hold the first months in order. Source: Hyndman and others (2008), table 2.2/2.3.
    """
    beta, seasons, forecasts = alpha * slope, list(seasons), []
    phi = {"N": 0.0, "A": 1.0, "Ad": damping}[trend]
    for month, seen in enumerate(y):
        place = month % 12
        s = seasons[place] if season != "N" else (0.0 if season != "M" else 1.0)
        base = level + phi * rise
        forecast = base + s if season == "A" else base * s if season == "M" else base
        forecasts.append(forecast)
        e = 0.0 if math.isnan(seen) else seen - forecast
        share = s if season == "M" else 1.0
        level = base + alpha * e / share
        rise = phi * rise + beta * e / share
        if season == "A":
            seasons[place] = s + gamma * e
        elif season == "M":
            seasons[place] = s + gamma * e / base
    return forecasts, level, rise, seasons


def minus_two_log_likelihood(y: Sequence[float], forecasts: Sequence[float], error: str) -> float:
    """n log(sum of squared errors), and twice the sum of log forecasts where errors multiply."""
    pairs = [(seen, f) for seen, f in zip(y, forecasts, strict=True) if not math.isnan(seen)]
    if error == "A":
        return len(pairs) * math.log(sum((seen - f) ** 2 for seen, f in pairs))
    return len(pairs) * math.log(sum(((seen - f) / f) ** 2 for seen, f in pairs)) + 2 * sum(
        math.log(f) for _, f in pairs
    )


def classical(y: Sequence[float], period: int, multiplicative: bool) -> list[float]:
    """Seasonal factors by a centred moving average, written out."""
    half, kept = period // 2, [[] for _ in range(period)]  # type: list[list[float]]  # noqa: RUF100
    for month in range(half, len(y) - half):
        if period % 2:
            middle = sum(y[month - half : month + half + 1]) / period
        else:
            middle = (
                y[month - half] / 2 + sum(y[month - half + 1 : month + half]) + y[month + half] / 2
            ) / period
        if multiplicative and middle > 0:
            kept[month % period].append(y[month] / middle)
        elif not multiplicative:
            kept[month % period].append(y[month] - middle)
    means = [sum(one) / len(one) for one in kept]
    average = sum(means) / period
    return [one / average if multiplicative else one - average for one in means]

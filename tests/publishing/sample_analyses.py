"""The made-up partnership in the pictures of its analyses: control limits, what is expected, ranges, a funnel."""

from __future__ import annotations

import math
import random
from dataclasses import replace

from tests.publishing.sample import MAY_2023, MONTHS, caption, measures_table, series, whole_document

from wardmote.analyses.pictures import (
    Band,
    ControlLine,
    DotRanges,
    Fan,
    Funnel,
    FunnelLimits,
    FunnelPoint,
    RangeRow,
)
from wardmote.publishing import tree as t

AHEAD = tuple(f"2024-{month:02d}" for month in range(5, 11))
OWN = "Marrowmere"
PEERS = ("Thornlea", "Old Quay", "Eastmarch and the Fens", "Sandford", "Upper Ings", "Norrbeck")


def control_line(seed: int = 4, level: float = 54.0) -> ControlLine:
    """Two years at one level and one at a higher, after a break; one month far above its limits."""
    values = list(series(seed, level, 1.4))
    values[15] = round(level + 4.5 * math.sqrt(level))
    means = [level * (1.4 if at >= 24 else 1.0) for at in range(36)]
    spread = [3 * math.sqrt(mean) for mean in means]
    signals = [""] * 36
    signals[15] = "above the upper limit"
    return ControlLine(
        caption(
            "One month in three years stood out",
            "Anti-social behaviour in Marrowmere, May 2021 to April 2024.",
        ),
        MONTHS,
        tuple(values),
        tuple(means),
        tuple(mean - wide for mean, wide in zip(means, spread, strict=True)),
        tuple(mean + wide for mean, wide in zip(means, spread, strict=True)),
        tuple(signals),
        (MAY_2023,),
        (level * 0.85, "target: no more than 46 a month"),
    )


def fan(seed: int = 6, level: float = 120.0) -> Fan:
    """Three years, and six months ahead of which four have come."""
    chance = random.Random(seed)
    expected = [level * (1 + 0.03 * at) for at in range(6)]
    wide = [math.sqrt(level) * (1.6 + 0.25 * at) for at in range(6)]
    held = [chance.gauss(mean, math.sqrt(mean)) for mean in expected[:4]]
    return Fan(
        caption("About 790 vehicle crimes are expected in the next six months"),
        MONTHS,
        series(seed, level),
        AHEAD,
        tuple(expected),
        tuple(
            Band(
                share,
                tuple(mean - times * one for mean, one in zip(expected, wide, strict=True)),
                tuple(mean + times * one for mean, one in zip(expected, wide, strict=True)),
            )
            for share, times in ((0.95, 1.96), (0.8, 1.28))
        ),
        (*(float(round(value)) for value in held), None, None),
        (MAY_2023,),
        (level * 0.8, "target: 96 a month"),
    )


def dot_ranges() -> DotRanges:
    """Seven partnerships, one without a value, one whose interval is open."""
    chance = random.Random(3)
    rows = [
        RangeRow(OWN, 12.4, 11.6, 13.2, "Above", stands_out=True, own=True),
        *(
            RangeRow(name, value := 7 + chance.random() * 4, value - 0.9, value + 1.1, "Inline")
            for name in PEERS[:4]
        ),
        RangeRow(PEERS[4], 6.1, None, 7.4, "Below", stands_out=True),
        RangeRow(PEERS[5], None),
    ]
    return DotRanges(
        caption(
            "Marrowmere's rate of burglary is above its group's", "Recorded burglaries, year to April 2024."
        ),
        tuple(rows),
        "Burglaries per 1,000 households, with 95% intervals",
        (9.2, "mean of the group, 9.2"),
    )


def funnel(count: int = 60) -> Funnel:
    """Partnerships of every size, a few of them outside the limits."""
    chance = random.Random(8)
    level = 9.0
    sizes = [20_000 * math.exp(chance.random() * 3.2) for _ in range(count)]
    points = []
    for at, size in enumerate(sizes):
        spread = math.sqrt(level * 1000 / size) * 3
        value = level + chance.gauss(0, 1) * spread + (4 * spread if at % 15 == 3 else 0)
        name = PEERS[at % 6] if at < 6 else f"District {at}"
        points.append(FunnelPoint(name, size, max(value, 0), abs(value - level) > 3.09 * spread))
    points.append(FunnelPoint(OWN, 130_000, 11.9, stands_out=True, own=True))
    steps = [15_000 * 1.15**at for at in range(29)]
    limits = tuple(
        FunnelLimits(
            share,
            tuple(steps),
            tuple(max(0.0, level - times * 3 * math.sqrt(level * 1000 / size)) for size in steps),
            tuple(level + times * 3 * math.sqrt(level * 1000 / size) for size in steps),
        )
        for share, times in ((0.998, 3.09), (0.95, 1.96))
    )
    return Funnel(
        caption(
            "Marrowmere stands out even for its size",
            "Recorded burglaries, year to April 2024, 61 partnerships.",
        ),
        tuple(points),
        limits,
        (level, "average 9.0"),
        "Households",
        "Burglaries per 1,000 households",
        named=5,
    )


ANALYSES = (control_line, fan, dot_ranges, funnel)


def analyses_document() -> t.Document:
    """A document of these pictures, in full width and in half."""
    blocks = (
        t.Cover(),
        t.Heading(1, "What is usual, and what is expected", "usual"),
        t.PictureBlock(control_line(), "control-line"),
        t.PictureBlock(funnel(20), "funnel"),
        t.SideBySide(t.PictureBlock(dot_ranges(), "ranges"), t.PictureBlock(fan(), "fan")),
        measures_table(),
    )
    return replace(whole_document(), blocks=blocks)

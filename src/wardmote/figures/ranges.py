"""Ranges of codes, so that a query of a few small areas skips the parts of sorted files that hold none of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

DIGITS = re.compile(r"\d+$")


def code_ranges(codes: Sequence[str], most: int) -> list[tuple[str, str]]:
    """At most so many ranges (first code, last code) that together hold every code, cut at the widest gaps."""
    ordered = sorted(set(codes))
    gaps = [_gap(before, after) for before, after in itertools.pairwise(ordered)]
    cuts = sorted(sorted(range(len(gaps)), key=lambda at: -gaps[at])[: most - 1])
    starts, ends = [0, *(cut + 1 for cut in cuts)], [*cuts, len(ordered) - 1]
    return (
        [(ordered[start], ordered[end]) for start, end in zip(starts, ends, strict=True)] if ordered else []
    )


def _gap(before: str, after: str) -> float:
    """How many codes lie between two; without end where they are of different kinds."""
    first, second = DIGITS.search(before), DIGITS.search(after)
    if not first or not second or before[: first.start()] != after[: second.start()]:
        return float("inf")
    return int(second.group()) - int(first.group())

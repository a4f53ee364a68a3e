"""Which part of the later document stands for which of the earlier: equal ones first, then those that are alike."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TypeVar

from wardmote.documents.redline.words import MOST_WORK, repeats

Part = TypeVar("Part")
Alike = Callable[[Part, Part], float]
Pair = tuple[int, int]

ENOUGH = 0.5
"""How alike two parts must be to stand for each other, from 0 to 1."""
MOST_PAIRS = 400
"""Pairs of a gap up to which every part is weighed against every other."""


@dataclass(frozen=True)
class Match:
    """A part of the earlier document, of the later one, or of both, by position. ``moved``: out of its order."""

    earlier: int | None
    later: int | None
    moved: bool = False


def aligned(
    earlier: Sequence[Part], later: Sequence[Part], key: Callable[[Part], Hashable], alike: Alike[Part]
) -> list[Match]:
    """Every part of both exactly once, in the order of the later; what was taken out stands where it stood.

    Parameters
    ----------
    key
        Parts with equal keys are equal.
    alike
        How alike two parts are, from 0 to 1; 0 when one can never stand for the other.
    """
    old, new = [key(part) for part in earlier], [key(part) for part in later]
    pairs = _equal(old, new)
    pairs += [
        pair for gap in _gaps(pairs, len(old), len(new)) for pair in _likely(earlier, later, gap, alike)
    ]
    moved = _moved(old, new, pairs)
    moved |= _moved_and_changed(earlier, later, [*pairs, *moved.items()], alike)
    return _in_order(sorted(pairs), moved, len(old), len(new))


def _equal(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Equal parts in their order: from both ends, then those that stand once in each, then the rest between them."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    pairs = [(at, at) for at in range(start)]
    pairs += [(len(old) - 1 - at, len(new) - 1 - at) for at in range(end)]
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    return pairs + [(start + i, start + j) for i, j in _between(middle_old, middle_new)]


def _between(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    anchors = _once_in_each(old, new)
    found = list(anchors)
    for i, until_i, j, until_j in _gaps(anchors, len(old), len(new)):
        here, there = old[i:until_i], new[j:until_j]
        if here and there and repeats(here, there) <= MOST_WORK:
            blocks = SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks()
            found += [(i + a + step, j + b + step) for a, b, size in blocks for step in range(size)]
    return found


def _once_in_each(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """The longest run, in order in both, of parts that stand exactly once in each (patience sorting)."""
    in_old, in_new = Counter(old), Counter(new)
    where = {part: j for j, part in enumerate(new) if in_new[part] == 1}
    return _rising([(i, where[part]) for i, part in enumerate(old) if in_old[part] == 1 and part in where])


def _rising(pairs: list[Pair]) -> list[Pair]:
    """The longest run of pairs, given in the order of their first, whose second rises too."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        before.append(ends[place - 1] if place else -1)
        tails[place:] = [j, *tails[place + 1 :]]
        ends[place:] = [at, *ends[place + 1 :]]
    run: list[Pair] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def _gaps(pairs: Sequence[Pair], many_old: int, many_new: int) -> list[tuple[int, int, int, int]]:
    """What lies between the pairs: from and until in the earlier, from and until in the later."""
    ends = [(-1, -1), *sorted(pairs), (many_old, many_new)]
    return [
        (i + 1, next_i, j + 1, next_j)
        for (i, j), (next_i, next_j) in pairwise(ends)
        if next_i > i + 1 or next_j > j + 1
    ]


def _likely(
    earlier: Sequence[Part], later: Sequence[Part], gap: tuple[int, int, int, int], alike: Alike[Part]
) -> list[Pair]:
    """Parts of a gap that are alike enough, in order, so that what they have in common is most."""
    i, until_i, j, until_j = gap
    rows, columns = until_i - i, until_j - j
    if not rows or not columns or rows * columns > MOST_PAIRS:
        return []
    weights = [[alike(earlier[i + r], later[j + c]) for c in range(columns)] for r in range(rows)]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for r in reversed(range(rows)):
        for c in reversed(range(columns)):
            weight = weights[r][c]
            together = best[r + 1][c + 1] + weight if weight >= ENOUGH else 0.0
            best[r][c] = max(together, best[r + 1][c], best[r][c + 1])
    return _traced(best, weights, i, j)


def _traced(best: list[list[float]], weights: list[list[float]], i: int, j: int) -> list[Pair]:
    pairs: list[Pair] = []
    r = c = 0
    while r < len(weights) and c < len(weights[0]):
        weight = weights[r][c]
        if weight >= ENOUGH and best[r][c] == best[r + 1][c + 1] + weight:
            pairs.append((i + r, j + c))
            r, c = r + 1, c + 1
        elif best[r][c] == best[r + 1][c]:
            r += 1
        else:
            c += 1
    return pairs


def _moved(old: Sequence[Hashable], new: Sequence[Hashable], pairs: Sequence[Pair]) -> dict[int, int]:
    """Equal parts that are left over on both sides: they were moved. Position in the later by that in the earlier."""
    taken_old, taken_new = {i for i, _ in pairs}, {j for _, j in pairs}
    left: dict[Hashable, list[int]] = {}
    for j, part in enumerate(new):
        if j not in taken_new:
            left.setdefault(part, []).append(j)
    moved: dict[int, int] = {}
    for i, part in enumerate(old):
        if i not in taken_old and left.get(part):
            moved[i] = left[part].pop(0)
    return moved


def _moved_and_changed(
    earlier: Sequence[Part], later: Sequence[Part], pairs: Sequence[Pair], alike: Alike[Part]
) -> dict[int, int]:
    """Parts left over on both sides that are alike, the most alike first: they were moved and changed."""
    taken_old, taken_new = {i for i, _ in pairs}, {j for _, j in pairs}
    old = [i for i in range(len(earlier)) if i not in taken_old]
    new = [j for j in range(len(later)) if j not in taken_new]
    if len(old) * len(new) > MOST_PAIRS:
        return {}
    weighed = sorted((-alike(earlier[i], later[j]), i, j) for i in old for j in new)
    moved: dict[int, int] = {}
    for weight, i, j in weighed:
        if -weight >= ENOUGH and i not in moved and j not in moved.values():
            moved[i] = j
    return moved


def _in_order(pairs: list[Pair], moved: dict[int, int], many_old: int, many_new: int) -> list[Match]:
    came_from = {j: i for i, j in moved.items()}
    matches: list[Match] = []
    i = j = 0
    for next_i, next_j in [*pairs, (many_old, many_new)]:
        matches += [Match(at, None) for at in range(i, next_i) if at not in moved]
        matches += [Match(came_from.get(at), at, moved=at in came_from) for at in range(j, next_j)]
        if next_i < many_old or next_j < many_new:
            matches.append(Match(next_i, next_j))
        i, j = next_i + 1, next_j + 1
    return matches

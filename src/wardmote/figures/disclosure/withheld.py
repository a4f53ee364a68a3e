"""What a reader could work out of counts that their supplier left out, from the sums in which they stand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sparse

from wardmote.figures.disclosure.cells import Sum
from wardmote.figures.disclosure.programme import best


def worked_out(counts: Sequence[int | None], sums: Sequence[Sum], withheld: Sequence[bool]) -> dict[int, int]:
    """Find values of withheld counts that agree with every sum, by their places.

    Where sums leave several values possible any of them does: what is asked of them afterwards is how far they can move.
    A sum in which another count was not supplied tells nothing. Sums that cannot all hold are taken one by one.
    """
    asked = [one for one in sums if _told(one, counts, withheld)]
    whole = _values(asked, counts)
    if whole is not None:
        return whole
    found: dict[int, int] = {}
    for one in asked:
        known = [found.get(place, count) for place, count in enumerate(counts)]
        found |= _values([one], known) or {}
    return found


def _told(one: Sum, counts: Sequence[int | None], withheld: Sequence[bool]) -> bool:
    places = (*one.parts, one.total)
    return any(counts[p] is None for p in places) and all(
        counts[p] is not None or withheld[p] for p in places
    )


def _values(sums: Sequence[Sum], counts: Sequence[int | None]) -> dict[int, int] | None:
    """Values of the counts that are missing from some sums, one or more each if that can be; None where none agree."""
    places = sorted({p for one in sums for p in (*one.parts, one.total) if counts[p] is None})
    if not places:
        return {}
    at = {place: column for column, place in enumerate(places)}
    lines, rest = np.zeros((len(sums), len(places)), dtype=np.int64), np.zeros(len(sums))
    for row, one in enumerate(sums):
        for place, sign in (*((part, 1) for part in one.parts), (one.total, -1)):
            count = counts[place]
            if count is None:
                lines[row, at[place]] += sign
            else:
                rest[row] -= sign * count
    for least in (1.0, 0.0):
        bounds = (np.full(len(places), least), np.full(len(places), np.inf))
        values = best(np.zeros(len(places)), sparse.csr_array(lines), rest, bounds)
        if values is not None:
            return {place: int(value) for place, value in zip(places, values, strict=True)}
    return None

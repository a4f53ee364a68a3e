"""Earlier small areas stand in today's ward, authority, partnership and force through the one that fits best."""

from __future__ import annotations

from typing import Any

from wardmote.evidence.geography.tables import PLACES, table


def map_earlier(places: Any) -> tuple[Any, list[str]]:
    """Place every earlier small area where the one of today that fits it best lies.

    An earlier code that is also a code of today is today's. One that fits nothing in the lookup is left out.

    Parameters
    ----------
    places
        Table with the columns of ``PLACES``; what stands above an earlier small area is not read.

    Returns
    -------
    The table, sorted by small area, and sentences on what was left out.
    """
    rows = list(zip(*places.to_pydict().values(), strict=True))
    today = {row[0]: row for row in rows if row[0] == row[6]}
    earlier = [row for row in rows if row[0] != row[6] and row[0] not in today]
    mapped = {
        row[0]: (row[0], *today[row[6]][1:5], row[5], row[6])
        for row in sorted(earlier, key=lambda row: row[5])
        if row[6] in today
    }
    lost = {row[0] for row in earlier} - set(mapped)
    notes = []
    if lost:
        notes.append(
            f"Earlier small areas left out, as the lookup does not hold the one that fits best: {len(lost):,} "
            f"(the first is {min(lost)})."
        )
    return table(PLACES, sorted([*today.values(), *mapped.values()])), notes

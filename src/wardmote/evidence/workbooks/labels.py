"""Labels that stand once over several columns: years over quarters, measures over years, years over % and n."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wardmote.evidence.observations.periods import looks_like_period
from wardmote.evidence.recognise import same
from wardmote.evidence.workbooks.cells import DATE, NUMBER, TEXT
from wardmote.evidence.workbooks.raw import Range, Row

A_WORD = re.compile(r".*[^\W\d_].*|[%£#]|(19[89]|20\d)\d\s?[/-]\s?\d{2,4}", re.DOTALL)
"""What names a column: it has a letter, is a lone sign, or is a year such as 2023/24. No mark such as * or <5."""
A_YEAR = re.compile(r"(19[89]|20\d)\d")


@dataclass(frozen=True)
class Labels:
    """The labels of one row over the names of the row below it."""

    over: Mapping[int, str]
    """Column -> the label that stands over it."""
    alone: Mapping[int, str]
    """Column -> what names it where nothing stands below."""

    def joined(self, names: Sequence[str]) -> list[str]:
        """The names with the labels over them."""
        width = max(len(names), *(place + 1 for place in (*self.over, *self.alone)))
        padded = [*names, *[""] * (width - len(names))]
        return [
            join(self.over.get(place, ""), name) if name else self.over.get(place, self.alone.get(place, ""))
            for place, name in enumerate(padded)
        ]


def is_name(row: Row, place: int) -> bool:
    """Whether a cell may name a column: words, a date or a year, and no value or mark."""
    cell, kind = row.cells[place], row.kinds[place]
    if kind == NUMBER:
        return A_YEAR.fullmatch(cell) is not None
    return kind == DATE or (kind == TEXT and A_WORD.fullmatch(cell) is not None)


def join(label: str, name: str) -> str:
    """One name of a label and the name below it: Q1 2023/24, 2023/24 %, Referrals 2023/24."""
    if not label or same(label) == same(name) or (looks_like_period(name) and looks_like_period(label)):
        return name
    period = f"{name} {label}"
    return period if looks_like_period(period) else f"{label} {name}"


def labels_over(row: Row, names: Sequence[str], left: int, merged: Sequence[Range]) -> Labels | None:
    """The labels of a row over names; None where the row is a title, or a row of the table, and no such labels.

    A label counts where it stands over two columns or more, or tells names apart that are alike; and where the names need
    it: they come again, or have no year of their own.

    Parameters
    ----------
    left
        The first column of the table: what stands there is a title, or names that column.
    """
    if not row.filled or not all(is_name(row, place) for place in row.filled):
        return None
    own = {
        place: row.cells[place]
        for place in row.filled
        if place > left and not (place < len(names) and same(row.cells[place]) == same(names[place]))
    }
    if left == row.filled[0] and looks_like_period(row.cells[left]):
        return None
    if not own or any(cell.endswith(":") for cell in row.cells) or _is_title(row, left, merged):
        return None
    stretches = _stretches(row, own, names, merged)
    if not _stand_over(stretches, names, blank_left=left not in row.filled) or not _needed(
        stretches, own, names
    ):
        return None
    over = {place: own[start] for start, places in stretches.items() for place in places}
    alone = {place: row.cells[place] for place in row.filled}
    return Labels(over, alone)


def _is_title(row: Row, left: int, merged: Sequence[Range]) -> bool:
    return any(one.top == row.number and one.left <= left < one.right for one in merged)


def _stretches(
    row: Row, own: Mapping[int, str], names: Sequence[str], merged: Sequence[Range]
) -> dict[int, list[int]]:
    """Where each label begins -> the columns that it stands over."""
    across = {one.left: one.right for one in merged if one.top == row.number and one.right > one.left}
    if across:
        inside = {place for left, right in across.items() for place in range(left + 1, right + 1)}
        starts = [place for place in own if place not in inside]
        return {start: list(range(start, across.get(start, start) + 1)) for start in starts}
    ends = [*(place for place in row.filled if place not in own or place > min(own)), len(names)]
    found = {
        start: list(
            range(start, max(start + 1, min((end for end in ends if end > start), default=start + 1)))
        )
        for start in own
    }
    return {start: _as_far_as(places, found, own, names) for start, places in found.items()}


def _as_far_as(
    places: Sequence[int], found: Mapping[int, list[int]], own: Mapping[int, str], names: Sequence[str]
) -> list[int]:
    """The columns right of a label that are under it: a name that no other label has may be a column of its own."""
    start = places[0]
    others = {same(_at(names, at)) for other, run in found.items() if other != start for at in run}
    kept = [start]
    for place in places[1:]:
        name = _at(names, place)
        alike = len(found) == 1 or same(name) in others or looks_like_period(f"{name} {own[start]}")
        if not name or not alike:
            break
        kept.append(place)
    return kept


def _at(names: Sequence[str], place: int) -> str:
    return names[place] if place < len(names) else ""


def _stand_over(stretches: Mapping[int, Sequence[int]], names: Sequence[str], *, blank_left: bool) -> bool:
    wide = any(sum(bool(_at(names, place)) for place in run) > 1 for run in stretches.values())
    return wide or (blank_left and _twice(stretches, names))


def _twice(stretches: Mapping[int, Sequence[int]], names: Sequence[str]) -> bool:
    under = [same(_at(names, place)) for run in stretches.values() for place in run if _at(names, place)]
    return len(set(under)) < len(under)


def _needed(stretches: Mapping[int, Sequence[int]], own: Mapping[int, str], names: Sequence[str]) -> bool:
    """Whether the names say too little without the labels."""
    under = [name for run in stretches.values() for place in run if (name := _at(names, place))]
    periods = bool(under) and all(looks_like_period(name) for name in under)
    if _twice(stretches, names):
        return True
    if periods:
        return len(stretches) > 1 and not any(looks_like_period(own[start]) for start in stretches)
    return any(looks_like_period(own[start]) for start in stretches)

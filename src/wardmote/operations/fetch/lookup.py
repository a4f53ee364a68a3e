"""Joins small areas with the partnerships and forces above them, and says what cannot be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry import shape

from wardmote.definitions.fetching import Join

Cells = dict[str, str]
"""Column -> what stands in it."""


@dataclass(frozen=True)
class Above:
    """What lies above each authority, and which hold several partnerships."""

    one: dict[str, Cells]
    """Authority -> its columns, without those of ``split`` where it holds several."""
    several: dict[str, list[Cells]]
    """Authority -> the partnerships that it holds, where they are several."""


def above_of(rows: Iterable[Cells], join: Join) -> Above:
    """Sort the table of authorities into those with one partnership and those with several."""
    found: dict[str, list[Cells]] = defaultdict(list)
    for row in rows:
        if row not in found[row[join.shared]]:
            found[row[join.shared]].append(row)
    one, several = {}, {}
    for code, choices in found.items():
        shared = {
            column: value
            for column, value in choices[0].items()
            if all(other[column] == value for other in choices)
        }
        one[code] = {column: shared.get(column, "") for column in choices[0]}
        if any(not one[code][column] for column in join.split) and len(choices) > 1:
            several[code] = choices
    return Above(one, several)


def joined(
    small: Iterable[Cells], above: Above, placed: Mapping[str, Cells], join: Join, key: str
) -> list[Cells]:
    """One row for each small area, in order of code.

    Parameters
    ----------
    key
        Column with the code of the small area.
    placed
        Small area -> the partnership that outlines say it lies in, where the authority holds several.
    """
    rows: dict[str, Cells] = {}
    for cells in small:
        beyond = above.one.get(cells[join.shared], {})
        row = {**beyond, **cells}
        method = join.one if beyond else ""
        if cells[join.shared] in above.several:
            choice = placed.get(cells[key])
            row |= {column: choice[column] if choice else "" for column in join.split}
            method = join.inferred if choice else ""
        rows.setdefault(cells[key], {**row, join.method: method})
    return [rows[code] for code in sorted(rows)]


def place_by_outline(
    outlines: Mapping[str, Any], within: Mapping[str, Sequence[Cells]], drawn: Mapping[str, Any], join: Join
) -> dict[str, Cells]:
    """Which of several partnerships holds most of each small area.

    Parameters
    ----------
    outlines
        Small area -> its outline, GeoJSON.
    within
        Small area -> the partnerships that it may lie in.
    drawn
        Code of a partnership -> its outline, GeoJSON.

    Returns
    -------
    Only those of which at least ``join.share`` lies in one.
    """
    shapes = {code: shapely.make_valid(shape(outline)) for code, outline in drawn.items()}
    placed = {}
    for code, choices in within.items():
        if code not in outlines:
            continue
        area = shapely.make_valid(shape(outlines[code]))
        shares = [
            (
                shapely.area(shapely.intersection(area, shapes[choice[join.split[0]]])) / shapely.area(area),
                place,
            )
            for place, choice in enumerate(choices)
            if choice[join.split[0]] in shapes and shapely.area(area)
        ]
        if shares and max(shares)[0] >= join.share:
            placed[code] = choices[max(shares)[1]]
    return placed


def notes_on_split(rows: Sequence[Cells], above: Above, join: Join) -> list[str]:
    """Sentences on authorities with several partnerships: which they are, and what became of their small areas."""
    if not above.several:
        return []
    names, inferred, empty = {}, 0, set()
    for row in rows:
        code = row[join.shared]
        if code not in above.several:
            continue
        names[code] = row[join.name]
        inferred += bool(row[join.split[0]])
        if not row[join.split[0]]:
            empty.add(code)
    notes = [
        f"Authorities that hold several partnerships, so that the lookup cannot say which small area lies in which: "
        f"{'; '.join(sorted(names.values()))}."
    ]
    if inferred:
        notes.append(
            f"The partnership of {inferred:,} small areas in them is inferred from outlines, not published; the column "
            f"“{join.method}” says so."
        )
    if empty:
        left = sum(row[join.shared] in empty and not row[join.split[0]] for row in rows)
        where = "; ".join(sorted(names[code] for code in empty))
        notes.append(
            f"The partnership of {left:,} small areas is left empty ({where}). If yours is among them, your "
            f"council can say which they are: fill in {' and '.join(join.split)} of those rows."
        )
    return notes

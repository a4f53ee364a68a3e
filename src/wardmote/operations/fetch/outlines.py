"""Writes outlines as GeoJSON, as they come, and makes those of partnerships from authorities where none are published."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping, shape

from wardmote.operations.fetch.layers import Row
from wardmote.operations.fetch.lookup import Above, Cells


def write_outlines(
    rows: Iterable[Row], path: Path, code: str, wanted: Collection[str] | None = None
) -> dict[str, Any]:
    """Write a file of outlines, whole or not at all; returns those that are wanted, by their code.

    Parameters
    ----------
    code
        Property that holds the code.
    wanted
        Codes of the outlines to return, so that memory need not hold those of every small area; all when None.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.part")
    outlines: dict[str, Any] = {}
    with draft.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"type":"FeatureCollection","features":[')
        for place, row in enumerate(rows):
            feature = {"type": "Feature", "properties": row["fields"], "geometry": row["outline"]}
            file.write(
                f"{',' if place else ''}\n{json.dumps(feature, ensure_ascii=False, separators=(',', ':'))}"
            )
            if wanted is None or row["fields"][code] in wanted:
                outlines[row["fields"][code]] = row["outline"]
        file.write("\n]}\n")
    draft.replace(path)
    return outlines


def from_authorities(authorities: Mapping[str, Any], above: Above, code: str, name: str) -> list[Row]:
    """Outlines of the partnerships that consist of whole authorities, put together from those.

    Parameters
    ----------
    authorities
        Code -> outline.
    code, name
        Columns of a partnership's code and name.
    """
    parts: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for authority, cells in above.one.items():
        if authority in authorities and authority not in above.several:
            parts[cells[code], cells[name]].append(shapely.make_valid(shape(authorities[authority])))
    whole = {key for key in parts if key[0] not in _of_several(above, code)}
    return [
        {"fields": _fields(key, code, name), "outline": mapping(shapely.union_all(parts[key]))}
        for key in sorted(whole)
    ]


def _of_several(above: Above, code: str) -> set[str]:
    return {choice[code] for choices in above.several.values() for choice in choices}


def _fields(key: tuple[str, str], code: str, name: str) -> Cells:
    return {code: key[0], name: key[1]}

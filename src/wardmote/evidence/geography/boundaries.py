"""Boundaries of areas: one outline for each level, code, use and vintage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import shapely

from wardmote.definitions import Definitions
from wardmote.evidence.geography.facts import disagreement
from wardmote.evidence.geography.features import Features, read_features
from wardmote.evidence.geography.geometry import polygons
from wardmote.evidence.geography.names import BOUNDARY, Names
from wardmote.evidence.geography.sheets import header, listed
from wardmote.evidence.geography.tables import BOUNDARIES, table
from wardmote.evidence.recognise import Recognised
from wardmote.evidence.refusals import Refused

Key = tuple[str, str, str, str]
"""Level, use, vintage, code."""


@dataclass(frozen=True)
class Outline:
    """One area's outline and where it was read."""

    file: str
    place: int
    name: str
    wkb: bytes
    bounds: tuple[float, float, float, float]


class Boundaries:
    """Outlines as the boundary files of one call draw them."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._outlines: dict[Key, Outline] = {}
        self._notes: list[str] = []

    def add(self, file: Recognised) -> tuple[int, int]:
        """Take in one file; returns its number of features, and how many repeat another of it.

        Raises
        ------
        Refused
            When the file cannot be read, a feature cannot be drawn, or another file draws it differently.
        """
        features = read_features(file)
        codes = _codes(features)
        shapes, mended = polygons(features, codes, self._definitions)
        if mended:
            self._notes.append(
                f"{file.name}: outlines that crossed themselves and were made valid: {len(mended):,} "
                f"({listed([codes[place] for place in mended])})."
            )
        title = header(file, "name")
        called = [str(found.get(title) or "").strip() or None for found in features.properties]
        source = file.source
        for place, (code, name, wkb, bounds) in enumerate(
            zip(codes, called, shapely.to_wkb(shapes), shapely.bounds(shapes).tolist(), strict=True)
        ):
            outline = Outline(file.name, place, name or code, wkb, tuple(bounds))
            self._take((source.level, source.use, source.vintage, code), outline)
        return len(codes), len(codes) - len(set(codes))

    def _take(self, key: Key, outline: Outline) -> None:
        known = self._outlines.setdefault(key, outline)
        if known is outline:
            return
        if known.wkb != outline.wkb and not shapely.equals(*shapely.from_wkb([known.wkb, outline.wkb])):
            level, use, _, code = key
            raise disagreement(
                f"{self._definitions.levels[level].title} {code}, for {use}",
                "the outline",
                (known.file, f"feature {known.place + 1}", _size(known.wkb)),
                (outline.file, f"feature {outline.place + 1}", _size(outline.wkb)),
            )
        self._outlines[key] = min(known, outline, key=lambda said: (said.wkb, said.name))

    def name_areas(self, names: Names, since: str) -> None:
        """Hand on the names of boundaries that are not older than the lookup, whose vintage is ``since``."""
        for level in {key[0] for key in self._outlines}:
            named = (
                (key[3], said.name)
                for key, said in self._outlines.items()
                if key[0] == level and key[2] >= since and said.name != key[3]
            )
            names.add(level, named, BOUNDARY)

    def table(self) -> Any:
        """The table of boundaries; None if there are none."""
        if not self._outlines:
            return None
        return table(
            BOUNDARIES,
            (
                (level, code, said.name, use, vintage, said.wkb, *said.bounds)
                for (level, use, vintage, code), said in sorted(
                    self._outlines.items(), key=lambda item: item[0]
                )
            ),
        )

    def notes(self) -> list[str]:
        """Sentences on outlines that had to be mended."""
        return sorted(self._notes)


def _codes(features: Features) -> list[str]:
    title = header(features.file, "code")
    codes = []
    for place, found in enumerate(features.properties):
        code = str(found.get(title) if found.get(title) is not None else "").strip()
        if not code:
            raise Refused(
                features.file.name,
                f"{features.label(place)}, property {title}: found nothing, expected the code of an area, such as "
                "E22000353. Correct the file or ask for it again.",
            )
        codes.append(code)
    return codes


def _size(wkb: bytes) -> str:
    shape = shapely.from_wkb(wkb)
    west, south, east, north = shape.bounds
    return f"{shapely.get_num_coordinates(shape):,} points between {west:.4f}, {south:.4f} and {east:.4f}, {north:.4f}"

"""Small geography files made by the tests, recognised as real ones are."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from wardmote.definitions import Definitions, load
from wardmote.evidence.peek import look
from wardmote.evidence.recognise import Recognised, recognise

HEADER = (
    "lsoa21_name,lsoa21_code,ward24_name,ward24_code,ltla24_name,ltla24_code,"
    "csp24_code,csp24_name,pfa24_code,pfa24_name"
)


class Files:
    """Writes geography files and recognises them by their columns."""

    fen = (
        ("X01000001", "X05000001", "X07000001", "X22000001", "X23000001"),
        ("X01000002", "X05000001", "X07000001", "X22000001", "X23000001"),
        ("X01000003", "X05000002", "X07000001", "X22000002", "X23000001"),
    )
    """Three small areas in two wards, one authority, two partnerships and one force."""

    def __init__(self, folder: Path, definitions: Definitions) -> None:
        self.folder = folder
        self.definitions = definitions

    def take(self, name: str, text: str) -> Recognised:
        """A file with this text."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return self.arrived(path, name)

    def arrived(self, path: Path, name: str) -> Recognised:
        """A plain file as the door hands it on."""
        seen = look(name, lambda: path.open("rb"))
        source = recognise(name, seen, self.definitions.sources.values())
        return Recognised(path, name, hashlib.sha256(path.read_bytes()).hexdigest(), source, seen.columns)

    def lookup(self, name: str, areas: Sequence[Sequence[str]] = fen, **more: Sequence[object]) -> Recognised:
        """A lookup: (small area, ward, authority, partnership, force) a row, and further columns by name."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow([*HEADER.split(","), *more])
        for row, codes in enumerate(areas):
            lsoa, ward, lad, csp, force = ((code, f"{code} name" if code else "") for code in codes)
            cells = [*lsoa[::-1], *ward[::-1], *lad[::-1], *csp, *force]
            writer.writerow([*cells, *(values[row] for values in more.values())])
        return self.take(name, text.getvalue())

    def earlier(self, name: str, fits: dict[str, str]) -> Recognised:
        """A lookup of the small areas of 2011: code -> the code of 2021 that fits best."""
        rows = "".join(f"{code},{code} then,{fit}\n" for code, fit in fits.items())
        return self.take(name, f"LSOA11CD,LSOA11NM,LSOA21CD_bestfit\n{rows}")

    def totals(self, name: str, column: str, values: dict[str, object]) -> Recognised:
        """Populations of partnerships: code -> value."""
        rows = "".join(f"{code},{code} name,{value}\n" for code, value in values.items())
        return self.take(name, f"csp24_code,csp24_name,{column}\n{rows}")

    def boundaries(self, name: str, *features: dict[str, Any], **more: Any) -> Recognised:
        """A boundary file of these features."""
        return self.take(name, json.dumps({"type": "FeatureCollection", **more, "features": features}))

    @staticmethod
    def square(west: float = 1.9, south: float = 53.3, size: float = 0.01) -> list[list[list[float]]]:
        """Coordinates of a square; the default lies where the made-up partnership does, in the North Sea."""
        east, north = west + size, south + size
        return [[[west, south], [west, north], [east, north], [east, south], [west, south]]]

    @classmethod
    def outline(cls, code: str | None, coordinates: Any = None, kind: str = "Polygon") -> dict[str, Any]:
        """A feature that draws a partnership; without coordinates, the default square."""
        shape = cls.square() if coordinates is None else coordinates
        return {
            "type": "Feature",
            "properties": {"csp24_code": code, "csp24_name": f"{code} name"},
            "geometry": {"type": kind, "coordinates": shape},
        }


@pytest.fixture(scope="session")
def definitions() -> Definitions:
    """Our definitions."""
    return load()


@pytest.fixture
def files(tmp_path: Path, definitions: Definitions) -> Files:
    """Writer of geography files in a folder of the test."""
    return Files(tmp_path, definitions)

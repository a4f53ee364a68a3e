"""The Open Geography portal and Nomis on this machine: layers in pages, counts in pages, and their bad moods."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from tests.operations.fetch.publisher import Asked, Publisher, Reply, json_reply

ROOT = "/ESMARspQHYMw9BZ9/arcgis/rest/services"
NAMES = {
    "small": "LSOA21_WD24_LAD24_EW_LU",
    "above": "LAD24_CSP24_PFA24_EW_LU",
    "small-outlines": "Lower_layer_Super_Output_Areas_December_2021_Boundaries_EW_BGC_V5",
    "wards": "Wards_May_2024_Boundaries_UK_BGC",
    "authorities": "Local_Authority_Districts_December_2024_Boundaries_UK_BGC",
    "partnerships": "Community_Safety_Partnerships_December_2024_Boundaries_EW_BGC",
    "forces": "Police_Force_Areas_Dec_2024_EW_BGC",
}


@dataclass
class Layer:
    """One layer: rows of published fields, with an outline where it has them."""

    rows: list[dict[str, Any]]
    outlines: dict[str, Any] | None = None
    most: int = 3
    edited: int = 1
    asked: list[int] = field(default_factory=list)
    promised: int = 0
    """Rows more than there are that its count says."""
    kept: list[dict[str, Any]] = field(default_factory=list)
    ordered: str = ""
    """What was wanted last, and in which order."""

    def info(self) -> dict[str, Any]:
        names = list(self.rows[0]) if self.rows else []
        return {
            "name": "layer", "maxRecordCount": self.most, "editingInfo": {"lastEditDate": self.edited},
            "fields": [{"name": name} for name in ["OBJECTID", *names]],
        }  # fmt: skip

    def query(self, asked: dict[str, str]) -> dict[str, Any]:
        if asked.get("returnCountOnly") == "true":
            self.kept = [row for row in self.rows if self._wanted(row, asked["where"])]
            self.ordered = ""
            return {"count": len(self.kept) + self.promised}
        order = asked["orderByFields"].split(",")
        if self.ordered != asked["orderByFields"]:
            self.ordered = asked["orderByFields"]
            self.kept = sorted(self.kept, key=lambda row: [row[name] for name in order])
        rows = self.kept
        start, size = int(asked["resultOffset"]), min(int(asked["resultRecordCount"]), self.most)
        self.asked.append(start)
        page = rows[start : start + size]
        wanted = asked["outFields"].split(",")
        if asked["f"] == "geojson":
            assert self.outlines is not None
            assert asked["outSR"] == "4326"
            features = [
                {
                    "type": "Feature",
                    "properties": {name: row[name] for name in wanted},
                    "geometry": self.outlines[row[order[0]]],
                }
                for row in page
            ]
            more = {"properties": {"exceededTransferLimit": True}} if start + size < len(rows) else {}
            return {"type": "FeatureCollection", "features": features, **more}
        return {"features": [{"attributes": {name: row[name] for name in wanted}} for row in page]}

    @staticmethod
    def _wanted(row: dict[str, Any], where: str) -> bool:
        """The two forms of condition that the definition uses."""
        if where == "1=1":
            return True
        alternatives = [part.split(" LIKE ") for part in where.split(" OR ")]
        return any(row[name].startswith(value.strip("'%")) for name, value in alternatives)


@dataclass
class Portal:
    """The servers. ``layers`` by the name of their service."""

    publisher: Publisher
    layers: dict[str, Layer]
    residents: dict[str, int]
    households: dict[str, int]
    mood: dict[str, Reply] = field(default_factory=dict)
    """Path -> what is answered instead."""

    def __post_init__(self) -> None:
        self.publisher.pages = _Anything(self)  # type: ignore[assignment]

    def answer(self, asked: Asked) -> Reply:
        if asked.path in self.mood:
            return self.mood[asked.path]
        if asked.path.startswith("/api/v01/dataset/NM_2014_1"):
            return self._people(asked, self.residents, "2024")
        if asked.path.startswith("/api/v01/dataset/NM_2059_1"):
            return self._people(asked, self.households, "2021")
        if asked.path == ROOT:
            listed = [{"name": name, "type": "FeatureServer"} for name in self.layers]
            return json_reply(json.dumps({"services": listed}))
        parts = asked.path.removeprefix(f"{ROOT}/").split("/")
        layer = self.layers.get(parts[0])
        if layer is None:
            return json_reply('{"error": {"code": 400, "message": "Invalid URL"}}')
        return json_reply(json.dumps(layer.query(asked.query) if parts[-1] == "query" else layer.info()))

    @staticmethod
    def _people(asked: Asked, numbers: dict[str, int], year: str) -> Reply:
        start, size = int(asked.query["RecordOffset"]), int(asked.query["RecordLimit"])
        page = sorted(numbers.items())[start : start + size]
        lines = ['"DATE_NAME","GEOGRAPHY_CODE","OBS_VALUE"', *(f'"{year}","{code}",{n}' for code, n in page)]
        return Reply(200, "\n".join(lines).encode(), {"Content-Type": "text/csv"})


class _Anything(dict[str, Any]):
    """Every path is answered by the portal."""

    def __init__(self, portal: Portal) -> None:
        super().__init__()
        self._portal = portal

    def get(self, _: str, __: Any = None) -> Any:
        return self._portal.answer


def square(west: float, south: float, size: float = 0.1) -> dict[str, Any]:
    """A square outline."""
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [[[round(x, 6), round(y, 6)] for x, y in ring]]}


SMALL = [  # small area, ward, authority, partnership, force, column, row of its square
    ("E01000001", "E05000001", "E06000001", "E22000001", "E23000001", 0, 0),
    ("E01000002", "E05000001", "E06000001", "E22000001", "E23000001", 1, 0),
    ("E01000003", "E05000002", "E06000001", "E22000001", "E23000001", 2, 0),
    ("E01000004", "E05000003", "E06000002", "E22000002", "E23000001", 0, 1),
    ("E01000005", "E05000003", "E06000002", "E22000003", "E23000001", 1, 1),
    ("W01000001", "W05000001", "W06000001", "W22000001", "W15000001", 0, 2),
    ("W01000002", "W05000001", "W06000001", "W22000001", "W15000001", 1, 2),
]
"""Seven small areas in three authorities; the second authority holds two partnerships."""


def small_country(publisher: Publisher) -> Portal:
    """The portal of a country of seven squares, with a Scottish ward and authority that nobody wants."""
    at = {row[0]: square(row[5] / 10, 52 + row[6] / 10) for row in SMALL}

    def row(level: str, code: str) -> dict[str, str]:
        return {f"{level}CD": code, f"{level}NM": f"Name of {code}"}

    def drawn(level: str, place: int, *more: str) -> Layer:
        codes = sorted({one[place] for one in SMALL}) + list(more)
        outlines = {
            code: {
                "type": "MultiPolygon",
                "coordinates": [at[one[0]]["coordinates"] for one in SMALL if one[place] == code]
                or [square(3, 56)["coordinates"]],
            }
            for code in codes
        }
        return Layer([row(level, code) for code in codes], outlines)

    small = [row("LSOA21", s[0]) | row("WD24", s[1]) | row("LAD24", s[2]) for s in SMALL]
    above = {(s[2], s[3], s[4]) for s in SMALL}
    layers = {
        NAMES["small"]: Layer(small),
        NAMES["above"]: Layer(
            [row("LAD24", a) | row("CSP24", c) | row("PFA24", f) for a, c, f in sorted(above)], most=2
        ),
        NAMES["small-outlines"]: drawn("LSOA21", 0),
        NAMES["wards"]: drawn("WD24", 1, "S13000001"),
        NAMES["authorities"]: drawn("LAD24", 2, "S12000001"),
        NAMES["partnerships"]: drawn("CSP24", 3),
        NAMES["forces"]: drawn("PFA24", 4),
    }
    people = {s[0]: 1000 + n for n, s in enumerate(SMALL)}
    return Portal(publisher, layers, people, {code: n // 2 for code, n in people.items()})

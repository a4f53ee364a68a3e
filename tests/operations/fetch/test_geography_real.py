"""The real lookup, served as the portal serves it, comes back as it is known to be."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from tests.operations.fetch.portal import NAMES, Layer, Portal
from tests.operations.fetch.publisher import Publisher, StillClock, at

from wardmote.operations.fetch.geography import GeographyRequest, fetch_geography

pytestmark = pytest.mark.shared
OLD = {"LSOA21": "lsoa21", "WD24": "ward24", "LAD24": "ltla24", "CSP24": "csp24", "PFA24": "pfa24"}


def published(known: pd.DataFrame, levels: list[str]) -> list[dict[str, Any]]:
    """The columns of some levels, named as the portal names them."""
    names = {
        f"{OLD[level]}_{word}": f"{level}{end}"
        for level in levels
        for word, end in (("code", "CD"), ("name", "NM"))
    }
    return known[list(names)].rename(columns=names).drop_duplicates().to_dict("records")


def drawn(path: Path, code: str, names: dict[str, str], wanted: set[str]) -> Layer:
    """The outlines of a real file, some of them, under the portal's names."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        features = [f for f in json.load(file)["features"] if f["properties"][code] in wanted]
    rows = [{new: f["properties"][old] for old, new in names.items()} for f in features]
    return Layer(rows, {f["properties"][code]: f["geometry"] for f in features}, most=2000)


@pytest.fixture
def known(shared: Path) -> pd.DataFrame:
    """The forces in which an authority holds several partnerships."""
    whole = pd.read_csv(shared / "data/geography/lookups/lsoa21_ward24_lad24_csp24_pfa24.csv.gz", dtype=str)
    return whole[whole["pfa24_code"].isin(whole[whole["method"] != "ltla24 has one CSP"]["pfa24_code"])]


def test_seven_authorities_are_told_apart_by_outlines(
    known: pd.DataFrame, shared: Path, tmp_path: Path, publisher: Publisher, clock: StillClock
) -> None:
    boundaries = shared / "data" / "geography" / "boundaries"
    split = known[known["method"] != "ltla24 has one CSP"]
    nobody = set(known["csp24_code"])
    lads, small = set(split["ltla24_code"]), set(split["lsoa21_code"])
    layers = {
        NAMES["small"]: Layer(published(known, ["LSOA21", "WD24", "LAD24"]), most=1000),
        NAMES["above"]: Layer(published(known, ["LAD24", "CSP24", "PFA24"]), most=1000),
        NAMES["small-outlines"]: drawn(
            boundaries / "lsoa21_bsc_ew.geojson.gz",
            "lsoa21_code",
            {"lsoa21_code": "LSOA21CD", "lsoa21_name": "LSOA21NM"},
            small,
        ),
        NAMES["authorities"]: drawn(
            boundaries / "lad24.geojson.gz",
            "ltla24_code",
            {"ltla24_code": "LAD24CD", "ltla24_name": "LAD24NM"},
            lads,
        ),
        NAMES["partnerships"]: drawn(
            boundaries / "csp24.geojson.gz",
            "csp24_code",
            {"csp24_code": "CSP24CD", "csp24_name": "CSP24NM"},
            nobody,
        ),
    }
    portal = Portal(publisher, layers, {"E01000001": 1}, {"E01000001": 1})
    done = fetch_geography(at(portal.publisher.base, "geography"), GeographyRequest(), tmp_path, clock=clock)
    with (tmp_path / "geography" / "small-areas.csv").open(encoding="utf-8", newline="") as file:
        made = {row["lsoa21_code"]: row for row in csv.DictReader(file)}
    assert len(made) == len(known)
    wrong = empty = 0
    for row in known.to_dict("records"):
        found = made[row["lsoa21_code"]]
        assert found["ward24_code"] == row["ward24_code"]
        assert found["pfa24_code"] == row["pfa24_code"]
        if row["lsoa21_code"] not in small:
            assert found["csp24_code"] == row["csp24_code"]
            continue
        empty += not found["csp24_code"]
        wrong += found["csp24_code"] not in {"", row["csp24_code"]}
    print(f"{len(small)} small areas: {empty} left empty, {wrong} otherwise than the known lookup")
    assert wrong == 0
    assert empty <= 5
    assert all(name in " ".join(done.notes) for name in split["ltla24_name"].unique())

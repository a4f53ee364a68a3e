"""Lookups, populations and boundaries in layouts that the source definitions recognise."""

from __future__ import annotations

import csv
import gzip
import io
import itertools
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow.parquet as pq
import shapely

from wardmote.definitions import Source
from wardmote.evidence.export.job import Job, Written, header_of
from wardmote.evidence.geography.successors import ROLE

ABOVE = ("ward", "lad", "csp", "force")
STORED = {"ward": "ward", "lad": "lad", "csp": "csp", "force": "area_force"}
NO_LAYOUT = "No source definition has a layout for it, so it is not taken in again."
Cells = dict[str, object]


def write_lookups(job: Job) -> Iterable[Written]:
    """Small areas of today with what they lie in, and those of earlier years with the one that fits best."""
    if not job.files("places"):
        return
    names = _names(job)
    by_vintage: dict[tuple[str, bool], list[Cells]] = defaultdict(list)
    for row in _rows(job, "places"):
        today = row["lsoa"] == row["best_fit"]
        code = str(row["lsoa"])
        cells: Cells = {"lsoa": code, "lsoa_name": names.get(("lsoa", code), "")}
        if today:
            for level in ABOVE:
                at = row[STORED[level]]
                cells |= {level: at, f"{level}_name": names.get((level, str(at)), "") if at else ""}
        else:
            cells["best_fit"] = row["best_fit"]
        by_vintage[str(row["vintage"]), today].append(cells)
    for (vintage, today), rows in sorted(by_vintage.items()):
        source = next(
            (
                s
                for s in job.sources("places")
                if s.vintage == vintage and ("best_fit" not in s.columns) == today
            ),
            None,
        )
        yield _table(job, f"geography/lookup-{vintage}.csv", "places", source, rows)


def write_populations(job: Job) -> Iterable[Written]:
    """One file with a column for each kind and day."""
    if not job.files("population"):
        return
    source = next((s for s in job.sources("population-by-area") if s.level == "lsoa"), None)
    names = _names(job)
    people: dict[str, Cells] = {}
    lost = False
    for row in _rows(job, "population"):
        column = _population_column(source, str(row["kind"]), row["date"]) if source else None
        lost |= column is None
        cells = people.setdefault(str(row["lsoa"]), {})
        value = row["value"]
        cells[column or f"{row['kind']} {row['date']}"] = (
            "" if value is None else f"{value!r}".removesuffix(".0")
        )
    rows: list[Cells] = [
        {"area": code, "name": names.get(("lsoa", code), code), **cells}
        for code, cells in sorted(people.items())
    ]
    note = (
        "Some of its columns are of a kind or day that no definition names; they are not taken in again."
        if lost
        else ""
    )
    yield _table(job, "geography/population.csv", "population", source, rows, note)


def _population_column(source: Source, kind: str, day: Any) -> str | None:
    """The name of the column that a definition reads as this kind and day."""
    for pattern in source.populations:
        if pattern.population == kind and pattern.month_day == f"{day:%m-%d}":
            name = re.sub(r"\(\?P<year>.*?\)", f"{day.year}", pattern.match.strip("^$"))
            match = re.match(pattern.match, name, re.IGNORECASE)
            if match and match["year"] == str(day.year):
                return name
    return None


def write_boundaries(job: Job) -> Iterable[Written]:
    """One GeoJSON file for each level, use and vintage."""
    if not job.files("boundaries"):
        return
    groups: dict[tuple[str, str, str], list[Cells]] = defaultdict(list)
    for row in _rows(job, "boundaries"):
        groups[str(row["level"]), str(row["use"]), str(row["vintage"])].append(row)
    for (level, use, vintage), rows in sorted(groups.items()):
        source = next(
            (s for s in job.sources("boundaries") if (s.level, s.use, s.vintage) == (level, use, vintage)),
            None,
        )
        names = source.columns if source else {"code": "code", "name": "name"}
        shapes = shapely.to_geojson(shapely.from_wkb([row["wkb"] for row in rows]))
        features = [
            json.dumps(
                {"type": "Feature", "properties": {names["code"]: row["code"], names["name"]: row["name"]}}
            )[:-1]
            + f', "geometry": {shape}}}'
            for row, shape in zip(rows, shapes, strict=True)
        ]
        text = '{"type": "FeatureCollection", "features": [\n' + ",\n".join(features) + "\n]}\n"
        name = f"geography/boundaries-{level}-{use or 'plain'}-{vintage or 'undated'}.geojson"
        yield _saved(job, name, "boundaries", source, text, len(rows))


def write_successors(job: Job) -> Iterable[Written]:
    """Areas that changed, in the layouts of dated lookups."""
    if not job.files("successors"):
        return
    left = {
        (r["level"], r["code"], r["year"], r["successor"]): str(r["name"]) for r in _rows(job, "successors")
    }
    for source in job.sources("area-changes"):
        dated = [(m["level"], m["year"]) for role in source.columns if (m := ROLE.fullmatch(role))]
        lines = list(
            _through_years(dated, left) if len({lv for lv, _ in dated}) == 1 else _through_levels(dated, left)
        )
        if lines:
            rows = [_line(dated, codes, left) for codes in lines]
            yield _table(job, f"geography/{source.id}.csv", "successors", source, rows)
            for codes in lines:
                for change in _changes(dated, codes):
                    left.pop(change, None)
    if left:
        rows = [
            dict(zip(("level", "code", "year", "successor"), change, strict=True)) | {"name": name}
            for change, name in left.items()
        ]
        yield _table(job, "geography/earlier-areas.csv", "successors", None, rows)


Change = tuple[Any, Any, Any, Any]


def _through_years(dated: Sequence[tuple[str, str]], left: dict[Change, str]) -> Iterator[tuple[str, ...]]:
    """Codes of one area through the years: one line for each change."""
    first = dated[0][0]
    larger = {code for lv, *codes in left if lv != first for code in (codes[0], codes[2])}
    for level, code, year, successor in left:
        at = next((n for n, dates in enumerate(dated) if n and dates == (level, year)), None)
        if at is not None and successor not in larger:
            yield (*([code] * at), *([successor] * (len(dated) - at)))


def _through_levels(dated: Sequence[tuple[str, str]], left: dict[Change, str]) -> Iterator[tuple[str, ...]]:
    """An area, what it lay in, and what that lay in: one line for each way up."""
    above: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for level, code, year, successor in left:
        above[level, year, code].append(successor)
    first, year = dated[0]
    for code in sorted({c for lv, c, y, _ in left if (lv, y) == (first, year)}):
        ways: list[tuple[str, ...]] = [(code,)]
        for level, when in dated[:-1]:
            ways = [(*way, up) for way in ways for up in above.get((level, when, way[-1]), [])]
        yield from ways


def _changes(dated: Sequence[tuple[str, str]], codes: Sequence[str]) -> Iterator[Change]:
    """What the reader makes of a line."""
    for ((level, year), code), ((above, later), successor) in itertools.pairwise(
        zip(dated, codes, strict=True)
    ):
        if code != successor:
            yield level, code, later if level == above else year, successor


def _line(dated: Sequence[tuple[str, str]], codes: Sequence[str], left: dict[Change, str]) -> Cells:
    names = {change[1]: left.get(change, "") for change in _changes(dated, codes)}
    cells: Cells = {}
    for (level, year), code in zip(dated, codes, strict=True):
        cells |= {f"{level}_{year}": code, f"{level}_{year}_name": names.get(code, "")}
    return cells


def _rows(job: Job, table: str) -> Iterator[Cells]:
    for record in job.files(table):
        yield from pq.read_table(job.layout.stored(record)).to_pylist()


def _names(job: Job) -> dict[tuple[str, str], str]:
    return {(str(row["level"]), str(row["code"])): str(row["name"]) for row in _rows(job, "areas")}


def _table(
    job: Job, name: str, table: str, source: Source | None, rows: Sequence[Cells], note: str = ""
) -> Written:
    """A CSV file in the layout of a source; cells by role or by name of column."""
    roles = source.columns if source else {}
    named = [{roles.get(role, role): cell for role, cell in row.items()} for row in rows]
    header = list(dict.fromkeys((*(header_of(source) if source else ()), *(c for row in named for c in row))))
    stream = io.StringIO()
    writer = csv.DictWriter(stream, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(named)
    return _saved(job, name, table, source, stream.getvalue(), len(rows), note)


def _saved(
    job: Job, name: str, table: str, source: Source | None, text: str, rows: int, note: str = ""
) -> Written:
    path = job.place(name, taken_in=source is not None)
    content = text.encode()
    path.write_bytes(gzip.compress(content, mtime=0) if job.packed else content)
    if source is None:
        return Written(job.below(path), table, rows, taken_in=False, note=NO_LAYOUT)
    return Written(job.below(path), table, rows, source.reference, source.licence, note=note)

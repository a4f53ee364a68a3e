"""Tables of one row a value, out of columns of one row an area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from wardmote.evidence.reference.numbers import Floats

ROW_GROUP = 122_880
"""Rows that are read together: the areas of one partnership are few."""
KINDS = ("score", "rank", "decile")
Ints = NDArray[np.int32]


@dataclass(frozen=True)
class Rows:
    """Rows of areas in their order: words by role, one for all rows or one for each."""

    words: dict[str, str | list[str]]
    count: int

    def of(self, role: str, each: NDArray[np.intp]) -> Any:
        """A column of words: that of each of these rows."""
        said = self.words[role]
        if isinstance(said, str):
            return _coded(np.zeros(len(each), dtype=np.int32), [said])
        distinct = sorted(set(said))
        return _coded(_places(said, distinct)[each], distinct)


def write_deprivation(rows: Rows, columns: Sequence[tuple[str, str, Floats]], path: Path) -> None:
    """Score, rank and decile of each domain side by side, in the order of areas and domains.

    ``columns``: domain, kind and values of each column; NaN is not supplied.
    """
    domains = sorted({domain for domain, _, _ in columns})
    nothing = np.full(rows.count, np.nan)
    given = {(domain, kind): values for domain, kind, values in columns}
    flat = {kind: _flat([given.get((domain, kind), nothing) for domain in domains]) for kind in KINDS}
    kept = np.flatnonzero(~np.isnan(flat["score"]) | ~np.isnan(flat["rank"]) | ~np.isnan(flat["decile"]))
    each = kept // len(domains)
    table = {role: rows.of(role, each) for role in ("collection", "release", "area", "level", "vintage")}
    table["domain"] = _coded((kept % len(domains)).astype(np.int32), domains)
    table["score"] = _floats(flat["score"][kept])
    table["rank"] = _whole(flat["rank"][kept])
    table["decile"] = _whole(flat["decile"][kept])
    _write(table, path)


def write_profile(
    rows: Rows,
    days: Sequence[date],
    columns: Sequence[tuple[str, Floats]],
    base: Floats | None,
    word: Sequence[str] | None,
    path: Path,
) -> None:
    """Each category of each area, in the order of areas and categories.

    Parameters
    ----------
    days
        The day of each row.
    columns
        Category and values of each column; NaN is not supplied.
    base
        What each row is out of; None where nothing is.
    word
        The class of each area, where that is what is held; else None.
    """
    categories = sorted(set(word)) if word is not None else [name for name, _ in columns]
    times = 1 if word is not None else len(categories)
    values = np.ones(rows.count) if word is not None else _flat([values for _, values in columns])
    kept = np.flatnonzero(~np.isnan(values))
    each = kept // times
    which = _places(word, categories)[kept] if word is not None else (kept % times).astype(np.int32)
    table = {role: rows.of(role, each) for role in ("collection", "release")}
    distinct = sorted(set(days))
    place = {day: number for number, day in enumerate(distinct)}
    at = np.array([place[day] for day in days], dtype=np.intp)
    table["date"] = pa.array(np.array(distinct, dtype="datetime64[D]")[at[each]], pa.date32())
    table |= {role: rows.of(role, each) for role in ("area", "level", "vintage", "topic")}
    table["category"] = _coded(which, categories)
    table["value"] = _floats(values[kept])
    table["base"] = _floats(np.full(len(kept), np.nan) if base is None else base[each])
    table["unit"] = rows.of("unit", each)
    _write(table, path)


def _flat(columns: Sequence[Floats]) -> Floats:
    """Values row by row."""
    return np.column_stack(columns).ravel()


def _places(words: Sequence[str], distinct: Sequence[str]) -> Ints:
    """Each word as its place in a list."""
    at = {word: place for place, word in enumerate(distinct)}
    return np.fromiter((at[word] for word in words), dtype=np.int32, count=len(words))


def _coded(places: Ints, words: Sequence[str]) -> Any:
    return pa.DictionaryArray.from_arrays(pa.array(places), pa.array(words, pa.string()))


def _floats(values: Floats) -> Any:
    return pa.array(values, pa.float64(), mask=np.isnan(values))


def _whole(values: Floats) -> Any:
    missing = np.isnan(values)
    return pa.array(np.where(missing, 0, values).astype(np.int32), pa.int32(), mask=missing)


def _write(columns: dict[str, Any], path: Path) -> None:
    table = pa.table(columns)
    bounds = ["area"]  # what a reader looks for
    pq.write_table(
        table,
        path,
        compression="zstd",
        row_group_size=ROW_GROUP,
        store_schema=False,
        write_statistics=bounds,
    )

"""What a later file corrects: which value of which measure, area and period became which other, and by whose file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from wardmote.definitions import Definitions
from wardmote.evidence.file_names import short_name
from wardmote.evidence.layout import Layout
from wardmote.evidence.manifest import OBSERVED, Manifest
from wardmote.evidence.observations.receipt import months_in_words
from wardmote.evidence.observations.staging import KEYED, MARK, as_stated, words_of
from wardmote.evidence.sql_text import quoted

SHOWN = 6
"""Corrections of one source that are named when a file is taken in."""


@dataclass(frozen=True)
class Correction:
    """One observation that says something else than before."""

    source: str
    item: str
    detail: str
    area: str
    level: str
    start: str
    end: str
    before: str
    """In words: 80, 61 of 212, suppressed, not supplied."""
    after: str
    file_before: str
    """First digits of the hash of the file that said it; see ``by_mark``."""
    file_after: str

    def sentence(
        self, definitions: Definitions, files: Mapping[str, str], areas: Mapping[str, str] | None = None
    ) -> str:
        """80 became 82: MARAC referrals in Luton, April 2025 to June 2025 (a.csv, then b.csv).

        Parameters
        ----------
        files
            Name of each file by its mark.
        areas
            Name of each area by its code.
        """
        measure = definitions.measures.get(self.item)
        what = measure.title if measure else self.item.replace("-", " ")
        part = f" ({self.detail.replace('-', ' ')})" if self.detail else ""
        names = [files.get(mark, "") for mark in (self.file_before, self.file_after)]
        by = f" ({names[0] or 'an earlier file'}, then {names[1] or 'a later file'})" if any(names) else ""
        months = months_in_words(self.start, self.end)
        return f"{self.before} became {self.after}: {what}{part} in {(areas or {}).get(self.area, self.area)}, {months}{by}."


def corrected(
    connection: duckdb.DuckDBPyConnection, before: Path, after: Path, table: str = "observations"
) -> list[Correction]:
    """Observations that two stored files of one source both hold, and that are not the same, in order."""
    same = " AND ".join(f'b."{name}" = a."{name}"' for name in ("source", *KEYED))
    keys = ", ".join(f'a."{name}"' for name in ("source", *KEYED))
    query = f"""SELECT {keys}, {words_of("b.")}, {words_of("a.")}, b.file, a.file
        FROM {as_stated(table, after)} a JOIN {as_stated(table, before)} b ON {same}
        WHERE (a.value, a.state, a.base) IS DISTINCT FROM (b.value, b.state, b.base)
        ORDER BY ALL"""
    return [Correction(*row) for row in connection.execute(query).fetchall()]


def corrections_between(
    layout: Layout, earlier: Manifest, later: Manifest
) -> tuple[list[Correction], dict[str, str]]:
    """What was corrected from one snapshot to another, source by source, and the name of each file by its mark."""
    before, after = (
        {(table, one.key): layout.stored(one) for table in OBSERVED for one in manifest.of_table(table)}
        for manifest in (earlier, later)
    )
    both = [key for key in sorted(before.keys() & after.keys()) if before[key] != after[key]]
    with duckdb.connect() as connection:
        found = [one for key in both for one in corrected(connection, before[key], after[key], key[0])]
    named = ((one.sha256, one.name) for manifest in (earlier, later) for one in manifest.sources)
    return found, by_mark(named)


def names_of(connection: duckdb.DuckDBPyConnection, lookup: Path | None) -> dict[str, str]:
    """Name of each area of a stored lookup by its code; none where there is no lookup yet."""
    if lookup is None:
        return {}
    query = f"SELECT code, name FROM read_parquet({quoted(str(lookup))}) WHERE name <> ''"
    return dict(connection.execute(query).fetchall())


def by_mark(files: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The short name of each file by the mark that its rows carry.

    Parameters
    ----------
    files
        Hash and name of each.
    """
    return {sha256[:MARK]: short_name(name) for sha256, name in files}


def sentences(
    found: Sequence[Correction],
    definitions: Definitions,
    files: Mapping[str, str],
    areas: Mapping[str, str],
    most: int = SHOWN,
) -> list[str]:
    """The first corrections in words, and how many more there are."""
    said = [one.sentence(definitions, files, areas) for one in found[:most]]
    more = len(found) - most
    return (
        said
        if more <= 0
        else [
            *said,
            f"{more:,} more values were corrected: the difference to the snapshot before names them.",
        ]
    )

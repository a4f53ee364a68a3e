"""What a later file corrects: which value of which measure, area and period became which other, and by whose file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from wardmote.definitions import Definitions
from wardmote.evidence.observations.receipt import months_in_words
from wardmote.evidence.observations.staging import KEYED, MARK, words_of
from wardmote.evidence.street.words import quoted

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

    def sentence(self, definitions: Definitions, files: Mapping[str, str]) -> str:
        """80 became 82: MARAC referrals in X22000001, April to June 2025 (a.csv, then b.csv)."""
        measure = definitions.measures.get(self.item)
        what = measure.title if measure else self.item.replace("-", " ")
        part = f" ({self.detail.replace('-', ' ')})" if self.detail else ""
        names = [files.get(mark, "") for mark in (self.file_before, self.file_after)]
        by = f" ({names[0] or 'an earlier file'}, then {names[1] or 'a later file'})" if any(names) else ""
        months = months_in_words(self.start, self.end)
        return f"{self.before} became {self.after}: {what}{part} in {self.area}, {months}{by}."


def corrected(connection: duckdb.DuckDBPyConnection, before: Path, after: Path) -> list[Correction]:
    """Observations that two stored files of one source both hold, and that are not the same, in order."""
    same = " AND ".join(f'b."{name}" = a."{name}"' for name in ("source", *KEYED))
    keys = ", ".join(f'a."{name}"' for name in ("source", *KEYED))
    query = f"""SELECT {keys}, {words_of("b.")}, {words_of("a.")}, b.file, a.file
        FROM read_parquet({quoted(str(after))}) a JOIN read_parquet({quoted(str(before))}) b ON {same}
        WHERE (a.value, a.state, a.base) IS DISTINCT FROM (b.value, b.state, b.base)
        ORDER BY ALL"""
    return [Correction(*row) for row in connection.execute(query).fetchall()]


def by_mark(files: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The short name of each file by the mark that its rows carry.

    Parameters
    ----------
    files
        Hash and name of each.
    """
    return {sha256[:MARK]: name.replace("\\", "/").rsplit("/", 1)[-1] for sha256, name in files}


def sentences(
    found: Sequence[Correction], definitions: Definitions, files: Mapping[str, str], most: int = SHOWN
) -> list[str]:
    """The first corrections in words, and how many more there are."""
    said = [one.sentence(definitions, files) for one in found[:most]]
    more = len(found) - most
    return (
        said
        if more <= 0
        else [*said, f"{more:,} more values were corrected: 'wardmote evidence diff' names them."]
    )

"""One table, however people save it, is read as the same rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from wardmote.definitions import Definitions, load
from wardmote.evidence import EvidenceError
from wardmote.operations.given_tables import tables_of
from wardmote.publishing.plain_sheets import WRITERS, Column, Sheet

HEAD = ("What", "Day", "Number")
SAID = (("Café “Quay”", "2026-03-04", "3"), ("=1+1", "2026-12-31", "1250"))
TYPED = tuple((what, date.fromisoformat(day), int(number)) for what, day, number in SAID)
TEXT = "A title above\n\n" + "\n".join(";".join(row) for row in (HEAD, *SAID))


@pytest.fixture(scope="module")
def known() -> Definitions:
    """Our own definitions."""
    return load()


@pytest.mark.parametrize("saved", ["csv", "xlsx", "ods", "utf-8", "utf-8-sig", "windows-1252"])
def test_a_table_is_read_the_same_however_it_is_saved(tmp_path: Path, saved: str, known: Definitions) -> None:
    """Written by us, or by an office with semicolons, a title above and its own letters; days come as days."""
    content = (
        WRITERS[saved][1](Sheet("Things", tuple(map(Column, HEAD)), TYPED))
        if saved in WRITERS
        else TEXT.encode(saved)
    )
    file = tmp_path / f"things.{saved if saved in WRITERS else 'csv'}"
    file.write_bytes(content)
    (table,) = tables_of([file], known, [("What",)])
    assert table.columns == HEAD
    assert [tuple(one.cells) for one in table.whole] == [
        ("'=1+1" if saved == "csv" and what == "=1+1" else what, day, number) for what, day, number in SAID
    ]
    assert [one.line for one in table.rows] == ([2, 3] if saved in WRITERS else [4, 5])
    assert table.name.startswith("things.")


def test_rows_of_another_width_are_named_and_what_is_no_table_refused(
    tmp_path: Path, known: Definitions
) -> None:
    """A row that lost a cell is never read under the wrong heading."""
    file = tmp_path / "short.csv"
    file.write_text("What,Day,Number\nHall,2026-03-04,3\nShed,2026-03-04\n")
    (table,) = tables_of([file], known, [("What", "Day")])
    assert [one.cells[0] for one in table.whole] == ["Hall"]
    assert table.faults == ("short.csv, row 3: found 2 cells, expected 3 cells, as in the first line.",)
    (tmp_path / "map.json").write_text('{"type": "FeatureCollection", "features": []}')
    with pytest.raises(EvidenceError):
        tables_of([tmp_path / "map.json"], known, [("What",)])

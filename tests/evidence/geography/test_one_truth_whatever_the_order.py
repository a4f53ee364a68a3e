"""The same facts give the same bytes, in whatever order files and rows come and however they are split."""

from __future__ import annotations

import io
import itertools
import random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wardmote.evidence.geography import read

TABLES = ("places", "areas", "population", "boundaries")


def stored(tables: Any) -> list[bytes]:
    """What each table is as Parquet."""
    written = []
    for name in TABLES:
        stream = io.BytesIO()
        pq.write_table(getattr(tables, name), stream, compression="zstd")
        written.append(stream.getvalue())
    return written


def some_files(files: Any) -> list[Any]:
    return [
        files.lookup("a.csv", pop_mye2022=[1000, "", 3000]),
        files.lookup("b.csv", files.fen[::-1], pop_mye2022=[3000, 2000, 1000]),
        files.earlier("c.csv", {"X01000099": "X01000003", "X01000098": "X01000001"}),
        files.totals("d.csv", "pop_mye2022", {"X22000002": 3000, "X22000001": 3000}),
        files.boundaries(
            "e.geojson", files.outline("X22000002", files.square(2.0)), files.outline("X22000001")
        ),
        files.boundaries("f.geojson", files.outline("X22000001", [files.square()[0][::-1]])),
    ]


def test_the_order_of_the_files_changes_nothing(files, definitions) -> None:
    given_files = some_files(files)
    expected = read(given_files, definitions)
    orders = list(itertools.permutations(given_files))
    for order in random.Random(5).sample(orders, 20):
        found = read(list(order), definitions)
        assert stored(found) == stored(expected)
        assert found.notes == expected.notes


def test_the_names_of_the_files_change_nothing_in_the_tables(files, definitions) -> None:
    given_files = some_files(files)
    renamed = [
        type(file)(file.path, f"{number}.any", file.sha256, file.source, file.columns)
        for number, file in enumerate(given_files[::-1])
    ]
    assert stored(read(renamed, definitions)) == stored(read(given_files, definitions))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 2), min_size=9, max_size=9), st.randoms(use_true_random=False))
def test_rows_may_be_split_over_files_in_any_way(files, definitions, homes, chance) -> None:
    areas = [
        (f"X0100000{n}", f"X0500000{n // 2}", "X07000001", f"X2200000{n // 5}", "X23000001") for n in range(9)
    ]
    people = [str(100 * n) for n in range(9)]
    whole = read([files.lookup("whole.csv", areas, pop_mye2022=people)], definitions)
    parts = []
    for home in range(3):
        mine = [n for n in range(9) if homes[n] == home or chance.random() < 0.3]
        chance.shuffle(mine)
        if mine:
            chosen = [areas[n] for n in mine]
            parts.append(files.lookup(f"{home}.csv", chosen, pop_mye2022=[people[n] for n in mine]))
    split = read(parts, definitions)
    assert split.places.equals(whole.places)
    assert split.areas.equals(whole.areas)
    assert split.population.equals(whole.population)


def test_files_taken_in_one_after_the_other_end_as_those_taken_in_together(files, definitions) -> None:
    given_files = some_files(files)
    standing = None
    for file in given_files:
        standing = read([file], definitions, standing=standing)
    assert standing is not None
    assert stored(standing) == stored(read(given_files, definitions))


def test_progress_ends_at_the_whole(files, definitions) -> None:
    steps: list[tuple[int, int]] = []
    given_files = some_files(files)
    read(given_files, definitions, lambda step, done, total: steps.append((done, total)))
    whole = sum(file.path.stat().st_size for file in given_files)
    assert steps[0] == (0, whole)
    assert steps[-1] == (whole, whole)
    assert steps == sorted(steps)
    assert isinstance(read(given_files, definitions).places, pa.Table)

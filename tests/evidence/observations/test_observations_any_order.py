"""Any order of files and rows gives the same bytes; what is written out in the long layout comes back the same."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.evidence.observations.partner_files import CSP, GENERIC, held, stored_bytes, write

from wardmote.definitions import Definitions
from wardmote.evidence import EvidenceStore

AREAS = ("X22000001", "X05000001", "X05000002")
CELLS = ("0", "1", "7", "1,000", "", "*")
MONTHS = tuple(f"2023-{month:02}" for month in range(1, 13))

rows = st.dictionaries(
    st.tuples(
        st.sampled_from(AREAS), st.sampled_from(("fly-tipping", "noise-complaints")), st.sampled_from(MONTHS)
    ),
    st.tuples(st.sampled_from(CELLS), st.sampled_from(("", "12", "2000")), st.sampled_from(("", "late"))),
    min_size=2,
    max_size=12,
)
EXAMPLES = 40 if os.environ.get("WARDMOTE_SOAK") == "1" else 6
PATIENT = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def store_of(
    folder: Path, definitions: Definitions, files: list[list[tuple[str, ...]]], header=GENERIC
) -> EvidenceStore:
    store = EvidenceStore(folder / "evidence", definitions)
    store.ingest([write(folder / f"{number}.csv", header, content) for number, content in enumerate(files)])
    return store


def sound(cell: str, base: str) -> tuple[str, str]:
    """A base that is not smaller than its number."""
    return cell, base if cell in ("", "*", "0", "1", "7") or base == "2000" else ""


@PATIENT
@given(content=rows, order=st.randoms(use_true_random=False), cut=st.integers(0, 12))
def test_any_order_of_rows_and_files_gives_the_same_bytes(definitions, content, order, cut) -> None:
    every = [(*key, *sound(cell, base), note) for key, (cell, base, note) in content.items()]
    shuffled = order.sample(every, len(every))
    parts = [part for part in (shuffled[:cut], shuffled[cut:]) if part]
    folder = Path(tempfile.mkdtemp())
    try:
        one = store_of(folder / "one", definitions, parts)
        again = [order.sample(part, len(part)) for part in parts]
        other = EvidenceStore(folder / "other" / "evidence", definitions)
        paths = [write(folder / "other" / f"{at}.csv", GENERIC, part) for at, part in enumerate(parts)]
        other.ingest(list(reversed(paths)))
        assert stored_bytes(one) == stored_bytes(other)
        third = store_of(folder / "third", definitions, again)
        seen = "item, area, start, value, state, base, note"
        assert held(third, seen) == held(one, seen)
        assert len(held(one)) == len(every)
    finally:
        shutil.rmtree(folder)


@PATIENT
@given(
    numbers=st.lists(st.sampled_from(["1", "2", "0", "-1", "1,000", "*"]), min_size=2, max_size=6),
    order=st.randoms(use_true_random=False),
)
def test_parts_of_a_count_add_up_in_any_order(definitions, numbers, order) -> None:
    offence = ("2023/24", "1", "Eastmarch", "Marrowmere", "Homicide", "Violence", "Homicide", "1/4.1")
    folder = Path(tempfile.mkdtemp())
    try:
        one = store_of(folder / "one", definitions, [[(*offence, n) for n in numbers]], CSP)
        other = store_of(
            folder / "other", definitions, [[(*offence, n) for n in order.sample(numbers, len(numbers))]], CSP
        )
        ((value, state),) = held(one, "value, state")
        assert held(other, "value, state") == [(value, state)]
        if "*" in numbers:
            assert (value, state) == (None, "suppressed")
        else:
            assert value == sum(int(n.replace(",", "")) for n in numbers)
    finally:
        shutil.rmtree(folder)


@PATIENT
@given(content=rows)
def test_written_out_in_the_long_layout_it_comes_back_the_same(definitions, content) -> None:
    every = [(*key, *sound(cell, base), note) for key, (cell, base, note) in content.items()]
    folder = Path(tempfile.mkdtemp())
    seen = 'item, detail, area, level, start, "end", value, state, base, note'
    try:
        one = store_of(folder / "one", definitions, [every])
        words = {"known": "", "not-supplied": "", "suppressed": "*"}
        out = [
            (
                area,
                item,
                f"{start} to {end}",
                words[state] if value is None else repr(value),
                "" if base is None else f"{base:.0f}",
                note,
            )
            for item, _, area, _, start, end, value, state, base, note in held(one, seen)
        ]
        assert held(store_of(folder / "two", definitions, [out]), seen) == held(one, seen)
    finally:
        shutil.rmtree(folder)

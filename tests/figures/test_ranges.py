from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from wardmote.figures.ranges import code_ranges

codes = st.lists(
    st.builds(lambda kind, n: f"{kind}{n:08d}", st.sampled_from("EWX"), st.integers(0, 10**7)), max_size=40
)


@given(codes, st.integers(1, 8))
def test_every_code_lies_in_a_range_and_ranges_do_not_meet(found: list[str], most: int) -> None:
    ranges = code_ranges(found, most)
    assert len(ranges) <= most
    assert all(any(low <= code <= high for low, high in ranges) for code in found)
    assert all(before[1] < after[0] for before, after in itertools.pairwise(ranges))


def test_ranges_are_cut_at_the_widest_gaps() -> None:
    assert code_ranges(["E01000001", "E01000003", "E01030000", "E01030001"], 2) == [
        ("E01000001", "E01000003"),
        ("E01030000", "E01030001"),
    ]

"""In any order the same snapshot; taken out and in again, the same tables."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.reference import reference_files as files

from wardmote.definitions import Definitions
from wardmote.evidence import EvidenceStore

words = st.text("abcXYZ ,;'\"=+-@/é–", max_size=10).map(str.strip)
numbers = st.one_of(st.just(""), st.floats(0, 1e6, allow_nan=False).map(repr))
codes = st.lists(st.integers(1, 200).map(lambda n: f"{n}A"), min_size=1, max_size=8, unique=True)


@st.composite
def given_files(draw: st.DrawFn, folder: Path) -> list[Path]:
    """Weights of two releases, sub-domains, ages; in a drawn order, with drawn cells."""
    made = []
    for number, release in enumerate(
        draw(st.lists(st.sampled_from(["2019", "2021-03", "2024-03-31"]), unique=True))
    ):
        table = [
            ("harm", release, code, draw(numbers), draw(words), draw(words), "", "2030", "days", draw(words))
            for code in draw(codes)
        ]
        made.append(files.write(folder / f"weights-{number}.csv", files.WEIGHTS, table))
    areas = draw(st.permutations(files.TODAY))
    made.append(files.deprived(folder / "areas.csv", areas, adult_skills_score=draw(numbers)))
    made.append(files.ages(folder / "ages.csv", areas[1:]))
    return list(draw(st.permutations(made)))


@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_any_order_and_back_again(data: st.DataObject, definitions: Definitions) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = data.draw(given_files(folder))
        store = EvidenceStore(folder / "one", definitions)
        store.ingest(paths)
        turned = EvidenceStore(folder / "two", definitions)
        turned.ingest(sorted(paths))
        assert turned.current_id() == store.current_id()
        store.export(folder / "out")
        again = EvidenceStore(folder / "three", definitions)
        again.ingest([folder / "out" / "evidence"])
        assert again.manifest().files == store.manifest().files

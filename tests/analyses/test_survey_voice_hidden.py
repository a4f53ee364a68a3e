"""What a document prints of a survey, attacked: no printed share may come to one to four people, or leave so many."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.evidence.responses.answer_files import HEADER, book, definitions, file, row

from wardmote.analyses.surveys.said import SurveySaid
from wardmote.analyses.surveys.voice import voice
from wardmote.evidence import EvidenceStore
from wardmote.figures.evidence import Evidence

PEOPLE = 60


def said(folder: Path, problems: list[str]) -> SurveySaid:
    asking = book(cluster="", weight="", chosen="self-selected")
    asking["questions"][1]["asks"] = "concerns"
    made = definitions(asking)
    store = EvidenceStore(folder / "evidence", made)
    store.ingest(
        [file(folder / "answers 2025.csv", [row(n, problems=one) for n, one in enumerate(problems)], HEADER)]
    )
    (found,) = voice(Evidence(store.open().connection(), made, "x"), "2026-12")
    return found


@pytest.mark.parametrize("few", [1, 2, 4])
@pytest.mark.parametrize("rare", ["Drugs", "Speeding"])
def test_no_share_of_the_pack_comes_to_so_few(tmp_path: Path, few: int, rare: str) -> None:
    """A rare answer among the first three, and one that all but a few gave."""
    common = "Speeding" if rare == "Drugs" else "Drugs"
    problems = [
        f"{common};{rare}" if n < few else f"{common};Other" if n < 30 else common
        for n in range(PEOPLE - few)
    ]
    problems += ["Other"] * few
    found = said(tmp_path, problems)
    printed = [one.percent for one in found.concerns] + [
        float(one) for one in re.findall(r"\((\d+)%", found.named)
    ]
    for percent in printed:
        people = round(percent * PEOPLE / 100)
        assert people == 0 or people >= 5, found.named
        assert people == PEOPLE or PEOPLE - people >= 5, found.named
    assert rare.lower() not in found.named
    assert printed


def test_what_many_said_is_printed_still(tmp_path: Path) -> None:
    found = said(
        tmp_path, ["Drugs;Speeding" if n % 2 else "Speeding" if n % 3 else "Other" for n in range(PEOPLE)]
    )
    assert {one.label for one in found.concerns} == {"Drugs", "Speeding", "Other"}

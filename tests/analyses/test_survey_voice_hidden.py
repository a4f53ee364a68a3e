"""What a document prints of a survey, attacked: no printed share may come to one to four people, or leave so many."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.evidence.responses.answer_files import HEADER, book, definitions, file, row, store

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


VERY, FAIRLY, UNSAFE = "Very safe", "Fairly safe", "Unsafe"


def two_waves(folder: Path, then: list[tuple[str, str]], now: list[tuple[str, str]]) -> SurveySaid:
    """What is said of a random sample in two waves; each person as how safe they feel, and their weight."""
    books = [book(wave, cluster="", chosen="random") for wave in ("2023", "2025")]
    asked = store(folder, *books)
    for wave, people in (("2023", then), ("2025", now)):
        rows = [row(n, how=how, weight=weight) for n, (how, weight) in enumerate(people)]
        asked.ingest([file(folder / f"answers {wave}.csv", rows, HEADER)])
    (found,) = voice(Evidence(asked.open().connection(), definitions(*books), "x"), "2026-12")
    return found


def people(**answers: int) -> list[tuple[str, str]]:
    named = {"very": VERY, "fairly": FAIRLY, "unsafe": UNSAFE}
    return [(named[name], "1") for name, n in answers.items() for _ in range(n)]


def test_a_change_that_many_stand_behind_is_told(tmp_path: Path) -> None:
    found = two_waves(
        tmp_path, people(very=60, fairly=30, unsafe=10), people(very=10, fairly=30, unsafe=60)
    ).changes
    assert "“Unsafe” rose from 10% to 60%" in found
    assert "the NET score of “How safe do you feel?” fell from +80 to −20" in found


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ({"very": 60, "fairly": 38, "unsafe": 2}, {"very": 10, "fairly": 30, "unsafe": 60}),
        ({"very": 10, "fairly": 30, "unsafe": 60}, {"very": 60, "fairly": 38, "unsafe": 2}),
    ],
)
def test_what_few_said_in_one_wave_follows_from_nothing(
    tmp_path: Path, then: dict[str, int], now: dict[str, int]
) -> None:
    """Not from the answer itself, nor from all others together, nor from the NET score."""
    found = two_waves(tmp_path, people(**then), people(**now)).changes
    assert "Unsafe" not in found
    assert "NET" not in found
    assert not {FAIRLY, VERY} <= {name for name in (FAIRLY, VERY) if name in found}


def test_a_large_weight_does_not_make_few_people_many(tmp_path: Path) -> None:
    heavy = [*people(very=60, fairly=38), (UNSAFE, "8"), (UNSAFE, "8")]
    found = two_waves(tmp_path, heavy, people(very=10, fairly=30, unsafe=60)).changes
    assert "Unsafe" not in found


def test_two_rare_answers_do_not_follow_from_the_one_that_is_left(tmp_path: Path) -> None:
    found = two_waves(
        tmp_path, people(very=97, fairly=2, unsafe=1), people(very=20, fairly=40, unsafe=40)
    ).changes
    assert not any(name in found for name in (VERY, FAIRLY, UNSAFE, "NET"))

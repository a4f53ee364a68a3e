"""People drawn in groups and strata, and weights that are trimmed, as a codebook declares them: numbers and words."""

from __future__ import annotations

import math
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from scipy import stats
from tests.evidence.responses.answer_files import HEADER, book, codebook, definitions, file, row

from wardmote.analyses.result import AnalysisResult
from wardmote.analyses.surveys.asking import Asked
from wardmote.analyses.surveys.result import survey_result
from wardmote.evidence import EvidenceStore
from wardmote.figures.evidence import Evidence
from wardmote.figures.survey_waves import wave_asked
from wardmote.figures.table import TableError

MARGIN = {"of": "sex", "people": {"female": 51, "male": 49}, "source": "Census 2021", "date": "2021-03-21"}


def asked(folder: Path, rows: list[list[str]], **changes: Any) -> AnalysisResult:
    """A survey of its own, taken in, opened and analysed."""
    made = definitions(book(**changes))
    store = EvidenceStore(folder / "evidence", made)
    store.ingest([file(folder / "answers 2025.csv", rows, HEADER)])
    evidence = Evidence(store.open().connection(), made, "x")
    return survey_result(evidence, wave_asked(evidence, "town"), Asked(question="safe"))


def answers(result: AnalysisResult) -> dict[str, dict[str, Any]]:
    return {str(one["answer"]): one for one in result.table("answers").records()}


def streets(people: int = 120, streets: int = 8) -> list[list[str]]:
    """People of a street mostly feel alike."""
    feel = ("Very safe", "Fairly safe", "Unsafe")
    return [
        row(
            n,
            street=f"Street {n % streets}",
            how=feel[(n % streets) % 3] if n % 5 else feel[n % 3],
            weight="1",
        )
        for n in range(people)
    ]


def by_hand(rows: list[list[str]], answer: str) -> tuple[float, float]:
    """Interval of a share: streets as clusters, on the scale of log odds, in percent."""
    said = [(one[HEADER.index("Street")], float(one[HEADER.index("How safe?")] == answer)) for one in rows]
    p = sum(y for _, y in said) / len(said)
    sums: dict[str, float] = defaultdict(float)
    for street, y in said:
        sums[street] += (y - p) / len(said)
    m = len(sums)
    error = math.sqrt(m / (m - 1) * sum(one**2 for one in sums.values()))
    half = float(stats.t.ppf(0.975, m - 1)) * error / (p * (1 - p))
    middle = math.log(p / (1 - p))
    return 100 / (1 + math.exp(half - middle)), 100 / (1 + math.exp(-half - middle))


def test_margins_of_error_are_those_of_streets(tmp_path: Path) -> None:
    rows = streets()
    found = asked(tmp_path, rows, chosen="random")
    for answer in ("Very safe", "Unsafe"):
        one = answers(found)[answer]
        assert (one["low"], one["high"]) == pytest.approx(by_hand(rows, answer), rel=1e-9)
        assert one["state"] == "known"
    said = " ".join(found.sure)
    assert "were drawn at random in groups (Street) and answered" in said
    assert (
        "People were drawn in 8 groups (Street): margins of error allow for it, with 7 degrees of freedom"
        in said
    )
    assert "their variance is " in said
    assert "take the margins as rough" in said


def test_strata_narrow_what_streets_widen(tmp_path: Path) -> None:
    """Streets here lie in one stratum each by sex, of people who differ by it."""
    rows = [
        row(n, street=f"S{n % 40}", sex="Female" if n % 2 else "Male", how="Very safe" if n % 2 else "Unsafe")
        for n in range(200)
    ]
    parts = [tmp_path / name for name in "ab"]
    for part in parts:
        part.mkdir()
    alone = asked(parts[0], rows, chosen="random")
    changes = {"background": book()["background"][1:], "stratum": "Sex"}
    within = asked(parts[1], rows, chosen="random", **changes)
    low, high = (answers(one)["Very safe"] for one in (within, alone))
    assert low["high"] - low["low"] < high["high"] - high["low"]
    assert "in 40 groups (Street) within 2 strata (Sex)" in " ".join(within.sure)


def test_one_street_has_no_margin_of_error_and_says_so(tmp_path: Path) -> None:
    found = asked(tmp_path, [row(n, street="One") for n in range(90)], chosen="random")
    one = answers(found)["Very safe"]
    assert one["value"] is not None
    assert one["low"] is None
    assert one["state"] == "drawn in too few groups; no margin of error"
    assert "That is too few to tell how alike people of one are" in " ".join(found.sure)


def test_a_stratum_of_one_street_is_named_with_its_rule(tmp_path: Path) -> None:
    rows = [
        row(n, street="Only" if n < 10 else f"S{n % 12}", sex="Male" if n < 10 else "Female")
        for n in range(130)
    ]
    changes = {"background": book()["background"][1:], "stratum": "Sex", "chosen": "random"}
    widths = []
    for rule, words in (
        ("centred", "set against the mean of all"),
        ("certain", "adds nothing to the margins"),
    ):
        folder = tmp_path / rule
        folder.mkdir()
        found = asked(folder, rows, single_cluster=rule, **changes)
        assert any("1 stratum has one group that answered" in said and words in said for said in found.sure)
        one = answers(found)["Very safe"]
        widths.append(one["high"] - one["low"])
    assert widths[0] > widths[1]


def test_a_drawn_share_narrows_margins_and_is_said(tmp_path: Path) -> None:
    parts = [tmp_path / name for name in "ab"]
    for part in parts:
        part.mkdir()
    whole = answers(asked(parts[0], streets(), chosen="random"))["Unsafe"]
    found = asked(parts[1], streets(), chosen="random", drawn_share=0.5)
    part = answers(found)["Unsafe"]
    assert part["high"] - part["low"] < whole["high"] - whole["low"]
    assert any(
        "50% of all groups were drawn" in said and "everybody in a drawn group" in said for said in found.sure
    )


def test_weights_are_trimmed_where_the_codebook_says_so(tmp_path: Path) -> None:
    rows = [row(n, weight="20" if n < 3 else "1", how="Unsafe" if n < 3 else "Very safe") for n in range(100)]
    found = asked(tmp_path, rows, chosen="random", trim=5, cluster="")
    assert answers(found)["Unsafe"]["value"] == pytest.approx(15.0, abs=0.01)
    said = next(one for one in found.sure if "trimmed" in one)
    assert "at 5 times the average" in said
    assert "3 people count as much as that, where the largest weight was 12.7 times" in said
    assert "design effect went from 5.26 to 1.49" in said


def test_raked_weights_are_trimmed_within_their_margins(tmp_path: Path) -> None:
    rows = [row(n, sex="Female" if n < 20 else "Male", weight="9" if n == 0 else "1") for n in range(120)]
    found = asked(tmp_path, rows, chosen="random", margins=[MARGIN], trim=3.5, cluster="")
    assert any("Weights were trimmed at 3.5 times the average" in one for one in found.sure)
    assert not found.refused


def test_a_bound_that_margins_cannot_keep_is_refused_in_words(tmp_path: Path) -> None:
    rows = [row(n, sex="Female" if n < 4 else "Male", weight="1") for n in range(120)]
    found = asked(tmp_path, rows, chosen="random", margins=[MARGIN], trim=2, cluster="")
    assert "not trimmed, although the codebook asks for it" in found.refused[0].sentence
    assert "at most 2 times the average" in found.refused[0].sentence


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"trim": 3, "weight": ""}, "there are no weights to trim"),
        ({"trim": 1}, "greater than 1"),
        ({"drawn_share": 0.2}, "a drawn share is of people drawn at random"),
        ({"drawn_share": 1.5, "chosen": "random"}, "less than 1"),
        ({"single_cluster": "guess"}, "'centred' or 'certain'"),
    ],
)
def test_codebooks_that_cannot_be_are_refused_in_words(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        codebook(**changes)


def test_answers_taken_in_without_their_streets_are_to_be_taken_in_again(tmp_path: Path) -> None:
    before, after = definitions(book(cluster="")), definitions(book())
    store = EvidenceStore(tmp_path / "evidence", before)
    store.ingest([file(tmp_path / "answers 2025.csv", [row(n) for n in range(60)], HEADER)])
    evidence = Evidence(store.open().connection(), after, "x")
    with pytest.raises(TableError, match="names “Street”, and what is held was taken in without it"):
        wave_asked(evidence, "town")

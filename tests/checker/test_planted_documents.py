"""The planted documents themselves: always the same, and their truth is true of what is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.checker.planted.assembling import MANY, all_planted, fingerprint
from tests.checker.planted.drafting import Contents, Grid, Planted
from tests.checker.planted.judging import EQUIVALENT, overlap, tokens
from tests.checker.planted.writing import write
from tests.checker.planted.writing_text import text

# Frozen before anything of the checks was read. Whoever changes the generator says so, and measures anew.
FROZEN = "85f049ebe3d9fc625aaf90567b7bdbb6d48f56a7320b676463e7fbc81b4f8957"


@pytest.fixture(scope="module")
def documents() -> list[Planted]:
    return all_planted()


def test_the_truth_is_frozen(documents: list[Planted]) -> None:
    assert len(documents) == MANY
    assert fingerprint(documents) == FROZEN


def test_every_slip_stands_in_its_document(documents: list[Planted]) -> None:
    for one in documents:
        printed = tokens(text(one))
        for truth in one.truths:
            assert truth.printed != truth.right, (one.number, truth)
            assert tokens(truth.words) <= printed, (one.number, truth)
            assert truth.kind in EQUIVALENT


def test_every_kind_is_planted_often_and_a_third_is_clean(documents: list[Planted]) -> None:
    kinds = [truth.kind for one in documents for truth in one.truths]
    assert all(kinds.count(kind) >= 12 for kind in EQUIVALENT)
    assert 90 <= sum(not one.truths for one in documents) <= 120
    assert sum(len(one.looks) for one in documents) > 2 * len(kinds)


def test_totals_add_up_wherever_nothing_was_planted(documents: list[Planted]) -> None:
    """A second look at the clean documents, by other code than wrote them."""
    checked = 0
    for one in documents:
        for grid in (node for node in one.nodes if isinstance(node, Grid) and not one.truths):
            last = grid.rows[-1]
            if last[0] in {"All areas", "All activity", "District total"}:
                for at in (1, 2):
                    column = [int(row[at].replace(",", "")) for row in grid.rows]
                    assert sum(column[:-1]) == column[-1]
                    checked += 1
    assert checked > 20


def test_contents_and_headings_agree_where_nothing_was_planted(documents: list[Planted]) -> None:
    for one in documents:
        if any(truth.kind == "contents" for truth in one.truths):
            continue
        words = text(one).lower()
        for node in one.nodes:
            if isinstance(node, Contents):
                assert all(words.count(line.text.lower()) >= 2 for line in node.lines), one.number


@pytest.mark.parametrize("form", ["txt", "md", "html", "csv", "docx", "odt", "pdf", "pptx", "xlsx", "ods"])
def test_every_format_is_written(documents: list[Planted], form: str, tmp_path: Path) -> None:
    one = next(one for one in documents if one.form == form)
    assert write(one, tmp_path).stat().st_size > 100


def test_places_are_the_same_by_their_words() -> None:
    assert overlap("Robbery 128 131", "Robbery | 128 | 131 | +3 | 2%")
    assert overlap("1,957", "Criminal damage 2,030 1957")
    assert not overlap("Robbery 128 131", "Burglary 440 512 +72 16%")
    assert not overlap("", "anything")

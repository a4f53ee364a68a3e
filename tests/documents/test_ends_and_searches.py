"""How crimes ended and stop and search in the evidence pack: what the sentences and notes must say."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from tests.country import MONTHS
from tests.figures.record_tables import definitions, records

from wardmote.analyses.held_records import blanks_note, why_not
from wardmote.documents.strategic_assessment.outcomes import ends_and_searches
from wardmote.documents.strategic_assessment.searches import searches_block
from wardmote.figures import find_area
from wardmote.figures.held_records import HeldRecords, held_records
from wardmote.figures.outcomes import outcome_table
from wardmote.figures.searches import search_table
from wardmote.publishing.tree import Paragraph, Table

ENDS = (
    ("suspect-charged", 1),
    ("suspect-charged-as-part-of-another-case", 1),
    ("unable-to-prosecute-suspect", 8),
    ("investigation-complete-no-suspect-identified", 9),
    ("local-resolution", 1),
)


@pytest.fixture(scope="module")
def ended():
    kinds = [word for word, n in ENDS for _ in range(n)]
    crimes, outcomes = [], []
    for month in MONTHS:
        for n, word in enumerate(kinds):
            crimes.append((f"{month}{n}", month, "bedfordshire", "E1", "burglary", None))
            outcomes.append((f"{month}{n}", month, "bedfordshire", word))
    evidence = records(crimes, outcomes).evidence
    return outcome_table(evidence, find_area(evidence.connection, "C1"), "2023-10")


def needs_of(**held):
    made = {"outcomes": None, "searches": None, "held": (), "definitions": definitions(), **held}
    return SimpleNamespace(table=SimpleNamespace(current=None), **made)


def sentence(blocks) -> str:
    return next(block.content for block in blocks if isinstance(block, Paragraph) and block.style == "draft")


def test_the_groups_of_outcomes_are_told_largest_first_until_they_cover_everything(ended) -> None:
    said = str(sentence(ends_and_searches(needs_of(outcomes=ended))))
    shares = [int(one) for one in re.findall(r"(\d+)% (?:were|could|ended|had)", said)]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == 100
    assert "40% could not be prosecuted (40%)" in said
    assert "(45% in the year before)" in said


def test_charged_means_the_same_in_the_pack_as_in_the_table(ended) -> None:
    row = next(row for row in ended.rows_of("burglary") if row.group == "charged")
    assert ended.wide("burglary")["Charged"] == row.share[1] == 0.05
    table = next(b for b in ends_and_searches(needs_of(outcomes=ended)) if isinstance(b, Table))
    assert any("“Another end” holds: charged as part of another case" in str(note) for note in table.notes)


def searched():
    rows = []
    for month in MONTHS:
        rows.append((month, "bedfordshire", None, None, "controlled-drugs", "no-further-action", "", 9))
        rows.append((month, "bedfordshire", None, None, "stolen-goods", "arrest", "true", 1))
    evidence = records([], [], rows, outlines=False).evidence
    return search_table(evidence, find_area(evidence.connection, "C1"), MONTHS[-1])


def test_the_rows_of_objects_add_up_and_blanks_are_told_under_the_figures() -> None:
    made = searched()
    blocks = searches_block(needs_of(searches=made))
    table = next(block for block in blocks if isinstance(block, Table))
    objects = [row for row in table.rows if str(row[0]).startswith("For: ")]
    whole, now = table.rows[0][2], [row[2] for row in objects]
    assert [str(row[0]) for row in objects] == ["For: controlled drugs", "For: other or not stated"]
    assert sum(cell.value for cell in now) == whole.value == 120
    assert blanks_note(made) in table.notes
    assert ", all ended without further action" in blanks_note(made)
    assert "all of those ended without further action" in str(sentence(blocks))
    assert any("wardmote table searches" in str(note) for note in table.notes)


def test_too_few_months_are_told_from_nothing_supplied() -> None:
    few = HeldRecords("outcomes", ("2026-02", "2026-03"), 6)
    assert "Outcomes came for February 2026 and March 2026" in why_not(few)
    assert "19 months in a row" in why_not(few)
    assert why_not(HeldRecords("searches", (), 9)) == "Stop and search: not supplied."


def test_only_months_that_were_sent_are_held() -> None:
    evidence = records([], [], outcomes_until=MONTHS[-3]).evidence
    outcomes, _ = held_records(evidence, find_area(evidence.connection, "C1"))
    assert outcomes.kind == "outcomes"
    assert outcomes.months[-1] == MONTHS[-3]


def test_measures_that_are_not_tested_are_named_in_the_sentence_with_their_share() -> None:
    kinds = ["violence-and-sexual-offences"] * 6 + ["public-order"] * 3 + ["burglary"] * 11
    crimes = [
        (f"{month}{n}", month, "bedfordshire", "E1", kind, None)
        for month in MONTHS
        for n, kind in enumerate(kinds)
    ]
    evidence = records(crimes, []).evidence
    table = outcome_table(evidence, find_area(evidence.connection, "C1"), "2023-10")
    said = str(sentence(ends_and_searches(needs_of(outcomes=table))))
    assert (
        "Violence and sexual offences, and public order (45% of these crimes) are not tested against the year before, "
        "as recording changed, nor is all crime. No share of the other measures moved"
    ) in said

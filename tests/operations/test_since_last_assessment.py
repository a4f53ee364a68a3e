"""What was said then, asked again of evidence that was revised: counted by walking over the files."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.evidence import street_files as street
from tests.operations.assessed_twice import NORTH, NOW, SOUTH, THEN, Twice, anew, assess_twice, assessed
from tests.plain_words import assert_plain, words_of

from wardmote.analyses.since import Compared, StillTrue
from wardmote.documents.strategic_assessment import build
from wardmote.documents.strategic_assessment.since import since_figures, since_section
from wardmote.figures import Period, Verdict
from wardmote.operations.builds import BuildNotFoundError, folder_of
from wardmote.operations.earlier import find_earlier
from wardmote.operations.gathering import gather
from wardmote.operations.since import gather_since
from wardmote.operations.tables import last_complete_month
from wardmote.operations.workspace import find_workspace
from wardmote.publishing import check
from wardmote.publishing.tree import BulletList, Heading, NotYet, Paragraph, Table, plain, walk


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Twice:
    return assess_twice(tmp_path_factory.mktemp("twice"))


def row(twice: Twice, measure: str, area: str = "E22000001") -> Compared:
    found = [one for one in twice.asked.needs.compared.rows if one.question.key[:2] == (measure, area)]
    assert len(found) == 1
    return found[0]


NAMES = {"burglary": "Burglary", "drugs": "Drugs", "robbery": "Robbery", "shoplifting": "Shoplifting"}


@pytest.mark.parametrize("measure", NAMES)
def test_then_as_revised_and_now_are_the_rows_that_were_sent(twice: Twice, measure: str) -> None:
    found, name = row(twice, measure), NAMES[measure]
    before = f"{int(THEN[:4]) - 1}{THEN[4:]}"
    assert found.revised is not None
    assert found.now is not None
    assert found.question.answer.counts == (
        twice.count(name, before, again=False),
        twice.count(name, THEN, again=False),
    )
    assert found.revised.counts == (
        twice.count(name, before, again=True),
        twice.count(name, THEN, again=True),
    )
    assert found.now.counts == (twice.count(name, THEN, again=True), twice.count(name, NOW, again=True))


def test_each_is_judged_by_its_rule(twice: Twice) -> None:
    assert row(twice, "burglary").still is StillTrue.HOLDS
    assert row(twice, "drugs").still is StillTrue.REVISED
    assert row(twice, "robbery").still is StillTrue.NO_LONGER
    assert row(twice, "shoplifting").still is StillTrue.NOT_COMPARABLE
    assert row(twice, "pedal-cycles").still is StillTrue.GONE


def test_robbery_fell_in_what_had_come_and_not_in_what_came_later(twice: Twice) -> None:
    found = row(twice, "robbery")
    assert found.revised is not None
    assert found.question.answer.verdict is Verdict.FELL
    assert found.question.words.startswith("Robbery fell from 480 to 240")
    assert found.revised.verdict is Verdict.NO_CLEAR_CHANGE
    assert found.moved == pytest.approx(1.0)


def test_what_a_finding_named_within_the_area_is_asked_again(twice: Twice) -> None:
    north, south = row(twice, "vehicle-crime", "E05000001"), row(twice, "vehicle-crime", "E05000002")
    assert north.question.answer.verdict is Verdict.FELL
    assert north.still is south.still is StillTrue.HOLDS
    assert north.revised is not None
    assert north.revised.counts[1] == twice.count("Vehicle crime", THEN, again=True, codes=(NORTH,))
    assert south.question.answer.counts[1] == twice.count("Vehicle crime", THEN, again=False, codes=(SOUTH,))
    assert not north.whole


def test_what_no_longer_stands_comes_first_and_is_named_first(twice: Twice) -> None:
    order = [one.still for one in twice.asked.needs.compared.rows if one.matters]
    assert order
    assert set(order[: len(order) - 1]) <= {StillTrue.NO_LONGER, StillTrue.NOT_COMPARABLE, StillTrue.GONE}
    assert [one.matters for one in twice.asked.needs.compared.rows] == sorted(
        (one.matters for one in twice.asked.needs.compared.rows), reverse=True
    )
    named = next(block for block in section(twice) if isinstance(block, BulletList))
    assert "Robbery: no longer holds after revision. Then 480 to 240, fell" in " ".join(
        map(plain, named.items)
    )


def section(twice: Twice) -> list[object]:
    blocks = list(twice.document.blocks)
    at = next(i for i, one in enumerate(blocks) if isinstance(one, Heading) and one.anchor == "since-last")
    return blocks[at:]


def test_the_section_says_what_came_between(twice: Twice) -> None:
    blocks = section(twice)
    at = next(at for at, block in enumerate(blocks) if isinstance(block, Table))
    reading, table = blocks[at - 1], blocks[at]
    assert isinstance(table, Table)
    assert isinstance(reading, Paragraph), (
        "how to read it stands before the table, which may run over the page"
    )
    notes = plain(reading.content)
    rows = sum(len(twice.sent[month]) for month in Period("2025-07", NOW).months)
    assert f"Twelve months (July 2025 to June 2026) added, with {rows:,} records" in notes
    before = sum(len(twice.sent[month]) for month in Period("2024-07", THEN).months)
    after = sum(len(twice.sent[f"*{month}"]) for month in Period("2024-07", THEN).months)
    assert f"sent again with other content: {after:,} records, {before:,} before" in notes
    assert f"kept in build {twice.first.id}" in notes
    assert "is defined otherwise in part" in notes
    assert [column.label for column in table.columns][2:] == ["Then", "As revised", "Now", "Still true?"]
    assert "of twelve months" not in notes, "every count is of a whole year, so nothing is said of months"


def test_the_section_holds_together_and_says_no_cause(twice: Twice) -> None:
    check(twice.document)
    assert_plain(words_of(tuple(section(twice))))
    eyebrows = [block.eyebrow for block in section(twice) if isinstance(block, Heading)]
    assert eyebrows[0] == "Regulation 7(b)"


def test_the_part_is_no_longer_among_those_not_yet_assessed(twice: Twice) -> None:
    needs = gather(twice.workspace, NOW)
    titles = [
        {part.title for block in walk(build(one).blocks) if isinstance(block, NotYet) for part in block.parts}
        for one in (needs, replace(needs, since=twice.asked.needs))
    ]
    assert titles[0] - titles[1] == {"Since the last assessment (reg. 7(b))"}
    assert since_section(needs) == []
    assert since_figures(needs) == ()


def test_figures_of_all_three_columns_are_the_documents_own(twice: Twice) -> None:
    needs = replace(gather(twice.workspace, NOW), since=twice.asked.needs)
    figures = since_figures(needs)
    snapshots = {figure.snapshot for figure in figures}
    assert snapshots == {twice.first.record.snapshot, twice.second.record.snapshot}
    assert len({figure.identity for figure in figures}) == len(figures)


def test_without_a_build_the_figures_are_made_anew_and_the_section_says_so(
    twice: Twice, tmp_path: Path
) -> None:
    shutil.copytree(twice.workspace.folder, tmp_path / "copy")
    workspace = find_workspace(tmp_path / "copy")
    shutil.rmtree(folder_of(workspace))
    _, asked, document = assessed(workspace, twice.first.record.snapshot[:6])
    assert asked is not None
    assert asked.needs.build == ""
    assert "figures were made anew" in asked.notes[0]
    burglary = next(one for one in asked.needs.compared.rows if one.question.key[0] == "burglary")
    assert burglary.question.answer.counts == row(twice, "burglary").question.answer.counts
    assert burglary.still is StillTrue.HOLDS
    shoplifting = next(one for one in asked.needs.compared.rows if one.question.key[0] == "shoplifting")
    assert shoplifting.still is StillTrue.HOLDS, "by today's definitions it could not be compared then either"
    assert "were made anew, by the definitions of today" in words_of(document)


def test_a_period_that_is_not_complete_today_is_not_over(twice: Twice, tmp_path: Path) -> None:
    shutil.copytree(twice.workspace.folder, tmp_path / "copy")
    other = {
        month: street.rows(5, month, "Essex Police", LSOA_code="E01021001")
        for month in Period("2024-01", "2025-01").months
    }
    for month, rows in other.items():
        street.write(tmp_path / "essex" / month / f"{month}-essex-street.csv", rows)
    find_workspace(tmp_path / "copy").store.ingest([tmp_path / "essex"])
    workspace = find_workspace(tmp_path / "copy")
    assert last_complete_month(workspace) == "2025-01"
    _, asked, document = assessed(workspace, twice.first.record.snapshot)
    assert asked is not None
    assert {one.still for one in asked.needs.compared.rows} == {StillTrue.NOT_OVER}
    assert "are of a period that is not over" in words_of(document)
    assert_plain(words_of(document))


def test_the_same_evidence_holds_throughout(twice: Twice) -> None:
    made = gather(twice.workspace, NOW).table
    asked = gather_since(twice.workspace, twice.second.record.snapshot, made, anew)
    assert {one.still for one in asked.needs.compared.rows} == {StillTrue.HOLDS}
    assert asked.needs.revisions.added == asked.needs.revisions.revised == ()


def test_it_is_said_which_assessment_was_taken(twice: Twice) -> None:
    snapshot = twice.first.record.snapshot
    said = f"Compared with build {twice.first.id}: year to June 2025, snapshot {snapshot}."
    assert twice.asked.notes == (said,)


def test_a_snapshot_is_named_by_its_first_digits_or_refused_in_a_sentence(twice: Twice) -> None:
    first = twice.first.record.snapshot
    for wanted in (first[:5], twice.first.id[:8], "last"):
        assert find_earlier(twice.workspace, wanted, NOW).manifest.id == first
    with pytest.raises(BuildNotFoundError, match=rf"There is no build or snapshot zzz\. .*{twice.first.id}"):
        find_earlier(twice.workspace, "zzz", NOW)


def test_asked_twice_it_says_the_same(twice: Twice) -> None:
    again, asked, _ = assessed(twice.workspace, "last")
    assert again.id == twice.second.id
    assert asked is not None
    assert asked.needs == twice.asked.needs

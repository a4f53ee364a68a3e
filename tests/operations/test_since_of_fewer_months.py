"""Counts of eleven months beside counts of twelve: the section says which are which, whatever came in since."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.evidence import street_files as street
from tests.operations.assessed_twice import NOW, THEN, assessed, lookup, rows_of
from tests.plain_words import assert_plain, words_of

from wardmote.analyses.since import Since, StillTrue
from wardmote.figures import Period
from wardmote.operations.init import init
from wardmote.operations.since import SinceLast
from wardmote.operations.workspace import find_workspace
from wardmote.publishing.preparing import prepared
from wardmote.publishing.tree import BulletList, Document, Table, plain, walk

GONE = "2023-11"
BEFORE = "2024-06"
Sent = dict[str, list[street.Row]]


def twice(folder: Path, first: Sent, second: Sent) -> tuple[SinceLast, Document]:
    """Assess from what was sent first, then again with what came later."""
    made = init(folder / "workspace", ["E22000001"], [lookup(folder / "geography")])
    for name, sent in (("first", first), ("second", second)):
        for month, rows in sent.items():
            street.write(folder / name / month / f"{month}-bedfordshire-street.csv", rows)
        find_workspace(made.workspace.folder).store.ingest([folder / name])
        if name == "first":
            assessed(find_workspace(made.workspace.folder))
    _, asked, document = assessed(find_workspace(made.workspace.folder), "last")
    assert asked is not None
    return asked, document


def months_to(to: str, *, without: str = "") -> list[str]:
    return [month for month in Period(f"{int(to[:4]) - 1}-07", to).months if month[5:] != without]


def counted(sent: Sent, category: str, months: list[str]) -> int:
    """Count by walking over the rows of these months."""
    return sum(row[9] == category for month in months for row in sent[month])


FIRST = {month: rows_of(month, late=False) for month in Period("2021-07", THEN).months if month != GONE}
AGAIN = {month: rows_of(month, late=True) for month in Period("2024-07", THEN).months}
MORE = {month: rows_of(month, late=True) for month in Period("2025-07", NOW).months}


@pytest.fixture(scope="module")
def still_missing(tmp_path_factory: pytest.TempPathFactory) -> tuple[SinceLast, Document]:
    return twice(tmp_path_factory.mktemp("missing"), FIRST, AGAIN | MORE)


@pytest.fixture(scope="module")
def came_since(tmp_path_factory: pytest.TempPathFactory) -> tuple[SinceLast, Document]:
    return twice(tmp_path_factory.mktemp("came"), FIRST, MORE | {GONE: rows_of(GONE, late=False)})


def row(compared: Since, measure: str):
    return next(one for one in compared.rows if one.question.key[:2] == (measure, "E22000001"))


def section_table(document: Document) -> Table:
    return next(b for b in walk(document.blocks) if isinstance(b, Table) and b.anchor == "since-last-table")


def bullets(document: Document) -> list[str]:
    return [plain(i) for b in walk(prepared(document).blocks) if isinstance(b, BulletList) for i in b.items]


def test_then_and_revised_are_of_the_same_eleven_months_and_now_of_twelve(still_missing) -> None:
    asked, _ = still_missing
    found = row(asked.needs.compared, "robbery")
    short, whole = months_to(THEN, without="11"), months_to(NOW)
    assert found.question.answer.counts == (
        counted(FIRST, "Robbery", months_to(BEFORE, without="11")),
        counted(FIRST, "Robbery", short),
    )
    assert found.revised.counts[1] == counted(FIRST | AGAIN, "Robbery", short)
    assert found.now.counts[1] == counted(MORE, "Robbery", whole)
    assert found.question.answer.months == found.revised.months == tuple(short)
    assert found.now.months == tuple(whole)


def test_heads_note_and_sentence_say_which_months(still_missing) -> None:
    _, document = still_missing
    table = section_table(document)
    heads = [column.label for column in table.columns]
    assert heads[2:5] == ["Then, 11 months", "As revised, 11 months", "Now, 12 months"]
    assert plain(table.notes[0]).startswith(
        "Counts then and as revised: eleven months, without November, as November 2023 was not supplied; now: twelve "
        "months."
    )
    named = next(item for item in bullets(document) if item.startswith("Robbery: no longer holds"))
    assert (
        "In eleven months, without November: then 440 to 220, fell; the same months now 440 to 440" in named
    )
    assert_plain(words_of(document))


def test_a_month_that_came_since_revises_nothing(came_since) -> None:
    asked, document = came_since
    found = row(asked.needs.compared, "burglary")
    everything = FIRST | {GONE: rows_of(GONE, late=False)}
    assert found.question.answer.counts[1] == counted(FIRST, "Burglary", months_to(THEN, without="11"))
    assert found.revised.counts == (
        counted(everything, "Burglary", months_to(BEFORE)),
        counted(everything, "Burglary", months_to(THEN)),
    )
    assert found.still is StillTrue.OTHER_MONTHS
    assert found.moved is None
    assert not found.matters
    assert {one.still for one in asked.needs.compared.rows} <= {StillTrue.OTHER_MONTHS, StillTrue.NO_LONGER}
    table = section_table(document)
    assert [column.label for column in table.columns][2:5] == [
        "Then, 11 months",
        "As revised, 12 months",
        "Now, 12 months",
    ]
    said = plain(table.notes[0])
    assert "Counts then: eleven months, without November, as November 2023 was not supplied" in said
    assert "as revised and now: twelve months." in said
    assert "Of other months today: same verdict, but months came in or went" in words_of(document)
    assert "on other months today" in words_of(document)
    assert_plain(words_of(document))

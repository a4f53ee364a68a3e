"""The part of the pack about what partners and the Home Office count, from a demo with figures of partners."""

from __future__ import annotations

import csv
import shutil
from datetime import date

import pytest
from tests.plain_words import assert_plain, words_of

from wardmote.analyses.feeds import feed_status
from wardmote.analyses.observed_finding import clearest_change
from wardmote.analyses.observed_lines import drawn_by_quarter, quarter_lines
from wardmote.documents.strategic_assessment import PackNeeds, build
from wardmote.documents.strategic_assessment.observed import shown_rows
from wardmote.documents.strategic_assessment.owed import missing_of
from wardmote.figures.observed.years import spans
from wardmote.operations.gathering import gather
from wardmote.operations.tables import last_complete_month
from wardmote.operations.workspace import Workspace, find_workspace
from wardmote.publishing import check
from wardmote.publishing.tree import (
    Document,
    FindingItem,
    Findings,
    Footnote,
    Heading,
    NotYet,
    PictureBlock,
    Table,
    plain,
    walk,
)

STEADY = (100, 108, 111, 95)
"""A year of four quarters."""
LAST = "2026-03"


def quarters(item: str, values, area: str) -> list[tuple]:
    """Rows of a partner's table, quarter by quarter from January 2023; a value of None leaves one out."""
    every = [(year, first) for year in (2023, 2024, 2025) for first in (1, 4, 7, 10)]
    return [
        (area, item, f"{year}-{first:02d} to {year}-{first + 2:02d}", value, "")
        for (year, first), value in zip(every, values, strict=False)
        if value is not None
    ]


@pytest.fixture(scope="module")
def needs(marrowmere: Workspace, tmp_path_factory: pytest.TempPathFactory) -> PackNeeds:
    """The demo's evidence with a made-up table of its partners."""
    folder = tmp_path_factory.mktemp("observed-part") / "workspace"
    shutil.copytree(marrowmere.folder, folder)
    (area,) = marrowmere.settings.codes
    rows = quarters("noise-complaints", [*STEADY * 2, 180, 190, 200, 170], area)
    rows += quarters("community-protection-warnings", [*STEADY * 2, 99, 107, 110, 96], area)
    rows += quarters("pspo-penalties", [40, 38, 41, 39, 40, None, 44, 41, "[c]", 41, 39, 40], area)
    rows += [
        (area, "adult-safeguarding-concerns", f"{y}-01 to {y}-12", n, "")
        for y, n in ((2024, 212), (2025, 251))
    ]
    rows += [(area, "asb-a-problem", f"{y}-10", share, 500) for y, share in ((2024, 21.0), (2025, 17.5))]
    rows += quarters("fly-tipping-penalties", [5, 6, 7, 8], area)
    path = folder.parent / "partners.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("Area", "Measure", "Period", "Value", "N"))
        writer.writerows(rows)
    find_workspace(folder).store.ingest([path])
    return gather(find_workspace(folder), LAST)


@pytest.fixture(scope="module")
def document(needs: PackNeeds) -> Document:
    return build(needs)


def part(document: Document) -> list:
    """The blocks of the part."""
    blocks = list(document.blocks)
    start = next(at for at, one in enumerate(blocks) if isinstance(one, Heading) and one.anchor == "observed")
    ends = [at for at, one in enumerate(blocks) if at > start and isinstance(one, Heading) and one.level == 1]
    return blocks[start : ends[0]]


def cells(document: Document) -> dict[str, str]:
    """The words of each row of the part, by its first cell."""
    tables = [one for one in part(document) if isinstance(one, Table)]
    return {plain(row[0]): " | ".join(map(plain, row[1:])) for table in tables for row in table.rows}


def test_the_document_holds_together_and_reads_plainly(document: Document) -> None:
    check(document)
    assert_plain(words_of(document))


def test_counts_shares_and_states_stand_in_the_tables_with_their_own_periods(document: Document) -> None:
    rows = cells(document)
    assert "year to Dec 2025 | 414 | 740 | +326 (+78.7%)" in rows["Noise complaints"]
    assert "▲ rose" in rows["Noise complaints"]
    assert "21.0% | 17.5% | −3.5 points" in rows["ASB a problem"]
    assert "at least" in rows["PSPO penalties"]
    assert "suppressed" in rows["PSPO penalties"]
    assert "not tested" in next(said for name, said in rows.items() if "afeguarding concerns" in name)


def test_households_suppressed_and_not_tested_are_explained_where_they_stand(
    needs: PackNeeds, document: Document
) -> None:
    tables = [one for one in part(document) if isinstance(one, Table) and one.anchor != "observed-missing"]
    marked = {
        plain(row[0]): [piece.text for piece in row[0] if isinstance(piece, Footnote)]
        for table in tables
        for row in table.rows
        if isinstance(row[0], tuple)
    }
    burglary = next(notes for name, notes in marked.items() if name.startswith("Residential burglary"))
    assert burglary[0].startswith("Rate per 1,000 households.")
    for table in tables:
        words = " ".join(plain(cell) for row in table.rows for cell in row)
        notes = " ".join(map(plain, table.notes))
        assert not ("suppressed" in words and "Suppressed: " not in notes)
        assert "random sample" not in words + notes
    every = " ".join(plain(note) for table in tables for note in table.notes)
    assert every.count("Not tested: ") == 1
    assert "Left out here, as police.uk tells them too, month by month: Theft from the person (HO), " in every


def test_the_whole_span_that_a_feed_lacks_is_named(needs: PackNeeds) -> None:
    feed = next(iter(needs.definitions.feeds.values())).model_copy(
        update={"frequency": "quarter", "due_months": 3, "starts": "2024-04"}
    )
    status = feed_status(feed, {f"2024-0{m}": date(2024, 10, 1) for m in range(4, 10)}, date(2026, 3, 20))
    assert spans(missing_of(status, "2026-03")) == "October 2024 to March 2026"


def test_what_came_long_ago_stands_as_not_supplied(document: Document) -> None:
    table = next(one for one in part(document) if isinstance(one, Table) and one.anchor == "observed-missing")
    said = " ".join(plain(cell) for row in table.rows for cell in row)
    assert "Fly-tipping penalties" in said
    assert "October to December 2023" in said


def test_every_number_of_the_tables_is_a_registered_figure(needs: PackNeeds, document: Document) -> None:
    observed = [row for row in shown_rows(needs) if row.observed and row.observed.now is not None]
    registered = {figure.identity for figure in document.figures}
    assert observed
    for row in observed:
        assert needs.table.figure(row).identity in registered
        assert needs.table.figure(row, "previous").identity in registered
    assert all(needs.table.figure(row).sources for row in observed)


def test_quarters_are_drawn_with_a_gap_for_what_was_not_supplied(
    needs: PackNeeds, document: Document
) -> None:
    block = next(one for one in part(document) if isinstance(one, PictureBlock))
    assert len(block.picture.lines) == 6
    assert "October to December 2025" in " ".join(plain(row[0]) for row in block.data.rows)
    row = next(one for one in needs.table.observed if one.measure.id == "pspo-penalties")
    picture = quarter_lines(drawn_by_quarter([row], 1), needs.table.area, needs.definitions)
    (line,) = picture.lines
    assert line.months[0] == "2023-01"
    assert (line.values[5], line.values[8]) == (None, None)


def test_at_most_one_finding_of_the_first_page_is_of_partners_and_names_its_period(
    needs: PackNeeds, document: Document
) -> None:
    found = clearest_change(needs.table)
    assert found is not None
    assert found.sentence.startswith("Noise complaints rose from 414 to 740 in the year to December 2025")
    items = [
        item
        for block in walk(document.blocks)
        if isinstance(block, Findings)
        for item in block.items
        if any("observations" in figure.sources for figure in item.figures)
    ]
    assert [item.lead for item in items] == ["Noise complaints rose"]
    assert isinstance(items[0], FindingItem)


def test_the_part_no_longer_waits_once_it_is_written(document: Document, marrowmere: Workspace) -> None:
    waiting = {
        one.title for block in walk(document.blocks) if isinstance(block, NotYet) for one in block.parts
    }
    assert not any("What partners" in title for title in waiting)


def test_the_last_complete_month_is_still_that_of_the_police_files(marrowmere: Workspace) -> None:
    assert last_complete_month(marrowmere) == LAST

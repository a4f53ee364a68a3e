"""The area profile as a reader meets it: one page, sentences that hold, nothing called that cannot be."""

from __future__ import annotations

import io
import random
from dataclasses import replace

import pytest
from pypdfium2 import PdfDocument
from tests.plain_words import assert_plain, words_of

from wardmote.documents.area_profile import ProfileNeeds, build
from wardmote.figures import Area, Verdict
from wardmote.figures.areas import areas_around
from wardmote.operations.profile import area_asked, gather
from wardmote.operations.workspace import Workspace
from wardmote.publishing import check
from wardmote.publishing.pdf import render_pdf
from wardmote.publishing.tree import BulletList, Document, Paragraph, PictureBlock, Table, plain, walk


def needs_of(workspace: Workspace, *codes: str, name: str = "", to: str | None = None) -> ProfileNeeds:
    return gather(workspace, area_asked(workspace, codes, name), to)


@pytest.fixture(scope="module")
def quay(marrowmere: Workspace) -> ProfileNeeds:
    """The demo's town centre ward."""
    return needs_of(marrowmere, "Old Quay")


def pages(document: Document) -> int:
    return len(PdfDocument(io.BytesIO(render_pdf(document))))


def cautions_of(document: Document) -> str:
    return "\n".join(plain(item) for b in document.blocks if isinstance(b, BulletList) for item in b.items)


def table_of(document: Document) -> Table:
    return next(block for block in walk(document.blocks) if isinstance(block, Table))


def test_every_area_of_the_demo_is_one_page_in_plain_words(marrowmere: Workspace, in_full: bool) -> None:
    connection, partnership = marrowmere.snapshot.connection(), marrowmere.area()
    wards, small = (areas_around(connection, partnership, level) for level in ("ward", "lsoa"))
    if not in_full:
        chance = random.Random(7)
        wards, small = chance.sample(wards, 5), chance.sample(small, 5)
    assert small
    for area in [*wards, *small, partnership, Area("X07000001", "Marrowmere", "lad")]:
        document = build(gather(marrowmere, area))
        check(document)
        assert_plain(words_of(document))
        assert pages(document) == 1, area


@pytest.mark.parametrize(
    "name",
    [
        "The Old Harbour with Upper Fishergate and Saint Bartholomew's",
        "مرسى القديم والميناء",
        "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch-on",
    ],
)
def test_a_long_or_foreign_name_still_fits_its_page(marrowmere: Workspace, name: str) -> None:
    document = build(needs_of(marrowmere, "X05000001", "X05000002", "X05000003", name=name))
    assert pages(document) == 1
    assert name in document.title


def test_it_says_what_the_area_is(marrowmere: Workspace, quay: ProfileNeeds) -> None:
    assert build(quay).title == "Old Quay, a ward of Safer Marrowmere"
    small = build(needs_of(marrowmere, "X01000001")).title
    assert small == "Marrowmere 001A, a small area in Old Quay, Safer Marrowmere"
    town = build(needs_of(marrowmere, "X05000001", "X05000002", name="Quayside")).title
    assert town == "Quayside, two wards of Safer Marrowmere"
    assert build(needs_of(marrowmere, "X22000001")).title == "Safer Marrowmere, the whole partnership"
    assert (
        build(needs_of(marrowmere, "X07000001")).title
        == "Marrowmere, the local authority of Safer Marrowmere"
    )


def test_the_table_shows_the_counts_of_its_rows(quay: ProfileNeeds) -> None:
    table = table_of(build(quay))
    printed = {plain(row[0]): [plain(cell) for cell in row] for row in table.rows}
    rows = {row.measure.short_title: row for row in quay.table.rows}
    assert len(printed) == quay.definitions.threshold("profile-rows")
    assert next(iter(printed)) == "All crime"
    for title, cells in printed.items():
        row = rows[title]
        assert [cells[1], cells[2]] == [f"{row.previous:,}", f"{row.current:,}"]
        assert row.verdict is not None
        assert row.verdict.words in cells[4]


def test_every_measure_is_in_the_table_or_in_the_line_under_it(quay: ProfileNeeds) -> None:
    table = table_of(build(quay))
    under = " ".join(plain(note) for note in table.notes)
    shown = {plain(row[0]) for row in table.rows}
    for row in quay.table.rows:
        title = row.measure.short_title
        assert title in shown or f"{title[:1].lower()}{title[1:]}" in under, title


def test_a_small_area_gets_no_table_of_noise(marrowmere: Workspace) -> None:
    needs = needs_of(marrowmere, "X01000082")
    least = needs.definitions.threshold("too-few")
    for row in needs.profile.said:
        assert (row.previous or 0) + (row.current or 0) >= least
    assert any("Too few to say: " in sentence for sentence in needs.profile.rest)
    assert any(sentence.startswith("Recorded in neither year: ") for sentence in needs.profile.rest)
    assert any(sentence.startswith("Not available from police.uk: ") for sentence in needs.profile.rest)


def test_nothing_that_is_zero_or_absent_is_called_by_the_others_name(marrowmere: Workspace) -> None:
    needs = needs_of(marrowmere, "X01000082")
    neither = next(sentence for sentence in needs.profile.rest if sentence.startswith("Recorded in neither"))
    for row in needs.table.rows:
        name = row.measure.short_title[:1].lower() + row.measure.short_title[1:]
        if row.measure.base and row.current is not None:
            assert (name in neither) == (row.current == row.previous == 0), name


def test_the_rate_is_set_beside_the_partnership_or_the_force(
    marrowmere: Workspace, quay: ProfileNeeds
) -> None:
    assert "higher than the partnership's" in quay.profile.lead
    whole = needs_of(marrowmere, "X22000001")
    assert "the partnership's" not in whole.profile.lead
    assert "higher than" not in whole.profile.lead
    assert not whole.profile.others


def test_what_concerns_the_area_is_warned_of(marrowmere: Workspace, quay: ProfileNeeds) -> None:
    centre, rural = cautions_of(build(quay)), cautions_of(build(needs_of(marrowmere, "Fen Parishes")))
    assert "town centres" in centre
    assert "town centres" not in rural
    for said in (centre, rural):
        assert said.startswith("Recorded is not committed.")
        assert "Recording changed in April 2025" in said
        assert "have no location and count in no ward" in said
    whole = cautions_of(build(needs_of(marrowmere, "X22000001")))
    assert "no location" not in whole
    assert "map point" not in whole


def test_at_most_so_many_lines_warn(quay: ProfileNeeds) -> None:
    limit = quay.definitions.thresholds["profile-cautions"]
    fewer = replace(
        quay.definitions,
        thresholds=quay.definitions.thresholds | {limit.id: limit.model_copy(update={"value": 2})},
    )
    assert len(cautions_of(build(replace(quay, definitions=fewer))).splitlines()) == 2


def test_the_chart_shows_what_changed_most_clearly_else_the_total(
    marrowmere: Workspace, quay: ProfileNeeds
) -> None:
    assert quay.profile.line is not None
    changed = [r for r in quay.table.rows if r.measure.base and r.verdict in (Verdict.ROSE, Verdict.FELL)]
    assert quay.profile.line.label == max(changed, key=lambda row: abs(row.z or 0)).measure.short_title
    assert None in quay.profile.line.values
    calm = needs_of(marrowmere, "Fen Parishes").profile.line
    assert calm is not None
    assert calm.label == "All crime"
    assert calm.breaks


def test_pictures_say_in_words_what_they_show(quay: ProfileNeeds) -> None:
    pictures = [block.picture for block in walk(build(quay).blocks) if isinstance(block, PictureBlock)]
    assert len(pictures) == 2
    assert all(len(picture.caption.alt) > 60 for picture in pictures)
    assert "Map of Old Quay, outlined, among " in pictures[1].caption.alt


def test_every_number_of_the_page_has_its_figure(quay: ProfileNeeds) -> None:
    document = build(quay)
    known = {(figure.measure, figure.value) for figure in document.figures}
    for row in quay.table.rows:
        if row.measure.base and row.current is not None:
            assert (row.measure.reference, row.current) in known
    assert {figure.area for figure in document.figures} == {"X05000001", "X22000001"}
    assert len({figure.identity for figure in document.figures}) == len(document.figures)


def test_sources_snapshot_and_identity_stand_at_the_foot(quay: ProfileNeeds) -> None:
    last = build(quay).blocks[-1]
    assert isinstance(last, Paragraph)
    said = plain(last.content)
    total = next(row for row in quay.table.rows if row.measure.id == "all-crime")
    assert quay.table.snapshot in said
    assert quay.table.figure(total).identity in said
    assert "Made-up data of Safer Marrowmere" in said


def test_a_first_year_is_shown_and_not_compared(marrowmere: Workspace) -> None:
    needs = needs_of(marrowmere, "Old Quay", to="2023-03")
    document = build(needs)
    assert_plain(words_of(document))
    assert "no year before" in words_of(document)
    assert "not comparable" not in words_of(table_of(document))
    assert needs.profile.line is not None
    assert needs.profile.line.caption.title == "All crime month by month"
    assert pages(document) == 1


def test_hardly_any_months_make_a_page_that_says_so(marrowmere: Workspace) -> None:
    document = build(needs_of(marrowmere, "Old Quay", to="2022-06"))
    assert "was not supplied in full" in words_of(document)
    assert_plain(words_of(document))
    assert pages(document) == 1


def test_the_same_evidence_gives_the_same_bytes(marrowmere: Workspace) -> None:
    first, second = (render_pdf(build(needs_of(marrowmere, "X05000004"))) for _ in range(2))
    assert first == second

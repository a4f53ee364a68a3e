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
from wardmote.publishing.direction import right_to_left
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


def test_numbers_beside_a_name_from_right_to_left_stay_where_they_are(marrowmere: Workspace) -> None:
    """Between marks that read as letters from left to right: the name turns no comma, number or title."""
    name = "مرسى القديم"
    document = build(needs_of(marrowmere, "X05000001", "X05000002", name=name))
    marked = f"\u200e{name}\u200e"
    assert document.title == f"{marked}, two wards of Safer Marrowmere"
    assert not right_to_left(document.title)
    for line in words_of(document).splitlines():
        assert line.count(name) == line.count(marked), line
    assert f" in {marked}, 25.5 to 81.5 around it" in words_of(document)
    assert "□" not in pdf_words(document)


def pdf_words(document: Document) -> str:
    return "\n".join(
        page.get_textpage().get_text_bounded() for page in PdfDocument(io.BytesIO(render_pdf(document)))
    )


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
    for said in (centre, rural):
        assert said.startswith("Recorded is not committed.")
        assert "Recording changed in April 2025" in said
        assert "have no location and count in no ward" in said
    assert "4% of the force's records of the year (11% of shoplifting) have no location" in centre
    whole = cautions_of(build(needs_of(marrowmere, "X22000001")))
    assert "no location" not in whole
    assert "map point" not in whole


def test_a_high_rate_is_warned_of_wherever_the_page_names_one(quay: ProfileNeeds) -> None:
    """Of the area, though it be far less than twice; of a measure; and of a neighbour on the map."""
    warned = "town centres"
    other = quay.profile.others["all-crime"]
    plain_area = profile_like(quay, rate=other.rate, interval=other.rate_interval, around=other.rate)
    assert warned not in cautions_of(build(plain_area))
    assert other.rate is not None
    above = other.rate * 1.3
    higher = profile_like(quay, rate=above, interval=(above - 1, above + 1), around=other.rate)
    assert warned in cautions_of(build(higher))
    beside_it = profile_like(quay, rate=other.rate, interval=other.rate_interval, around=other.rate * 5)
    assert warned in cautions_of(build(beside_it))


def profile_like(
    needs: ProfileNeeds, *, rate: float | None, interval: tuple[float, float] | None, around: float | None
) -> ProfileNeeds:
    """The profile with this rate of all crime alone, among neighbours that have another."""
    rows = tuple(
        replace(row, rate=rate if row.measure.id == "all-crime" else None, rate_interval=interval)
        for row in needs.table.rows
    )
    said = tuple(row for row in rows if row.measure.id == "all-crime")
    picture = needs.profile.picture
    assert picture is not None
    areas = tuple(replace(area, value=around) for area in picture.areas)
    profile = replace(needs.profile, said=said, picture=replace(picture, areas=areas))
    return replace(needs, table=replace(needs.table, rows=rows), profile=profile)


def test_the_verdicts_of_the_page_are_explained_and_no_others(
    marrowmere: Workspace, quay: ProfileNeeds
) -> None:
    under = plain(table_of(build(quay)).notes[0])
    assert under.startswith("Rose and fell: more than chance. Not comparable: recording or areas changed, ")
    assert "No clear change: a difference this size is common by chance here." in under
    assert "Location too uncertain" not in under
    assert "Too few" not in under
    small = plain(table_of(build(needs_of(marrowmere, "X01000082"))).notes[0])
    assert "Too few to say: under 20 in both years together" in small
    assert "more than chance" not in small


def test_how_many_live_there_stands_in_the_lead(quay: ProfileNeeds) -> None:
    total = next(row for row in quay.table.rows if row.measure.id == "all-crime")
    assert total.population is not None
    assert f"per 1,000 of its {total.population.value:,.0f} residents" in quay.profile.lead


def test_at_most_so_many_lines_warn(quay: ProfileNeeds) -> None:
    limit = quay.definitions.thresholds["profile-cautions"]
    fewer = replace(
        quay.definitions,
        thresholds=quay.definitions.thresholds | {limit.id: limit.model_copy(update={"value": 2})},
    )
    assert len(cautions_of(build(replace(quay, definitions=fewer))).splitlines()) == 2


def test_the_chart_shows_what_the_headline_names_first_else_the_total(
    marrowmere: Workspace, quay: ProfileNeeds
) -> None:
    assert quay.profile.line is not None
    assert quay.profile.title.startswith(quay.profile.line.label)
    assert quay.profile.line.label == "Shoplifting"
    assert quay.profile.line.verdict is Verdict.ROSE
    assert None in quay.profile.line.values
    calm = needs_of(marrowmere, "Fen Parishes").profile.line
    assert calm is not None
    assert calm.label == "All crime"
    assert calm.breaks
    assert calm.caption.title == "All crime month by month; recording changed in April 2025"


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

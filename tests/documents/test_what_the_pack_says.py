"""The pack's sentences on awkward evidence: nothing supplied, nothing judged, a month missing, a Welsh code."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.plain_words import assert_plain, words_of

from wardmote.analyses.changes import change_dots
from wardmote.analyses.headlines import headlines
from wardmote.documents.strategic_assessment import PackNeeds, build
from wardmote.documents.strategic_assessment.everything_else import why_no_focus
from wardmote.documents.strategic_assessment.observed import shown_rows
from wardmote.figures import State, Verdict
from wardmote.operations.gathering import gather
from wardmote.operations.workspace import Workspace
from wardmote.publishing import check
from wardmote.publishing.tree import (
    FindingItem,
    Findings,
    Footnote,
    Heading,
    PictureBlock,
    Table,
    inlines,
    plain,
    walk,
)


@pytest.fixture(scope="module")
def needs(marrowmere: Workspace) -> PackNeeds:
    return gather(marrowmere, "2026-03")


def _said(needs: PackNeeds, **changes) -> PackNeeds:
    """The needs with these changes in every row that could be counted, and what is said of them."""
    rows = tuple(replace(row, **changes) if row.measure.available else row for row in needs.table.rows)
    table = replace(needs.table, rows=rows)
    return replace(
        needs,
        table=table,
        headlines=headlines(table, needs.definitions),
        changes=change_dots(table, needs.definitions),
    )


def _of_area(needs: PackNeeds, code: str, codes: tuple[str, ...] = ()) -> PackNeeds:
    return replace(needs, table=replace(needs.table, area=replace(needs.table.area, code=code, codes=codes)))


NOTHING = {
    "previous": None,
    "current": None,
    "percent": None,
    "rate": None,
    "verdict": None,
    "not_located_share": (None, None),
    "state": State.NOT_SUPPLIED,
}


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_pack_of_one_verdict_alone_reads_well(needs, verdict) -> None:
    document = build(_said(needs, verdict=verdict))
    check(document)
    assert_plain(words_of(document))


def test_a_pack_of_nothing_says_so(needs) -> None:
    document = build(_said(needs, **NOTHING))
    check(document)
    words = words_of(document)
    assert_plain(words)
    assert "No measure has more than" not in words
    assert "nothing is known of the share without a location" in words
    assert "The year to March 2026 was not supplied" in words
    assert "so no measure can be shown" in words
    shown = {block.anchor for block in walk(document.blocks) if isinstance(block, (PictureBlock, Table))}
    assert not shown & {"changes", "measures", "not-located"}


def test_what_was_never_judged_is_not_called_unchanged(needs) -> None:
    words = words_of(build(_said(needs, verdict=Verdict.NOT_COMPARABLE)))
    assert "changed by more than chance\n" not in words.split("Within")[0]
    assert "Of fourteen measures, none could be judged" in words
    assert "None of the fourteen measures can be compared." in words


@pytest.mark.parametrize(
    ("code", "codes", "bound"),
    [
        ("E22000353", (), True),
        ("X22000001", (), True),
        ("W22000001", (), False),
        ("E22000353+W22000001", ("E22000353", "W22000001"), False),
    ],
)
def test_the_english_duty_is_printed_for_england_alone(needs, code, codes, bound) -> None:
    document = build(_of_area(needs, code, codes))
    words = words_of(document)
    assert ("Regulation 7(a)" in words) == bound
    assert ("reg. 7" in words) == bound
    headings = [block for block in walk(document.blocks) if isinstance(block, Heading)]
    assert any(block.text == "Levels and patterns" for block in headings)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (NOTHING, ""),
        ({"previous": None, "verdict": Verdict.TOO_FEW}, "Nothing to compare with."),
        ({"verdict": Verdict.ROSE}, "Changed; clearer changes fill the first page."),
        ({"verdict": None}, "Not compared."),
    ],
)
def test_why_a_measure_has_no_focus(needs, changes, words) -> None:
    assert why_no_focus(replace(needs.table.rows[0], **changes)) == words


def test_every_machine_sentence_about_small_areas_is_marked_draft(needs) -> None:
    items = [
        item for block in walk(build(needs).blocks) if isinstance(block, Findings) for item in block.items
    ]
    about_places = [item for item in items if "what was located" in str(item.rest)]
    assert len(about_places) == len(needs.concentrations)
    assert all(isinstance(item, FindingItem) and item.draft for item in items)


def _table(document, anchor: str) -> Table:
    return next(b for b in walk(document.blocks) if isinstance(b, Table) and b.anchor == anchor)


def test_the_register_holds_every_change_that_a_table_prints(needs) -> None:
    document = build(needs)
    register = {(row[0], row[1]) for row in _table(document, "figure-register").rows}
    printed = [*needs.table.rows, *needs.wards.rows, *needs.within.rows]
    expected = {(r.area.name, r.measure.reference) for r in printed if r.current is not None}
    observed = [r for r in shown_rows(needs) if r.observed.now is not None]
    assert observed
    expected |= {(r.area.name, r.measure.reference) for r in observed}
    assert register == expected
    assert len({row[-1] for row in _table(document, "figure-register").rows}) == len(register)


def test_months_left_out_are_said_on_every_row_that_counts(needs) -> None:
    short = replace(needs, table=replace(needs.table, left_out=("2025-09",)))
    document = build(short)
    note = Footnote("Counts are of what was recorded in the eleven months that both years have.")
    for anchor, place in (("measures", 0), ("ward-table", 0), ("within-table", 1)):
        rows = _table(document, anchor).rows
        assert rows
        assert all(note in inlines(row[place]) for row in rows), anchor


def test_a_name_that_would_mislead_has_a_note_on_its_row(needs) -> None:
    rows = {plain(row[0]): inlines(row[0]) for row in _table(build(needs), "measures").rows}
    noted = {
        name: plain(mark.text) for name, parts in rows.items() for mark in parts if isinstance(mark, Footnote)
    }
    assert set(noted) == {"All crime", "Anti-social behaviour", "Burglary"}
    assert "Fraud is not on police.uk" in noted["All crime"]


def test_methods_name_every_limit_of_the_test(needs) -> None:
    words = words_of(build(needs)).replace("\n", " ")
    assert "fewer than 20 in both years together, or fewer than nine months that both have" in words
    assert "at most 5% should be false alarms, on average" in words
    assert "all crime stands for itself, so its q is the plain probability" in words
    assert "deserves a second look next quarter" in words


def test_words_of_limits_follow_the_definitions(needs) -> None:
    thresholds = dict(needs.definitions.thresholds)
    for name, value in (
        ("rate-per", 100_000),
        ("confidence", 0.9),
        ("matched-months", 6),
        ("town-centre-rate", 3),
    ):
        thresholds[name] = thresholds[name].model_copy(update={"value": float(value)})
    own = replace(needs, definitions=replace(needs.definitions, thresholds=thresholds))
    words = words_of(build(replace(own, changes=change_dots(own.table, own.definitions))))
    assert "per 100,000 residents" in words
    assert "with 90% intervals" in words
    assert "fewer than six months" in words
    assert "more than three times the partnership's rate" in words


def test_a_rate_is_not_explained(needs) -> None:
    words = words_of(build(needs))
    assert "has more than twice the partnership's rate" in words
    assert "It cannot tell how many others pass through" in words

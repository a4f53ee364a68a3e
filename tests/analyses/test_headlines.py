from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.country import MONTHS
from tests.plain_words import CAUSE, LEFTOVER, assert_plain

from wardmote.analyses.change_in_words import change_finding
from wardmote.analyses.changes import change_dots
from wardmote.analyses.headlines import headlines
from wardmote.analyses.wording import share
from wardmote.definitions import Break
from wardmote.figures import Verdict, find_area, performance_table
from wardmote.figures.tokens import State


@pytest.fixture
def table(country):
    evidence = country.evidence
    return performance_table(evidence, find_area(evidence.connection, "C1"), "2024-04")


@pytest.fixture
def rules(country):
    return country.evidence.definitions


def _with(table, measure, **changes):
    rows = tuple(replace(row, **changes) if row.measure.id == measure else row for row in table.rows)
    return replace(table, rows=rows)


def _all(table, **changes):
    """The table with these changes in every row that could be counted."""
    rows = tuple(replace(row, **changes) if row.measure.available else row for row in table.rows)
    return replace(table, rows=rows)


def _changed(table, *names, verdict=Verdict.ROSE):
    for name in names:
        table = _with(table, name, verdict=verdict, z=5.0 if verdict is Verdict.ROSE else -5.0)
    return table


def test_at_most_five_findings_and_each_rests_on_figures(table, rules) -> None:
    found = headlines(table, rules)
    assert 0 < len(found.findings) <= 5
    assert all(finding.figures for finding in found.findings)


def test_what_changed_comes_first_and_names_the_title(table, rules) -> None:
    changed = _with(table, "robbery", verdict=Verdict.ROSE, previous=100, current=160, percent=60.0, z=9.0)
    found = headlines(changed, rules)
    assert found.title.startswith("Robbery rose")
    assert found.findings[0].sentence.startswith("Robbery rose from 100 to 160 (+60.0%): more than chance.")


def test_nothing_changed_is_said_plainly(table, rules) -> None:
    still = headlines(_all(table, verdict=Verdict.NO_CLEAR_CHANGE), rules)
    assert still.title == "None of fourteen measures changed by more than chance"


@pytest.mark.parametrize(
    "verdict", [Verdict.NOT_COMPARABLE, Verdict.TOO_FEW, Verdict.LOCATION_UNCERTAIN], ids=str
)
def test_what_was_never_judged_is_not_called_unchanged(table, rules, verdict) -> None:
    nothing = _all(table, verdict=verdict)
    title = headlines(nothing, rules).title
    assert title == change_dots(nothing, rules).caption.title == "Of fourteen measures, none could be judged"


def test_a_title_of_no_change_says_how_many_could_be_judged(table, rules) -> None:
    some = _all(table, verdict=Verdict.TOO_FEW)
    for name in ("burglary", "robbery", "shoplifting"):
        some = _with(some, name, verdict=Verdict.NO_CLEAR_CHANGE)
    expected = "None of the three measures that could be judged changed by more than chance"
    assert headlines(some, rules).title == change_dots(some, rules).caption.title == expected
    one = _with(_all(table, verdict=Verdict.TOO_FEW), "burglary", verdict=Verdict.NO_CLEAR_CHANGE)
    assert headlines(one, rules).title == "The one measure that could be judged shows no clear change"


def test_an_empty_table_makes_titles_without_leftovers(table, rules) -> None:
    absent = _all(table, verdict=None, previous=None, current=None, percent=None, state=State.NOT_SUPPLIED)
    absent = replace(absent, left_out=(*table.previous.months, *table.current.months))
    for empty in (absent, replace(absent, rows=())):
        found, dots = headlines(empty, rules), change_dots(empty, rules)
        assert found.title == "The year to April 2024 was not supplied"
        for text in (found.title, found.lead, *vars(dots.caption).values()):
            assert_plain(text)
            assert "none" not in text.lower()


@pytest.mark.parametrize(
    ("rose", "fell", "title"),
    [
        ((), ("burglary", "drugs", "robbery", "shoplifting"), "Four measures fell by more than chance"),
        (("burglary", "drugs", "robbery", "shoplifting"), (), "Four measures rose by more than chance"),
        (
            ("burglary",),
            ("drugs", "robbery", "shoplifting"),
            "One measure rose and three fell by more than chance",
        ),
    ],
)
def test_many_changes_are_counted_in_good_english(table, rules, rose, fell, title) -> None:
    still = _all(table, verdict=Verdict.NO_CLEAR_CHANGE)
    changed = _changed(_changed(still, *rose), *fell, verdict=Verdict.FELL)
    assert headlines(changed, rules).title == title


TOTALS = {
    Verdict.ROSE: "The total rose by more than chance",
    Verdict.FELL: "The total fell by more than chance",
    Verdict.NO_CLEAR_CHANGE: "The difference is not clearly more than chance.",
    Verdict.NOT_COMPARABLE: "the two totals are not compared",
    Verdict.LOCATION_UNCERTAIN: "depends on where the records without a location belong",
    Verdict.TOO_FEW: "to say whether the total changed",
}


@pytest.mark.parametrize("verdict", list(Verdict))
def test_the_total_is_said_by_its_own_verdict(table, rules, verdict) -> None:
    lead = headlines(_with(table, "all-crime", verdict=verdict), rules).lead
    assert TOTALS[verdict] in lead
    assert sum(words in lead for words in TOTALS.values()) == 1


def test_too_few_crimes_and_too_few_months_are_told_apart(table, rules) -> None:
    small = _with(table, "all-crime", verdict=Verdict.TOO_FEW, previous=9, current=8)
    assert headlines(small, rules).lead.endswith("Too few crimes to say whether the total changed.")
    short = _with(table, "all-crime", verdict=Verdict.TOO_FEW)
    assert headlines(short, rules).lead.endswith("Too few months to say whether the total changed.")


MOVED = Break(
    id="moved", source="a test", title="Moved", date=date(2023, 6, 1), kind="geography", measures=(),
    label="moved", explanation="Places moved.", certainty="confirmed",
)  # fmt: skip


@pytest.mark.parametrize("breaks", [(), (MOVED,)], ids=["none named", "geography at every level"])
def test_a_total_that_no_recording_break_cuts_is_still_said(table, rules, breaks) -> None:
    cut = _with(table, "all-crime", verdict=Verdict.NOT_COMPARABLE, breaks=breaks)
    cut = _with(cut, "robbery", verdict=Verdict.NOT_COMPARABLE, breaks=breaks)
    found = headlines(cut, rules)
    assert ("The geography changed in June 2023" in found.lead) == bool(breaks)
    assert "not compar" in found.lead
    robbery = next(row for row in cut.rows if row.measure.id == "robbery")
    sentence = change_finding(cut, robbery, 0.1).sentence
    assert ("June 2023, when the geography changed" in sentence) == bool(breaks)
    assert_plain(sentence)


def test_a_year_that_came_in_part_is_not_called_absent(make_country) -> None:
    country = make_country({("bedfordshire", month) for month in MONTHS[:33]})
    evidence = country.evidence
    table = performance_table(evidence, find_area(evidence.connection, "C1"), "2024-04")
    found = headlines(table, evidence.definitions)
    assert found.title == "The year to April 2024 was not supplied in full"
    assert found.lead == "Not supplied: May 2022 to January 2024."


def test_a_month_that_one_year_lacks_is_said_beside_the_totals(make_country) -> None:
    country = make_country({("bedfordshire", "2022-09")})
    evidence = country.evidence
    table = performance_table(evidence, find_area(evidence.connection, "C1"), "2024-04")
    assert " crimes recorded in the eleven months that both years have, against " in headlines(
        table, evidence.definitions
    ).lead  # fmt: skip
    assert (
        "in the eleven months that both years have"
        in change_dots(table, evidence.definitions).caption.subtitle
    )


@pytest.mark.parametrize("verdict", list(Verdict))
def test_no_verdict_is_worded_as_a_cause(table, verdict) -> None:
    for row in table.rows:
        if row.verdict is not None:
            finding = change_finding(table, replace(row, verdict=verdict), 0.1)
            assert_plain(finding.sentence)
            assert finding.sentence.endswith(".")


@pytest.mark.parametrize("absent", ["previous", "current"])
def test_a_row_of_one_year_is_no_comparison(table, absent) -> None:
    row = next(row for row in table.rows if row.measure.id == "robbery")
    for verdict in (Verdict.TOO_FEW, Verdict.NOT_COMPARABLE, None):
        finding = change_finding(table, replace(row, verdict=verdict, **{absent: None}), 0.1)
        assert finding.verdict is None
        assert "–" not in finding.sentence
        assert ("not supplied" if absent == "current" else "no whole year before") in finding.sentence


def test_a_measure_with_many_rows_lost_says_so(table) -> None:
    row = next(row for row in table.rows if row.measure.id == "shoplifting")
    lost = replace(row, verdict=Verdict.NO_CLEAR_CHANGE, not_located_share=(0.05, 0.152))
    assert "15% of the force's records of it have no location" in change_finding(table, lost, 0.1).sentence


def test_changes_are_drawn_from_the_highest_down_and_small_bases_left_out(table, rules) -> None:
    base = _with(table, "robbery", percent=None)
    picture = change_dots(base, rules)
    drawn = [row.percent for row in picture.rows]
    assert drawn == sorted(drawn, reverse=True)
    assert "Robbery" not in {row.label for row in picture.rows}
    assert "not drawn" in picture.caption.note


def test_one_measure_left_out_is_said_in_the_singular(table, rules) -> None:
    whole = _all(table, previous=100, percent=1.0)
    note = change_dots(_with(whole, "robbery", previous=9, percent=None), rules).caption.note
    assert "One measure with fewer than 50 in the earlier year has no percentage and is not drawn." in note
    note = change_dots(_with(whole, "robbery", previous=None, percent=None), rules).caption.note
    assert "One measure with no whole earlier year has no percentage" in note


@pytest.mark.parametrize(
    "claim",
    [
        "Visitors are the likelier explanation.",
        "It fell because patrols grew.",
        "That is the reason for the rise.",
        "The campaign made it fall.",
        "Shops lose their location more often.",
        "Tourism explains most of it.",
    ],
)
def test_the_watch_for_causes_sees_one(claim) -> None:
    assert CAUSE.search(claim)


@pytest.mark.parametrize(
    "slip",
    ["Of none measures, .", "none measures rose", "One measures rose", "Robbery , drugs", "Done..", "Two ; three"],
)  # fmt: skip
def test_the_watch_for_slips_sees_one(slip) -> None:
    assert LEFTOVER.search(slip)


def test_a_small_share_is_not_shown_as_none() -> None:
    assert [share(value) for value in (0.0, 0.0015, 0.004999, 0.005, 0.152, None)] == [
        "0%",
        "<1%",
        "<1%",
        "1%",
        "15%",
        "–",
    ]


@pytest.mark.parametrize(
    ("previous", "current", "told"), [(0, 0, False), (19, 19, False), (3, 20, True), (20, 0, True)]
)
def test_what_was_rare_in_both_years_is_no_finding_for_want_of_a_comparison(
    table, rules, previous, current, told
) -> None:
    cut = _with(table, "robbery", verdict=Verdict.NOT_COMPARABLE, previous=previous, current=current)
    found = [one for one in headlines(cut, rules).findings if one.verdict is Verdict.NOT_COMPARABLE]
    assert any("robbery" in one.lead.lower() for one in found) == told

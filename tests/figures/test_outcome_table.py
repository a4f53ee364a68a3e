"""How crimes ended: who is followed, for how long, under which group, and what is said of a change."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from tests.country import MONTHS, PLACES
from tests.figures.record_tables import drawn, records

from wardmote.figures import find_area
from wardmote.figures.months import shift
from wardmote.figures.outcomes import last_followed, outcome_table, outcomes_supplied
from wardmote.figures.outcomes.export import outcomes_record, outcomes_rows
from wardmote.figures.performance import TableError
from wardmote.figures.tokens import State, Verdict

CHARGED, LOCAL, UNABLE = "suspect-charged", "local-resolution", "unable-to-prosecute-suspect"


def one_crime(month: str = "2023-06", lsoa: str | None = "E1", force: str = "bedfordshire"):
    return ("x", month, force, lsoa, "burglary", "Under investigation")


def ended(evidence, code: str = "C1", to: str = "2023-10", **options) -> dict[str, tuple[int, int]]:
    table = outcome_table(
        evidence, find_area(evidence.connection, code), to, measures=["burglary"], **options
    )
    return {row.group: row.n for row in table.rows if any(row.n)}


@pytest.mark.parametrize(
    ("ends", "group"),
    [
        ([], "no-outcome-yet"),
        ([("2023-06", CHARGED)], "charged"),
        ([("2023-12", CHARGED)], "charged"),
        ([("2024-01", CHARGED)], "no-outcome-yet"),
        ([("2023-05", CHARGED)], "charged"),
        ([("2023-06", LOCAL), ("2023-08", UNABLE)], "unable-to-prosecute"),
        ([("2023-08", UNABLE), ("2023-08", LOCAL)], "out-of-court-informal"),
        ([("2023-06", UNABLE), ("2024-02", CHARGED)], "unable-to-prosecute"),
        ([("2023-06", "a-word-nobody-knows")], "another-outcome"),
        ([("2023-06", "a-word-nobody-knows"), ("2023-06", UNABLE)], "unable-to-prosecute"),
        ([("2023-07", "under-investigation"), ("2023-07", "status-update-unavailable")], "no-outcome-yet"),
    ],
)
def test_the_latest_outcome_in_time_counts_and_the_first_group_where_they_are_of_one_month(
    ends, group
) -> None:
    made = records([one_crime()], [("x", month, "bedfordshire", word) for month, word in ends])
    assert ended(made.evidence) == {group: (0, 1)}


def test_an_outcome_of_another_force_is_not_this_crimes() -> None:
    made = records([one_crime()], [("x", "2023-06", "essex", CHARGED)])
    assert ended(made.evidence) == {"no-outcome-yet": (0, 1)}


def test_months_too_recent_are_left_out_of_both_years_and_named() -> None:
    crimes = [
        (f"{month}{n}", month, "bedfordshire", "E1", "burglary", None) for month in MONTHS for n in range(3)
    ]
    evidence = records(crimes, [], outcomes_until="2024-01").evidence
    area = find_area(evidence.connection, "C1")
    assert last_followed(evidence, area) == "2023-07"
    table = outcome_table(evidence, area, "2024-04")
    assert table.follow.kept == ("2023-05", "2023-06", "2023-07")
    assert table.follow.too_recent == tuple(MONTHS[-9:])
    assert "Too recent to be followed for 6 months: August 2023 to April 2024." in table.gaps
    assert {row.of for row in table.rows} == {(9, 9)}


def test_a_gap_in_crimes_or_outcomes_is_named_and_its_months_left_out_of_both_years() -> None:
    crimes = [(f"{month}", month, "bedfordshire", "E1", "burglary", None) for month in MONTHS]
    evidence = records(
        crimes, [], without=[("outcomes", "bedfordshire", "2023-02"), ("crimes", "bedfordshire", "2022-05")]
    ).evidence
    table = outcome_table(evidence, find_area(evidence.connection, "C1"), "2023-10")
    assert table.follow.no_outcomes == ("2023-02",)
    assert table.follow.no_crimes == ("2022-05",)
    lost = {shift("2023-02", -back) for back in range(7)} | {"2022-05"}
    kept = [m for m in table.follow.current.months if m not in lost and shift(m, -12) not in lost]
    assert list(table.follow.kept) == kept
    assert "Crimes not supplied: May 2022. Outcomes not supplied: February 2023." in table.gaps
    assert outcomes_record(table)["outcomes_not_supplied"] == ["2023-02"]


def test_nothing_supplied_is_told_from_nothing_that_can_be_followed() -> None:
    none = [("outcomes", "bedfordshire", month) for month in MONTHS]
    evidence = records([one_crime()], [], without=none).evidence
    area = find_area(evidence.connection, "C1")
    assert not outcomes_supplied(evidence, area)
    assert last_followed(evidence, area) is None
    few = records([one_crime()], [], without=none[:-3]).evidence
    assert outcomes_supplied(few, area)
    assert last_followed(few, area) is None
    assert outcome_table(few, area, "2024-04").rows == ()


def test_crimes_without_an_id_and_of_forces_without_outcomes_are_counted_apart() -> None:
    crimes = [
        one_crime(),
        (None, "2023-06", "bedfordshire", "E1", "burglary", None),
        ("y", "2023-06", "essex", "E1", "burglary", None),
        *((None, "2023-06", "bedfordshire", "E1", "anti-social-behaviour", None) for _ in range(4)),
    ]
    evidence = records(crimes, [], without=[("outcomes", "essex", "2023-08")]).evidence
    table = outcome_table(evidence, find_area(evidence.connection, "C1"), "2023-10")
    burglary = next(one for one in table.followed if one.measure.id == "burglary")
    assert (burglary.recorded, burglary.followed) == ((0, 3), (0, 1))
    assert (burglary.without_id, burglary.of_others) == ((0, 1), (0, 1))
    assert (burglary.open_now, burglary.no_update) == ((0, 1), (0, 0))
    states = {one.measure.id: one.state for one in table.followed}
    assert states["anti-social-behaviour"] is State.NOT_AVAILABLE
    assert states["robbery"] is State.ZERO
    with pytest.raises(TableError, match="No outcomes can be joined to stop-and-search"):
        outcome_table(evidence, find_area(evidence.connection, "C1"), "2023-10", measures=["stop-and-search"])


def test_rows_without_a_place_count_where_the_area_holds_the_whole_force() -> None:
    crimes = [one_crime(lsoa=None, force="essex"), ("z", "2023-06", "essex", "E0-unknown", "burglary", None)]
    evidence = records(crimes, [("x", "2023-07", "essex", CHARGED)]).evidence
    assert ended(evidence, "C3") == {"charged": (0, 1), "no-outcome-yet": (0, 1)}
    assert ended(evidence, "C1") == {}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("code", ["C1", "C3", "W3", "E23000026"])
def test_every_count_is_that_of_a_walk_over_the_rows(seed: int, code: str) -> None:
    crimes, outcomes = drawn(seed)
    evidence = records(crimes, outcomes).evidence
    table = outcome_table(evidence, find_area(evidence.connection, code), "2023-10")
    inside = {row[0] for row in PLACES if code in row}
    whole = {"C3": "essex", "E23000026": "bedfordshire"}.get(code)
    groups = {CHARGED: 0, LOCAL: 1, UNABLE: 2, "new-word": 3}
    names = ["charged", "out-of-court-informal", "unable-to-prosecute", "another-outcome", "no-outcome-yet"]
    ends = defaultdict(list)
    for identifier, when, _, word in outcomes:
        ends[identifier].append((when, word))
    plain: Counter[tuple[str, str, str]] = Counter()
    for identifier, month, force, lsoa, category, _ in crimes:
        lost = lsoa in (None, "E0-unknown") and force == whole
        if identifier is None or not (lsoa in inside or lost):
            continue
        mine = [
            (when, groups[word])
            for when, word in ends[identifier]
            if word in groups and when <= shift(month, 6)
        ]
        latest = max((when for when, _ in mine), default=None)
        place = min((group for when, group in mine if when == latest), default=4)
        plain[category, month, names[place]] += 1
    for row in table.rows:
        kinds = {name for one in row.measure.counted for name in one.categories}
        for year, months in enumerate((table.follow.kept_before, table.follow.kept)):
            expected = sum(
                n
                for (category, month, group), n in plain.items()
                if category in kinds and month in months and group == row.group
            )
            assert row.n[year] == expected, (row.measure.id, row.group, year)
    assert sum(row.n[1] for row in table.rows_of("burglary")) > 5


def test_shares_of_few_crimes_are_not_said_and_a_change_in_recording_is_not_tested() -> None:
    crimes = [
        (f"{category}{month}{n}", month, "bedfordshire", "E1", category, None)
        for month in MONTHS
        for category, many in (("burglary", 2), ("public-order", 30), ("shoplifting", 30))
        for n in range(many)
    ]
    outcomes = [
        (identifier, month, force, CHARGED)
        for identifier, month, force, _, category, _ in crimes
        if category != "burglary" and month >= "2022-11" and int(str(identifier)[-1]) < 4
    ]
    evidence = records(crimes, outcomes).evidence
    table = outcome_table(evidence, find_area(evidence.connection, "C1"), "2023-10")
    charged = {row.measure.id: row for row in table.rows if row.group == "charged"}
    assert charged["burglary"].of == (24, 24)
    assert charged["burglary"].share == (None, None)
    assert charged["burglary"].points is None
    assert charged["public-order"].verdict is Verdict.NOT_COMPARABLE
    assert charged["shoplifting"].verdict is Verdict.ROSE
    assert charged["shoplifting"].points == pytest.approx(40.0)
    low, high = charged["shoplifting"].points_interval
    assert low < 40 < high
    assert "principal-crime-2023" in {one.id for one in table.breaks}


def test_figures_say_what_they_are_and_cannot_be_taken_for_counts() -> None:
    crimes, outcomes = drawn(1)
    evidence = records(crimes, outcomes).evidence
    table = outcome_table(evidence, find_area(evidence.connection, "C1"), "2023-10")
    row = table.rows_of("burglary")[0]
    figure = table.figure(row)
    assert figure.unit == "%: Charged or summonsed"
    assert figure.options.startswith("table=outcomes;")
    assert figure.value == pytest.approx(100 * row.share[1])
    whats = ("previous", "current", "points")
    identities = {table.figure(one, what).identity for one in table.rows for what in whats}
    assert len(identities) == len(whats) * len(table.rows)
    flat = outcomes_rows(table)
    assert len(flat) == len(table.rows)
    assert all(None not in (one["crimes_current"], one["outcome"]) for one in flat)

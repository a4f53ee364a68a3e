"""Rows that are counted from observations: what moved, and why, from hand-made tables."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from wardmote.analyses.moved import moved
from wardmote.definitions import load
from wardmote.evidence.changes import Change, EvidenceChanges, Supply
from wardmote.figures import Area, Period, Row, State, Table, Verdict
from wardmote.figures.counts import MonthlyCounts
from wardmote.figures.observed.record import Observed

DEFINITIONS = load()
AREA = Area("E1", "Town", "csp")
YEARS = Period("2022-04", "2023-03"), Period("2023-04", "2024-03")
MEASURE = next(
    measure
    for measure in DEFINITIONS.measures_in_order()
    if any(DEFINITIONS.sources[c.source].reader == "observations" for c in measure.counted)
)
SOURCE = next(c.source for c in MEASURE.counted if DEFINITIONS.sources[c.source].reader == "observations")


def row(
    before: float | None,
    now: float | None,
    verdict: Verdict | None = None,
    periods: tuple[Period, Period] = YEARS,
) -> Row:
    state = State.NOT_SUPPLIED if now is None else State.KNOWN if now else State.ZERO
    earlier = State.NOT_SUPPLIED if before is None else State.KNOWN
    seen = Observed(every=12, now=now, before=before, state_before=earlier)
    return Row(MEASURE, AREA, state, verdict=verdict, periods=periods, observed=seen)


def table(one: Row) -> Table:
    return Table(AREA, "category", *YEARS, "0", (), (None, None), (), (), observed=(one,))


def nothing() -> MonthlyCounts:
    empty = np.zeros((1, 0, 0), dtype=np.int64)
    flags = np.zeros((1, 0), dtype=np.bool_)
    return MonthlyCounts((AREA,), (), (), empty, flags, empty, empty, empty, np.zeros(1, dtype=np.bool_))


CHANGES = EvidenceChanges(
    (), (Supply("observations", SOURCE, "2023-04..2024-03", Change.AGAIN, 4, 4),), (), (), False
)


def test_an_observation_sent_again_is_told_by_its_source() -> None:
    found = moved(table(row(10, 20)), table(row(10, 25.5)), (nothing(), nothing()), CHANGES)
    (one,) = found.figures
    assert (one.what, one.then, one.now, one.difference) == ("current", 20, 25.5, 5.5)
    assert one.reasons == (f"observations of {SOURCE} sent again",)
    assert found.verdicts == ()


def test_zero_and_not_supplied_are_not_the_same() -> None:
    found = moved(table(row(10, None)), table(row(10, 0)), (nothing(), nothing()), CHANGES)
    (one,) = found.figures
    assert (one.state_then, one.state_now, one.difference) == (State.NOT_SUPPLIED, State.ZERO, None)


def test_a_later_period_is_said() -> None:
    later = Period("2022-07", "2023-06"), Period("2023-07", "2024-06")
    found = moved(table(row(10, 20)), table(row(10, 21, periods=later)), (nothing(), nothing()), CHANGES)
    (one,) = found.figures
    assert one.reasons[0] == "then of 2023-04 to 2024-03"
    assert one.period == later[1]


def test_a_verdict_that_differs_is_told_even_where_nothing_explains_it() -> None:
    none = EvidenceChanges((), (), (), (), False)
    then, now = row(10, 20, Verdict.NO_CLEAR_CHANGE), row(10, 20, Verdict.ROSE)
    (one,) = moved(table(then), table(now), (nothing(), nothing()), none).verdicts
    assert (one.then, one.now, one.reasons) == (Verdict.NO_CLEAR_CHANGE, Verdict.ROSE, ("cannot be told",))


def test_a_measure_that_came_or_went_is_a_figure_that_moved() -> None:
    full, empty = table(row(10, 20)), replace(table(row(10, 20)), observed=())
    came = moved(empty, full, (nothing(), nothing()), CHANGES)
    assert [(one.what, one.then, one.now) for one in came.figures] == [
        ("previous", None, 10),
        ("current", None, 20),
    ]
    went = moved(full, empty, (nothing(), nothing()), CHANGES)
    assert [(one.state_then, one.state_now) for one in went.figures] == [
        (State.KNOWN, State.NOT_SUPPLIED)
    ] * 2
    assert went.figures[0].reasons == (f"observations of {SOURCE} sent again",)


def test_a_measure_of_any_source_is_told_by_the_one_that_it_was_counted_from() -> None:
    then, now = (
        replace(one, observed=replace(one.observed, sources=("fire",))) for one in (row(1, 2), row(1, 3))
    )
    sent = EvidenceChanges(
        (), (Supply("observations", "fire", "2023-04..2024-03", Change.AGAIN, 4, 4),), (), (), False
    )
    (one,) = moved(table(then), table(now), (nothing(), nothing()), sent).figures
    assert one.reasons == ("observations of fire sent again",)

"""Whether something said is still true, rule by rule."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.analyses.since import ORDER, Answer, Question, Said, StillTrue, compare, judged, questions
from wardmote.definitions import Definitions, load
from wardmote.figures import Figure, State, Verdict

TO = "2025-06"
PERIOD, BEFORE = "2024-07..2025-06", "2023-07..2024-06"


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    return load()


def figure(value: float | None, period: str = PERIOD, unit: str = "crimes", **changes: object) -> Figure:
    state = State.NOT_SUPPLIED if value is None else State.KNOWN if value else State.ZERO
    made = Figure(value, state, unit, "robbery/1", "E1", "Town", period, "then", "months=12")
    return replace(made, **changes)


def answer(
    before: float | None, after: float | None, verdict: Verdict | None = Verdict.ROSE, **changes
) -> Answer:
    change = figure(None, f"{PERIOD} against {BEFORE}", "%", verdict=verdict, **changes)
    earlier = None if before is None else figure(before, BEFORE, **changes)
    return Answer(figure(after, **changes), earlier, change if verdict else None)


def question(*counts: float | None, verdict: Verdict | None = Verdict.ROSE, words: str = "") -> Question:
    return Question("robbery/1", answer(*counts, verdict), words)


CASES = [
    (answer(100, 150), True, True, StillTrue.HOLDS),
    (answer(100, 152), True, True, StillTrue.REVISED),
    (answer(101, 150), True, True, StillTrue.REVISED),
    (answer(100, 150, Verdict.NO_CLEAR_CHANGE), True, True, StillTrue.NO_LONGER),
    (answer(100, 149, Verdict.LOCATION_UNCERTAIN), True, True, StillTrue.NO_LONGER),
    (answer(100, 150, Verdict.NOT_COMPARABLE), True, True, StillTrue.NOT_COMPARABLE),
    (answer(100, 150), False, True, StillTrue.NOT_COMPARABLE),
    (answer(100, 160, options="months=12;without=2023-11"), True, True, StillTrue.OTHER_MONTHS),
    (answer(100, 160, options="months=12;without=2024-07"), True, True, StillTrue.OTHER_MONTHS),
    (answer(100, 150, Verdict.FELL, options="without=2023-11"), True, True, StillTrue.NO_LONGER),
    (answer(100, None, None), True, True, StillTrue.GONE),
    (answer(None, 150, None), True, True, StillTrue.GONE),
    (None, False, True, StillTrue.GONE),
    (None, True, False, StillTrue.NOT_OVER),
    (answer(100, 150), True, False, StillTrue.NOT_OVER),
]


@pytest.mark.parametrize(("revised", "same", "over", "still"), CASES)
def test_each_rule(revised: Answer | None, same: bool, over: bool, still: StillTrue) -> None:
    assert judged(question(100, 150), revised, same, over=over) is still


def test_every_phrase_is_reached_and_has_its_place() -> None:
    assert {case[-1] for case in CASES} == set(StillTrue) == set(ORDER)


def test_what_was_not_comparable_then_holds_while_it_is_not() -> None:
    asked = question(100, 150, verdict=Verdict.NOT_COMPARABLE)
    assert judged(asked, answer(100, 150, Verdict.NOT_COMPARABLE), True, over=True) is StillTrue.HOLDS
    assert judged(asked, answer(100, 150, Verdict.ROSE), True, over=True) is StillTrue.NO_LONGER


def test_a_count_alone_holds_while_it_is_the_same() -> None:
    asked = question(None, 150, verdict=None)
    assert judged(asked, answer(None, 150, None), True, over=True) is StillTrue.HOLDS
    assert judged(asked, answer(None, 151, None), True, over=True) is StillTrue.NO_LONGER


@settings(deadline=None)
@given(st.sampled_from(list(Verdict)), st.sampled_from(list(Verdict)), *[st.integers(0, 99)] * 4)
def test_the_phrase_follows_from_verdicts_and_counts_alone(then, now, a: int, b: int, c: int, d: int) -> None:
    still = judged(question(a, b, verdict=then), answer(c, d, now), True, over=True)
    if then == now:
        assert still is (StillTrue.HOLDS if (a, b) == (c, d) else StillTrue.REVISED)
    else:
        assert still in (StillTrue.NO_LONGER, StillTrue.NOT_COMPARABLE)


def compared(asked: Question, revised: Answer | None, definitions: Definitions):
    key = asked.key
    found = compare(
        [asked], {key: revised} if revised else {}, {}, definitions, (TO, "2026-06", "2026-06"), "E1"
    )
    return found.rows[0]


@pytest.mark.parametrize(("later", "matters"), [(104, False), (105, True), (95, True), (100, False)])
def test_a_large_revision_is_named_though_the_words_hold(
    definitions: Definitions, later: int, matters: bool
) -> None:
    row = compared(question(100, 100), answer(100, later), definitions)
    assert row.matters is matters
    assert row.moved == pytest.approx(abs(later - 100) / 100)


def test_a_month_that_came_in_is_no_large_revision(definitions: Definitions) -> None:
    row = compared(question(100, 100), answer(92, 92, options="months=12;without=2023-11"), definitions)
    assert (row.still, row.moved, row.matters) == (StillTrue.OTHER_MONTHS, None, False)


def test_of_a_small_count_only_the_verdict_matters(definitions: Definitions) -> None:
    row = compared(question(10, 20), answer(12, 26), definitions)
    assert row.moved is None
    assert not row.matters


def test_a_measure_that_nobody_defines_any_more_is_gone(definitions: Definitions) -> None:
    asked = Question("tram-fares/1", answer(100, 150, measure="tram-fares/1"))
    row = compared(asked, None, definitions)
    assert (row.still, row.title, row.matters) == (StillTrue.GONE, "tram-fares", True)


def test_another_version_of_the_measure_is_another_question(definitions: Definitions) -> None:
    asked = Question("robbery/0", answer(100, 150, measure="robbery/0"))
    assert compared(asked, answer(100, 150), definitions).still is StillTrue.NOT_COMPARABLE


FIGURES = answer(100, 150).figures
WARD = answer(10, 30, area="W1", area_name="North").figures
OTHER = answer(7, 9, area="W2", area_name="South").figures
RATE = figure(5.5, unit="per 1,000", population="residents 2024-06-30")
OLD = figure(90, "2022-07..2023-06")


def ids(*figures: Figure) -> tuple[str, ...]:
    return tuple(one.identity for one in figures)


def test_the_area_itself_is_asked_about_and_parts_that_a_finding_named() -> None:
    said = [
        Said("a", "Within wards.", None, ids(WARD[0])),
        Said("b", "In text.", None, ids(OTHER[0]), finding=False),
    ]
    found = questions([*FIGURES, *WARD, *OTHER, RATE, OLD], said, "E1", TO)
    assert [(one.key[1], one.answer.counts) for one in found] == [("E1", (100, 150)), ("W1", (10, 30))]
    assert [one.end for one in found] == [TO, TO]


def test_only_a_sentence_about_the_change_is_cited() -> None:
    pattern = Said("small", "Ten areas hold half of it.", None, ids(FIGURES[1]))
    change = Said("main", "Robbery rose.", Verdict.ROSE, ids(*FIGURES))
    both = Said("two", "Robbery rose here and in North.", None, ids(*FIGURES, *WARD))
    for said, words in (([pattern], ""), ([both], ""), ([pattern, both, change], "Robbery rose.")):
        assert questions(FIGURES, said, "E1", TO)[0].words == words


def test_what_was_not_known_then_was_not_said() -> None:
    assert questions(answer(100, None, None).figures, [], "E1", TO) == ()

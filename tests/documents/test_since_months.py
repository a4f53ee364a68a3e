"""The words for the months that counts are of: by column, and on the rows that differ."""

from __future__ import annotations

from dataclasses import replace

from wardmote.analyses.months_counted import left_out, months_counted
from wardmote.analyses.since import Answer, Compared, Question, Since, StillTrue
from wardmote.definitions import load
from wardmote.documents.strategic_assessment.columns import sums_note
from wardmote.documents.strategic_assessment.since_months import counted_by, months_of_columns
from wardmote.figures import Figure, State, Verdict

PERIOD, BEFORE = "2024-07..2025-06", "2023-07..2024-06"
LABELS = ("Then", "As revised", "Now")


def figure(value: float | None, period: str = PERIOD, without: str = "") -> Figure:
    state = State.NOT_SUPPLIED if value is None else State.KNOWN
    options = f"months=12;definitions=d;without={without};not-located=counted"
    return Figure(value, state, "crimes", "robbery/1", "E1", "Town", period, "s", options)


def answer(without: str = "", before: float | None = 100) -> Answer:
    change = replace(
        figure(None, f"{PERIOD} against {BEFORE}", without), unit="%", verdict=Verdict.NO_CLEAR_CHANGE
    )
    return Answer(figure(90, PERIOD, without), figure(before, BEFORE, without), change)


def row(title: str, *answers: Answer | None) -> Compared:
    then, revised, now = answers
    assert then is not None
    question = Question("robbery/1", then)
    return Compared(question, title, revised, now, StillTrue.HOLDS, None, matters=False)


def since(*rows: Compared) -> Since:
    return Since("2025-06", "2026-06", rows)


def test_a_month_missing_in_either_year_is_left_out_of_both() -> None:
    for without in ("2023-11", "2024-11", "2023-11,2024-11"):
        found = answer(without)
        assert found.months == tuple(m for m in months_counted(None, found.count) if m != "2024-11")
        assert left_out(found.count) == tuple(without.split(","))


def test_a_count_that_stands_alone_is_of_its_whole_year() -> None:
    assert len(answer("2023-11", before=None).months) == 12
    assert len(months_counted(None, figure(90, without="2023-11"))) == 12
    assert left_out(replace(figure(90), options="of an older build")) == ()


def test_months_are_named_with_what_was_not_supplied() -> None:
    one, three = counted_by(answer("2023-11")), counted_by(answer("2023-11,2023-12,2024-01"))
    assert one is not None
    assert three is not None
    assert one.words == "eleven months, without November, as November 2023 was not supplied"
    assert three.words == (
        "nine months, without January, November and December, as November 2023 to January 2024 were not supplied"
    )
    assert counted_by(None) is None
    assert counted_by(Answer(figure(None))) is None


def test_a_row_of_other_months_says_so_itself() -> None:
    short, whole = answer("2023-11"), answer()
    found = months_of_columns(
        since(
            row("Robbery", short, short, whole),
            row("Drugs", short, short, whole),
            row("Arson", whole, short, None),
        ),
        LABELS,
    )
    assert [found.head(label) for label in LABELS] == [
        "Then, 11 months",
        "As revised, 11 months",
        "Now, 12 months",
    ]
    assert (found.cell("Then", short), found.cell("Then", whole)) == ("", "of twelve months")
    assert "; Arson then: twelve months." in found.note()


def test_one_short_row_among_whole_ones_leaves_the_heads_alone() -> None:
    short, whole = answer("2024-02"), answer()
    found = months_of_columns(
        since(*[row("Robbery", whole, whole, whole)] * 2, row("Arson", short, short, whole)), LABELS
    )
    assert [found.head(label) for label in LABELS] == list(LABELS)
    assert found.cell("As revised", short) == "of eleven months, without February"
    assert found.note().startswith(
        "Counts then, as revised and now: twelve months; Arson then: eleven months, without February, as February 2024 was "
        "not supplied; Arson as revised: eleven months"
    )


def test_whole_years_need_no_word() -> None:
    found = months_of_columns(since(row("Robbery", answer(), answer(), None)), LABELS)
    assert found.note() == ""
    assert [found.head(label) for label in LABELS] == list(LABELS)


def test_rows_that_count_again_what_others_count_are_named() -> None:
    measures = load().measures
    assert sums_note([measures["robbery"], measures["drugs"]]) == ()
    assert sums_note([measures["all-crime"], measures["robbery"], measures["all-crime"]]) == (
        "All crime counts again what other rows count: do not add them up.",
    )
    assert sums_note([measures["all-crime"], measures["neighbourhood-crime"]])[0].startswith(
        "All crime and Neighbourhood crime count again"
    )

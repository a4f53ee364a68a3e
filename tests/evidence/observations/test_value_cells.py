"""Numbers as people write them; zero, not supplied and suppressed are different things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.definitions import Definitions, Source
from wardmote.evidence.observations.misread import Misread
from wardmote.evidence.observations.values import Value, Values


def source(**layout: object) -> Source:
    return Source.model_validate(
        {
            "id": "partner",
            "title": "A partner",
            "publisher": "A partner",
            "reader": "observations",
            "container": "csv",
            "recognise": ["Value"],
            "layout": layout,
            "licence": "",
            "source": "the test",
        }
    )


@pytest.fixture
def plain(definitions: Definitions) -> Values:
    return Values(definitions.marks.values(), source())


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("12", 12),
        ("0", 0),
        ("-0", 0),
        (" -00 ", 0),
        (" 66776 ", 66776),
        ("1,234", 1234),
        ("1,234.0", 1234),
        ("1 234 567", 1234567),
        ("1\u00a0234", 1234),
        ("12.5", 12.5),
        ("12.", 12),
        ("74%", 74),
        ("£1,234.50", 1234.5),
        ("0%", 0),
    ],
)
def test_a_number_is_read_as_people_write_it(plain: Values, cell: str, number: float) -> None:
    assert plain.read(cell) == Value("known", number)


@pytest.mark.parametrize(
    "cell",
    [
        "1,23",
        "12,34,567",
        "1.2.3",
        "twelve",
        "12 people",
        "1e5",
        "nan",
        "inf",
        "(12",
        "12)",
        "1,234,",
        "%",
        "£",
    ],
)
def test_what_is_no_number_is_not_made_one(plain: Values, cell: str) -> None:
    with pytest.raises(Misread, match="number such as 12"):
        plain.read(cell)


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("", "not-supplied"),
        ("..", "not-supplied"),
        ("N/A", "not-supplied"),
        (":", "not-supplied"),
        ("[x]", "not-supplied"),
        ("Not  Supplied", "not-supplied"),
        ("*", "suppressed"),
        ("<5", "suppressed"),
        ("[C]", "suppressed"),
        ("1-4", "suppressed"),
        ("Suppressed", "suppressed"),
    ],
)
def test_a_mark_is_no_number_and_no_nought(plain: Values, cell: str, state: str) -> None:
    assert plain.read(cell) == Value(state)  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["-", "–", "nil", "None", "x", "#REF!"])
def test_a_mark_that_could_mean_nought_is_asked_about(plain: Values, cell: str) -> None:
    with pytest.raises(Misread, match="0 where there were none"):
        plain.read(cell)


def test_a_mapping_settles_what_a_mark_means(definitions: Definitions) -> None:
    values = Values(
        definitions.marks.values(), source(marks={"-": "zero", "nil": "suppressed", "*": "not-supplied"})
    )
    assert values.read("-") == Value("known", 0)
    assert values.read("NIL") == Value("suppressed")
    assert values.read("*") == Value("not-supplied")
    with pytest.raises(Misread):
        values.read("–")


@pytest.mark.parametrize("cell", ["-3", "(3)", "−3", "- 3"])
def test_below_zero_only_where_a_source_sends_revisions(
    plain: Values, definitions: Definitions, cell: str
) -> None:
    with pytest.raises(Misread, match="0 or more"):
        plain.read(cell)
    assert Values(definitions.marks.values(), source(negative=True)).read(cell) == Value("known", -3)


@pytest.mark.parametrize(
    ("cell", "quantity", "words"),
    [
        ("101", "share", "0 to 100"),
        ("101%", "", "0 to 100"),
        ("0.42", "share", "share of 1"),
        ("12%", "count", "referrals"),
        ("£12", "count", "without a sign"),
        ("£12", "share", "without a sign"),
    ],
)
def test_a_number_must_suit_what_is_counted(plain: Values, cell: str, quantity: str, words: str) -> None:
    with pytest.raises(Misread, match=words):
        plain.read(cell, quantity, "referrals")


def test_a_small_percentage_can_be_said(plain: Values) -> None:
    assert plain.read("0.4%", "share") == Value("known", 0.4)
    assert plain.read("0", "share") == Value("known", 0)
    assert plain.read("1", "share") == Value("known", 1)


def test_the_base_is_a_whole_number_that_is_large_enough(plain: Values) -> None:
    assert plain.base("500", Value("known", 74), "share") == 500
    assert plain.base("n/a", Value("known", 74), "share") is None
    assert plain.base("0", Value("not-supplied"), "share") == 0
    assert plain.base("12", Value("known", 12), "count") == 12
    for cell, value, quantity, words in [
        ("0", 74, "share", "nobody"),
        ("12.5", 74, "share", "whole"),
        ("about 500", 74, "share", "whole"),
        ("50%", 74, "share", "whole"),
        ("11", 12, "count", "smaller"),
    ]:
        with pytest.raises(Misread, match=words):
            plain.base(cell, Value("known", value), quantity)


@given(st.integers(0, 10**9))
def test_thousands_do_not_change_a_number(definitions: Definitions, number: int) -> None:
    values = Values(definitions.marks.values(), source())
    for form in (f"{number}", f"{number:,}", f" {number:,}.0 ", f"{number:,}".replace(",", " ")):
        assert values.read(form) == Value("known", float(number))


@given(st.text(max_size=12))
def test_any_cell_is_read_or_refused_with_words(definitions: Definitions, cell: str) -> None:
    values = Values(definitions.marks.values(), source())
    try:
        value = values.read(cell)
    except Misread as error:
        words = error.expected
    else:
        words = "sound" if (value.number is None) == (value.state != "known") else ""
    assert words


def test_a_number_too_large_to_be_one_is_none(plain: Values) -> None:
    endless = "1" + "0" * 400
    with pytest.raises(Misread, match="a number"):
        plain.read(endless)
    with pytest.raises(Misread, match="whole number"):
        plain.base(endless, Value("known", 5), "share")


@pytest.mark.parametrize(
    ("cell", "said"),
    [("1.204", "(1204 or 1,204)"), ("12.000", "(12000 or 12,000)"), ("12.5", "whole number")],
)
def test_a_part_of_a_thing_that_is_counted_is_refused(plain, definitions, cell, said) -> None:
    item = next(m for m in definitions.measures.values() if m.observed and m.counts)
    with pytest.raises(Misread) as refused:
        plain.read(cell, "count", item.unit)
    assert said in refused.value.expected
    assert plain.read("12.0", "count", item.unit).number == 12
    assert plain.read(cell, "money").number == float(cell)

"""What is said of months that never came: every force of the area, over the whole of the years shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.country import MONTHS
from tests.plain_words import assert_plain

from wardmote.analyses.monthly import month_lines, months_in_hand, small_multiples
from wardmote.analyses.quality import quality
from wardmote.analyses.wording import months_listed
from wardmote.figures import find_area, performance_table

FIRST_YEAR = MONTHS[:12]


def _table(country, code="C1", to="2024-04"):
    return performance_table(country.evidence, find_area(country.evidence.connection, code), to)


def _across(country):
    """C1 laid over both forces."""
    country.evidence.connection.execute("UPDATE places SET csp = 'C1' WHERE lsoa = 'E5'")
    return country


def test_everything_there_is_said_with_its_span(country) -> None:
    found = quality(country.evidence, _table(country))
    assert found.sentence == "Every month from May 2021 to April 2024 was supplied."
    assert found.missing == ()


def test_a_first_year_that_never_came_is_missing(make_country) -> None:
    late = make_country({("bedfordshire", month) for month in FIRST_YEAR})
    found = quality(late.evidence, _table(late))
    assert found.sentence == "May 2021 to April 2022 were not supplied: a gap, never a zero."
    assert found.missing == FIRST_YEAR
    assert len(found.sources[0].sent) == 24


def test_months_ahead_of_the_data_are_missing(country) -> None:
    found = quality(country.evidence, _table(country, to="2024-06"))
    assert found.sentence == "May 2024 and June 2024 were not supplied: a gap, never a zero."


def test_nothing_supplied_is_said_so(make_country) -> None:
    empty = make_country({("bedfordshire", month) for month in MONTHS})
    found = quality(empty.evidence, _table(empty))
    assert found.sentence == "No month from May 2021 to April 2024 was supplied."
    assert [source.sent for source in found.sources] == [()]


def test_a_force_without_any_file_is_listed(make_country) -> None:
    country = _across(make_country({("essex", month) for month in MONTHS} | {("bedfordshire", "2023-11")}))
    found = quality(country.evidence, _table(country))
    assert [source.force for source in found.sources] == ["Bedfordshire Police", "Essex Police"]
    assert found.sources[1].missing == MONTHS
    assert found.sentence.startswith(
        "Not supplied: November 2023 by Bedfordshire Police; every month by Essex Police."
    )


def test_an_area_of_no_force_is_not_called_complete(make_country) -> None:
    country = make_country()
    table = _table(country, "C2")
    country.evidence.connection.execute("DELETE FROM places WHERE csp = 'C2'")
    changed = replace(country.evidence)  # what was read is not read again
    assert quality(changed, table).sentence.startswith("The geography names no police force")


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (["2023-11"], "November 2023"),
        (["2023-11", "2023-12"], "November 2023 and December 2023"),
        (["2023-11", "2023-12", "2024-01", "2024-03"], "November 2023 to January 2024 and March 2024"),
    ],
)
def test_months_in_a_row_are_a_span(months, words) -> None:
    assert months_listed(months) == words


def test_small_pictures_say_how_many_months_came(make_country) -> None:
    late = make_country({("bedfordshire", month) for month in FIRST_YEAR})
    table = _table(late)
    span = months_in_hand(late.evidence.definitions, table.current.end)
    assert (span.start, span.end) == (MONTHS[0], MONTHS[-1])
    caption = small_multiples(list(month_lines(late.evidence, table).values()), table.area, span).caption
    assert "24 of the 36 months were supplied; a gap is one that was not." in caption.subtitle
    assert_plain(small_multiples([], table.area, span).caption.title)


def test_the_average_drawn_is_of_the_months_compared(make_country) -> None:
    country = make_country({("bedfordshire", "2022-09")})
    connection = country.evidence.connection
    connection.execute("UPDATE counts SET n = 5000 WHERE category = 'robbery' AND month = '2023-09'")
    connection.execute("UPDATE counts SET n = n + 90 WHERE category = 'robbery' AND month > '2023-04'")
    table = _table(country)
    line = month_lines(country.evidence, table)["robbery"]
    row = next(row for row in table.rows if row.measure.id == "robbery")
    assert row.verdict.words == "rose"
    assert [mean for _, _, mean in line.period_means] == [
        pytest.approx(row.previous / 11),
        pytest.approx(row.current / 11),
    ]
    assert "in the eleven months that both years have" in line.caption.subtitle

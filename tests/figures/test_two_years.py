from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest

from wardmote.figures import Evidence, Verdict, find_area, performance_table
from wardmote.figures.export import as_csv, as_json
from wardmote.figures.months import Period
from wardmote.figures.trends import disagreement, trend_words

FIRST_MONTHS = Period("2021-05", "2022-04").months
FIRST, SECOND, THIRD = ("2021-05", "2022-04"), ("2022-05", "2023-04"), ("2023-05", "2024-04")


def _table(country, evidence=None, **options):
    evidence = evidence or country.evidence
    return performance_table(
        evidence, find_area(evidence.connection, "C1"), "2024-04", two_years=True, **options
    )


def _row(table, measure):
    return next(row for row in table.rows if row.measure.id == measure)


def _levels(country, category, *levels):
    """Give a category so many rows a month and small area in each of the three years."""
    for (start, end), level in zip((FIRST, SECOND, THIRD), levels, strict=True):
        country.evidence.connection.execute(
            """UPDATE counts SET n = ? + hash(month || lsoa) % 3
               WHERE category = ? AND month BETWEEN ? AND ? AND lsoa IN ('E1', 'E2', 'E4')""",
            [level, category, start, end],
        )


@pytest.mark.parametrize(
    ("levels", "year", "two", "words"),
    [
        ((30, 60, 40), Verdict.FELL, Verdict.ROSE, "fell on the year, rose over two years"),
        ((60, 30, 40), Verdict.ROSE, Verdict.FELL, "rose on the year, fell over two years"),
        ((40, 60, 40), Verdict.FELL, Verdict.NO_CLEAR_CHANGE, "fell on the year, no clear change over two years"),
        ((30, 40, 60), Verdict.ROSE, Verdict.ROSE, ""),
        ((40, 40, 40), Verdict.NO_CLEAR_CHANGE, Verdict.NO_CLEAR_CHANGE, ""),
    ],
)  # fmt: skip
def test_two_years_that_say_otherwise_are_put_into_words(make_country, levels, year, two, words) -> None:
    country = make_country()
    country.evidence.connection.execute("DELETE FROM counts WHERE lsoa IS NULL OR lsoa = 'E0-unknown'")
    _levels(country, "burglary", *levels)
    row = _row(_table(country), "burglary")
    assert (row.verdict, row.two_years.verdict) == (year, two)
    assert disagreement(row) == words
    assert trend_words(row) == f"{two.symbol} {two.words} over two years"


def test_without_the_year_two_before_nothing_is_said_of_it(make_country) -> None:
    missing = {("bedfordshire", month) for month in FIRST_MONTHS}
    row = _row(_table(make_country(missing=missing)), "burglary")
    assert row.two_years_before is None
    assert row.two_years.verdict is None
    assert row.two_years.percent is None
    assert trend_words(row) == "two years before not supplied"
    assert disagreement(row) == ""
    assert row.verdict is not None


def test_a_gap_in_the_year_between_takes_nothing_from_the_other_two(make_country) -> None:
    missing = {("bedfordshire", f"2022-{m:02d}") for m in range(5, 13)}
    country = make_country(missing=missing)
    row = _row(_table(country), "robbery")
    assert row.previous is None
    assert row.two_years_before == country.total({"E1", "E2", "E4"}, "robbery", set(FIRST_MONTHS))
    assert row.two_years.verdict in set(Verdict)


def test_a_break_in_the_first_year_withholds_two_years_and_not_one(country) -> None:
    definitions = country.evidence.definitions
    cut = definitions.breaks["principal-crime-2023"].model_copy(
        update={"id": "early", "date": date(2021, 10, 1), "measures": ("burglary",)}
    )
    evidence = Evidence(
        country.evidence.connection, replace(definitions, breaks={"early": cut}), "test-snapshot"
    )
    table = _table(country, evidence)
    row = _row(table, "burglary")
    assert row.two_years.verdict is Verdict.NOT_COMPARABLE
    assert row.verdict is not Verdict.NOT_COMPARABLE
    assert trend_words(row) == "○ not comparable over two years"
    assert disagreement(row) == ""
    assert (table.breaks_before, table.breaks) == ((cut,), ())
    assert _row(table, "robbery").two_years.verdict is not Verdict.NOT_COMPARABLE


def test_the_year_is_judged_alike_whether_two_years_are_asked_for_or_not(country) -> None:
    area = find_area(country.evidence.connection, "C1")
    alone = performance_table(country.evidence, area, "2024-04").rows
    assert [replace(row, two_years=None) for row in _table(country).rows] == list(alone)


def test_two_years_stand_in_json_and_csv_only_when_asked_for(country) -> None:
    definitions = country.evidence.definitions
    table = _table(country)
    row = _row(table, "shoplifting")
    record = json.loads(as_json(table, definitions))
    told = next(one for one in record["rows"] if one["measure"] == "shoplifting")["two_years"]
    assert record["two_years_before"] == {"from": "2021-05", "to": "2022-04"}
    assert (told["before"], told["change"]) == (row.two_years.before, row.current - row.two_years.before)
    lines = csv.DictReader(io.StringIO(as_csv(table, definitions)))
    flat = next(one for one in lines if one["measure"] == "shoplifting")
    assert flat["two_years_before"] == str(row.two_years.before)
    assert flat["two_years_verdict"] == row.two_years.verdict.value
    plain = performance_table(country.evidence, find_area(country.evidence.connection, "C1"), "2024-04")
    assert "two_years" not in as_json(plain, definitions)
    assert "two_years" not in as_csv(plain, definitions)

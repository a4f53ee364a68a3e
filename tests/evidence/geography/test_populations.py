"""Populations: what a value may be, which day it is of, and how totals compare with small areas."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from wardmote.definitions import Definitions
from wardmote.evidence.geography import read
from wardmote.evidence.refusals import Refused


def rows(table: Any) -> list[tuple[object, ...]]:
    return list(zip(*table.to_pydict().values(), strict=True))


def refusal(files: list[Any], definitions: Definitions) -> Refused:
    with pytest.raises(Refused) as caught:
        read(files, definitions)
    return caught.value


def test_columns_tell_the_kind_and_the_day(files, definitions) -> None:
    file = files.lookup(
        "a.csv", pop_mye2022=[10, 20, 30], households_census2021=[4, 9, 0], pct_disabled=[1, 1, 1]
    )
    assert rows(read([file], definitions).population) == [
        ("X01000001", "households", date(2021, 3, 21), 4.0),
        ("X01000002", "households", date(2021, 3, 21), 9.0),
        ("X01000003", "households", date(2021, 3, 21), 0.0),
        ("X01000001", "residents", date(2022, 6, 30), 10.0),
        ("X01000002", "residents", date(2022, 6, 30), 20.0),
        ("X01000003", "residents", date(2022, 6, 30), 30.0),
    ]


def test_an_empty_cell_is_not_supplied_and_never_zero(files, definitions) -> None:
    tables = read([files.lookup("a.csv", pop_mye2022=["", 20, " "])], definitions)
    assert tables.population.column("value").to_pylist() == [None, 20.0, None]


@pytest.mark.parametrize("value", ["-5", "about 20", "1,234", "nan", "inf", "1e400", "..", "1_000"])
def test_a_value_that_is_no_count_is_refused_with_line_and_column(files, definitions, value) -> None:
    sentence = refusal([files.lookup("a.csv", pop_mye2022=[10, value, 30])], definitions).sentence
    assert sentence == (
        f"a.csv, line 3, column pop_mye2022: found “{value}”, expected a number of residents of zero or more, in "
        "digits. Correct the file and take it in again."
    )


def test_two_years_in_two_files_stand_side_by_side(files, definitions) -> None:
    further = files.take("b.csv", "lsoa21_code,lsoa21_name,pop_mye2023\nX01000001,X01000001 name,11\n")
    tables = read([files.lookup("a.csv", pop_mye2022=[10, 20, 30]), further], definitions)
    assert ("X01000001", "residents", date(2023, 6, 30), 11.0) in rows(tables.population)
    assert tables.population.num_rows == 4


def test_two_files_with_different_values_are_both_named(files, definitions) -> None:
    one = files.lookup("a.csv", pop_mye2022=[10, 20, 30])
    other = files.lookup("b.csv", pop_mye2022=[10, 21, 30])
    refused = refusal([other, one], definitions)
    assert refused.names == ("a.csv", "b.csv")
    assert refused.sentence.startswith(
        "a.csv and b.csv disagree about the residents of Small area (LSOA) X01000002 on 30 June 2022: pop_mye2022 "
        "is 20 in the first (line 3) and 21 in the second (line 3)."
    )


def test_a_value_and_no_value_agree(files, definitions) -> None:
    one = files.lookup("a.csv", pop_mye2022=[10, "", 30])
    other = files.lookup("b.csv", pop_mye2022=["", 20, 30.0])
    assert read([one, other], definitions).population.column("value").to_pylist() == [10.0, 20.0, 30.0]


def test_a_file_without_a_population_is_refused(files, definitions) -> None:
    sentence = refusal([files.totals("t.csv", "people", {"X22000001": 1})], definitions).sentence
    assert "t.csv has no column of a population" in sentence


def test_totals_that_equal_their_small_areas_are_noted(files, definitions) -> None:
    lookup = files.lookup("a.csv", pop_mye2022=[1000, 2000, 3000])
    totals = files.totals("t.csv", "pop_mye2022", {"X22000001": 3000, "X22000002": 3010, "X22000009": 5})
    tables = read([lookup, totals], definitions)
    assert tables.notes[-1] == (
        "Populations of partnerships are not stored, only checked: 1 equal the sum of their small areas, "
        "1 differ from it by at most 0.5%, 1 could not be compared, as small areas are missing."
    )
    assert tables.population.num_rows == 3


def test_a_total_that_its_small_areas_do_not_make_is_refused(files, definitions) -> None:
    lookup = files.lookup("a.csv", pop_mye2022=[1000, 2000, 3000])
    refused = refusal([lookup, files.totals("t.csv", "pop_mye2022", {"X22000001": 3100})], definitions)
    assert refused.names == ("a.csv", "t.csv")
    assert "Community Safety Partnership X22000001 on 30 June 2022" in refused.sentence
    assert "residents is 3,000 in the first (sum of 2 small areas)" in refused.sentence
    assert "3,100 in the second (line 2)" in refused.sentence


def test_a_total_is_not_compared_when_a_small_area_is_not_supplied(files, definitions) -> None:
    lookup = files.lookup("a.csv", pop_mye2022=[1000, "", 3000])
    tables = read([lookup, files.totals("t.csv", "pop_mye2022", {"X22000001": 9999})], definitions)
    assert "1 could not be compared, as small areas are missing." in tables.notes[-1]


def test_a_small_area_of_2011_adds_nothing_to_a_total(files, definitions) -> None:
    lookup = files.lookup("a.csv", pop_mye2022=[1000, 2000, 3000])
    earlier = files.earlier("old.csv", {"X01000099": "X01000001"})
    totals = files.totals("t.csv", "pop_mye2022", {"X22000001": 3000})
    assert "1 equal the sum of their small areas." in read([lookup, earlier, totals], definitions).notes[-1]


def test_a_later_file_replaces_only_what_it_supplies(files, definitions) -> None:
    first = read([files.lookup("a.csv", pop_mye2022=[10, 20, 30])], definitions)
    second = read([files.lookup("b.csv", pop_mye2022=["", 25, 30])], definitions, standing=first)
    assert second.population.column("value").to_pylist() == [10.0, 25.0, 30.0]
    assert "Populations that differ from those taken in before, and replace them: 1." in second.notes

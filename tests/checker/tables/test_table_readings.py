"""Tables as people write them: what they mean, and what is no slip."""

from __future__ import annotations

import pytest
from tests.checker.making import checked, kinds, serious, table

HEAD = ["Type", "Oct 11 – Sep 12", "Oct 12 – Sep 13", "Change"]
RIGHT = [
    ["Robbery", "128", "128", "No change"],
    ["Theft", "1234", "1458", "Up 224 (18%)"],
    ["Fraud", "269", "258", "Down 11 (4%)"],
]


def test_wording_of_changes() -> None:
    assert serious(table([HEAD, *RIGHT])) == []
    (found,) = serious(table([HEAD, *RIGHT, ["Violence", "29", "35", "Up 5 (17%)"]]))
    assert (found.kind, found.severity, found.printed, found.expected) == (
        "difference",
        "error",
        "Up 5 (17%)",
        "6 (21%)",
    )
    assert "34 in place of 35" in found.slip


def test_change_that_fits_another_base_names_it() -> None:
    (found,) = serious(table([HEAD, *RIGHT, ["Damage", "2030", "1957", "Down 112 (5%)"]]))
    assert "2,069 in place of 2030" in found.slip


def test_later_column_may_come_first() -> None:
    rows = [
        ["Ward", "2023/24", "2022/23", "Change"],
        ["A", "110", "100", "10"],
        ["B", "90", "100", "-10"],
        ["C", "75", "70", "5"],
    ]
    assert serious(table(rows)) == []


@pytest.mark.parametrize(
    "signs", [("12", "(10)"), ("+12", "-10"), ("▲ 12", "▼ 10"), ("up 12", "down 10"), ("12", "10")]
)
def test_signs_of_changes(signs: tuple[str, str]) -> None:
    rows = [
        ["Ward", "Before", "After", "Change"],
        ["A", "100", "112", signs[0]],
        ["B", "100", "90", signs[1]],
        ["C", "70", "70", "0"],
    ]
    assert serious(table(rows)) == []


def test_reductions_printed_as_positive() -> None:
    rows = [
        ["Ward", "Before", "After", "Reduction"],
        ["A", "112", "100", "12"],
        ["B", "90", "70", "20"],
        ["C", "70", "75", "-5"],
    ]
    assert serious(table(rows)) == []


def test_parts_of_a_row_are_not_added_twice() -> None:
    rows = [
        ["Type", "2023"],
        ["Violence", "300"],
        ["of which with injury", "120"],
        ["Theft", "400"],
        ["Total", "700"],
    ]
    assert serious(table(rows)) == []


def test_sub_totals() -> None:
    rows = [
        ["Team", "Cases", "Closed"], ["A", "10", "4"], ["B", "20", "5"], ["Sub-total north", "30", "9"],
        ["C", "5", "1"], ["D", "6", "2"], ["Sub-total south", "11", "3"], ["Total", "41", "12"],
    ]  # fmt: skip
    assert serious(table(rows)) == []
    rows[-1][1] = "44"
    (found,) = serious(table(rows))
    assert (found.kind, found.expected) == ("total", "41")


def test_rows_that_the_words_leave_out() -> None:
    rows = [["Fund", "£k"], ["Core", "120"], ["Grant", "80"], ["Capital", "300"], ["Total", "200"]]
    assert serious(table(rows, notes=["The total excludes Capital."])) == []
    (found,) = serious(table(rows))
    assert found.kind == "total"


def test_rounded_numbers_need_not_add_up() -> None:
    rows = [["Area", "Share"], ["A", "33.3%"], ["B", "33.3%"], ["C", "33.3%"], ["Total", "100%"]]
    assert serious(table(rows)) == []
    rows = [["Area", "People"], ["A", "105"], ["B", "220"], ["C", "310"], ["Total", "636"]]
    assert serious(table(rows, notes=["Figures are rounded and may not sum."])) == []


def test_a_list_of_some_kinds_below_all_crime_is_no_sum() -> None:
    rows = [
        ["Type", "2022", "2023"],
        ["All crime", "4746", "5433"],
        ["Burglary", "296", "354"],
        ["Theft", "505", "485"],
    ]
    assert serious(table(rows)) == []


def test_columns_of_another_area_are_not_recomputed() -> None:
    rows = [["Type", "2022", "2023", "% change", "% change county"]]
    rows += [
        ["A", "100", "110", "+10%", "+3%"],
        ["B", "200", "180", "-10%", "+4%"],
        ["C", "50", "60", "+20%", "-1%"],
    ]
    assert serious(table(rows)) == []


def test_points_between_percentages() -> None:
    rows = [
        ["Ward", "2022", "2023", "Change (points)"],
        ["A", "61%", "64%", "+3"],
        ["B", "70%", "66%", "-4"],
        ["C", "55%", "58%", "+3"],
    ]
    assert serious(table(rows)) == []
    rows[3][3] = "+9"
    assert kinds(table(rows)) in (["points"], ["difference"])


def test_rates_and_averages() -> None:
    rows = [["Ward", "Offences", "Population", "Rate per 1,000"]]
    rows += [
        ["A", "120", "8,000", "15.0"],
        ["B", "90", "9,000", "10.0"],
        ["C", "55", "5,000", "11.0"],
        ["D", "33", "6,000", "5.5"],
    ]
    assert serious(table(rows)) == []
    rows[2][3] = "12.0"
    assert kinds(table(rows)) == ["rate"]


def test_ranks_and_ties() -> None:
    rows = [
        ["Issue", "Score", "Rank"],
        ["A", "33", "1"],
        ["B", "32", "2="],
        ["C", "32", "2="],
        ["D", "31", "4"],
        ["E", "30", "5"],
    ]
    assert serious(table(rows)) == []
    rows[4][2], rows[5][2] = "5", "4"
    assert set(kinds(table(rows))) == {"rank"}


def test_scores_that_the_scale_does_not_name() -> None:
    rows = [["0 - N/A 1 - Low 3 - Medium 5 - High", "Harm", "Cost", "Total"]]
    rows += [["A", "3", "5", "8"], ["B", "4", "1", "5"], ["C", "1", "3", "4"], ["D", "5", "3", "8"]]
    (found,) = serious(table(rows))
    assert (found.kind, found.printed) == ("score", "4")


def test_amounts_named_after_who_pays() -> None:
    rows = [
        ["Work", "Resource"],
        ["A", "£75k PCC"],
        ["B", "£115k BCC (for IDVA)"],
        ["C", "£18k BCC"],
        ["D", "BCC £43K"],
        ["E", "£25k PCC"],
    ]
    rows += [["F", "£10k PCC"], ["Total", "BCC £175k PCC £110k"]]
    (found,) = serious(table(rows))
    assert (found.printed, found.expected) == ("BCC £175k", "BCC £176k")


def test_hidden_numbers_that_follow() -> None:
    rows = [
        ["Ward", "2022", "2023"],
        ["A", "40", "*"],
        ["B", "50", "61"],
        ["C", "*", "33"],
        ["D", "*", "12"],
        ["Total", "99", "110"],
    ]
    (found,) = serious(table(rows))
    assert (found.kind, found.where.place.row, found.expected) == ("suppressed", 2, "4 can be worked out")


def test_what_was_recomputed_is_counted() -> None:
    assert checked(table([HEAD, *RIGHT])).recomputed >= 5
    assert checked("Nothing to see here.").recomputed == 0

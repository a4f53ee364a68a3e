"""A table made right is silent whatever its numbers; with one digit changed it is found."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.checker.making import document, serious, table

from wardmote.checker import check

MODES = (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN)
COUNTS = st.lists(st.tuples(st.integers(1, 20000), st.integers(0, 20000)), min_size=3, max_size=8)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def percent(top: int, bottom: int, places: int, mode: str) -> str:
    made = (Decimal(100 * top) / Decimal(bottom)).quantize(Decimal(1).scaleb(-places), rounding=mode)
    return f"{made:+f}%"


def performance(counts: list[tuple[int, int]], places: int, mode: str) -> list[list[str]]:
    """Two years, the change, the percentage and a total, made right."""
    whole = [*counts, (sum(a for a, _ in counts), sum(b for _, b in counts))]
    rows = [["Area", "2022/23", "2023/24", "Change", "% change"]]
    for at, (earlier, later) in enumerate(whole):
        name = "Total" if at == len(counts) else f"Ward {'ABCDEFGH'[at]}"
        rows.append(
            [
                name,
                f"{earlier:,}",
                f"{later:,}",
                f"{later - earlier:+,}",
                percent(later - earlier, earlier, places, mode),
            ]
        )
    return rows


@QUICK
@given(COUNTS, st.integers(0, 2), st.sampled_from(MODES))
def test_right_tables_are_silent(counts: list[tuple[int, int]], places: int, mode: str) -> None:
    assert serious(table(performance(counts, places, mode))) == []


@QUICK
@given(COUNTS, st.data())
def test_one_digit_changed_is_found(counts: list[tuple[int, int]], data: st.DataObject) -> None:
    rows = performance(counts, 1, ROUND_HALF_UP)
    row = data.draw(st.integers(1, len(rows) - 1))
    column = data.draw(st.integers(1, 3))
    text = rows[row][column]
    at = data.draw(st.sampled_from([at for at, letter in enumerate(text) if letter.isdigit()]))
    digit = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != text[at]]))
    rows[row][column] = text[:at] + digit + text[at + 1 :]
    found = serious(table(rows))
    assert found
    assert any(one.where.place.row == row + 1 for one in found)


@QUICK
@given(COUNTS)
def test_the_cell_that_two_sums_point_at_is_named(counts: list[tuple[int, int]]) -> None:
    rows = performance(counts, 1, ROUND_HALF_UP)
    value = int(rows[1][2].replace(",", ""))
    assume(value > 10)
    rows[1][2] = f"{value + 100:,}"
    (found,) = [one for one in serious(table(rows)) if one.where.place.column == 2 + 1]
    assert (found.where.place.row, found.printed, found.expected) == (2, f"{value + 100:,}", f"{value:,}")


@QUICK
@given(st.lists(st.lists(st.integers(0, 500), min_size=4, max_size=4), min_size=3, max_size=6), st.data())
def test_totals_across_and_down(numbers: list[list[int]], data: st.DataObject) -> None:
    down = [sum(column) for column in zip(*numbers, strict=True)]
    rows = [["Team", "Q1", "Q2", "Q3", "Q4", "Total"]]
    rows += [[f"Team {at}", *map(str, line), str(sum(line))] for at, line in enumerate(numbers)]
    rows.append(["Total", *map(str, down), str(sum(down))])
    assert serious(table(rows)) == []
    row, column = data.draw(st.integers(1, len(rows) - 1)), data.draw(st.integers(1, 5))
    rows[row][column] = str(int(rows[row][column]) + 9)
    (found,) = serious(table(rows))
    assert (found.kind, found.where.place.row, found.where.place.column) == ("total", row + 1, column + 1)


@QUICK
@given(st.lists(st.integers(1, 3000), min_size=4, max_size=8), st.sampled_from(MODES))
def test_shares_of_a_total(counts: list[int], mode: str) -> None:
    whole = sum(counts)
    rows = [["Type", "Offences", "% of total"]]
    rows += [[f"Type {at}", str(one), percent(one, whole, 1, mode)[1:]] for at, one in enumerate(counts)]
    rows.append(["Total", str(whole), "100%"])
    assert serious(table(rows)) == []


def test_notes_are_no_findings_of_weight() -> None:
    rows = [
        ["Type", "2022", "2023", "% change"],
        ["A", "10", "15", "+50%"],
        ["B", "200", "220", "+10%"],
        ["C", "400", "440", "+10%"],
    ]
    made = check(document(table(rows)))
    assert {(one.kind, one.severity) for one in made.findings} == {("small-base", "note")}
    assert made.recomputed >= 3

"""The tables of the seeds as somebody else wrote them down, and how to hold a table that was read against them."""

from __future__ import annotations

from collections.abc import Callable

from wardmote.checker.read_document import ReadDocument, Table

Rows = list[list[str]]
RAISED = str.maketrans("", "", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def body(table: Table) -> Rows:
    """The words of the rows below its header."""
    return [[cell.text for cell in row] for row in table.rows[table.header_rows :]]


def named(table: Table) -> list[str]:
    """The names of its columns: the last row of its header."""
    return [cell.text for cell in table.rows[table.header_rows - 1]]


def plain(rows: Rows) -> Rows:
    """Rows without raised marks and with single spaces."""
    return [[" ".join(cell.translate(RAISED).split()) for cell in row] for row in rows]


def holding(document: ReadDocument, *words: str) -> Table:
    """The table whose names of columns hold these words."""
    found = [table for table in document.tables() if all(word in " ".join(named(table)) for word in words)]
    assert found, f"no table with columns {words}"
    return found[0]


def performance(document: ReadDocument, truth: dict[str, Rows]) -> None:
    table = holding(document, "Crime Type", "Change")
    wanted = plain(truth["000_t1_performance_2013_14"])
    assert [named(table), *body(table)] == wanted


def risk_matrix(document: ReadDocument, truth: dict[str, Rows]) -> None:
    table = holding(document, "Harm to Property", "Total")
    wanted = truth["000_t2_risk_matrix_appendix_a"]
    assert named(table)[1:] == wanted[0][1:]
    assert body(table) == wanted[1:]


def causal_drivers(document: ReadDocument, truth: dict[str, Rows]) -> None:
    table = holding(document, "Protecting the Vulnerable")
    wanted = {row[0]: row[1:] for row in truth["002_t1_priorities_x_causal_drivers"][1:]}
    found = {}
    for row in body(table):
        name = row[1] if row[1] in wanted else row[0]
        if name in wanted:
            ticked = [cell == "✓" for cell in row[2:5]]
            found[name] = ["Y" if tick else "" for tick in ticked]
    assert found == wanted


def police_areas(document: ReadDocument, truth: dict[str, Rows]) -> None:
    tables = [table for table in document.tables() if named(table)[:1] == ["Police Area"]]
    wanted = [truth["003_t1_violence_by_police_area"], truth["003_t2_burglary_by_police_area"]]
    assert [[named(table), *body(table)] for table in tables] == wanted


def measures_of_success(document: ReadDocument, truth: dict[str, Rows]) -> None:
    """All but the last two rows, which a page break took apart in the seed itself."""
    table = holding(document, "Challenge", "Global indicator")
    wanted = [row[1:] for row in truth["003_t5_measures_of_success_appendix_2"][1:14]]
    assert plain(body(table)[:13]) == plain(wanted)


def police_statistics(document: ReadDocument, truth: dict[str, Rows]) -> None:
    table = holding(document, "PERFORMANCE MEASURE")
    assert [named(table), *body(table)] == truth["004_t1_fig_1_1_police_statistics"]


def risk_register(document: ReadDocument, truth: dict[str, Rows]) -> None:
    table = holding(document, "Risk Description", "Owner")
    assert body(table) == truth["004_t3_risk_register"][1:]


HELD: list[tuple[str, Callable[[ReadDocument, dict[str, Rows]], None]]] = [
    ("000", performance),
    ("000", risk_matrix),
    ("002", causal_drivers),
    ("003", police_areas),
    ("003", measures_of_success),
    ("004", police_statistics),
    ("004", risk_register),
]
"""Each seed's tables, and what holds them against their truth."""

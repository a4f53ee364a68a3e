"""Writes what the partners of the made-up partnership send: tables of counts, one of them late, one that fell silent."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import xlsxwriter

from wardmote.demo.by_age import write_counts_by_age
from wardmote.demo.chance import chance
from wardmote.demo.counts import Rows
from wardmote.demo.crime_plan import habits
from wardmote.demo.place import Place
from wardmote.demo.reading import read_plan
from wardmote.demo.weekly import write_weeks

HEADER = ("Area", "Measure", "Period", "Value", "N")
HOME_OFFICE = (
    "Financial Year",
    "Financial Quarter",
    "Force Name",
    "CSP Name",
    "Offence Description",
    "Offence Group",
    "Offence Subgroup",
    "Offence Code",
    "Number of Offences",
)
WEIGHTS = ("system", "release", "code", "weight", "detail", "category", "unit", "note")
QUARTERS = 16
WRITTEN_ON = datetime(2026, 5, 18, 9, 0, 0)
"""The day that workbooks carry; fixed, so that the same seed gives the same bytes."""

Line = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Quarter:
    """A quarter of the four years: its number in its financial year, and its first month."""

    number: int
    year: int
    month: str

    @property
    def words(self) -> str:
        """Q1 2022-23."""
        return f"Q{self.number} {self.year}-{(self.year + 1) % 100:02}"


def quarters() -> list[Quarter]:
    """The sixteen quarters, from April to June 2022 on."""
    first = int(read_plan("feeds.yaml")["first"][:4])
    months = ("04", "07", "10", "01")
    return [
        Quarter(at % 4 + 1, first + at // 4, f"{first + at // 4 + (at % 4 == 3)}-{months[at % 4]}")
        for at in range(QUARTERS)
    ]


def write_feeds(place: Place, drawn: dict[str, Rows], seed: int, folder: Path) -> None:
    """Write every partner's files into a folder; the same seed gives the same bytes.

    drawn: the rows behind the police files, which the Home Office's table divides more finely.
    """
    plan = read_plan("feeds.yaml")
    folder.mkdir(parents=True, exist_ok=True)
    write_table(
        folder / plan["home_office"]["file"],
        HOME_OFFICE,
        _home_office(plan["home_office"], place, drawn, seed),
    )
    write_table(folder / plan["weights"]["file"], WEIGHTS, _weights(plan["weights"], plan["home_office"]))
    write_weeks(place, plan["weekly"], seed, folder)
    write_counts_by_age(place, plan["by_age"], seed, folder)
    for entry in plan["files"]:
        lines = list(_lines(entry, _area(entry, place), seed))
        sent = [line for period, line in lines if period <= entry.get("until", "9999")]
        if entry["file"].endswith(".xlsx"):
            _workbook(folder / entry["file"], entry["title"], sent)
        else:
            write_table(folder / entry["file"], HEADER, sent)
        if "late" in entry:
            late = [line for period, line in lines if period > entry["until"]]
            write_table(folder.parent / entry["late"], HEADER, late)


def _area(entry: dict[str, Any], place: Place) -> str:
    """The code of the area that a partner's file is of: the partnership, unless it names a ward."""
    if "ward" not in entry:
        return place.plan.partnership.code
    return place.areas[place.of_ward(entry["ward"])[0]].ward_code


def _lines(entry: dict[str, Any], area: str, seed: int) -> Iterable[tuple[str, Line]]:
    """The lines of a partner's file, each with the first month of what it is of."""
    for series in entry["series"]:
        if entry.get("by") == "year":
            for at, (percent, of) in enumerate(zip(series["percents"], series["of"], strict=True)):
                first = quarters()[4 * at]
                year = f"{first.year}-{(first.year + 1) % 100:02}"
                yield first.month, (area, series["measure"], year, f"{percent}%", str(of))
            continue
        for quarter, count in zip(quarters(), _by_quarter(series, seed), strict=True):
            hidden = 0 < count < series.get("hide_below", 0)
            yield quarter.month, (area, series["measure"], quarter.words, "*" if hidden else str(count), "")


def _by_quarter(series: dict[str, Any], seed: int) -> list[int]:
    """Yearly totals spread over their quarters by chance."""
    random = chance(seed, "feeds", series["measure"])
    return [int(count) for total in series["years"] for count in random.multinomial(total, [0.25] * 4)]


def _home_office(
    plan: dict[str, Any], place: Place, drawn: dict[str, Rows], seed: int
) -> Iterable[tuple[str, ...]]:
    force, partnership = place.plan.force.name, place.plan.partnership.name
    for category, parts in plan["splits"].items():
        random = chance(seed, "home-office", category)
        shares = [part[4] for part in parts]
        for quarter, total in zip(quarters(), _of_quarters(drawn[category]), strict=True):
            counts = random.multinomial(total, shares)
            for (group, subgroup, code, title, _), count in zip(parts, counts, strict=True):
                yield _row(quarter, force, partnership, group, subgroup, code, title, int(count))
    for group, subgroup, code, title, counts in plan["rows"]:
        for quarter in quarters():
            yield _row(
                quarter, force, partnership, group, subgroup, code, title, counts.get(quarter.month, 0)
            )


def _weights(plan: dict[str, Any], home_office: dict[str, Any]) -> Iterable[tuple[str, ...]]:
    """The made-up weight of each offence that the Home Office's table names."""
    parts = [*(part for parts in home_office["splits"].values() for part in parts), *home_office["rows"]]
    titles = {str(part[2]): str(part[3]) for part in parts}
    of = {str(part[2]): name for name, parts in home_office["splits"].items() for part in parts}
    for code, weight in plan["codes"].items():
        yield (
            plan["system"],
            plan["release"],
            code,
            str(weight),
            titles[code],
            of.get(code, ""),
            plan["unit"],
            plan["note"],
        )


def _row(
    quarter: Quarter,
    force: str,
    partnership: str,
    group: str,
    subgroup: str,
    code: str,
    title: str,
    count: int,
) -> tuple[str, ...]:
    year = f"{quarter.year}/{(quarter.year + 1) % 100:02}"
    return year, str(quarter.number), force, partnership, title, group, subgroup, code, str(count)


def _of_quarters(rows: Rows) -> list[int]:
    """Rows of each quarter; a month that was not published is taken as the mean of those beside it."""
    months = habits().months
    counts = np.bincount(rows.month, minlength=len(months))
    by_label = {month.label: int(count) for month, count in zip(months, counts, strict=True)}
    found = []
    for quarter in quarters():
        year, first = int(quarter.month[:4]), int(quarter.month[5:])
        labels = [f"{year}-{first + step:02}" for step in range(3)]
        there = [by_label[label] for label in labels if label in by_label]
        found.append(sum(there) + round(sum(there) / len(there)) * (3 - len(there)))
    return found


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a CSV file, with its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _workbook(path: Path, title: str, rows: Sequence[Line]) -> None:
    """A workbook as a partner would send it: a title, an empty row, then the table."""
    book = xlsxwriter.Workbook(path, {"in_memory": True})
    book.set_properties({"created": WRITTEN_ON})
    sheet = book.add_worksheet("Return")
    sheet.write(0, 0, title)
    for at, line in enumerate([HEADER, *rows], start=2):
        for column, cell in enumerate(line):
            if cell.isdigit():
                sheet.write_number(at, column, int(cell))
            else:
                sheet.write_string(at, column, cell)
    book.close()

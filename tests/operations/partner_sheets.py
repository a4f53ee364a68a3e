"""Spreadsheets as partners send them, each named after what is odd about it, with what has to be said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

WARDS = ("Old Quay", "Saltgate", "Tallow Park")


@dataclass(frozen=True)
class Sent:
    """A file, what its sender has to say, and how many observations it holds."""

    name: str
    make: Callable[[Path], Path]
    observations: int
    says: dict[str, Any] = field(default_factory=dict)
    rejected: int = 0


def text(name: str, content: str, encoding: str = "utf-8") -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content.encode(encoding))
        return path

    return make


def book(
    name: str, rows: list[list[object]], merged: tuple[str, ...] = (), form: tuple[str, str] | None = None
) -> Callable[[Path], Path]:
    """A workbook; ``form`` is a number format and the cells that have it."""

    def make(folder: Path) -> Path:
        made = openpyxl.Workbook()
        sheet = made.worksheets[0]
        for row in rows:
            sheet.append(row)
        for cells in merged:
            sheet.merge_cells(cells)
        for line in sheet[form[1]] if form else ():
            for cell in line:
                cell.number_format = form[0] if form else ""
        made.save(folder / name)
        return folder / name

    return make


def whole(measure: str, titled: str) -> dict[str, Any]:
    return {"measures": {"": measure}, "titled": (titled,)}


FIRES = "Ward,2024/25,,,,2025/26,,,,Comments\n,Q1,Q2,Q3,Q4,Q1,Q2,Q3,Q4,\n" + "".join(
    f"{ward},3,0,2,1,4,5,1,0,\n" for ward in WARDS
)
SENT = (
    Sent(
        "years_over_quarters_merged",
        book(
            "fires by quarter.xlsx",
            [
                ["Deliberate fires by ward"],
                ["Ward", "2024/25", None, None, None, "2025/26", None, None, None],
                [None, *("Q1", "Q2", "Q3", "Q4") * 2],
                *[[ward, 3, 0, 2, 1, 4, 5, 1, 0] for ward in WARDS],
                ["Total", 9, 0, 6, 3, 12, 15, 3, 0],
            ],
            ("A1:I1", "A2:A3", "B2:E2", "F2:I2"),
        ),
        24,
        whole("deliberate-fires", "Deliberate fires"),
    ),
    Sent(
        "years_over_quarters_with_blanks",
        text("secondary.csv", f"Secondary fires,,,,,,,,,\n{FIRES}Total,9,0,6,3,12,15,3,0,\n"),
        24,
        whole("deliberate-secondary-fires", "Secondary fires"),
    ),
    Sent(
        "a_percentage_and_n_each_year",
        text(
            "survey.csv",
            "Ward,2023/24 %,2023/24 n,2024/25 %,2024/25 n\nOld Quay,61%,212,63%,220\nSaltgate,48%,198,*,12\n",
        ),
        4,
        whole("feel-safe-after-dark", "survey"),
    ),
    Sent(
        "measures_over_years_below_merged_titles",
        book(
            "ambulance.xlsx",
            [
                ["Ambulance Service"],
                ["Calls by ward, financial years"],
                ["Ward", "Ambulance calls", None, "Assaults", None],
                [None, "2023/24", "2024/25", "2023/24", "2024/25"],
                *[[ward, 12, 15, 3, 4] for ward in WARDS],
            ],
            ("A1:E1", "A2:E2", "A3:A4", "B3:C3", "D3:E3"),
        ),
        12,
        {"measures": {"Assaults": "assault-admissions"}},
    ),
    Sent(
        "months_with_semicolons_and_one_not_filled_in",
        text(
            "marac.csv",
            "Month;Referrals;Cases discussed;Repeat cases;Chair\nApr-25;24;19;6;DCI\nMay-25;31;22;9;DCI\nJun-25;;;;\n",
            "cp1252",
        ),
        9,
        {
            "measures": {
                "Referrals": "marac-referrals",
                "Cases discussed": "marac-cases",
                "Repeat cases": "marac-repeat-cases",
            }
        },
    ),
    Sent(
        "years_as_numbers",
        book(
            "fly-tipping.xlsx",
            [["Fly-tipping incidents"], ["Ward", 2022, 2023], *[[ward, 30, 25] for ward in WARDS]],
        ),
        6,
        {**whole("fly-tipping", "Fly-tipping"), "periods": "financial-year"},
    ),
    Sent(
        "suppressed_in_two_ways",
        text("treatment.csv", "Treatment numbers\nWard,Apr-Jun 2025,Jul-Sep 2025\nOld Quay,412,<5\nSaltgate,*,..\n"),
        4,
        whole("opiate-treatment", "Treatment"),
    ),
    Sent(
        "months_that_the_spreadsheet_keeps_as_dates",
        book(
            "asb.xlsx",
            [["Locality", "Month starting", "ASB calls"], *[["Old Quay", date(2025, m, 1), 10 + m] for m in range(1, 7)]],
            form=("mmm-yy", "B2:B7"),
        ),
        6,
        {"measures": {"": "council-asb-cases"}},
    ),
    Sent(
        "accents_and_a_ward_that_nobody_knows",
        text("depots.csv", "Localité;Période;Dépôts sauvages\nOld Quay;Apr-25;12\nÉcole Street;May-25;9\n", "cp1252"),
        2,
        {"measures": {"": "fly-tipping"}},
    ),
    Sent(
        "one_period_far_in_the_future",
        text(
            "visits.csv",
            "Place,When,Home visits\n"
            + "".join(f"Old Quay,Q{q} 2025/26,{q}\n" for q in (1, 2, 3, 4))
            + "Old Quay,Q1 2052/53,31\n",
        ),
        4,
        {"measures": {"": "home-fire-safety-visits"}},
        rejected=1,
    ),
)  # fmt: skip

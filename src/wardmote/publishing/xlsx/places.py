"""Where links of the workbook lead: a sheet, a row of one, or an address outside."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.publishing.xlsx.names import width
from wardmote.publishing.xlsx.sheets import Sheet

LONGEST_ADDRESS = 2_079


class Places:
    """The anchors of the document, each with the sheet and cell that stand for it."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._places: dict[str, str] = {}
        for sheet in sheets:
            for anchor, row in sheet.anchors:
                cell = "A1" if row is None else f"A{first_row(sheet) + row + 1}"
                self._places.setdefault(f"#{anchor}", inside(sheet.name, cell))

    def address(self, target: str) -> str:
        """The address of a cell's target as a workbook writes it; "" where none can stand."""
        if target.startswith("sheet:"):
            return inside(target.removeprefix("sheet:"), "A1")
        if target.startswith("#"):
            return self._places.get(target, "")
        return target if width(target) <= LONGEST_ADDRESS else ""


def inside(sheet: str, cell: str) -> str:
    """A cell of this workbook as an address."""
    name = sheet.replace("'", "''")
    return f"internal:'{name}'!{cell}"


def header_row(sheet: Sheet) -> int:
    """The row of the table's header: under the title, the way back, the lines above and the place of the notes."""
    return 2 + len(sheet.above) + bool(sheet.notes)


def first_row(sheet: Sheet) -> int:
    """The row of the table's first row, counted from 0."""
    return header_row(sheet) + 1

"""Registers as files: the same rows and columns as CSV, XLSX and ODS, none of them a formula; and files to fill in."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from wardmote.definitions.registers import Register, RegisterField
from wardmote.evidence.rows.rejects import harmless
from wardmote.site.kit.registers import values
from wardmote.site.kit.registers.selectors import Row
from wardmote.site.kit.registers.values import Cell
from wardmote.site.kit.registers.workbooks import as_ods, as_xlsx


@dataclass(frozen=True)
class Column:
    """A column of a register's file: its heading, what it takes in words, and what there is to choose from."""

    title: str
    takes: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A table to be written into a file."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def columns_of(register: Register) -> tuple[Column, ...]:
    """The columns of a register's files: its number, its fields, then what every entry has."""
    states = tuple(one.title for one in register.statuses)
    return (
        Column(_("No."), _("Leave it empty for a new entry; the number of an entry changes that one.")),
        *(Column(one.title, _takes(one), tuple(one.choices.values())) for one in register.fields),
        Column(_("Status"), _("One of: %(names)s.") % {"names": ", ".join(states)}, states),
        Column(_("Organisation"), _("The name of an organisation of the partnership.")),
        Column(_("Looked after by"), _("The name or email address of somebody who has an account here.")),
        Column(_("Marking")),
    )


def sheet_of(register: Register, rows: Iterable[Row]) -> Sheet:
    """The entries as a table that can be taken in again."""
    return Sheet(register.title, columns_of(register), tuple(_cells(register, one) for one in rows))


def template_of(register: Register) -> Sheet:
    """The same without a row: a file to fill in."""
    return Sheet(register.title, columns_of(register), ())


def as_csv(sheet: Sheet) -> bytes:
    """CSV in UTF-8 with a mark by which spreadsheets know its letters: days as 2026-03-04, and no cell a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(one.title for one in sheet.columns)
    for row in sheet.rows:
        writer.writerow(_plain(one) for one in row)
    return ("\ufeff" + text.getvalue()).encode()


WRITERS: dict[str, tuple[str, Callable[[Sheet], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", as_ods),
}
"""Form of a file -> what browsers call it, and what writes it."""


def _cells(register: Register, row: Row) -> tuple[Cell, ...]:
    entry = row.entry
    said = (values.cell(one, entry.values.get(one.id), row.names) for one in register.fields)
    return (entry.number, *said, row.status.title, row.organisation, row.owner, entry.marking)


def _plain(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell) if isinstance(cell, int | float | Decimal) else harmless(cell)


def _takes(field: RegisterField) -> str:
    must = _("Must be filled.") if field.required else ""
    takes = {
        "choice": _("One of: %(names)s.") % {"names": ", ".join(field.choices.values())},
        "number": _("A number."),
        "money": _("Pounds and pence."),
        "date": _("A day, such as 4/3/2026."),
        "yes-no": _("Yes or no."),
        "person": _("The name or email address of somebody who has an account here."),
        "organisation": _("The name of an organisation of the partnership."),
        "area": _("The name or code of an area of the partnership."),
        "tags": _("Words with semicolons between them."),
        "link": _("The number of an entry of the register that it leads to."),
        "web-address": _("An address that begins with https://."),
    }.get(field.kind, _("Words."))
    return " ".join(part for part in (takes, must, field.hint) if part)


__all__ = ["WRITERS", "Column", "Sheet", "as_csv", "columns_of", "sheet_of", "template_of"]

"""Registers as files: the same rows and columns as CSV, XLSX and ODS, none of them a formula; and files to fill in."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from wardmote.definitions.registers import Register, RegisterField
from wardmote.publishing.plain_sheets import Cell, Column, Sheet
from wardmote.site.kit.registers import values
from wardmote.site.kit.registers.selectors import Row


def columns_of(register: Register) -> tuple[Column, ...]:
    """The columns of a register's files: its number, its fields, then what every entry has."""
    states = tuple(one.title for one in register.statuses)
    return (
        Column(_("No."), _("Leave it empty for a new entry; the number of an entry changes that one.")),
        *(Column(one.title, _takes(one), tuple(one.choices.values())) for one in register.fields),
        Column(_("Status"), _("One of: %(names)s.") % {"names": ", ".join(states)}, states),
        *(
            ()
            if register.of_organisations
            else (Column(_("Organisation"), _("The name of an organisation of the partnership.")),)
        ),
        Column(_("Looked after by"), _("The name or email address of somebody who has an account here.")),
        Column(_("Marking")),
    )


def sheet_of(register: Register, rows: Iterable[Row]) -> Sheet:
    """The entries as a table that can be taken in again."""
    return Sheet(
        register.title,
        columns_of(register),
        tuple(_cells(register, one) for one in rows),
        _("What to write"),
    )


def template_of(register: Register) -> Sheet:
    """The same without a row: a file to fill in."""
    return sheet_of(register, ())


def _cells(register: Register, row: Row) -> tuple[Cell, ...]:
    entry = row.entry
    said = (values.cell(one, entry.said.get(one.id), row.names) for one in register.fields)
    home = () if register.of_organisations else (row.organisation,)
    return (entry.number, *said, row.status.title, *home, row.owner, entry.marking)


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

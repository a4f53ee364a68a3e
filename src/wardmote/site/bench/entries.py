"""Entries of registers for the bench: every field of every entry says something, as after a year of diligence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from wardmote.definitions.registers import Register, RegisterField
from wardmote.site.kit.access.models import Organisation
from wardmote.site.kit.registers.rules import Draft

EVERY = 3
"""Days from one entry to the next; the last ones are still to come."""
AHEAD = 30
UNDER = 4
"""Entries of one register that stand under the same one."""


def filled(
    register: Register, numbers: Mapping[str, int], homes: Sequence[Organisation], owner: int | None
) -> list[Draft]:
    """As many entries of a register as ``numbers`` says, of each organisation in turn and in each of its states."""
    return [
        Draft(
            register.statuses[place % len(register.statuses)].id,
            homes[place % len(homes)].pk,
            owner if place % 2 else None,
            register.marking,
            {
                one.id: value
                for one in register.fields
                if (value := _said(one, register, place, numbers, homes)) is not None
            },
        )
        for place in range(numbers[register.id])
    ]


def _said(
    field: RegisterField,
    register: Register,
    place: int,
    numbers: Mapping[str, int],
    homes: Sequence[Organisation],
) -> Any:
    match field.kind:
        case "text":
            return f"{register.one.capitalize()} {place + 1}: {field.title.lower()}"
        case "long-text":
            return "\n".join(f"{field.title}, line {line}." for line in range(1, 6))
        case "date":
            days = EVERY * (place - numbers[register.id]) + AHEAD
            return (timezone.localdate() + timedelta(days=days)).isoformat()
        case "choice":
            return list(field.choices)[place % len(field.choices)]
        case "number":
            return 3
        case "tags":
            return [one.name for one in homes[place % 3 :]]
        case "link" if field.leads_to == register.id:
            return 1 + (place - 1) // UNDER if place else None
        case "link":
            return 1 + place % numbers.get(field.leads_to, 1)
        case _:
            return None

"""Fills the registers of the made-up partnership, each once and only while it is empty."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from wardmote.definitions.registers import Register
from wardmote.site.kit.access.models import Organisation, Person
from wardmote.site.kit.access.scope import machine
from wardmote.site.kit.house import workspace
from wardmote.site.kit.registers import services
from wardmote.site.kit.registers.models import Entry
from wardmote.site.kit.registers.rules import Draft

PLAN = Path(__file__).parent / "entries.yaml"


def registers_filled() -> int:
    """Fill every register that is empty, and say how many entries were made."""
    plan: dict[str, list[dict[str, Any]]] = yaml.safe_load(PLAN.read_text(encoding="utf-8"))
    known, made = workspace().definitions.registers, 0
    for name, entries in plan.items():
        if name in known and not Entry.objects.filter(register=name).exists():
            changes = [services.Change(None, _draft(known[name], one)) for one in entries]
            made += len(services.take(machine("The demo"), known[name], changes, how="made up for the demo"))
    return made


def _draft(register: Register, given: dict[str, Any]) -> Draft:
    home = Organisation.objects.filter(short_name=given.get("organisation", "")).first()
    owner = Person.objects.filter(email=given.get("owner", "")).first()
    days = {one.id for one in register.fields if one.kind == "date"}
    today = timezone.localdate()
    said = {name: _day(today, value) if name in days else value for name, value in given["values"].items()}
    return Draft(
        given["status"], home.pk if home else None, owner.pk if owner else None, register.marking, said
    )


def _day(today: date, days: int) -> str:
    return (today + timedelta(days=days)).isoformat()

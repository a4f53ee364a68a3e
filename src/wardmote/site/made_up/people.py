"""Gives the made-up partnership its people, each with a password that is made anew and told once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from wardmote.site.kit.access.models import Membership, Organisation, Person
from wardmote.site.kit.access.scope import Actor, machine
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.kit.house import workspace
from wardmote.site.kit.registers import organisations

PLAN = Path(__file__).parent / "personas.yaml"
PASSWORD_BYTES = 9


@dataclass(frozen=True)
class SignIn:
    """How to sign in as somebody made up."""

    name: str
    role: str
    email: str
    password: str


def people_moved_in() -> list[SignIn]:
    """Make the organisations and people that are not there yet, and give everybody a new password."""
    plan = yaml.safe_load(PLAN.read_text(encoding="utf-8"))
    return _move_in(machine("The demo"), plan)


@service
def _move_in(actor: Actor, plan: dict[str, list[dict[str, Any]]]) -> list[SignIn]:
    homes = {one["name"]: _home(actor, one) for one in plan["organisations"]}
    made = [_person(one, homes[one["organisation"]]) for one in plan["people"]]
    record(actor, "people.made-up", ("demo", "people"), f"{len(made)} made-up people moved in.")
    return made


def _home(actor: Actor, one: dict[str, Any]) -> Organisation:
    told = {name: value for name, value in one.items() if name != "says"}
    home, is_new = Organisation.objects.get_or_create(name=one["name"], defaults=told)
    if is_new:
        organisations.noted(actor, home, one.get("says"))
    return home


def _person(one: dict[str, str], home: Organisation) -> SignIn:
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    person, _ = Person.objects.get_or_create(email=one["email"], defaults={"name": one["name"]})
    person.set_password(password)
    person.save()
    starts = timezone.localdate().replace(day=1)
    Membership.objects.get_or_create(
        person=person, organisation=home, role=one["role"], defaults={"starts": starts}
    )
    return SignIn(person.name, workspace().definitions.roles[one["role"]].title, person.email, password)

"""Lets the made-up board decide on the workshop of year 3, and says what became of it; year 4 waits for the board."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from wardmote.site.kit.access.models import Person
from wardmote.site.kit.access.scope import Actor, scope_of
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.priorities import services
from wardmote.site.rooms.priorities.models import Adoption
from wardmote.site.rooms.workshop.models import Stage, Workshop

PLAN = Path(__file__).parent / "boards.yaml"
RECORDER = "manny.jeary@marrowmere.example"
"""Who did not lead the workshops."""


def boards_met() -> int:
    """Record it, where nothing is recorded yet and the workshops are frozen; say how many decisions were recorded."""
    plan: dict[str, Any] = yaml.safe_load(PLAN.read_text(encoding="utf-8"))
    person = Person.objects.filter(email=RECORDER).first()
    last, now = (
        Workshop.objects.filter(title=plan[name], stage=Stage.FROZEN).first() for name in ("workshop", "now")
    )
    if person is None or last is None or now is None or Adoption.objects.exists():
        return 0
    actor = Actor(person.pk, person.name, scope_of(person, workspace().definitions))
    services.decide(actor, last, plan["decision"])
    _refreshed(actor, last, plan["refresh"])
    numbers = _numbers(last)
    for one in plan["carried"]:
        services.carry(
            actor,
            last,
            numbers[one["priority"]],
            {name: one[name] for name in ("state", "output", "evidence", "lesson")},
        )
    _behind(actor, now, plan)
    return 1


def _refreshed(actor: Actor, workshop: Workshop, plan: dict[str, Any]) -> None:
    record = workshop.recommendation
    if record is None:
        return
    works = {
        one.number: one.work.model_copy(update=plan["works"].get(one.title, {}))
        for one in record.priorities
        if one.work
    }
    services.refresh(actor, workshop, works, plan["why"])


def _behind(actor: Actor, workshop: Workshop, plan: dict[str, Any]) -> None:
    numbers = _numbers(workshop)
    for one in plan["drivers"]:
        told = {name: one[name] for name in ("linked", "why", "view")}
        services.link(actor, workshop, numbers[one["priority"]], one["driver"], told)
    for title, threads in plan["threads"].items():
        services.thread(actor, workshop, numbers[title], threads)


def _numbers(workshop: Workshop) -> dict[str, int]:
    record = workshop.recommendation
    return {one.title: one.number for one in record.issues} if record else {}

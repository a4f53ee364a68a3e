"""Holds the workshops of the made-up partnership's years 3 and 4 over its closed scans, each to its frozen page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from wardmote.documents.judged import Work
from wardmote.site.kit.access.models import Person
from wardmote.site.kit.access.scope import Actor, scope_of
from wardmote.site.kit.house import workspace
from wardmote.site.made_up.scans import CRITERIA
from wardmote.site.rooms.scan.models import Scan, Stage
from wardmote.site.rooms.workshop import deciding, freezing, preparing, rules, running
from wardmote.site.rooms.workshop.models import Workshop

PLAN = Path(__file__).parent / "workshops.yaml"


def workshops_held() -> int:
    """Hold each of the plan whose scan is closed, where there is none yet; say how many were held."""
    person = Person.objects.filter(email="cora.dinate@marrowmere.example").first()
    if person is None or Workshop.objects.exists():
        return 0
    actor = Actor(person.pk, person.name, scope_of(person, workspace().definitions))
    held = 0
    for plan in yaml.safe_load(PLAN.read_text(encoding="utf-8"))["workshops"]:
        scan = Scan.objects.filter(title=plan["scan"], stage=Stage.CLOSED).first()
        if scan is not None:
            _hold(actor, scan, plan)
            held += 1
    return held


def _hold(actor: Actor, scan: Scan, plan: dict[str, Any]) -> None:
    told = {name: plan[name] for name in preparing.AGENDA}
    workshop = preparing.keep_workshop(actor, None, {"scan": scan, **told})
    preparing.open_room(actor, workshop)
    seats = {str(one): one for one in workshop.seats.select_related("organisation")}
    interests = plan.get("interests", {})
    there = {one.pk: (name in plan["here"], interests.get(name, "")) for name, one in seats.items()}
    running.take_attendance(actor, workshop, there)
    cards = {one.issue.title: one for one in workshop.cards.select_related("issue", "workshop")}
    if again := plan.get("again"):
        card = cards[again["card"]]
        running.go(actor, workshop, f"{rules.ANEW}-{card.number}")
        for name, scores in again["scores"].items():
            running.score(actor, card, seats[name], dict(zip(CRITERIA, scores, strict=True)), typed=True)
        running.reveal(actor, card)
    for one in plan["cards"]:
        card = cards[one["title"]]
        deciding.decide(
            actor,
            card,
            one["becomes"],
            one["reason"],
            one.get("passing", ""),
            county=one.get("county", False),
        )
        if "work" in one:
            deciding.keep_work(actor, card, Work.model_validate(one["work"]))
    deciding.keep_capacity(actor, workshop, {name: plan[name] for name in ("money", "people", "others")})
    for one in plan["otherwise"]:
        about = cards[one["card"]] if "card" in one else None
        deciding.say_otherwise(actor, workshop, seats[one["partner"]], about, one["words"])
    freezing.confirm(actor, workshop, plan["chair"])

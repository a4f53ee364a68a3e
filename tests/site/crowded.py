"""Scans, workshops, priorities and registers with so many of everything that their lists show, written in one go."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone
from tests.documents.judged import judgements
from tests.site.kit.priorities_cases import DAY, DECIDED, DONE, LINK

from wardmote.definitions.registers import Register, RegisterField
from wardmote.site.kit.access.models import Organisation, Person
from wardmote.site.kit.house import workspace
from wardmote.site.kit.registers.models import Entry, Version
from wardmote.site.rooms.priorities.models import Adoption, Carrying, DriverLink, Refresh, Threading
from wardmote.site.rooms.scan.models import Agreed, Issue, Partner, Return, Scan
from wardmote.site.rooms.scan.models import Stage as ScanStage
from wardmote.site.rooms.workshop.models import Card, Otherwise, Scoring, Seat, SilentScore, Stage, Workshop

APART = (0, 5)
"""What is given in turn, so that scores lie far apart."""
FIRST = 100
"""The first number of what is made here; smaller ones were there before."""


def crowd(number: int, person: Person) -> None:
    """Fill every room up to so many: partners, seats and entries; issues and cards a quarter of it, years a tenth."""
    made = [Organisation(name=f"Partner {one}", short_name=f"P{one}") for one in range(number)]
    Organisation.objects.bulk_create(made, ignore_conflicts=True)
    homes = list(Organisation.objects.filter(name__startswith="Partner ").order_by("pk"))
    people = [Person(email=f"{one}@partner.example", name=f"Person {one}") for one in range(number)]
    Person.objects.bulk_create(people, ignore_conflicts=True)
    _further_scans_and_workshops(number // 10, person)
    for scan in Scan.objects.all():
        _scan(scan, homes, number // 4)
    for workshop in Workshop.objects.exclude(stage=Stage.FROZEN):
        _workshop(workshop, homes)
    for workshop in Workshop.objects.filter(stage=Stage.FROZEN):
        _said_of(workshop, person, number)
    for register in workspace().definitions.registers.values():
        _entries(register, number, person)


def _further_scans_and_workshops(number: int, person: Person) -> None:
    told = judgements.recommended({}, DAY, "s")
    for place in range(Scan.objects.filter(title__startswith="Further").count(), number):
        days = {"opens": DAY, "closes": timezone.localdate() + timedelta(days=9), "matrix": "scan"}
        for stage in ScanStage:
            Scan.objects.create(title=f"Further {place}", stage=stage, **days)
        closed = Scan.objects.filter(stage=ScanStage.CLOSED).first()
        for at in Stage:
            frozen = (
                {"recommended": told.model_dump(mode="json"), "mark": told.mark} if at == Stage.FROZEN else {}
            )
            made = Workshop.objects.create(title=f"Further {place}", day=DAY, scan=closed, stage=at, **frozen)
            if at == Stage.FROZEN:
                Adoption.objects.create(workshop=made, by=person, by_name="A", mark=told.mark, **DECIDED)


def _scan(scan: Scan, homes: list[Organisation], issues: int) -> None:
    now = timezone.now()
    handed_in = now if scan.stage == ScanStage.CLOSED else None
    Partner.objects.bulk_create(
        [Partner(scan=scan, organisation=one, submitted=handed_in) for one in homes], ignore_conflicts=True
    )
    numbers = range(FIRST, FIRST + issues)
    Issue.objects.bulk_create(
        [Issue(scan=scan, number=one, title=f"Issue {one}") for one in numbers], ignore_conflicts=True
    )
    if scan.stage != ScanStage.CLOSED:
        return
    listed = list(scan.issues.all())
    Return.objects.bulk_create(
        [
            Return(
                partner=partner, issue=issue, saved=now, scores={"data": APART[place % 2]}, reason="So it is."
            )
            for place, partner in enumerate(scan.partners.all())
            for issue in listed
        ],
        ignore_conflicts=True,
    )
    Agreed.objects.bulk_create(
        [Agreed(issue=one, criterion="data", value=3, why="Agreed", by_name="A") for one in listed]
    )


def _workshop(workshop: Workshop, homes: list[Organisation]) -> None:
    Seat.objects.bulk_create(
        [Seat(workshop=workshop, organisation=one, present=True) for one in homes], ignore_conflicts=True
    )
    there, first = {one.issue_id for one in workshop.cards.all()}, workshop.cards.count() + 1
    scorings = (Scoring.REVEALED, Scoring.OPEN)
    Card.objects.bulk_create(
        Card(workshop=workshop, issue=one, number=number, scoring=scorings[number % 2])
        for number, one in enumerate(workshop.scan.issues.exclude(pk__in=there), first)
    )
    cards, seats = list(workshop.cards.all()), list(workshop.seats.all())
    told: dict[str, Any] = {"scores": {"data": 2}, "saved": timezone.now()}
    SilentScore.objects.bulk_create(
        [SilentScore(card=card, seat=seat, **told) for card in cards for seat in seats], ignore_conflicts=True
    )
    Otherwise.objects.bulk_create(
        Otherwise(workshop=workshop, seat=seats[0], card=one, words="No.") for one in cards
    )


def _said_of(workshop: Workshop, person: Person, number: int) -> None:
    told: dict[str, Any] = {"workshop": workshop, "by": person, "by_name": "A"}
    works = {"1": judgements.work("Council", "Less").model_dump(mode="json")}
    last = Refresh.objects.filter(workshop=workshop).count() + 2
    for version in range(last, number):
        Refresh.objects.create(version=version, why="Mid-year", works=works, **told)
    sent_back = DECIDED | {"decided": "sent-back"}
    Adoption.objects.bulk_create(Adoption(mark="m", **told, **sent_back) for _ in range(number))
    Carrying.objects.bulk_create(Carrying(number=1, **told, **DONE) for _ in range(number))
    DriverLink.objects.bulk_create(
        DriverLink(number=1, driver="drugs", **told, **LINK) for _ in range(number)
    )
    Threading.objects.bulk_create(Threading(number=1, threads=["drugs"], **told) for _ in range(number))


def _entries(register: Register, number: int, person: Person) -> None:
    home, now = person.memberships.get().organisation, timezone.now()
    Entry.objects.bulk_create(
        [
            Entry(
                register=register.id, number=one, organisation=home, owner=person, made=now, changed=now,
                status=register.statuses[0].id,
                values={field.id: _value(field, register, one, number) for field in register.fields},
            )
            for one in range(FIRST, FIRST + number)
        ],
        update_conflicts=True, unique_fields=["register", "number"], update_fields=["values"],
    )  # fmt: skip
    first = Entry.objects.get(register=register.id, number=FIRST)
    told = {"entry": first, "state": first.state(), "at": now, "by": person, "by_name": "A"}
    Version.objects.bulk_create(
        [Version(number=one, **told) for one in range(1, number)], ignore_conflicts=True
    )


def _value(field: RegisterField, register: Register, number: int, lines: int) -> Any:
    """Something for a field, as long as asked; what leads to an entry leads to the first that is made here."""
    match field.kind:
        case "date":
            return date(2026, 1, 1 + number % 28).isoformat()
        case "choice":
            return next(iter(field.choices))
        case "number":
            return 3
        case "link":
            return FIRST
        case "tags" if field.id == "documents":
            return [f"/library/{uuid4()}/" for _ in range(lines)]
        case "tags":
            return [f"Partner {number}", "Partner 0"]
        case "long-text":
            return "\n".join(f"Action: lamp {one} of {number}, by 4/3/2026" for one in range(lines))
        case "person":
            return None
        case _:
            return f"{register.one} {number}"

"""A year of judgement for the bench, made through the services: a scan, workshops, the board's decision, registers."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from wardmote.documents.judged import Work
from wardmote.site.bench.entries import filled
from wardmote.site.bench.plan import YearPlan
from wardmote.site.kit.access.models import Organisation
from wardmote.site.kit.access.scope import Actor, machine
from wardmote.site.kit.house import workspace
from wardmote.site.kit.registers import services as registers
from wardmote.site.kit.registers.models import Entry
from wardmote.site.rooms.priorities import services as priorities
from wardmote.site.rooms.scan import closing, rules, scoring, setting_up
from wardmote.site.rooms.scan import selectors as scans
from wardmote.site.rooms.scan.models import Scan
from wardmote.site.rooms.scan.scoring import Said
from wardmote.site.rooms.workshop import deciding, freezing, ordering, preparing, running, selectors
from wardmote.site.rooms.workshop.models import Becomes, Stage, Workshop

CLOSED, OPEN = "Scan of last year", "Scan of this year"
HELD = "Workshop of last year"
CHAIR = "The chair"
AT = {
    "card": "card-1",
    "score": "score-1",
    "order": "order",
    "outcomes": "outcomes",
    "read_back": "read-back",
}
"""Rooms that are open, each at another step."""
NOBODY = {"scorer_name": "", "scorer_email": "", "deputy_name": "", "deputy_email": ""}
MARK = 16
WHY = "So our figures and our people say."


@dataclass(frozen=True)
class Year:
    """Who makes it: who leads the scan and the workshops, and who records what the board decided; and how large it is."""

    home: Organisation
    """Whose people come."""
    leads: Actor
    records: Actor
    plan: YearPlan
    chance: random.Random

    def make(self) -> dict[str, list[str]]:
        """Make what is not there yet, and say what stands in addresses of its pages."""
        homes = self._partners()
        if not Scan.objects.filter(title=CLOSED).exists():
            self._registers(homes)
            closed = self._scan(CLOSED, homes)
            for partner in scans.partners(closed)[:-1]:  # the last one never answers
                scoring.take_sheet(self.leads, partner, self._scores(closed))
            closing.close_scan(self.leads, closed)
            self._held(Scan.objects.get(pk=closed.pk))
            self._scan(OPEN, homes)
            for name, step in AT.items():
                running.go(self.leads, self._room(Scan.objects.get(pk=closed.pk), f"Room at {name}"), step)
        return self._addresses()

    def _partners(self) -> list[Organisation]:
        """The organisation of those who come, and others beside it."""
        names = [f"Partner {place}" for place in range(1, self.plan.partners)]
        others = [
            Organisation.objects.get_or_create(name=one, defaults={"short_name": one})[0] for one in names
        ]
        return [self.home, *others]

    def _scan(self, title: str, homes: list[Organisation]) -> Scan:
        today = timezone.localdate()
        told = {
            "title": title,
            "matrix": self.plan.matrix,
            "opens": today,
            "closes": today + timedelta(days=90),
        }
        scan = setting_up.keep_scan(self.leads, None, told)
        known = [one for one in workspace().definitions.measures_in_order() if one.available]
        for one in known[: self.plan.issues]:
            setting_up.keep_issue(
                self.leads, scan, None, {"title": one.title, "measure": one.id, "words": WHY}
            )
        for home in homes:
            setting_up.keep_partner(self.leads, scan, None, {"organisation": home, **NOBODY})
        return setting_up.open_scan(self.leads, scan)

    def _scores(self, scan: Scan) -> list[tuple[str, Said]]:
        """One partner's sheet: scores by chance, one in ten "can't say"."""
        matrix = scans.matrix_of(scan)
        values = [*range(matrix.scale.least, matrix.scale.most + 1)]

        def value() -> int | str:
            return self.chance.choice(values) if self.chance.random() < 0.9 else rules.CANNOT_SAY

        return [
            (one.title, Said({by.id: value() for by in matrix.criteria}, "medium", WHY))
            for one in scans.issues(scan)
        ]

    def _room(self, scan: Scan, title: str) -> Workshop:
        """A room that is open and in which everybody is."""
        told = {
            "title": title,
            "day": timezone.localdate(),
            "place": "",
            "chair": CHAIR,
            "quorum": 1,
            "scan": scan,
        }
        made = preparing.keep_workshop(self.leads, None, told)
        preparing.open_room(self.leads, made)
        here: Mapping[int, tuple[bool | None, str]] = {one.pk: (True, "") for one in selectors.seats(made)}
        return running.take_attendance(self.leads, made, here)

    def _held(self, scan: Scan) -> None:
        """A workshop to its end, what the board decided on it, and what became of it."""
        made = self._room(scan, HELD)
        self._scored_anew(made)
        places = ordering.on_table(made).places
        listed = sorted(selectors.cards(made), key=lambda one: places[one.issue.number])
        chosen = listed[: self.plan.priorities]
        for card in listed:
            becomes = Becomes.PRIORITY if card in chosen else Becomes.MONITOR
            deciding.decide(self.leads, card, becomes, WHY, WHY)
        if selectors.off_table(made):
            deciding.leave_off(self.leads, made, WHY)
        for card in chosen:
            deciding.keep_work(self.leads, card, _work("Ask who is hit"))
        deciding.keep_capacity(
            self.leads, made, {"money": "50,000 pounds", "people": "One officer", "others": ""}
        )
        deciding.say_otherwise(self.leads, made, selectors.seats(made)[0], listed[-1], "It should be first.")
        freezing.confirm(self.leads, made, CHAIR)
        self._decided(made, [one.issue.number for one in chosen])

    def _scored_anew(self, workshop: Workshop) -> None:
        card = selectors.cards(workshop)[0]
        running.go(self.leads, workshop, f"score-{card.number}")
        matrix = scans.matrix_of(workshop.scan)
        for seat in selectors.seats(workshop):
            scores = {one.id: self.chance.randint(1, matrix.scale.most) for one in matrix.criteria}
            running.score(self.leads, card, seat, scores, typed=True)
        running.reveal(self.leads, card)

    def _decided(self, workshop: Workshop, numbers: list[int]) -> None:
        today, by = timezone.localdate(), self.records
        approved = {
            "decided": "approved",
            "day": today,
            "board": "The board",
            "meeting": "June",
            "words": "Agreed.",
        }
        priorities.decide(by, workshop, approved)
        priorities.refresh(
            by, workshop, dict.fromkeys(numbers, _work("Ask the traders")), "Half a year has passed."
        )
        done = {
            "state": "part",
            "output": "Patrols",
            "evidence": "It fell.",
            "lesson": "Count from the start.",
        }
        for number in numbers:
            priorities.carry(by, workshop, number, done)
        drivers = workspace().definitions.drivers
        said = {"linked": "link", "why": WHY, "view": "The police"}
        for driver in [one.id for one in drivers.values() if "driver" in one.use]:
            priorities.link(by, workshop, numbers[0], driver, said)
        threads = [one.id for one in drivers.values() if "thread" in one.use]
        for number in numbers:
            priorities.thread(by, workshop, number, threads[:2])

    def _registers(self, homes: list[Organisation]) -> None:
        known = workspace().definitions.registers
        for name in self.plan.entries:
            drafts = filled(known[name], self.plan.entries, homes, self.leads.person)
            changes = [registers.Change(None, one) for one in drafts]
            registers.take(machine("The bench"), known[name], changes, how="made up for the bench")

    def _addresses(self) -> dict[str, list[str]]:
        held = Workshop.objects.get(title=HELD, stage=Stage.FROZEN)
        rooms = {f"room_{name}": [str(Workshop.objects.get(title=f"Room at {name}").pk)] for name in AT}
        own = Entry.objects.filter(organisation=self.home, register__in=self.plan.entries)
        found = held.recommendation
        return {
            "closed": [str(held.scan_id)],
            "open": [str(Scan.objects.get(title=OPEN).pk)],
            "held": [str(held.pk)],
            "mark": [held.mark[:MARK]],
            "issue": [str(one.number) for one in found.issues] if found else [],
            "register": list(self.plan.entries),
            "entry": [f"{one.register}/{one.number}" for one in own],
            "meeting": [str(one.number) for one in own if one.register == "meetings"],
            **rooms,
        }


def _work(first: str) -> Work:
    day = timezone.localdate() + timedelta(days=60)
    return Work(
        owner="Partner 1", aim="Fewer are hurt", measured_by="What is recorded", first_action=first, due=day
    )

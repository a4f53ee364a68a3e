"""The cases of the services of the workshop: one for each, as ``audit_cases`` asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from wardmote.documents.judged import Work
from wardmote.site.rooms.scan.models import Issue, Partner, Return, Scan
from wardmote.site.rooms.scan.models import Stage as ScanStage
from wardmote.site.rooms.scan.selectors import matrix_of
from wardmote.site.rooms.workshop import deciding, freezing, inviting, preparing, running
from wardmote.site.rooms.workshop.models import (
    Becomes,
    Card,
    Scoring,
    Seat,
    SilentScore,
    Stage,
    Workshop,
)

AGENDA = {"title": "Winter", "place": "", "chair": "Ann", "quorum": None}


@dataclass(frozen=True)
class Things:
    """A workshop over a closed scan, with its one card and one seat."""

    actor: Any
    workshop: Workshop
    card: Card
    seat: Seat
    day: date

    @property
    def work(self) -> Work:
        """The work of a priority."""
        return Work(owner="Police", aim="Less", measured_by="Calls", first_action="Meet", due=self.day)


def _scan(given: Any) -> Scan:
    day = given.today
    scan = Scan(
        title="Autumn", matrix="scan", opens=day, closes=day + timedelta(days=21), stage=ScanStage.CLOSED
    )
    scan.matrix_said = matrix_of(scan).model_dump(mode="json")
    scan.save()
    issue = Issue.objects.create(scan=scan, number=1, title="Shop theft")
    asked = Partner.objects.create(
        scan=scan, organisation=given.organisation, submitted="2026-01-01T00:00:00Z"
    )
    Return.objects.create(partner=asked, issue=issue, scores={"data": 3}, saved="2026-01-01T00:00:00Z")
    return scan


def _things(given: Any, stage: Stage, scoring: Scoring) -> Things:
    scan = _scan(given)
    workshop = Workshop.objects.create(title="Winter", day=given.today, scan=scan, stage=stage, chair="Ann")
    seat = Seat.objects.create(
        workshop=workshop, organisation=given.organisation, present=True, speaker="A", email="a@example.test"
    )
    card = Card.objects.create(workshop=workshop, issue=scan.issues.get(), number=1, scoring=scoring)
    if scoring == Scoring.OPEN:
        SilentScore.objects.create(card=card, seat=seat, scores={"data": 2}, saved="2026-01-01T00:00:00Z")
    return Things(given.actor, workshop, card, seat, given.today)


def _with(
    work: Callable[[Things], object], stage: Stage = Stage.OPEN, scoring: Scoring = Scoring.NOT_YET
) -> Callable[[Any], Callable[[], object]]:
    def case(given: Any) -> Callable[[], object]:
        made = _things(given, stage, scoring)
        return lambda: work(made)

    return case


def _decided(work: Callable[[Things], object]) -> Callable[[Any], Callable[[], object]]:
    """A case in which the one issue is a priority whose work is said."""

    def case(given: Any) -> Callable[[], object]:
        made = _things(given, Stage.OPEN, Scoring.NOT_YET)
        told = {"becomes": Becomes.PRIORITY, "reason": "So.", "work": made.work.model_dump(mode="json")}
        Card.objects.filter(pk=made.card.pk).update(**told)
        return lambda: work(made)

    return case


def _begins(given: Any) -> Callable[[], object]:
    told = {**AGENDA, "day": given.today, "scan": _scan(given)}
    return lambda: preparing.keep_workshop(given.actor, None, told)


def _leaves_off(given: Any) -> Callable[[], object]:
    """A second issue of the scan does not lie on the table."""
    made = _things(given, Stage.OPEN, Scoring.NOT_YET)
    Issue.objects.create(scan=made.workshop.scan, number=2, title="Lanterns")
    return lambda: FROZEN_REFUSES[deciding.leave_off](made)


FROZEN_REFUSES: dict[Any, Callable[[Things], object]] = {
    preparing.keep_workshop: lambda on: preparing.keep_workshop(
        on.actor, on.workshop, {**AGENDA, "day": on.day}
    ),
    preparing.keep_seat: lambda on: preparing.keep_seat(
        on.actor, on.workshop, on.seat, {"speaker": "B", "email": ""}
    ),
    preparing.remove_seat: lambda on: preparing.remove_seat(on.actor, on.seat),
    preparing.choose_cards: lambda on: preparing.choose_cards(on.actor, on.workshop, [on.card.issue]),
    preparing.open_room: lambda on: preparing.open_room(on.actor, on.workshop),
    running.go: lambda on: running.go(on.actor, on.workshop, "here"),
    running.take_attendance: lambda on: running.take_attendance(
        on.actor, on.workshop, {on.seat.pk: (False, "")}
    ),
    running.score: lambda on: running.score(on.actor, on.card, on.seat, {"data": 4}),
    running.reveal: lambda on: running.reveal(on.actor, on.card),
    running.weigh: lambda on: running.weigh(on.actor, on.workshop, {"data": 2}),
    deciding.decide: lambda on: deciding.decide(on.actor, on.card, "out", "So."),
    deciding.leave_off: lambda on: deciding.leave_off(on.actor, on.workshop, "It is small."),
    deciding.keep_capacity: lambda on: deciding.keep_capacity(on.actor, on.workshop, {"money": "None"}),
    deciding.keep_work: lambda on: deciding.keep_work(on.actor, on.card, on.work),
    deciding.say_otherwise: lambda on: deciding.say_otherwise(on.actor, on.workshop, on.seat, None, "No."),
    freezing.freeze: lambda on: freezing.freeze(on.actor, on.workshop, "Ann"),
}
"""Every service that a frozen workshop refuses."""
BEFORE = (preparing.remove_seat, preparing.choose_cards, preparing.open_room)
SCORED = (running.score, running.reveal)
CASES: dict[Any, Callable[[Any], Callable[[], object]]] = {
    **{
        one: _with(
            call,
            Stage.SETTING_UP if one in BEFORE else Stage.OPEN,
            Scoring.OPEN if one in SCORED else Scoring.NOT_YET,
        )
        for one, call in FROZEN_REFUSES.items()
    },
    preparing.keep_workshop: _begins,
    deciding.leave_off: _leaves_off,
    deciding.keep_work: _decided(FROZEN_REFUSES[deciding.keep_work]),
    freezing.freeze: _decided(FROZEN_REFUSES[freezing.freeze]),
    inviting.tell: _with(lambda on: inviting.tell(on.actor, on.seat, "https://example.test/")),
}

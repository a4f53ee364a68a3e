"""The only readers of what stands around frozen recommendations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet

from wardmote.documents.judged import Decided, Recommended, Work, mark_of
from wardmote.documents.judgement import Adoption as Frozen
from wardmote.documents.judgement import Done, Refreshed
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.rooms.priorities import rules
from wardmote.site.rooms.priorities.models import Adoption, Carrying, DriverLink, Refresh, Threading
from wardmote.site.rooms.scan.models import Partner
from wardmote.site.rooms.workshop.models import Seat, Stage, Workshop


@dataclass(frozen=True)
class Recommendation:
    """A frozen recommendation with what the board decided, the earliest first."""

    workshop: Workshop
    decided: tuple[Adoption, ...]

    @cached_property
    def record(self) -> Recommended:
        """What was frozen; read when it is asked for."""
        return Recommended.model_validate(self.workshop.recommended)

    @property
    def adoption(self) -> Adoption | None:
        """What the board decided last."""
        return self.decided[-1] if self.decided else None

    @property
    def adopted(self) -> bool:
        """Whether the board approved it."""
        return rules.is_adopted(self.decided)

    @property
    def mark(self) -> str:
        """The mark that was noted when it was frozen; of a record of before marks were noted, its own."""
        return self.workshop.mark or mark_of(self.workshop.recommended)

    @property
    def unhurt(self) -> bool:
        """Whether the record is still the one whose mark was noted when it was frozen."""
        return self.mark == mark_of(self.workshop.recommended)

    def issue(self, number: int) -> Decided | None:
        """One of its issues."""
        return next((one for one in self.record.issues if one.number == number), None)

    @cached_property
    def leaders(self) -> frozenset[int]:
        """Who prepared the workshop, and who froze it."""
        froze = AuditRecord.objects.filter(
            action="workshop.frozen", kind="workshop", key=str(self.workshop.pk)
        )
        people = {self.workshop.by_id, *froze.values_list("person", flat=True)}
        return frozenset(one for one in people if one is not None)

    @cached_property
    def versions(self) -> tuple[Refresh, ...]:
        """Later versions of the work, the earliest first."""
        return tuple(Refresh.objects.filter(workshop=self.workshop))

    def work(self, number: int) -> Work | None:
        """The work on a priority as its latest version says."""
        one = self.issue(number)
        later = self.versions[-1].works.get(str(number)) if self.versions else None
        return Work.model_validate(later) if later else one.work if one else None


def _seen(scope: Scope) -> QuerySet[Workshop]:
    """Frozen workshops that somebody may read of: all of them, or those in which an organisation of theirs sat at the
    table or scored in the scan."""
    every = Workshop.objects.filter(stage=Stage.FROZEN).exclude(recommended={}).select_related("scan", "by")
    if rules.sees_all(scope):
        return every
    if not rules.may_see(scope):
        return every.none()
    sat = Seat.objects.filter(organisation__in=scope.organisations, present=True)
    scored = Partner.objects.filter(organisation__in=scope.organisations, submitted__isnull=False)
    return every.filter(Q(pk__in=sat.values("workshop")) | Q(scan__in=scored.values("scan")))


def recommendations(scope: Scope, *, whole: bool = True) -> list[Recommendation]:
    """Every frozen recommendation that is theirs to read, the latest first. Without ``whole`` what was frozen, which is
    large, is read only where a record is asked for.
    """
    decided: dict[int, list[Adoption]] = {}
    for one in Adoption.objects.all():
        decided.setdefault(one.workshop_id, []).append(one)
    seen = _seen(scope)
    found = seen if whole else seen.defer("recommended", "scan__matrix_said")
    return [Recommendation(one, tuple(decided.get(one.pk, []))) for one in found]


def recommendation(scope: Scope, key: int) -> Recommendation | None:
    """One of them."""
    found = _seen(scope).filter(pk=key).first()
    if found is None:
        return None
    return Recommendation(found, tuple(Adoption.objects.filter(workshop=found)))


def by_mark(scope: Scope, mark: str) -> Recommendation | None:
    """The one whose mark begins so: its address never changes."""
    found = (
        Workshop.objects.filter(mark__startswith=mark, stage=Stage.FROZEN)
        .values_list("pk", flat=True)
        .first()
    )
    return recommendation(scope, found) if found is not None else None


def decided_on(mark: str) -> Adoption | None:
    """What the board decided last on the recommendation of a mark. It asks for no right: whoever decides on a document that
    rests on it is told."""
    return Adoption.objects.filter(mark=mark).last()


def later_than(mark: str) -> Workshop | None:
    """The latest workshop that was frozen after the one of a mark; None where that is the latest. It asks for no right."""
    held = Workshop.objects.filter(stage=Stage.FROZEN)
    rested = held.filter(mark=mark).values_list("frozen", flat=True).first()
    latest = held.defer("recommended").order_by("frozen").last()
    return latest if rested and latest and latest.frozen and latest.frozen > rested else None


def last_frozen() -> str:
    """The mark of the workshop that was frozen last; empty where none was. It asks for no right."""
    held = Workshop.objects.filter(stage=Stage.FROZEN).order_by("-frozen")
    return held.values_list("mark", flat=True).first() or ""


def carried(workshop: Workshop) -> dict[int, Carrying]:
    """Number of an issue -> how far it was last said to be."""
    return {one.number: one for one in Carrying.objects.filter(workshop=workshop)}


def carried_before(workshop: Workshop, number: int) -> list[Carrying]:
    """All that was said of one, the latest first."""
    return list(Carrying.objects.filter(workshop=workshop, number=number).order_by("-at", "-pk"))


def links(workshop: Workshop) -> dict[tuple[int, str], DriverLink]:
    """(Number of an issue, driver) -> what was said last."""
    return {(one.number, one.driver): one for one in DriverLink.objects.filter(workshop=workshop)}


def threads(workshop: Workshop) -> dict[int, list[str]]:
    """Number of an issue -> the threads that run through it."""
    return {one.number: list(one.threads) for one in Threading.objects.filter(workshop=workshop)}


def frozen(adoption: Adoption | None) -> Frozen | None:
    """What the board decided, as documents take it."""
    if adoption is None:
        return None
    return Frozen.model_validate(
        {
            "decided": adoption.decided,
            "day": adoption.day,
            "board": adoption.board,
            "meeting": adoption.meeting,
            "words": adoption.words,
            "mark": adoption.mark,
        }
    )


def done(workshop: Workshop) -> tuple[Done, ...]:
    """How far each priority is, as documents take it."""
    return tuple(
        Done.model_validate(
            {
                "number": number,
                "state": one.state,
                "output": one.output,
                "evidence": one.evidence,
                "lesson": one.lesson,
            }
        )
        for number, one in carried(workshop).items()
    )


def refreshed(found: Recommendation) -> Refreshed | None:
    """The latest version of the work, as documents take it; None where it was never refreshed."""
    if not found.versions:
        return None
    last = found.versions[-1]
    works = {int(number): Work.model_validate(work) for number, work in last.works.items()}
    return Refreshed(version=last.version, day=last.at.date(), why=last.why, works=works)

"""Frozen recommendations of workshops in which their organisation took part."""

from __future__ import annotations

from tests.documents.judged import judgements
from tests.site.kit.priorities_cases import DAY, DECIDED
from tests.site.real_keys.belongings import Belongings, ByWhatFollows, once

from wardmote.site.rooms.priorities.models import Adoption
from wardmote.site.rooms.scan.models import Scan
from wardmote.site.rooms.workshop.models import Seat, Stage, Workshop

RECORD = judgements.recommended({}, DAY, "s")


@once
def waiting(here: Belongings) -> Workshop:
    """What a workshop recommends, of which the board has not decided."""
    return _frozen(here)


@once
def adopted(here: Belongings) -> Workshop:
    """What the board approved."""
    made = _frozen(here)
    Adoption.objects.create(workshop=made, by=here.person, by_name="A board", mark=RECORD.mark, **DECIDED)
    return made


def _frozen(here: Belongings) -> Workshop:
    scan = Scan.objects.create(title="A scan", matrix="scan", opens=DAY, closes=DAY, stage="closed")
    told = RECORD.model_dump(mode="json")
    made = Workshop.objects.create(
        title="A workshop", day=DAY, scan=scan, stage=Stage.FROZEN, recommended=told, mark=RECORD.mark
    )
    Seat.objects.create(workshop=made, organisation=here.organisation, present=True)
    return made


def _waiting(here: Belongings) -> object:
    return waiting(here).pk


def _adopted(here: Belongings) -> object:
    return adopted(here).pk


EXAMPLES = {
    "/priorities/<int:key>": ByWhatFollows(
        {"": _waiting, "/refresh/": _adopted, "/issues/<int:number>/how-far/": _adopted}
    ),
    "/priorities/<int:key>/issues/<int:number>": "1",
    "/priorities/<int:key>/issues/<int:number>/drivers/<slug:driver>": "drugs",
    "/priorities/<int:key>/decisions.<slug:written_as>": "csv",
    "/golden-thread/<slug:mark>": lambda here: waiting(here).mark[:16],
    "/golden-thread/<slug:mark>/<int:number>": "1",
}
OF_ORGANISATIONS = {"/priorities/<int:key>", "/golden-thread/<slug:mark>"}
WHOLE = {"priorities-judgement", "priorities-decide"}

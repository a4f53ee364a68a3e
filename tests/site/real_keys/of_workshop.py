"""Workshops at each stage. They are the partnership's; only what is scored in the room is an organisation's own."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from tests.site.real_keys.belongings import Belongings, ByWhatFollows, Common, once

from wardmote.site.kit.access.models import Organisation
from wardmote.site.rooms.scan.models import Issue, Scan
from wardmote.site.rooms.scan.models import Stage as ScanStage
from wardmote.site.rooms.scan.selectors import matrix_of
from wardmote.site.rooms.workshop.models import Card, Scoring, Seat, SilentScore, Stage, Workshop
from wardmote.site.rooms.workshop.ordering import on_table
from wardmote.site.rooms.workshop.recommending import as_it_stands

CARD = "1"
"""The number of the card on each table: it is being scored."""


@once
def prepared(_here: Belongings) -> Workshop:
    """A workshop that is being prepared."""
    return _workshop(Stage.SETTING_UP, _other())


@once
def opened(_here: Belongings) -> Workshop:
    """A room that is open, in which a card was scored and not yet revealed."""
    made = _workshop(Stage.OPEN, _other())
    told = {"card": made.cards.get(), "seat": made.seats.get(), "saved": timezone.now(), "typed": True}
    SilentScore.objects.create(scores={"data": 3}, **told)
    return made


@once
def frozen(_here: Belongings) -> Workshop:
    """A workshop that is frozen."""
    made = _workshop(Stage.FROZEN, _other())
    told = as_it_stands(on_table(made), "Ann Chair")
    made.recommended, made.mark, made.frozen = told.model_dump(mode="json"), told.mark, timezone.now()
    made.save()
    return made


@once
def scored(here: Belongings) -> Workshop:
    """A room in which their organisation scores."""
    return _workshop(Stage.OPEN, here.organisation)


def _other() -> Organisation:
    return Organisation.objects.get_or_create(name="Harbour Trust", defaults={"short_name": "Harbour"})[0]


def _workshop(stage: Stage, organisation: Organisation) -> Workshop:
    day = timezone.localdate()
    scan = Scan(
        title="A scan", matrix="scan", opens=day, closes=day + timedelta(days=9), stage=ScanStage.CLOSED
    )
    scan.matrix_said = matrix_of(scan).model_dump(mode="json")
    scan.save()
    issue = Issue.objects.create(scan=scan, number=1, title="Shop theft")
    title = f"A workshop: {stage.label}"
    made = Workshop.objects.create(title=title, day=day, scan=scan, stage=stage, step=f"score-{CARD}")
    Seat.objects.create(workshop=made, organisation=organisation, email="harbour@example.test", present=True)
    Card.objects.create(workshop=made, issue=issue, number=int(CARD), scoring=Scoring.OPEN)
    return made


def _in(make: object) -> Common:
    return Common(lambda here: make(here).pk)  # type: ignore[operator]


INVITE = "/partners/<int:which>/invite/"
EXAMPLES = {
    "/workshop/<int:key>/": _in(opened),
    "/workshop/<int:key>": ByWhatFollows(
        {
            "": _in(prepared),
            INVITE: _in(opened),
            "/room/": _in(opened),
            "/recommendation": _in(frozen),
            "/score/": lambda here: scored(here).pk,
        }
    ),
    "/workshop/<int:key>/partners/<int:which>": ByWhatFollows(
        {
            "": Common(lambda here: prepared(here).seats.get().pk),
            "/invite/": Common(lambda here: opened(here).seats.get().pk),
        }
    ),
    "/workshop/<int:key>/room/cards/<int:number>": CARD,
    "/workshop/<int:key>/room/cards/<int:number>/for/<int:which>": Common(
        lambda here: opened(here).seats.get().pk
    ),
    "/workshop/<int:key>/room/<slug:step>": "here",
    "/workshop/<int:key>/score/<int:number>": CARD,
    "/workshop/<int:key>/recommendation.<slug:form>": "html",
}
OF_ORGANISATIONS = {"/workshop/<int:key>/score/"}
SENT = {"workshop-go": lambda _here: {"to": "here"}}

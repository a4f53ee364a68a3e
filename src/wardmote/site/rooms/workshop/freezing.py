"""Freezing a workshop: what it recommends is kept whole, and its first actions go to the register of actions."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wardmote.documents.judged import Decided
from wardmote.site.kit.access.models import Organisation
from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.kit.house import workspace
from wardmote.site.kit.registers import services as registers
from wardmote.site.kit.registers.models import Entry
from wardmote.site.kit.registers.rules import Draft
from wardmote.site.rooms.scan.outcome import ACTIONS
from wardmote.site.rooms.scan.setting_up import NotNow
from wardmote.site.rooms.workshop import ordering, recommending, rules
from wardmote.site.rooms.workshop.models import Stage, Workshop
from wardmote.site.rooms.workshop.preparing import opened


def confirm(actor: Actor, workshop: Workshop, chair: str) -> Workshop:
    """Freeze a workshop as its chair confirms it, and add its first actions to the register: both, or neither.

    Raises
    ------
    NotNow
        As ``freeze``.
    """
    with transaction.atomic():
        frozen = freeze(actor, workshop, chair)
        act(actor, frozen)
    return frozen


@service
def freeze(actor: Actor, workshop: Workshop, chair: str) -> Workshop:
    """Keep what the workshop recommends, whole. Afterwards nothing of it changes.

    Raises
    ------
    NotNow
        When the room is not open, something is missing, or the name is not that of the chair.
    """
    held = opened(workshop)
    table = ordering.on_table(held)
    lacking = recommending.missing(table)
    if lacking:
        raise NotNow(" ".join(one.words for one in lacking))
    if not chair.strip():
        raise NotNow(_("The chair types their name."))
    if held.chair and not rules.same_name(chair, held.chair):
        raise NotNow(_("This workshop is chaired by %(name)s, who types their name.") % {"name": held.chair})
    told = recommending.as_it_stands(table, chair)
    held.recommended, held.mark = told.model_dump(mode="json"), told.mark
    held.chair, held.stage, held.frozen = told.chair, Stage.FROZEN, timezone.now()
    held.save()
    record(
        actor, "workshop.frozen", ("workshop", held.pk), f"Froze what the workshop {held.title} recommends.",
        after={"mark": held.mark, "chair": held.chair, "priorities": [one.title for one in told.priorities]},
    )  # fmt: skip
    return held


def act(actor: Actor, workshop: Workshop) -> list[Entry]:
    """Add the first action of each priority to the register of actions, once."""
    register, told = workspace().definitions.registers.get(ACTIONS), workshop.recommendation
    if register is None or told is None:
        return []
    made = []
    for one in told.priorities:
        origin = origin_of(workshop, one)
        if one.work is None or Entry.objects.filter(register=ACTIONS, origin=origin).exists():
            continue
        home = Organisation.objects.filter(name=one.work.owner).first()
        said = {
            "title": one.work.first_action,
            "agreed": told.day.isoformat(),
            "due": one.work.due.isoformat() if one.work.due else "",
            "from": f"{told.workshop}: {one.title}"[:200],
        }
        draft = Draft(register.statuses[0].id, home.pk if home else None, None, "", said)
        made.append(registers.add(actor, register, draft, origin=origin))
    return made


def origin_of(workshop: Workshop, decided: Decided) -> str:
    """How an entry of a register says that it came of a priority."""
    return f"workshop {workshop.pk} issue {decided.number}"

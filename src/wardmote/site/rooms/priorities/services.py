"""The only writers of what stands around frozen recommendations. None of them changes what was frozen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from wardmote.documents.judged import Work
from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.priorities import rules, selectors
from wardmote.site.rooms.priorities.models import (
    Adoption,
    Carrying,
    Decides,
    DriverLink,
    Linked,
    Refresh,
    Threading,
)
from wardmote.site.rooms.priorities.selectors import Recommendation
from wardmote.site.rooms.workshop.models import Stage, Workshop


class NotNow(Exception):  # noqa: N818
    """What was asked for cannot be done, or not yet; says why."""


@service
def decide(actor: Actor, workshop: Workshop, told: Mapping[str, Any]) -> Adoption:
    """Record what the board decided: ``decided``, ``day``, ``board``, ``meeting``, ``words``.

    Raises
    ------
    NotNow
        When it is approved already, whoever asks led the workshop, the day lies before it, or it was sent back without
        a word.
    """
    found = _held(actor, workshop)
    if found.adopted:
        raise NotNow(_("The board has approved it already. What it approved stays as it is."))
    if rules.led(actor.scope, found.leaders):
        raise NotNow(
            _("Whoever led the workshop cannot record the board's decision alone. Ask somebody else to.")
        )
    if not found.unhurt:
        raise NotNow(_("This recommendation is not what was frozen, so nothing can be decided on it."))
    if told["day"] < found.record.day:
        raise NotNow(_("That day lies before the workshop."))
    if told["decided"] == Decides.SENT_BACK and not told["words"].strip():
        raise NotNow(_("Say why it was sent back, so that the workshop knows."))
    made = Adoption.objects.create(
        workshop=found.workshop, by_id=_who(actor), by_name=actor.name, mark=found.mark,
        **{name: told[name] for name in ("decided", "day", "board", "meeting", "words")},
    )  # fmt: skip
    verb = "approved" if told["decided"] == Decides.APPROVED else "sent back"
    record(
        actor, f"priorities.{told['decided']}", ("workshop", found.workshop.pk),
        f"{made.board} {verb} what the workshop {found.record.workshop} recommends.",
        after={"day": str(made.day), "meeting": made.meeting, "words": made.words, "mark": made.mark},
    )  # fmt: skip
    return made


@service
def carry(actor: Actor, workshop: Workshop, number: int, told: Mapping[str, Any]) -> Carrying:
    """Say how far a priority was carried out: ``state``, ``output``, ``evidence``, ``lesson``.

    Raises
    ------
    NotNow
        When the board has not approved it, it is no priority, or nothing shows that it was done.
    """
    found = _adopted(actor, workshop)
    title = _priority(found, number)
    if told["state"] in ("done", "part") and not (told["output"].strip() or told["evidence"].strip()):
        raise NotNow(_("Say what was delivered, or what shows it."))
    before = selectors.carried(found.workshop).get(number)
    made = Carrying.objects.create(
        workshop=found.workshop, number=number, by_id=_who(actor), by_name=actor.name,
        **{name: told[name] for name in ("state", "output", "evidence", "lesson")},
    )  # fmt: skip
    record(
        actor, "priorities.carried", ("workshop", found.workshop.pk),
        f"Said how far {title} was carried out: {made.get_state_display()}.",
        before={"state": before.state if before else ""}, after={**dict(told), "number": number},
    )  # fmt: skip
    return made


@service
def refresh(actor: Actor, workshop: Workshop, works: Mapping[int, Work], why: str) -> Refresh:
    """Keep a new version of the work on all priorities. What was frozen, and what the board approved, stay.

    Raises
    ------
    NotNow
        When the board has not approved it, nothing changes, nobody says why, or a priority is missing.
    """
    found = _adopted(actor, workshop)
    numbers = [one.number for one in found.record.priorities]
    if set(works) != set(numbers):
        raise NotNow(_("A version holds the work on every priority, and on nothing else."))
    before = {number: found.work(number) for number in numbers}
    changed = [number for number in numbers if works[number] != before[number]]
    if not changed:
        raise NotNow(_("Nothing has changed."))
    if not why.strip():
        raise NotNow(_("Say why."))
    version = 2 + len(found.versions)
    made = Refresh.objects.create(
        workshop=found.workshop, version=version, why=why.strip(), by_id=_who(actor), by_name=actor.name,
        works={str(number): work.model_dump(mode="json") for number, work in works.items()},
    )  # fmt: skip
    record(
        actor, "priorities.refreshed", ("workshop", found.workshop.pk),
        f"Version {version} of the work on the priorities of {found.record.workshop}.",
        before={str(one): _plain(before[one]) for one in changed},
        after={"why": why, **{str(one): _plain(works[one]) for one in changed}},
    )  # fmt: skip
    return made


@service
def link(actor: Actor, workshop: Workshop, number: int, driver: str, told: Mapping[str, Any]) -> DriverLink:
    """Say whether a driver lies behind a priority: ``linked``, ``why``, ``view``. Not assessed takes it back.

    Raises
    ------
    NotNow
        When there is no such driver or priority, or nobody says why and whose view it is.
    """
    found = _held(actor, workshop)
    title = _priority(found, number)
    known = workspace().definitions.drivers.get(driver)
    if known is None or "driver" not in known.use:
        raise NotNow(_("There is no such driver."))
    if told["linked"] != Linked.NOT_ASSESSED and not (told["why"].strip() and told["view"].strip()):
        raise NotNow(_("Say why, and whose view it is. No figure shows such a link."))
    before = selectors.links(found.workshop).get((number, driver))
    made = DriverLink.objects.create(
        workshop=found.workshop, number=number, driver=driver, by_id=_who(actor), by_name=actor.name,
        **{name: told[name] for name in ("linked", "why", "view")},
    )  # fmt: skip
    record(
        actor, "priorities.linked", ("workshop", found.workshop.pk),
        f"{known.title} and {title}: {made.get_linked_display()}.",
        before={"linked": before.linked if before else Linked.NOT_ASSESSED.value},
        after={**dict(told), "number": number, "driver": driver},
    )  # fmt: skip
    return made


@service
def thread(actor: Actor, workshop: Workshop, number: int, threads: list[str]) -> Threading:
    """Say which threads run through an issue: all of them.

    Raises
    ------
    NotNow
        When there is no such issue or thread.
    """
    found = _held(actor, workshop)
    issue = found.issue(number)
    known = workspace().definitions.drivers
    if issue is None or any(one not in known or "thread" not in known[one].use for one in threads):
        raise NotNow(_("There is no such issue or thread."))
    before = selectors.threads(found.workshop).get(number, [])
    made = Threading.objects.create(
        workshop=found.workshop, number=number, threads=threads, by_id=_who(actor), by_name=actor.name
    )
    record(
        actor, "priorities.threaded", ("workshop", found.workshop.pk), f"Said which threads run through {issue.title}.",
        before={"threads": before}, after={"threads": threads, "number": number},
    )  # fmt: skip
    return made


def _held(actor: Actor, workshop: Workshop) -> Recommendation:
    """A frozen recommendation, held while something is added to it."""
    Workshop.objects.select_for_update().filter(pk=workshop.pk, stage=Stage.FROZEN).first()
    found = selectors.recommendation(actor.scope, workshop.pk)
    if found is None or not rules.sees_all(actor.scope):
        raise NotNow(_("There is no such recommendation."))
    return found


def _who(actor: Actor) -> int:
    """The person: what is said of priorities is said by somebody."""
    if actor.person is None:
        raise NotNow(_("Only somebody who is signed in can say this."))
    return actor.person


def _adopted(actor: Actor, workshop: Workshop) -> Recommendation:
    found = _held(actor, workshop)
    if not found.adopted:
        raise NotNow(_("The board has not approved these priorities yet."))
    return found


def _priority(found: Recommendation, number: int) -> str:
    title = next((one.title for one in found.record.priorities if one.number == number), None)
    if title is None:
        raise NotNow(_("There is no such priority."))
    return title


def _plain(work: Work | None) -> dict[str, Any]:
    return work.model_dump(mode="json") if work else {}

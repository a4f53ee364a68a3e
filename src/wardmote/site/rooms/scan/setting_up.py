"""Setting a scan up: the only writers of what it asks of whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wardmote.site.kit.access.models import Person
from wardmote.site.kit.access.scope import Actor, scope_of
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.kit.house import workspace
from wardmote.site.kit.pages.standing import standing
from wardmote.site.rooms.scan import cards, rules
from wardmote.site.rooms.scan.models import Issue, Partner, Scan, Stage
from wardmote.site.rooms.scan.selectors import issues, matrix_of

ADDRESSES = ("scorer_email", "deputy_email")


class NotNow(ValueError):  # noqa: N818
    """It cannot be done with this scan now; says why."""


@service
def keep_scan(actor: Actor, scan: Scan | None, told: Mapping[str, Any]) -> Scan:
    """Begin a scan, or change one that is being set up: ``title``, ``matrix``, ``opens``, ``closes``.

    Raises
    ------
    NotNow
        When it is open or closed already.
    """
    if scan is None:
        made = Scan.objects.create(by_id=actor.person, **told)
        record(
            actor, "scan.begun", ("scan", made.pk), f"Began to set up the scan {made.title}.", after=_plain(told)
        )  # fmt: skip
        return made
    held = _held(scan)
    before = {name: getattr(held, name) for name in told}
    for name, value in told.items():
        setattr(held, name, value)
    held.save()
    record(
        actor, "scan.changed", ("scan", held.pk), f"Changed the scan {held.title}.",
        before=_plain(before), after=_plain(told),
    )  # fmt: skip
    return held


@service
def keep_issue(actor: Actor, scan: Scan, issue: Issue | None, told: Mapping[str, Any]) -> Issue:
    """Add an issue, or change one: ``title``, ``words``, ``measure``. Its card is made of the figures of now.

    Raises
    ------
    NotNow
        When the scan is open already, has its most issues, or another issue is called the same.
    """
    held = _held(scan)
    others = [one for one in issues(held) if issue is None or one.pk != issue.pk]
    most = int(workspace().definitions.threshold("scan-issues"))
    if issue is None and len(others) >= most:
        raise NotNow(_("A scan has at most %(n)s issues. Take one out first.") % {"n": most})
    if any(one.title.casefold() == told["title"].casefold() for one in others):
        raise NotNow(_("Another issue of this scan is called the same."))
    number = issue.number if issue else 1 + max((one.number for one in others), default=0)
    made = issue or Issue(scan=held, number=number)
    made.title, made.words, made.measure = told["title"], told["words"], told["measure"]
    made.card = cards.card_of(actor.scope, made.measure, matrix_of(held)) if made.measure else {}
    made.save()
    record(
        actor, "scan.issue-kept", ("issue", made.pk), f"Issue {made.number} of the scan {held.title}: {made.title}.",
        after=dict(told),
    )  # fmt: skip
    return made


@service
def remove_issue(actor: Actor, issue: Issue) -> None:
    """Take an issue out of a scan that is being set up; those after it move up."""
    scan, number = _held(issue.scan), issue.number
    record(
        actor, "scan.issue-removed", ("issue", issue.pk), f"Took {issue.title} out of the scan {scan.title}."
    )
    issue.delete()
    for one in scan.issues.filter(number__gt=number).order_by("number"):
        one.number -= 1
        one.save(update_fields=["number"])


@service
def keep_partner(actor: Actor, scan: Scan, partner: Partner | None, told: Mapping[str, Any]) -> Partner:
    """Add a partner, or say anew who scores for it. An open scan takes that, too.

    Raises
    ------
    NotNow
        When the scan is closed, the organisation is asked already, or somebody would score for two partners, or for one
        that is not theirs while they run the scan.
    """
    if scan.stage == Stage.CLOSED:
        raise NotNow(_("This scan is closed."))
    made = partner or Partner(scan=scan, organisation=told["organisation"])
    if partner is None and scan.partners.filter(organisation=told["organisation"]).exists():
        raise NotNow(_("This organisation is asked already."))
    _refuse_scorers(scan, made, told)
    before = {name: getattr(made, name) for name in PEOPLE}
    for name in PEOPLE:
        setattr(made, name, told[name].strip().lower() if name in ADDRESSES else told[name].strip())
    if (made.began or made.submitted) and any(
        before[name] and before[name] != getattr(made, name) for name in ADDRESSES
    ):
        raise NotNow(_("They have begun to score: only they see it. Add a deputy, and replace nobody."))
    made.save()
    record(
        actor, "scan.partner-kept", ("partner", made.pk), f"Said who scores for {made} in the scan {scan.title}.",
        before=before, after={name: getattr(made, name) for name in PEOPLE},
    )  # fmt: skip
    return made


@service
def remove_partner(actor: Actor, partner: Partner) -> None:
    """Ask a partner no more, before the scan opens."""
    scan = _held(partner.scan)
    record(
        actor, "scan.partner-removed", ("partner", partner.pk), f"{partner} is not asked in the scan {scan.title}."
    )  # fmt: skip
    partner.delete()


@service
def open_scan(actor: Actor, scan: Scan) -> Scan:
    """Open a scan: from now on its matrix and its evidence cards are what they are.

    Raises
    ------
    NotNow
        When it has no issue, no partner, or its last day is past.
    """
    held = _held(scan)
    listed, matrix = issues(held), matrix_of(held)
    if not listed or not held.partners.exists():
        raise NotNow(_("A scan needs at least one issue and one partner."))
    if held.closes < timezone.localdate():
        raise NotNow(_("Its last day is past. Change that first."))
    for one in listed:
        if one.measure and one.card.get("snapshot") != standing().snapshot:
            one.card = cards.card_of(actor.scope, one.measure, matrix)
            one.save(update_fields=["card"])
    held.matrix_said = matrix.model_dump(mode="json")
    held.stage, held.snapshot, held.opened = Stage.OPEN, standing().snapshot, timezone.now()
    held.opens = min(held.opens, timezone.localdate())
    held.save()
    after = {"matrix": f"{matrix.reference} {matrix.mark}", "snapshot": held.snapshot, "issues": len(listed)}
    record(actor, "scan.opened", ("scan", held.pk), f"Opened the scan {held.title}.", after=after)
    return held


PEOPLE = ("scorer_name", "scorer_email", "deputy_name", "deputy_email")


def _held(scan: Scan) -> Scan:
    """A scan that is being set up, held."""
    held = Scan.objects.select_for_update().get(pk=scan.pk)
    if held.stage != Stage.SETTING_UP:
        raise NotNow(_("This scan is open or closed: what it asks cannot be changed any more."))
    return held


def _refuse_scorers(scan: Scan, partner: Partner, told: Mapping[str, Any]) -> None:
    """Nobody scores for two partners, and nobody who runs scans for another organisation than their own."""
    asked = [told[name].strip().lower() for name in ADDRESSES if told[name].strip()]
    if len(set(asked)) < len(asked):
        raise NotNow(_("Scorer and deputy are two people."))
    for other in scan.partners.exclude(pk=partner.pk):
        if {other.scorer_email, other.deputy_email} & set(asked):
            raise NotNow(_("Somebody scores for another partner of this scan already."))
    for person in Person.objects.filter(email__in=asked):
        scope = scope_of(person, workspace().definitions)
        if rules.may_manage(scope) and partner.organisation_id not in scope.organisations:
            raise NotNow(
                _("%(name)s runs scans, and so may score for their own organisation alone.")
                % {"name": person.name}
            )


def _plain(told: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in told.items()}

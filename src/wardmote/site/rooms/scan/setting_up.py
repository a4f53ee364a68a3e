"""Setting a scan up: the only writers of what it asks of whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wardmote.site.kit.access.leavers import left_of
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
    """Begin a scan, or change one that is being set up: ``title``, ``matrix``, ``opens``, ``closes``, ``to``.

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


def keep_issue(actor: Actor, scan: Scan, issue: Issue | None, told: Mapping[str, Any]) -> Issue:
    """Add an issue, or change one: ``title``, ``words``, ``measure``. Its card is made of the figures of now, before
    anything is written: that takes seconds, and nobody else could write meanwhile.

    Raises
    ------
    NotNow
        When the scan is open already, has its most issues, or another issue is called the same.
    """
    _refuse_issue(scan, issue, told)
    card = cards.card_of(actor.scope, told["measure"], matrix_of(scan), scan.to) if told["measure"] else {}
    return write_issue(actor, scan, issue, told, card)


@service
def write_issue(
    actor: Actor, scan: Scan, issue: Issue | None, told: Mapping[str, Any], card: dict[str, Any]
) -> Issue:
    """Keep an issue with the card that was made for it.

    Raises
    ------
    NotNow
        As ``keep_issue``.
    """
    held = _held(scan)
    others = _refuse_issue(held, issue, told)
    number = issue.number if issue else 1 + max((one.number for one in others), default=0)
    made = issue or Issue(scan=held, number=number)
    made.title, made.words, made.measure, made.card = told["title"], told["words"], told["measure"], card
    made.save()
    record(
        actor, "scan.issue-kept", ("issue", made.pk), f"Issue {made.number} of the scan {held.title}: {made.title}.",
        after=dict(told),
    )  # fmt: skip
    return made


@service
def keep_issues(actor: Actor, scan: Scan, titles: Sequence[str]) -> list[Issue]:
    """Add issues by their names alone; those that the scan has already are passed over.

    Raises
    ------
    NotNow
        When the scan is open already, or would have more than it may.
    """
    held = _held(scan)
    there = issues(held)
    known = {one.title.casefold() for one in there}
    new = [one for one in titles if one.casefold() not in known]
    _refuse_too_many(len(there) + len(new))
    last = max((one.number for one in there), default=0)
    made = [Issue(scan=held, number=number, title=one) for number, one in enumerate(new, last + 1)]
    Issue.objects.bulk_create(made)
    record(
        actor, "scan.issues-kept", ("scan", held.pk), f"Added {len(made)} issues to the scan {held.title}.",
        after={"titles": new},
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
        When the scan is closed, the organisation is asked already, somebody would score for two partners, or for one that
        is not theirs while they run the scan; or when the partner has begun to score and an address is another than it was.
    """
    if scan.stage == Stage.CLOSED:
        raise NotNow(_("This scan is closed."))
    made = (
        Partner.objects.select_for_update().get(pk=partner.pk)
        if partner
        else Partner(scan=scan, organisation=told["organisation"])
    )
    if partner is None and scan.partners.filter(organisation=told["organisation"]).exists():
        raise NotNow(_("This organisation is asked already."))
    refuse_scorers(scan, made, told)
    before = {name: getattr(made, name) for name in PEOPLE}
    for name in PEOPLE:
        setattr(made, name, told[name].strip().lower() if name in ADDRESSES else told[name].strip())
    if rules.is_theirs_alone(made) and any(before[name] != getattr(made, name) for name in ADDRESSES):
        raise NotNow(
            _(
                "They have begun to score, and only they see it: so no address can be added or changed here. Who scores can "
                "name a deputy on their own page; or let the return be begun afresh by somebody else."
            )
        )
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


def open_scan(actor: Actor, scan: Scan) -> Scan:
    """Open a scan: from now on its matrix and its evidence cards are what they are.

    Cards of other evidence than that of now are made anew first, before anything is written: that takes seconds, and
    nobody else could write meanwhile.

    Raises
    ------
    NotNow
        When it has no issue, no partner, or its last day is past; or somebody changed it while the cards were made.
    """
    _refuse_opening(scan)
    matrix, consulted = matrix_of(scan), cards.consulted_mark(actor.scope, scan.to)
    anew = {
        one.pk: (_rests_on(one, scan, consulted), cards.card_of(actor.scope, one.measure, matrix, scan.to))
        for one in issues(scan)
        if not _is_of_now(one, scan, consulted)
    }
    return begin(actor, scan, anew)


@service
def begin(actor: Actor, scan: Scan, anew: Mapping[int, tuple[tuple[str, ...], dict[str, Any]]]) -> Scan:
    """Open a scan with cards that were made anew: by the key of their issue, what each rests on, and the card.

    Raises
    ------
    NotNow
        As ``open_scan``.
    """
    held = _held(scan)
    listed, matrix, consulted = (
        _refuse_opening(held),
        matrix_of(held),
        cards.consulted_mark(actor.scope, held.to),
    )
    for one in listed:
        if _is_of_now(one, held, consulted):
            continue
        rests, card = anew.get(one.pk, ((), {}))
        if rests != _rests_on(one, held, consulted):
            raise NotNow(
                _("Something was changed just now, and its evidence cards are not of it yet. Open it again.")
            )
        one.card = card
        one.save(update_fields=["card"])
    held.matrix_said = matrix.model_dump(mode="json")
    held.stage, held.snapshot, held.opened = Stage.OPEN, standing().snapshot, timezone.now()
    held.opens = min(held.opens, timezone.localdate())
    held.save()
    after = {"matrix": f"{matrix.reference} {matrix.mark}", "snapshot": held.snapshot, "issues": len(listed)}
    record(actor, "scan.opened", ("scan", held.pk), f"Opened the scan {held.title}.", after=after)
    return held


def _is_of_now(issue: Issue, scan: Scan, consulted: str) -> bool:
    """Whether the card of an issue is of the evidence and the consultations of now; one without a measure has none."""
    held = tuple(issue.card.get(name) for name in ("snapshot", "to", "consulted"))
    return not issue.measure or held == (standing().snapshot, scan.to, consulted)


def _rests_on(issue: Issue, scan: Scan, consulted: str) -> tuple[str, ...]:
    """All that decides what a card says."""
    return issue.measure, scan.to, matrix_of(scan).mark, standing().snapshot, consulted


PEOPLE = ("scorer_name", "scorer_email", "deputy_name", "deputy_email")


def _held(scan: Scan) -> Scan:
    """A scan that is being set up, held."""
    held = Scan.objects.select_for_update().get(pk=scan.pk)
    if held.stage != Stage.SETTING_UP:
        raise NotNow(_("This scan is open or closed: what it asks cannot be changed any more."))
    return held


def _refuse_issue(scan: Scan, issue: Issue | None, told: Mapping[str, Any]) -> list[Issue]:
    """The other issues of a scan, where this one can be kept beside them."""
    others = [one for one in issues(scan) if issue is None or one.pk != issue.pk]
    if issue is None:
        _refuse_too_many(len(others) + 1)
    if any(one.title.casefold() == told["title"].casefold() for one in others):
        raise NotNow(_("Another issue of this scan is called the same."))
    return others


def _refuse_opening(scan: Scan) -> list[Issue]:
    """The issues of a scan that can be opened."""
    listed = issues(scan)
    if not listed or not scan.partners.exists():
        raise NotNow(_("A scan needs at least one issue and one partner."))
    if scan.closes < timezone.localdate():
        raise NotNow(_("Its last day is past. Change that first."))
    return listed


def _refuse_too_many(n: int) -> None:
    limit = workspace().definitions.thresholds["scan-issues"]
    if n <= limit.value:
        return
    words = _(
        "A scan has at most %(most)s issues, and this would make %(n)s. Take some out; or raise the limit in your "
        "partnership's own definitions (threshold %(name)s, up to %(far)s)."
    )
    raise NotNow(words % {"most": int(limit.value), "n": n, "name": limit.id, "far": int(limit.most or n)})


def refuse_scorers(scan: Scan, partner: Partner, told: Mapping[str, Any]) -> None:
    """Nobody scores for two partners, and nobody who runs scans for another organisation than their own.

    Raises
    ------
    NotNow
        When somebody would.
    """
    asked = [told[name].strip().lower() for name in ADDRESSES if told[name].strip()]
    if len(set(asked)) < len(asked):
        raise NotNow(_("Scorer and deputy are two people."))
    if left_of(set(asked) - {partner.scorer_email, partner.deputy_email}):
        raise NotNow(_("Somebody of this address has left the partnership. Name somebody else."))
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

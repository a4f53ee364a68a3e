"""Running a scan to its end: letters, more time, the close, and what was agreed afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.kit.house import workspace
from wardmote.site.kit.letters import post
from wardmote.site.kit.pages.wording import day_in_words
from wardmote.site.rooms.scan.afresh import put_aside
from wardmote.site.rooms.scan.flags import flagged
from wardmote.site.rooms.scan.models import Agreed, Issue, Partner, Scan, Stage
from wardmote.site.rooms.scan.selectors import matrix_of, scoring_of
from wardmote.site.rooms.scan.setting_up import NotNow


@service
def note_invited(actor: Actor, scan: Scan, asked: Sequence[Partner]) -> None:
    """Note that partners were sent letters, and send those who have an account theirs."""
    Partner.objects.filter(pk__in=[one.pk for one in asked]).update(invited=timezone.now())
    names = ", ".join(str(one) for one in asked)
    record(actor, "scan.invited", ("scan", scan.pk), f"Asked for scores in the scan {scan.title}: {names}.")


@service
def chase(actor: Actor, partner: Partner, letters: Sequence[tuple[str, str, str]]) -> None:
    """Remind a partner that has not submitted. ``letters``: address, subject, words.

    Raises
    ------
    NotNow
        When it has submitted, the scan takes no scores any more, or it was reminded just now.
    """
    held = Partner.objects.select_for_update().select_related("scan").get(pk=partner.pk)
    refuse_chasing(held)
    held.chased = timezone.now()
    held.save(update_fields=["chased"])
    for letter in letters:
        post(*letter)
    record(
        actor, "scan.chased", ("partner", held.pk), f"Reminded {held} of the scan {held.scan.title}.",
        after={"letters": len(letters)},
    )  # fmt: skip


@service
def give_back(actor: Actor, partner: Partner, why: str, letters: Sequence[tuple[str, str, str]]) -> Partner:
    """Give a partner back what it handed in, so that it can be put right before the close. What it was is kept, and shown
    after the close.

    Raises
    ------
    NotNow
        When the scan is not open, the partner has handed nothing in, or nobody says why.
    """
    _open(partner.scan)
    held = Partner.objects.select_for_update().select_related("scan").get(pk=partner.pk)
    if not held.submitted:
        raise NotNow(_("%(partner)s has handed nothing in.") % {"partner": held})
    if not why.strip():
        raise NotNow(_("Say why."))
    before = {"submitted": held.submitted.isoformat(), "by": held.submitted_by}
    put_aside(held, why)
    held.submitted, held.submitted_by = None, ""
    held.given_back, held.given_back_why = timezone.now(), why.strip()[:500]
    held.save()
    for letter in letters:
        post(*letter)
    record(
        actor, "scan.given-back", ("partner", held.pk), f"Gave {held} back what it handed in: {held.scan.title}.",
        before=before, after={"why": held.given_back_why},
    )  # fmt: skip
    return held


@service
def extend(actor: Actor, scan: Scan, closes: date) -> Scan:
    """Give a scan another last day.

    Raises
    ------
    NotNow
        When it is not open, or that day is past.
    """
    held = _open(scan)
    if closes < timezone.localdate():
        raise NotNow(_("That day is past."))
    before, held.closes = held.closes, closes
    held.save(update_fields=["closes"])
    record(
        actor, "scan.extended", ("scan", held.pk), f"The scan {held.title} now ends on {closes}.",
        before={"closes": str(before)}, after={"closes": str(closes)},
    )  # fmt: skip
    return held


@service
def close_scan(actor: Actor, scan: Scan) -> Scan:
    """Close a scan for good: nobody scores any more, and what was submitted can be seen.

    Raises
    ------
    NotNow
        When it is not open, or nobody has submitted.
    """
    held = _open(scan)
    asked = list(held.partners.select_related("organisation"))
    if not any(one.submitted for one in asked):
        raise NotNow(_("Nobody has submitted yet. Give partners more time."))
    held.stage, held.closed = Stage.CLOSED, timezone.now()
    held.save()
    missing = [str(one) for one in asked if not one.submitted]
    record(
        actor, "scan.closed", ("scan", held.pk), f"Closed the scan {held.title}.", after={"not submitted": missing}
    )  # fmt: skip
    return held


@service
def agree(actor: Actor, issue: Issue, criterion: str, value: int, why: str) -> Agreed:
    """Record what partners agreed on a flagged score. What each had said stays and is shown beside it.

    Raises
    ------
    NotNow
        When the score is not flagged, the value is none of the scale, or nobody says why.
    """
    scan = issue.scan
    matrix = matrix_of(scan)
    if not matrix.scale.least <= value <= matrix.scale.most:
        raise NotNow(_("This is no value of the scale."))
    if not why.strip():
        raise NotNow(_("Say why."))
    if (str(issue.number), criterion) not in flagged(scoring_of(scan)):
        raise NotNow(_("Only scores that are flagged are talked over."))
    earlier = Agreed.objects.filter(issue=issue, criterion=criterion).last()
    made = Agreed.objects.create(
        issue=issue, criterion=criterion, value=value, why=why.strip()[:2000], by_name=actor.name
    )
    record(
        actor, "scan.agreed", ("issue", issue.pk), f"Agreed on {issue.title}, {criterion}: {value}.",
        before={"value": earlier.value if earlier else None}, after={"value": value, "why": why},
    )  # fmt: skip
    return made


def refuse_chasing(partner: Partner) -> None:
    """A letter a day is no help: the next one comes some days after the last.

    Raises
    ------
    NotNow
        When it has submitted, the scan takes no scores any more, or it was reminded just now.
    """
    if partner.submitted or partner.scan.stage != Stage.OPEN:
        raise NotNow(_("Nothing is missing from %(partner)s.") % {"partner": partner})
    days = timedelta(days=int(workspace().definitions.threshold("scan-chase-days")))
    if partner.chased and timezone.localdate(partner.chased) + days > timezone.localdate():
        again = timezone.localdate(partner.chased) + days
        raise NotNow(
            _("%(partner)s was reminded on %(day)s. It can be reminded again from %(again)s.")
            % {
                "partner": partner,
                "day": day_in_words(timezone.localdate(partner.chased)),
                "again": day_in_words(again),
            }
        )


def letter_head(subject: str) -> str:
    """The first line of a letter: marking, what it is of, whose it is."""
    told = workspace().settings
    return f"{told.marking}: {subject} ({told.name})"


def _open(scan: Scan) -> Scan:
    held = Scan.objects.select_for_update().get(pk=scan.pk)
    if held.stage != Stage.OPEN:
        raise NotNow(_("This scan is not open."))
    return held

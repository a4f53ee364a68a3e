"""Scoring: the only writers of what a partner says. No record tells a score."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from wardmote.site.kit.access.leavers import left_of
from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.scan import rules
from wardmote.site.rooms.scan.models import Issue, Partner, Return, Scan
from wardmote.site.rooms.scan.selectors import issues_for, matrix_of, own_returns
from wardmote.site.rooms.scan.setting_up import NotNow, refuse_scorers


@dataclass(frozen=True)
class Said:
    """What a partner says of an issue. ``scores``: criterion -> a number or ``cannot-say``."""

    scores: Mapping[str, int | str] = field(default_factory=dict)
    confidence: str = ""
    reason: str = ""


class SavedMeanwhile(NotNow):
    """A scorer and a deputy write at once; ``held`` is what the other one saved."""

    def __init__(self, held: Return) -> None:
        super().__init__(_("Somebody else of your organisation saved this issue meanwhile."))
        self.held = held


@service
def save_return(
    actor: Actor, partner: Partner, issue: Issue, said: Said, *, seen: str | None = None
) -> Return:
    """Keep what a partner says of an issue so far. It is a draft until it is submitted.

    Parameters
    ----------
    seen
        The moment of the version that was seen, so that nobody's words are overwritten unseen; None does not ask.

    Raises
    ------
    NotNow
        When the scan takes no scores today, or they were submitted already.
    SavedMeanwhile
        When another of the organisation saved something else since.
    """
    held = _held(partner)
    before = held.returns.filter(issue=issue).first()
    if before is not None and seen is not None and rules.overwrites(before, actor.name, seen):
        raise SavedMeanwhile(before)
    held.by_sheet = False
    made = _keep(held, issue, said, actor.name)
    record(
        actor, "scan.saved", ("partner", held.pk), f"{held} saved issue {issue.number} of the scan {held.scan.title}."
    )  # fmt: skip
    return made


@service
def add_own_issue(actor: Actor, partner: Partner, title: str, words: str) -> Issue:
    """Add an issue that a partner misses; it alone is asked of it, until who runs the scan asks all.

    Raises
    ------
    NotNow
        When the partner added its most, or there is one of that name.
    """
    held = _held(partner)
    made = _add(held, title, words)
    record(
        actor, "scan.issue-added", ("issue", made.pk), f"{held} added an issue to the scan {held.scan.title}.",
        after={"title": made.title},
    )  # fmt: skip
    return made


@service
def name_deputy(actor: Actor, partner: Partner, name: str, email: str) -> Partner:
    """Somebody who scores for a partner names a deputy, who sees all that was given: nobody else can, once it began.

    Raises
    ------
    NotNow
        When a deputy is named already, the scan takes no scores, or it may not be this one.
    """
    held = _held(partner)
    if held.deputy_email and not left_of([held.deputy_email]):
        raise NotNow(_("A deputy is named already: %(name)s.") % {"name": held.deputy_name})
    told = {"scorer_email": held.scorer_email, "deputy_email": email}
    refuse_scorers(held.scan, held, told)
    held.deputy_name, held.deputy_email = name.strip(), email.strip().lower()
    held.save(update_fields=["deputy_name", "deputy_email"])
    record(
        actor, "scan.deputy-named", ("partner", held.pk), f"{held} named a deputy in the scan {held.scan.title}.",
        after={"deputy_name": held.deputy_name, "deputy_email": held.deputy_email},
    )  # fmt: skip
    return held


@service
def ask_all(actor: Actor, issue: Issue) -> None:
    """Ask every partner of an issue that one added."""
    Issue.objects.filter(pk=issue.pk).update(for_all=True)
    record(
        actor, "scan.issue-shared", ("issue", issue.pk),
        f"All partners of the scan {issue.scan.title} are asked of {issue.title}.",
    )  # fmt: skip


@service
def submit(actor: Actor, partner: Partner) -> Partner:
    """Hand in what a partner says; from now on it stays as it is.

    Raises
    ------
    NotNow
        When nothing is said yet, or a score at an end of the scale has no reason.
    """
    held = _held(partner)
    missing = without_reason(held)
    if missing:
        raise NotNow(_("Say why: %(issues)s.") % {"issues": ", ".join(one.title for one in missing)})
    if not any(one.scores for one in own_returns(held).values()):
        raise NotNow(_("Nothing is scored yet."))
    held.submitted, held.submitted_by = timezone.now(), actor.name
    held.save()
    record(actor, "scan.submitted", ("partner", held.pk), f"{held} submitted the scan {held.scan.title}.")
    return held


@service
def take_sheet(actor: Actor, partner: Partner, given: Sequence[tuple[str, Said]]) -> Partner:
    """Keep a filled sheet as a partner's return: issue -> what it says. Issues of other names are added.

    Raises
    ------
    NotNow
        When the partner scores online already, or a score at an end of the scale has no reason.
    """
    held = _held(partner)
    if held.began and not held.by_sheet:
        raise NotNow(
            _("%(partner)s has begun to score online, which a sheet does not replace.") % {"partner": held}
        )
    if held.by_sheet:  # what an earlier sheet said was given back, and this one stands for it
        held.returns.all().delete()
        held.added.filter(for_all=False).delete()
    known = {one.title.casefold(): one for one in issues_for(held)}
    for title, said in given:
        issue = known.get(title.casefold()) or _add(held, title, "")
        if rules.needs_reason(matrix_of(held.scan), said.scores) and not said.reason:
            raise NotNow(
                _("%(issue)s: a score at an end of the scale needs a reason.") % {"issue": issue.title}
            )
        _keep(held, issue, said, actor.name)
    held.by_sheet, held.submitted, held.submitted_by = True, timezone.now(), actor.name
    held.save()
    record(
        actor, "scan.sheet-taken", ("partner", held.pk), f"Took in the sheet of {held} for the scan {held.scan.title}."
    )  # fmt: skip
    return held


def without_reason(partner: Partner) -> list[Issue]:
    """Issues with a score at an end of the scale that is not explained."""
    matrix, said = matrix_of(partner.scan), own_returns(partner)
    return [
        one
        for one in issues_for(partner)
        if one.pk in said and rules.needs_reason(matrix, said[one.pk].scores) and not said[one.pk].reason
    ]


def receipt_of(partner: Partner) -> str:
    """A short word over all that a partner handed in, by which it is known again: changed scores give another one."""
    told: list[Any] = [
        [one.issue_id, one.scores, one.confidence, one.reason] for one in partner.returns.order_by("issue_id")
    ]
    words = json.dumps([partner.pk, partner.scan_id, told], sort_keys=True).encode()
    found = hmac.new(settings.SECRET_KEY.encode(), b"wardmote.scan.receipt " + words, hashlib.sha256)
    return "-".join(found.hexdigest()[at : at + 4].upper() for at in (0, 4, 8))


def _held(partner: Partner) -> Partner:
    scan = Scan.objects.select_for_update().get(pk=partner.scan_id)
    held = Partner.objects.select_for_update().get(pk=partner.pk)
    held.scan = scan
    if not rules.takes_scores(scan, timezone.localdate()):
        raise NotNow(_("This scan takes no scores today."))
    if held.submitted:
        raise NotNow(_("This was submitted already, and stays as it is."))
    return held


def _keep(held: Partner, issue: Issue, said: Said, by: str) -> Return:
    if issue.scan_id != held.scan_id or not rules.asked_of(issue, held):
        raise NotNow(_("This issue is not asked."))
    now = timezone.now()
    held.began = held.began or now
    held.save(update_fields=["began", "by_sheet"])
    told = {
        "scores": rules.fitting(matrix_of(held.scan), said.scores),
        "confidence": said.confidence,
        "reason": said.reason.strip()[:2000],
        "saved": now,
        "saved_by": by,
    }
    return Return.objects.update_or_create(partner=held, issue=issue, defaults=told)[0]


def _add(held: Partner, title: str, words: str) -> Issue:
    most = int(workspace().definitions.threshold("scan-issues-added"))
    if held.added.count() >= most:
        raise NotNow(_("A partner adds at most %(n)s issues.") % {"n": most})
    if any(one.title.casefold() == title.casefold() for one in issues_for(held)):
        raise NotNow(_("There is an issue of that name already."))
    last = held.scan.issues.order_by("-number").values_list("number", flat=True).first() or 0
    return Issue.objects.create(
        scan=held.scan, number=last + 1, title=title[:120], words=words[:4000], added_by=held, for_all=False
    )

"""What a partner had said is put aside, never lost: given back to it, or begun afresh by somebody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.kit.letters import post
from wardmote.site.rooms.scan.models import Earlier, Partner, Stage
from wardmote.site.rooms.scan.setting_up import NotNow, refuse_scorers


@service
def begin_afresh(
    actor: Actor, partner: Partner, told: Mapping[str, Any], letters: Sequence[tuple[str, str, str]]
) -> Partner:
    """Somebody else scores for a partner, from the beginning: who is named after a return was begun never sees it.

    Parameters
    ----------
    told
        ``scorer_name``, ``scorer_email`` and ``why``.
    letters
        To those who scored so far: address, subject, words.

    Raises
    ------
    NotNow
        When the scan is not open, nothing is begun or all is handed in, or they may not score for this partner.
    """
    held = Partner.objects.select_for_update().select_related("scan", "organisation").get(pk=partner.pk)
    if held.scan.stage != Stage.OPEN or held.submitted or not held.began:
        raise NotNow(_("%(partner)s has begun nothing that could be begun afresh.") % {"partner": held})
    refuse_scorers(held.scan, held, {**told, "deputy_email": ""})
    before = {"scorer": held.scorer_name, "deputy": held.deputy_name}
    put_aside(held, told["why"])
    held.returns.all().delete()
    held.scorer_name, held.scorer_email = told["scorer_name"].strip(), told["scorer_email"].strip().lower()
    held.deputy_name = held.deputy_email = held.given_back_why = ""
    held.began = held.given_back = held.invited = held.chased = None
    held.by_sheet = False
    held.save()
    for letter in letters:
        post(*letter)
    record(
        actor, "scan.begun-afresh", ("partner", held.pk), f"{held} begins the scan {held.scan.title} afresh.",
        before=before, after={"scorer": held.scorer_name, "why": told["why"]},
    )  # fmt: skip
    return held


def put_aside(held: Partner, why: str) -> Earlier:
    """Keep what a partner says now as it is, within another service."""
    said = [
        {
            "number": one.issue.number,
            "title": one.issue.title,
            "scores": one.scores,
            "confidence": one.confidence,
            "reason": one.reason,
        }
        for one in held.returns.select_related("issue").order_by("issue__number")
    ]
    return Earlier.objects.create(
        partner=held,
        handed_in=held.submitted,
        handed_in_by=held.submitted_by,
        by_sheet=held.by_sheet,
        said=said,
        why=why.strip()[:500],
    )

"""The only writers of jobs that people call: begin, cancel, try again. What the worker writes is in ``running``."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.kit.jobs.kinds import KINDS
from wardmote.site.kit.jobs.models import FINAL, Job, State


class NotAllowedNow(Exception):  # noqa: N818
    """The job is in another state than this needs; says which."""


@service
def begin(actor: Actor, kind: str, title: str, request: dict[str, Any]) -> Job:
    """Ask for long work: it is queued when the transaction ends."""
    known = KINDS[kind]
    job = Job.objects.create(
        kind=known.name,
        title=title,
        request=request,
        person_id=actor.person,
        organisation_id=actor.organisation,
    )
    record(
        actor, "jobs.asked", ("job", job.pk), f"Asked for: {title}.", after={"kind": kind, "request": request}
    )
    _queue(job)
    return job


@service
def cancel(actor: Actor, job: Job) -> Job:
    """Ask that a job stop: one that waits is cancelled at once, one at work at its next step.

    Raises
    ------
    NotAllowedNow
        When it has ended already.
    """
    held = Job.objects.select_for_update().get(pk=job.pk)
    if held.state in FINAL:
        raise NotAllowedNow(_("This has ended already: %(how)s.") % {"how": held.get_state_display().lower()})
    held.cancel_asked = True
    if held.state == State.WAITING:
        held.state, held.ended = State.CANCELLED, timezone.now()
        held.words = "Cancelled before it began."
    held.save()
    record(actor, "jobs.cancelled", ("job", held.pk), f"Asked to stop: {held.title}.")
    return held


@service
def try_again(actor: Actor, job: Job) -> Job:
    """Queue a job that failed or was cancelled once more, as it was asked for.

    Raises
    ------
    NotAllowedNow
        When it is at work, or done.
    """
    held = Job.objects.select_for_update().get(pk=job.pk)
    if held.state not in (State.FAILED, State.CANCELLED):
        raise NotAllowedNow(
            _("Only what failed or was cancelled can be tried again; this is: %(how)s.")
            % {"how": held.get_state_display().lower()}
        )
    held.state, held.cancel_asked, held.tries, held.words = State.WAITING, False, 0, ""
    held.step, held.done, held.total, held.ended, held.attempt = "", 0, 0, None, None
    held.save()
    record(actor, "jobs.tried-again", ("job", held.pk), f"Asked once more for: {held.title}.")
    _queue(held)
    return held


def _queue(job: Job) -> None:
    """Hand the job to the workers once it can be read by them."""
    from wardmote.site.kit.jobs.running import run_job

    key = str(job.pk)
    transaction.on_commit(lambda: run_job.enqueue(key))

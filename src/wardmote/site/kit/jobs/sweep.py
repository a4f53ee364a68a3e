"""Finds jobs whose worker was killed, and queues them again: nothing was lost, for each is all or nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from wardmote.site.kit.access.scope import Actor, machine
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.kit.house import workspace
from wardmote.site.kit.jobs.kinds import KINDS
from wardmote.site.kit.jobs.models import Job, State
from wardmote.site.kit.jobs.running import run_job

ALSO: list[Callable[[], object]] = []
"""What else is swept at each round: parts of the site add their own. Each decides by itself how often it has to."""
GIVEN_UP = (
    "The work was cut off {tries} times and is given up. Nothing was changed. Try again; if it is cut off again, "
    "tell your administrator."
)


def sweep() -> list[Job]:
    """Queue work that shows no sign of life once more, or give it up after too many tries. Returns those found.

    Work that waits although no task of the queue stands for it (the process ended between the two) is queued, too.
    """
    definitions = workspace().definitions
    silent = timezone.now() - timedelta(seconds=definitions.threshold("job-silent-seconds"))
    most = int(definitions.threshold("job-tries"))
    found = list(Job.objects.filter(state=State.RUNNING, sign_of_life__lt=silent))
    for job in found:
        _begin_again(machine("Sweep"), job, most)
    _mark_dead_tasks(found)
    for job in Job.objects.filter(state=State.WAITING, asked__lt=silent):
        if not _is_queued(job):
            run_job.enqueue(str(job.pk))
    for also in ALSO:
        also()
    return found


@service
def _begin_again(actor: Actor, job: Job, most: int) -> None:
    given_up = job.tries >= most or not KINDS[job.kind].repeatable or job.cancel_asked
    changes = (
        {
            "state": State.FAILED,
            "ended": timezone.now(),
            "words": GIVEN_UP.format(tries=job.tries),
            "step": "",
        }
        if given_up
        else {"state": State.WAITING, "step": "", "done": 0, "total": 0, "attempt": None}
    )
    Job.objects.filter(pk=job.pk, attempt=job.attempt, state=State.RUNNING).update(**changes)
    words = (
        "Given up after its worker was cut off" if given_up else "Begun again after its worker was cut off"
    )
    record(actor, "jobs.swept", ("job", job.pk), f"{words}: {job.title}.", after={"tries": job.tries})


def _is_queued(job: Job) -> bool:
    return any(str(job.pk) in task.args_kwargs.get("args", []) for task in DBTaskResult.objects.ready())


def _mark_dead_tasks(jobs: list[Job]) -> None:
    """The queue's own record of a killed worker's task would say RUNNING for ever."""
    keys = {str(job.pk) for job in jobs}
    for one in DBTaskResult.objects.running():
        if keys & set(one.args_kwargs.get("args", [])):
            one.set_failed(RuntimeError("The worker was cut off."))

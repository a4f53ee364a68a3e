"""What a worker does with a job: takes it, gives signs of life, reports how far it is, stops when asked, and ends it."""

from __future__ import annotations

import logging
import threading
import time
import uuid
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any

from django.db import close_old_connections, connection
from django.utils import timezone
from django_tasks import task

from wardmote.operations.refusals import sentence_of
from wardmote.site.kit.access.scope import Actor, machine, scope_of
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.kit.house import workspace
from wardmote.site.kit.jobs.kinds import KINDS, JobRefused, Outcome, Work
from wardmote.site.kit.jobs.models import Job, State

log = logging.getLogger(__name__)
UNEXPECTED = (
    "Something went wrong that Wardmote did not expect. Nothing was changed. Try again; if it fails again, "
    "tell your administrator."
)


class Stopped(Exception):  # noqa: N818
    """Somebody asked the job to stop, or another try has taken it over."""


@task()
def run_job(key: str) -> str:
    """Do a job, if it still waits. Returns the state that it ended in."""
    job = _take(key)
    if job is None:
        return "not waiting"
    actor = _asker(job)
    try:
        with SignsOfLife(job) as life:
            work = Work(job.request, workspace(), actor, life.report)
            outcome = KINDS[job.kind].run(work)
            life.look()
        _done(actor, job, outcome)
    except Stopped:
        _ended(actor, job, State.CANCELLED, "Cancelled. Nothing of it was kept.")
    except JobRefused as refusal:
        _ended(actor, job, State.FAILED, str(refusal), refusal.facts)
    except Exception as error:
        sentence = sentence_of(error, for_command_line=False)
        if sentence is None:
            log.exception("Job %s (%s) failed", key, job.kind)
        _ended(actor, job, State.FAILED, _for_people(sentence) or UNEXPECTED)
    return Job.objects.get(pk=job.pk).state


def _for_people(sentence: str | None) -> str:
    """Without the places of files on the server, which are nobody's business and help nobody."""
    return (sentence or "").replace(f"{workspace().folder}/", "")


def _take(key: str) -> Job | None:
    """Make a waiting job ours; None when it no longer waits."""
    now = timezone.now()
    ours = {"state": State.RUNNING, "began": now, "sign_of_life": now, "attempt": uuid.uuid4()}
    job = Job.objects.get(pk=key)
    taken = Job.objects.filter(pk=key, state=State.WAITING).update(**ours, tries=job.tries + 1)
    return Job.objects.get(pk=key) if taken else None


def _asker(job: Job) -> Actor:
    """Who asked, with what they may today: a job of somebody who has left since does nothing for them."""
    if job.person is None:
        return machine(job.title)
    scope = scope_of(job.person, workspace().definitions)
    return Actor(job.person.pk, job.person.name, scope, job.organisation_id)


@service
def _done(actor: Actor, job: Job, outcome: Outcome) -> None:
    changed = _of_this_try(job).update(
        state=State.DONE,
        words=outcome.words[:1000],
        result={"address": outcome.address, **outcome.facts},
        ended=timezone.now(),
        step="",
    )
    if not changed:
        raise Stopped
    action = KINDS[job.kind].action
    record(actor, action, ("job", job.pk), outcome.words[:400], before=outcome.before, after=outcome.after)


@service
def _ended(actor: Actor, job: Job, state: State, words: str, facts: dict[str, Any] | None = None) -> None:
    changed = _of_this_try(job).update(
        state=state, words=words[:1000], result=facts or {}, ended=timezone.now(), step=""
    )
    if changed:
        record(actor, f"jobs.{state}", ("job", job.pk), f"{job.title}: {words}"[:400])
    else:
        record(actor, "jobs.superseded", ("job", job.pk), f"A try that was given up came back: {job.title}.")


def _of_this_try(job: Job):  # type: ignore[no-untyped-def]
    return Job.objects.filter(pk=job.pk, attempt=job.attempt, state=State.RUNNING)


class SignsOfLife(AbstractContextManager["SignsOfLife"]):
    """Says that the job lives, every few seconds from a thread of its own, and how far it is when the work says so."""

    def __init__(self, job: Job) -> None:
        definitions = workspace().definitions
        self._job = job
        self._beat = definitions.threshold("job-heartbeat-seconds")
        self._between = definitions.threshold("job-progress-seconds")
        self._last = 0.0
        self._over = threading.Event()
        self._lost = threading.Event()
        self._thread = threading.Thread(target=self._beating, daemon=True)

    def __enter__(self) -> SignsOfLife:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def report(self, step: str, done: int, total: int) -> None:
        """Progress of the work: kept where people see it, a few times a second at most.

        Raises
        ------
        Stopped
            When somebody asked for that, or another try took over.
        """
        now = time.monotonic()
        if now - self._last < self._between and done < total:
            return
        self._last = now
        _of_this_try(self._job).update(
            step=step[:200], done=max(done, 0), total=max(total, 0), sign_of_life=timezone.now()
        )
        self.look()

    def look(self) -> None:
        """Raise ``Stopped`` where the job was asked to stop or is no longer ours."""
        ours = _of_this_try(self._job).values_list("cancel_asked", flat=True).first()
        if ours is None or ours or self._lost.is_set():
            raise Stopped

    def _beating(self) -> None:
        """Every few seconds; a database that cannot be written to for a moment is tried again at the next beat."""
        while not self._over.wait(self._beat):
            try:
                if not _of_this_try(self._job).update(sign_of_life=timezone.now()):
                    self._lost.set()
            except Exception:
                log.warning("No sign of life could be written for job %s", self._job.pk, exc_info=True)
                close_old_connections()
        connection.close()

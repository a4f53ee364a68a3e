"""Long work: done once, followed, stopped, begun again after its worker was killed, and never half kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from wardmote.operations.errors import AskedWronglyError
from wardmote.site.kit.access.models import Person
from wardmote.site.kit.access.scope import Actor, machine
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.jobs import running, services
from wardmote.site.kit.jobs.kinds import KINDS, Kind, Outcome, Work
from wardmote.site.kit.jobs.models import Job, State
from wardmote.site.kit.jobs.sweep import sweep

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def counting() -> Iterator[list[str]]:
    """A kind of work that counts to three and notes each step; "break" in its request makes it fail."""
    steps: list[str] = []

    def run(work: Work) -> Outcome:
        for number in (1, 2, 3):
            work.progress(f"step {number}", number, 3)
            steps.append(f"step {number}")
            if work.request.get("fail") == "refused":
                raise AskedWronglyError("There is no such month.")
            if work.request.get("fail") == "broken":
                raise KeyError("ours")
            if work.request.get("stop"):
                Job.objects.filter(state=State.RUNNING).update(cancel_asked=True)
        return Outcome("Counted to three.", "/", after={"counted": 3})

    KINDS["counting"] = Kind("counting", "evidence-upload", "test.counted", run)
    yield steps
    del KINDS["counting"]


def _begin(asked: dict[str, Any] | None = None, actor: Actor | None = None) -> Job:
    return services.begin(actor or machine("test"), "counting", "Count to three", asked or {})


def _do(job: Job) -> Job:
    running.run_job.call(str(job.pk))
    return Job.objects.get(pk=job.pk)


def test_work_is_done_and_recorded_once(counting: list[str]) -> None:
    """Asked for and done are one record each; a second delivery of the same task does nothing."""
    job = _do(_begin())
    assert (job.state, job.words, job.result["address"]) == (State.DONE, "Counted to three.", "/")
    assert running.run_job.call(str(job.pk)) == "not waiting"
    assert counting == ["step 1", "step 2", "step 3"]
    assert [one.action for one in AuditRecord.objects.all()] == ["jobs.asked", "test.counted"]


@pytest.mark.parametrize(
    ("fail", "words"), [("refused", "There is no such month."), ("broken", running.UNEXPECTED)]
)
def test_what_fails_says_why_in_a_sentence(counting: list[str], fail: str, words: str) -> None:
    """A refusal in its own words; our own mistake without its inside."""
    job = _do(_begin({"fail": fail}))
    assert (job.state, job.words) == (State.FAILED, words)


def test_work_stops_at_its_next_step(counting: list[str]) -> None:
    """What was asked to stop while at work is cancelled, and can be tried again."""
    job = _do(_begin({"stop": True}))
    assert job.state == State.CANCELLED
    assert len(counting) < 3
    Job.objects.filter(pk=job.pk).update(request={})
    services.try_again(machine("test"), job)
    assert _do(job).state == State.DONE


def test_what_waits_is_cancelled_at_once(counting: list[str]) -> None:
    """And is never begun."""
    job = _begin()
    services.cancel(machine("test"), job)
    assert _do(job).state == State.CANCELLED
    assert counting == []
    with pytest.raises(services.NotAllowedNow):
        services.cancel(machine("test"), job)


def test_work_of_a_killed_worker_is_begun_again_and_given_up_in_the_end(counting: list[str]) -> None:
    """A running job without signs of life is queued again; the third time it is given up."""
    job = _begin()
    for attempt in (1, 2, 3):
        assert running._take(str(job.pk)) is not None
        long_ago = timezone.now() - timedelta(hours=1)
        Job.objects.filter(pk=job.pk).update(sign_of_life=long_ago)
        assert [one.pk for one in sweep()] == [job.pk]
        job.refresh_from_db()
        assert job.state == (State.WAITING if attempt < 3 else State.FAILED)
    assert "given up" in job.words


def test_a_worker_that_comes_back_late_keeps_nothing(counting: list[str]) -> None:
    """The try that took over decides; the one that was taken for dead is recorded as superseded."""
    job = _begin()
    late = running._take(str(job.pk))
    assert late is not None
    Job.objects.filter(pk=job.pk).update(sign_of_life=timezone.now() - timedelta(hours=1))
    sweep()
    assert _do(job).state == State.DONE
    with pytest.raises(running.Stopped):
        running._done(machine("test"), late, Outcome("Late."))
    assert Job.objects.get(pk=job.pk).words == "Counted to three."


def test_waiting_work_that_no_task_stands_for_is_queued(counting: list[str]) -> None:
    """The process may end between storing the job and queueing it."""
    job = _begin()
    DBTaskResult.objects.all().delete()
    Job.objects.filter(pk=job.pk).update(asked=timezone.now() - timedelta(hours=1))
    sweep()
    assert DBTaskResult.objects.ready().count() == 1


def test_work_is_seen_by_those_who_may(
    counting: list[str], with_role: Callable[..., Person], client: Client
) -> None:
    """An analyst sees the partnership's; an agency's user that of their own agency; a board member none."""
    analyst = with_role("analyst")
    fire = with_role("agency-user", "Fire Service")
    board = with_role("board")
    home = analyst.memberships.get().organisation_id
    job = Job.objects.create(kind="counting", title="Count", person=analyst, organisation_id=home)
    answers = {}
    for person in (analyst, fire, board):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        answers[person.name] = client.get(f"/jobs/{job.pk}/").status_code
    assert answers == {"Some analyst": 200, "Some agency-user": 404, "Some board": 404}


def test_a_page_follows_the_work_without_script_and_with(
    counting: list[str], signed_in: Callable[[str], Client]
) -> None:
    """The whole page refreshes itself until the end; htmx fetches the part that moves, and at the end the page."""
    browser = signed_in("analyst")
    job = _begin()
    whole = browser.get(f"/jobs/{job.pk}/")
    assert whole.headers["Refresh"] == "5"
    part = browser.get(f"/jobs/{job.pk}/", headers={"HX-Request": "true"})
    assert b"<html" not in part.content
    assert browser.post(f"/jobs/{job.pk}/cancel/").status_code == 302
    ended = browser.get(f"/jobs/{job.pk}/", headers={"HX-Request": "true"})
    assert ended.headers["HX-Refresh"] == "true"
    assert b"Try again" in browser.get(f"/jobs/{job.pk}/").content
    assert browser.get("/jobs/").status_code == 200

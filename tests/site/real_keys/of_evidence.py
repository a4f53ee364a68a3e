"""What somebody sends in, and the work that is done of it; jobs of every kind."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.utils import timezone
from tests.site.real_keys.belongings import Belongings, once

from wardmote.site.kit.house import workspace
from wardmote.site.kit.jobs.models import Job, State
from wardmote.site.rooms.evidence import taking_in, uploads

ARRIVED = "fires.csv"


@once
def job(here: Belongings) -> Job:
    """Work that they asked for."""
    return job_of(here, "rest", {"seconds": 0})


@once
def arrival(here: Belongings) -> Job:
    """A file that they sent in, and that waits."""
    key = uuid4().hex
    folder = uploads.folder_of(key)
    folder.mkdir(parents=True)
    (folder / ARRIVED).write_text("Month,Small fires on purpose\nApr 2026,3\nMay 2026,4\n", "utf-8")
    return job_of(here, taking_in.KIND, {"key": key, "names": [ARRIVED], "check": True, "skip": False})


def job_of(here: Belongings, kind: str, request: dict[str, Any], result: dict[str, Any] | None = None) -> Job:
    """Work of a kind that they asked for, and that is done."""
    return Job.objects.create(
        kind=kind, title=f"Heron {here.word}", request=request, person=here.person,
        organisation=here.organisation, state=State.DONE, began=timezone.now(), ended=timezone.now(),
        result=result or {},
    )  # fmt: skip


def _feed(here: Belongings) -> str:
    """What their organisation owes."""
    every = workspace().definitions.feeds.values()
    return next(one.id for one in every if one.provider == here.organisation.provider)


EXAMPLES = {
    "/evidence/arrivals/<uuid:key>": lambda here: arrival(here).pk,
    "/evidence/feeds/<slug:feed>": _feed,
    "/jobs/<uuid:key>": lambda here: job(here).pk,
}
OF_ORGANISATIONS = {"/evidence/feeds/<slug:feed>"}
QUESTIONS = {"evidence-columns": lambda _: f"?file={ARRIVED}"}
FURTHER = {"job-cancel": "settings-change", "job-again": "settings-change"}
WHOLE = {"evidence-quality", "evidence-snapshots", "evidence-difference", "evidence-reconcile"}

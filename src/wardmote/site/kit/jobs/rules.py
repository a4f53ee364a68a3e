"""Who may stop a job or ask for it again."""

from __future__ import annotations

from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.jobs.kinds import KINDS
from wardmote.site.kit.jobs.models import Job, State


def may_steer(scope: Scope, job: Job) -> bool:
    """Whether they still have the right to ask for this kind of work, and asked for it or see everybody's."""
    right = KINDS[job.kind].right
    return scope.may(right) and (job.person_id == scope.person or scope.sight(right) == "partnership")


def can_be_stopped(job: Job) -> bool:
    """Whether it has not ended, and nobody asked yet."""
    return not job.is_final and not job.cancel_asked


def can_be_tried_again(job: Job) -> bool:
    """Whether it failed or was cancelled."""
    return job.state in (State.FAILED, State.CANCELLED)

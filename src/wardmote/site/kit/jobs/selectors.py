"""The only readers of jobs."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.jobs.kinds import KINDS
from wardmote.site.kit.jobs.models import Job


def jobs_for(scope: Scope) -> QuerySet[Job]:
    """The jobs that somebody may follow: their own, and by the right that a kind asks for those of their organisation
    or of the whole partnership, as far as they see by that right."""
    seen = Q(person=scope.person)
    for kind in KINDS.values():
        if not scope.may(kind.right):
            continue
        sight = scope.sight(kind.right)
        if sight == "partnership":
            seen |= Q(kind=kind.name)
        elif sight == "organisation":
            seen |= Q(kind=kind.name, organisation__in=scope.organisations)
    return Job.objects.filter(seen).select_related("person", "organisation")


def job_for(scope: Scope, key: UUID) -> Job | None:
    """One of them, or None."""
    return jobs_for(scope).filter(pk=key).first()

"""The only readers of the room where documents are checked."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.audit.models import AuditRecord

ACTION = "check.done"


def in_the_last_hour(person: int) -> int:
    """How many documents somebody had checked within an hour."""
    since = timezone.now() - timedelta(hours=1)
    return AuditRecord.objects.filter(action=ACTION, person=person, at__gte=since).count()


def may_compare(scope: Scope) -> bool:
    """Whether they may be told what the evidence holds beside a stated figure: who reads the partnership's drafts may."""
    return scope.may("documents-see") and scope.sight("documents-see") == "partnership"

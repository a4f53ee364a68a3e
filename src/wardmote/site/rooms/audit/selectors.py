"""Reading the record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from wardmote.site.kit.access.models import Organisation
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.audit.models import AuditRecord

RIGHT = "audit-see"


def records(scope: Scope, asked: Mapping[str, Any]) -> QuerySet[AuditRecord]:
    """The records that fit what is asked, newest first: all, what was done for their organisation, or what they did."""
    found = AuditRecord.objects.order_by("-pk")
    if not scope.may(RIGHT):
        return found.none()
    match scope.sight(RIGHT):
        case "partnership":
            pass
        case "organisation":
            found = found.filter(organisation__in=scope.organisations)
        case _:
            found = found.filter(person=scope.person)
    if asked.get("words"):
        found = found.filter(Q(words__icontains=asked["words"]) | Q(name__icontains=asked["words"]))
    plain = {
        name: asked[name] for name in ("action", "organisation", "kind", "key", "person") if asked.get(name)
    }
    if asked.get("since"):
        plain["at__gte"] = _midnight(asked["since"])
    if asked.get("until"):
        plain["at__lt"] = _midnight(asked["until"] + timedelta(days=1))
    return found.filter(**plain)


def actions() -> list[str]:
    """Everything that was ever done."""
    return list(AuditRecord.objects.order_by("action").values_list("action", flat=True).distinct())


def organisations(scope: Scope) -> list[tuple[int, str]]:
    """Keys and names of the organisations whose records somebody sees."""
    found = Organisation.objects.all()
    if scope.may(RIGHT) and scope.sight(RIGHT) != "partnership":
        found = found.filter(pk__in=scope.organisations)
    return [(one.pk, one.name) for one in found]


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

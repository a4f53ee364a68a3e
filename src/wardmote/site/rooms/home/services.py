"""What the home room writes."""

from __future__ import annotations

from django.utils import timezone

from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.rooms.home.models import Looked


@service
def mark_seen(actor: Actor, snapshot: str) -> Looked:
    """Note that somebody has seen what changed up to a snapshot."""
    before = Looked.objects.filter(person_id=actor.person or 0).first()
    made, _ = Looked.objects.update_or_create(
        person_id=actor.person or 0, defaults={"snapshot": snapshot, "at": timezone.now()}
    )
    record(
        actor,
        "home.seen",
        ("snapshot", snapshot),
        f"Saw what changed up to snapshot {snapshot}.",
        before={"snapshot": before.snapshot} if before else None,
        after={"snapshot": snapshot},
    )
    return made

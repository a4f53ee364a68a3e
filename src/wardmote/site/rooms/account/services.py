"""What people change of their own account."""

from __future__ import annotations

from wardmote.site.kit.access.models import KeptForm, Person
from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.access.sessions import end_sessions_of
from wardmote.site.kit.audit.recording import record, service


@service
def end_own_sessions(actor: Actor, person: Person, *, but: str = "", only: int | None = None) -> int:
    """End one of one's own sessions, or all but the one of a key. Gives how many."""
    ended = end_sessions_of(person, but=but, only=only)
    words = f"{person} ended {ended} of their own sessions."
    record(actor, "account.sessions-ended", ("person", person.pk), words, after={"ended": ended})
    return ended


@service
def drop_kept(actor: Actor, kept: KeptForm) -> None:
    """Throw away a form that was kept."""
    record(actor, "account.form-dropped", ("form", kept.pk), f"Threw away a form kept for {kept.address}.")
    kept.delete()

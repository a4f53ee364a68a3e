"""Writing the record: each service writes exactly one, in its own transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.audit.models import AuditRecord, ChainHead

BEGINNING = "0" * 64
Given = ParamSpec("Given")
Result = TypeVar("Result")
_written: ContextVar[int] = ContextVar("records_written_by_this_service", default=0)


class AuditError(RuntimeError):
    """A service did not write exactly one record: nothing of what it did is kept."""


def service(work: Callable[Concatenate[Actor, Given], Result]) -> Callable[Concatenate[Actor, Given], Result]:
    """Make a function a service: it runs in one transaction, and must write exactly one audit record.

    A service that calls another one shares its transaction, and the inner one's record does not count as its own.

    Raises
    ------
    AuditError
        When it wrote none or several; nothing is kept.
    """

    @wraps(work)
    def run(actor: Actor, /, *words: Given.args, **named: Given.kwargs) -> Result:
        token = _written.set(0)
        try:
            with transaction.atomic():
                result = work(actor, *words, **named)
                if _written.get() != 1:
                    raise AuditError(f"{work.__qualname__} wrote {_written.get()} audit records, not one.")
            return result
        finally:
            _written.reset(token)

    run.is_service = True  # type: ignore[attr-defined]
    return run


def record(
    actor: Actor,
    action: str,
    subject: tuple[str, object],
    words: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    marking: str = "",
) -> AuditRecord:
    """Add a record to the chain, inside the transaction of what it tells.

    Parameters
    ----------
    action
        The room and what was done there: ``evidence.uploaded``.
    subject
        Kind and key of what it was done to.
    words
        The same in a sentence.
    before, after
        What changed, as names and values.
    """
    head = ChainHead.objects.select_for_update().get_or_create(pk=1, defaults={"seal": BEGINNING})[0]
    made = AuditRecord(
        at=timezone.now(),
        person=actor.person,
        name=_fitting(actor.name, "name"),
        organisation=actor.organisation,
        action=action,
        kind=subject[0],
        key=_fitting(str(subject[1]), "key"),
        words=_fitting(words, "words"),
        before=_plain(before),
        after=_plain(after),
        marking=_fitting(marking, "marking"),
        address=_fitting(actor.address, "address"),
        session=actor.session,
        previous=head.seal,
    )
    made.seal = head.seal = seal_of(made)
    made.save(force_insert=True)
    head.save(update_fields=["seal"])
    _written.set(_written.get() + 1)
    return made


def seal_of(one: AuditRecord) -> str:
    """The hash over a record and the seal of the one before it (SHA-256, 64 hexadecimal digits)."""
    told = [
        one.at.isoformat(), one.person, one.name, one.organisation, one.action, one.kind, one.key, one.words,
        one.before, one.after, one.marking, one.address, one.session, one.previous,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _plain(values: Mapping[str, Any] | None) -> dict[str, Any]:
    """As every database gives them back, so that a seal can be made again from what is stored: numbers with a
    fraction as words (databases differ in how they keep them), and no zero characters (PostgreSQL refuses them)."""
    text = json.dumps(dict(values or {}), cls=DjangoJSONEncoder).replace(r"\u0000", "")
    made: dict[str, Any] = json.loads(text, parse_float=str)
    return made


def _fitting(text: str, field: str) -> str:
    """As much of a text as its column holds."""
    return text.replace("\x00", "")[: getattr(AuditRecord._meta.get_field(field), "max_length", None)]

"""The record of what was done. Nothing in it is ever changed or removed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from wardmote.site.kit.audit.triggers import SAID


class RecordKeptError(RuntimeError):
    """Somebody tried to change or remove a record."""


class AuditRecord(models.Model):
    """One thing that somebody did, sealed by the hash of the record before it.

    ``before`` and ``after`` hold what changed, as names and values; erased personal data stands in neither.
    """

    at = models.DateTimeField()
    person = models.BigIntegerField(null=True)
    """Key of who acted; None is Wardmote itself. A number and no reference: a record outlives who it names."""
    name = models.CharField(max_length=200)
    organisation = models.BigIntegerField(null=True)
    action = models.CharField(max_length=80, db_index=True)
    """``evidence.uploaded``: the room and what was done there."""
    kind = models.CharField(max_length=80)
    """What it was done to: a kind and a key."""
    key = models.CharField(max_length=120)
    words = models.CharField(max_length=400)
    """The same in a sentence."""
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    marking = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=64, blank=True)
    session = models.CharField(max_length=12, blank=True)
    previous = models.CharField(max_length=64)
    seal = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def save(self, *words: Any, **named: Any) -> None:
        """Write a new record; one that stands is never written again.

        Raises
        ------
        RecordKeptError
            When it stands already.
        """
        if self.pk is not None:
            raise RecordKeptError(SAID)
        super().save(*words, **named)

    def delete(self, *words: Any, **named: Any) -> tuple[int, dict[str, int]]:
        """Never.

        Raises
        ------
        RecordKeptError
            Always.
        """
        raise RecordKeptError(SAID)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.name}: {self.words}"


class ChainHead(models.Model):
    """The seal of the last record: one row, locked while a record is added."""

    seal = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.seal

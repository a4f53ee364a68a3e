"""What stands in registers: one table for all of them, and a second one for all that was ever said."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from wardmote.definitions.registers import ORGANISATIONS
from wardmote.site.kit.access.models import Organisation, Person


class Entry(models.Model):
    """An entry of a register, as it is now."""

    register = models.SlugField(max_length=80)
    """Identifier of a register in the definitions."""
    number = models.PositiveIntegerField()
    """Its number within its register, never given twice."""
    status = models.SlugField(max_length=80)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    values = models.JSONField(default=dict)
    """Identifier of a field -> what it says, as ``kit.registers.values`` stores it; fields without are left out."""
    marking = models.CharField(max_length=80, blank=True)
    version = models.PositiveIntegerField(default=1)
    made = models.DateTimeField()
    changed = models.DateTimeField()
    row = models.CharField(max_length=64, blank=True, db_index=True)
    """Hash of the row of a file that it came from, by which the same row is known again."""
    origin = models.CharField(max_length=120, blank=True)
    """What made it where no person wrote it down by itself: ``meeting 12``."""

    class Meta:
        verbose_name_plural = "entries"
        ordering: ClassVar = ["register", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["register", "number"], name="each_number_once_a_register")
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.number}"

    @property
    def said(self) -> dict[str, Any]:
        """``values``, and of an organisation its names, too, which are kept with the organisation itself."""
        home = self.organisation if self.register == ORGANISATIONS else None
        values: dict[str, Any] = self.values
        if home is None:
            return values
        short = {"short": home.short_name} if home.short_name else {}
        return {"title": home.name, **short, **values}

    def state(self) -> dict[str, Any]:
        """All that a version keeps."""
        return {
            "status": self.status,
            "organisation": self.organisation_id,
            "owner": self.owner_id,
            "marking": self.marking,
            "values": self.said,
        }


class Version(models.Model):
    """An entry as it stood from a moment on. Written once, never changed."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.JSONField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=200)
    why = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "number"], name="each_version_once_an_entry")
        ]

    def __str__(self) -> str:
        return f"{self.entry}, version {self.number}"


class LastNumber(models.Model):
    """How far the numbers of a register have been given out."""

    register = models.SlugField(max_length=80, unique=True)
    number = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.register}: {self.number}"


class Reminded(models.Model):
    """The day on which somebody was last sent a letter about what is due."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.person} on {self.on}"

"""Tokens by which programs read figures for a person."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models

from wardmote.site.kit.access.models import Person


class Token(models.Model):
    """A token of a person: what it opens is what its person may see on the day, and nothing once they have left."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    """What the person calls it: the program that uses it."""
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the token. The token itself is not stored."""
    begins = models.CharField(max_length=12)
    """Its first characters, by which a person knows it again."""
    made = models.DateTimeField()
    expires = models.DateTimeField()
    revoked = models.DateTimeField(null=True, blank=True)
    used = models.DateTimeField(null=True, blank=True)
    """When it was used last."""
    minute = models.DateTimeField(null=True, blank=True)
    """The minute in which it was used last, and how often in it."""
    calls = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-made"]

    def __str__(self) -> str:
        return f"{self.name} ({self.begins}…)"

    def holds_at(self, moment: datetime) -> bool:
        """Whether it is neither revoked nor expired."""
        return self.revoked is None and moment < self.expires

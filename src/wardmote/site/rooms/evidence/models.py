"""What is stored of the evidence desk: who was reminded of what. The evidence itself lies in the workspace."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Reminder(models.Model):
    """Somebody reminded a partner of what is missing."""

    feed = models.SlugField()
    """Identifier of the feed in the definitions."""
    at = models.DateTimeField(auto_now_add=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    to = models.EmailField(blank=True)
    words = models.TextField()

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.feed}, {self.at:%Y-%m-%d}"

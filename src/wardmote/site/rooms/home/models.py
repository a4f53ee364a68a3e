"""What is stored of the home room: how far each person has looked."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Looked(models.Model):
    """The snapshot that somebody said they had seen the changes up to."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="looked")
    snapshot = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person}: {self.snapshot}"

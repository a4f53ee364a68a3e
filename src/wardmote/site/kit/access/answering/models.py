"""Who is asked something without having an account, and the codes that prove that they read their letters."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Answerer(models.Model):
    """Somebody who is asked by a personal link. A new link ends the old one."""

    email = models.EmailField(unique=True)
    """In small letters."""
    name = models.CharField(max_length=200)
    asked = models.DateTimeField()
    expires = models.DateTimeField()
    nonce = models.CharField(max_length=32)
    withdrawn = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether the link still works."""
        return not self.withdrawn and timezone.now() < self.expires


class Code(models.Model):
    """A code that was sent. Typed rightly it opens one browser, for a while."""

    answerer = models.ForeignKey(Answerer, on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64)
    sent = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    opened = models.DateTimeField(null=True, blank=True)
    seen = models.DateTimeField(null=True, blank=True)
    """When the browser that it opened was here last."""
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-sent"]

    def __str__(self) -> str:
        return f"Code for {self.answerer}"

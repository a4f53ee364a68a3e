"""What is stored of long work."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far a job is. Waiting and running are unfinished; the others are final, but for a new try."""

    WAITING = "waiting", _("Waiting to begin")
    RUNNING = "running", _("At work")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


UNFINISHED = (State.WAITING, State.RUNNING)
FINAL = (State.DONE, State.FAILED, State.CANCELLED)


class Job(models.Model):
    """A piece of long work that somebody asked for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.SlugField()
    """The kind of work, as ``jobs.kinds`` knows it."""
    title = models.CharField(max_length=200)
    request = models.JSONField(default=dict)
    """What was asked for."""
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="jobs"
    )
    organisation = models.ForeignKey(
        "access.Organisation", null=True, on_delete=models.PROTECT, related_name="jobs"
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING, db_index=True)
    step = models.CharField(max_length=200, blank=True)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    """How many parts of the step there are; 0 when nobody knows."""
    asked = models.DateTimeField(auto_now_add=True)
    began = models.DateTimeField(null=True)
    sign_of_life = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    attempt = models.UUIDField(null=True)
    """The try that is at work: one that comes back from the dead finds another here, and stops."""
    cancel_asked = models.BooleanField(default=False)
    words = models.CharField(max_length=1000, blank=True)
    """What came of it, or why nothing did, in a sentence or two."""
    result = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-asked"]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_state_display()})"

    @property
    def is_final(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.state in FINAL

    @property
    def share(self) -> int | None:
        """Percent of the step that is done; None when nobody knows."""
        return min(100, 100 * self.done // self.total) if self.total else None

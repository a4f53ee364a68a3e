"""What is stored of the library: each build of a document, with what it was made from and how far it is."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Edition(models.TextChoices):
    """For whom a build was made. It never changes."""

    INSIDE = "inside", _("For the partnership")
    PUBLIC = "public", _("For the public")


class Stage(models.TextChoices):
    """How far a build is."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in-review", _("In review")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
    SUPERSEDED = "superseded", _("Superseded")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Build(models.Model):
    """One build of a document: its files lie in a folder of their own and are never written again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.SlugField()
    """``strategic-assessment`` or ``area-profile``."""
    area = models.CharField(max_length=200, blank=True)
    """Code of the area; empty for the whole partnership."""
    title = models.CharField(max_length=300)
    to = models.CharField(max_length=7)
    """Last month, YYYY-MM."""
    edition = models.CharField(max_length=8, choices=Edition.choices)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.DRAFT, db_index=True)
    snapshot = models.CharField(max_length=64)
    definitions = models.CharField(max_length=64)
    """Digest of the definitions."""
    record = models.CharField(max_length=64)
    """The record of what it says (``operations.builds``)."""
    files = models.JSONField(default=list)
    """Format, name, bytes and SHA-256 of each file."""
    places = models.JSONField(default=list)
    """Where people's words go, as they stood when it was built."""
    notes = models.JSONField(default=list)
    parts = models.JSONField(default=list)
    """The parts that the law asks of an assessment, each filled or missing and why; none where it does not bind the area."""
    basis: Any = models.JSONField(default=dict)
    """The recommendation that it rests on: its ``mark``, ``workshop``, ``day``, and what the board had ``decided`` on it
    when this was built; empty where there was none."""
    made = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=120, null=True, unique=True)
    """Its public address; only a public edition that was published has one."""
    published = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-made"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(slug__isnull=True) | Q(edition="public"),
                name="only_public_editions_have_an_address",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_stage_display()})"


class Step(models.Model):
    """Something that was decided about a build: never changed."""

    build = models.ForeignKey(Build, on_delete=models.PROTECT, related_name="steps")
    at = models.DateTimeField(auto_now_add=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    stage = models.CharField(max_length=10, choices=Stage.choices)
    """The stage that it led to."""
    words = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.build_id}: {self.stage}"

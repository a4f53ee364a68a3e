"""Workshops: who was there, a card for each issue with what becomes of it, silent scores, and who thought otherwise."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from wardmote.documents.judged import Recommended
from wardmote.site.kit.access.models import Organisation, Person
from wardmote.site.rooms.scan.models import Issue, Scan


class Stage(models.TextChoices):
    """How far a workshop is."""

    SETTING_UP = "setting-up", _("Being prepared")
    OPEN = "open", _("In the room")
    FROZEN = "frozen", _("Frozen")


class Becomes(models.TextChoices):
    """What becomes of an issue."""

    UNDECIDED = "", _("Not yet decided")
    PRIORITY = "priority", _("Priority")
    MONITOR = "monitor", _("Monitor")
    USUAL = "usual", _("Business as usual")
    OUT = "out", _("Out")


class Scoring(models.TextChoices):
    """How far the silent scores of a card are."""

    NOT_YET = "not-yet", _("Not asked")
    OPEN = "open", _("Being scored")
    REVEALED = "revealed", _("Revealed")


class Workshop(models.Model):
    """A workshop over a closed scan. When it is frozen, all that it recommends is kept whole in ``recommended``."""

    title = models.CharField(max_length=200)
    day = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="workshops")
    chair = models.CharField(max_length=200, blank=True)
    quorum = models.PositiveSmallIntegerField(null=True, blank=True)
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.SETTING_UP)
    step = models.SlugField(max_length=40, blank=True)
    """Where the room is: a step, or a card by its number; kept so that a lost connection loses nothing."""
    weights: Any = models.JSONField(default=dict)
    """Criterion -> weight, where the room set other ones than the matrix."""
    capacity: Any = models.JSONField(default=dict)
    """Money, people and others, in words."""
    off_table = models.TextField(max_length=2000, blank=True)
    """Why issues of the scan do not lie on the table: one reason for all of them."""
    recommended: Any = models.JSONField(default=dict)
    """``documents.judged.Recommended`` once it is frozen; empty before."""
    mark = models.CharField(max_length=64, blank=True)
    """Its SHA-256."""
    frozen = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-day", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def recommendation(self) -> Recommended | None:
        """What it recommends; None before it is frozen."""
        return Recommended.model_validate(self.recommended) if self.recommended else None


class Seat(models.Model):
    """A partner at the table: whether it is there, who speaks for it, and its interests."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="seats")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    speaker = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    """In small letters; to score by a personal link."""
    present = models.BooleanField(null=True)
    """None: nobody has said yet."""
    interests = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering: ClassVar = ["organisation__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workshop", "organisation"], name="each_seat_once_a_workshop")
        ]

    def __str__(self) -> str:
        return self.organisation.short_name or self.organisation.name

    @property
    def scorer(self) -> str:
        """By what its scores are known, here and in the scan: two organisations may be called alike."""
        return str(self.organisation_id)


class Card(models.Model):
    """An issue on the table: its silent scores, and what becomes of it."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="cards")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    scoring = models.CharField(max_length=8, choices=Scoring, default=Scoring.NOT_YET)
    becomes = models.CharField(max_length=8, choices=Becomes, default=Becomes.UNDECIDED, blank=True)
    reason = models.TextField(max_length=2000, blank=True)
    passing = models.TextField(max_length=2000, blank=True)
    """Why it goes before issues that stood above it and were not chosen."""
    work: Any = models.JSONField(default=dict)
    """``documents.judged.Work`` of a priority."""
    county = models.BooleanField(default=False)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workshop", "number"], name="each_card_number_once_a_workshop"),
            models.UniqueConstraint(fields=["workshop", "issue"], name="each_issue_once_a_workshop"),
        ]

    def __str__(self) -> str:
        return self.issue.title


class SilentScore(models.Model):
    """What a partner scored anew in the room. ``scores``: criterion -> a number, or ``cannot-say``."""

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="scores")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="scores")
    scores: Any = models.JSONField(default=dict)
    by_name = models.CharField(max_length=200, blank=True)
    """Who entered it: somebody of the partner, or who leads the room for them."""
    typed = models.BooleanField(default=False)
    """Whether who leads the room entered it for them."""
    saved = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["card", "seat"], name="each_card_once_a_seat")
        ]

    def __str__(self) -> str:
        return f"{self.seat} on {self.card}"


class Otherwise(models.Model):
    """Who thought otherwise, of one card or of the whole, in their words. Never changed."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="otherwise")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    card = models.ForeignKey(Card, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(max_length=2000)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.seat}: {self.words[:40]}"

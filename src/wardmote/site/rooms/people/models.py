"""Invitations, and reviews of who has which access."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from wardmote.site.kit.access.models import Membership, Organisation, Person


class Invitation(models.Model):
    """Somebody asked to join, by a link that works once and until a moment."""

    email = models.EmailField()
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    role = models.SlugField()
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invitations_sent", null=True)
    sent = models.DateTimeField()
    expires = models.DateTimeField()
    nonce = models.CharField(max_length=32)
    """A link holds it; sent again, it changes, and the old link ends."""
    accepted = models.DateTimeField(null=True, blank=True)
    withdrawn = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-sent"]

    def __str__(self) -> str:
        return f"{self.name} ({self.email})"

    @property
    def is_open(self) -> bool:
        """Whether its link still works."""
        return not self.accepted and not self.withdrawn and timezone.now() < self.expires


class AccessReview(models.Model):
    """A look at everybody's access: each confirmed or ended, by a day. It stays as a record."""

    opened = models.DateTimeField()
    opened_by = models.CharField(max_length=200)
    due = models.DateField()
    closed = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-opened"]

    def __str__(self) -> str:
        return f"Review of {self.opened:%Y-%m-%d}"


class ReviewLine(models.Model):
    """One membership in a review, as it was when the review began, and what was decided."""

    CONFIRMED, ENDED = "confirmed", "ended"

    review = models.ForeignKey(AccessReview, on_delete=models.CASCADE, related_name="lines")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT)
    person_name = models.CharField(max_length=200)
    organisation_name = models.CharField(max_length=200)
    role_title = models.CharField(max_length=200)
    starts = models.DateField()
    last_seen = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=20, blank=True)
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["organisation_name", "person_name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "membership"], name="each_membership_once_a_review")
        ]

    def __str__(self) -> str:
        return f"{self.person_name}, {self.role_title}"

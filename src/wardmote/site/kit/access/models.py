"""Organisations, people, and who is what for whom, from when until when."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone


class Organisation(models.Model):
    """An organisation of the partnership: council, police, fire, probation, health, a charity."""

    name = models.CharField(max_length=200, unique=True)
    short_name = models.CharField(max_length=60)
    provider = models.CharField(max_length=200, blank=True)
    """Its name in the definitions of feeds, by which it finds what it owes."""

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager["Person"]):
    """Finds people, whatever the case of their address."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person of an address."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who may sign in. What they may do comes from their memberships alone."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = People()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="one_person_an_address")]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Their name."""
        return self.name


class Membership(models.Model):
    """What a person is for an organisation, from a day until a day (None: until further notice)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.SlugField()
    """Identifier of a role in the definitions."""
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    """Its last day."""
    ended = models.DateTimeField(null=True, blank=True)
    """The moment from which it no longer holds, where it was ended at once."""
    made = models.DateTimeField(null=True, editable=False, default=timezone.now)
    """When it was given, whatever its first day; None: before that was noted."""

    class Meta:
        ordering: ClassVar = ["person", "starts"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=models.F("starts")), name="ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role} for {self.organisation}"

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        within = self.starts <= day and (self.ends is None or day <= self.ends)
        return within and (self.ended is None or day < timezone.localdate(self.ended))

    def holds_on_or_after(self, day: date) -> bool:
        """Whether it holds on a day, or will."""
        return self.ended is None and (self.ends is None or self.ends >= day)


class OpenSession(models.Model):
    """A browser that somebody signed in with: since when, from where, last seen when. Kept after its end."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="open_sessions")
    key = models.CharField(max_length=40, db_index=True, blank=True)
    """The session's key; empty once it has ended."""
    began = models.DateTimeField()
    seen = models.DateTimeField()
    ended = models.DateTimeField(null=True, blank=True)
    address = models.CharField(max_length=64, blank=True)
    browser = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-seen"]

    def __str__(self) -> str:
        return f"{self.person} since {self.began:%Y-%m-%d %H:%M}"


class KeptForm(models.Model):
    """What somebody sent after their session had ended: kept for the same person, and offered to them."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="kept_forms")
    address = models.CharField(max_length=500)
    fields = models.JSONField(default=list)
    """Names and values in the order in which they were sent; no passwords, tokens or files."""
    left_out_files = models.BooleanField(default=False)
    kept = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-kept"]

    def __str__(self) -> str:
        return f"{self.address} by {self.person}"

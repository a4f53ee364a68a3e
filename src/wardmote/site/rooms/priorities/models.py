"""What stands around a frozen recommendation. All of it is added to and never changed: the latest of a kind stands."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wardmote.site.kit.access.models import Person
from wardmote.site.rooms.workshop.models import Workshop


class Decides(models.TextChoices):
    """What a board says of a recommendation."""

    APPROVED = "approved", _("Approved")
    SENT_BACK = "sent-back", _("Sent back")


class Carried(models.TextChoices):
    """How far a priority was carried out."""

    DONE = "done", _("Done")
    PART = "part", _("Part done")
    NOT_DONE = "not-done", _("Not done")
    NOT_KNOWN = "not-known", _("Not known")


class Linked(models.TextChoices):
    """Whether a driver lies behind a priority."""

    LINK = "link", _("Link")
    NO_LINK = "no-link", _("No link")
    NOT_ASSESSED = "not-assessed", _("Not assessed")


class Added(models.Model):
    """Something that somebody added to a workshop's recommendation."""

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)

    class Meta:
        abstract = True
        ordering: ClassVar = ["at", "pk"]


class Adoption(Added):
    """What the board decided on a recommendation, when and where. ``mark``: of the recommendation, its SHA-256."""

    decided = models.CharField(max_length=10, choices=Decides)
    day = models.DateField()
    board = models.CharField(max_length=200)
    meeting = models.CharField(max_length=200, blank=True)
    words = models.TextField(max_length=4000, blank=True)
    mark = models.CharField(max_length=64)

    class Meta(Added.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workshop"],
                condition=Q(decided=Decides.APPROVED),
                name="each_recommendation_approved_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.workshop_id}: {self.decided}"


class Carrying(Added):
    """How far a priority was carried out, in people's words. ``number``: of its issue."""

    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=Carried)
    output = models.TextField(max_length=2000, blank=True)
    evidence = models.TextField(max_length=2000, blank=True)
    lesson = models.TextField(max_length=2000, blank=True)

    def __str__(self) -> str:
        return f"{self.workshop_id}, {self.number}: {self.state}"


class Refresh(Added):
    """A later version of the work on priorities that the board approved; the first is what it approved.

    ``works``: number of an issue -> ``documents.judged.Work``, for all priorities.
    """

    version = models.PositiveSmallIntegerField()
    why = models.TextField(max_length=2000)
    works: Any = models.JSONField(default=dict)

    class Meta(Added.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workshop", "version"], name="each_version_once_a_workshop")
        ]

    def __str__(self) -> str:
        return f"{self.workshop_id}, version {self.version}"


class DriverLink(Added):
    """Whether a driver lies behind a priority, why somebody thinks so, and whose view it is."""

    number = models.PositiveSmallIntegerField()
    driver = models.SlugField(max_length=80)
    linked = models.CharField(max_length=12, choices=Linked)
    why = models.CharField(max_length=1000, blank=True)
    view = models.CharField(max_length=200, blank=True)
    """Whose view it is."""

    def __str__(self) -> str:
        return f"{self.workshop_id}, {self.number}, {self.driver}: {self.linked}"


class Threading(Added):
    """Which threads run through an issue: all of them, as they then stood."""

    number = models.PositiveSmallIntegerField()
    threads: Any = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.workshop_id}, {self.number}: {len(self.threads)}"

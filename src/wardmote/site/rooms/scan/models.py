"""Scans: their issues, who is asked, what each partner said, and what was agreed afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from wardmote.site.kit.access.models import Organisation, Person


class Stage(models.TextChoices):
    """How far a scan is."""

    SETTING_UP = "setting-up", _("Being set up")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Confidence(models.TextChoices):
    """How sure a partner is of what it said of an issue."""

    LOW = "low", _("Not very sure")
    MEDIUM = "medium", _("Fairly sure")
    HIGH = "high", _("Sure")


class Scan(models.Model):
    """A scan. When it opens, its matrix and evidence are kept with it as they then are."""

    title = models.CharField(max_length=200)
    matrix = models.SlugField(max_length=80)
    """Identifier of a matrix in the definitions."""
    matrix_said = models.JSONField(default=dict)
    """All that the matrix said when the scan opened; empty before."""
    opens = models.DateField()
    closes = models.DateField()
    """Its last day."""
    to = models.CharField(max_length=7, blank=True)
    """Last month of its evidence, YYYY-MM; empty: the last that is complete."""
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.SETTING_UP)
    snapshot = models.CharField(max_length=80, blank=True)
    opened = models.DateTimeField(null=True, blank=True)
    closed = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-opens", "-pk"]

    def __str__(self) -> str:
        return self.title


class Partner(models.Model):
    """An organisation that is asked, who scores for it, and how far it is."""

    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    scorer_name = models.CharField(max_length=200, blank=True)
    scorer_email = models.EmailField(blank=True)
    deputy_name = models.CharField(max_length=200, blank=True)
    deputy_email = models.EmailField(blank=True)
    """Both in small letters."""
    invited = models.DateTimeField(null=True, blank=True)
    chased = models.DateTimeField(null=True, blank=True)
    began = models.DateTimeField(null=True, blank=True)
    submitted = models.DateTimeField(null=True, blank=True)
    submitted_by = models.CharField(max_length=200, blank=True)
    by_sheet = models.BooleanField(default=False)
    """Whether its scores came in a spreadsheet or on paper."""
    given_back = models.DateTimeField(null=True, blank=True)
    given_back_why = models.CharField(max_length=500, blank=True)
    """When what it had handed in was given back to be put right, and why."""

    called: str = ""
    """What tells it from the others of its scan, where its short name does not."""

    class Meta:
        ordering: ClassVar = ["organisation__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scan", "organisation"], name="each_partner_once_a_scan")
        ]

    def __str__(self) -> str:
        return self.called or self.organisation.short_name or self.organisation.name

    @property
    def scorer(self) -> str:
        """By what its scores are known: two organisations may be called alike."""
        return str(self.organisation_id)


class Issue(models.Model):
    """An issue that is scored, with its evidence card as it was kept."""

    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="issues")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    words = models.TextField(max_length=4000, blank=True)
    """Evidence that somebody wrote."""
    measure = models.CharField(max_length=80, blank=True)
    """Identifier of the measure that its figures are of."""
    card = models.JSONField(default=dict)
    """The figures of the card, as ``cards`` makes them."""
    added_by = models.ForeignKey(
        Partner, on_delete=models.CASCADE, null=True, blank=True, related_name="added"
    )
    for_all = models.BooleanField(default=True)
    """Whether every partner is asked of it. What one adds is asked of itself alone, until who runs the scan asks all."""

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scan", "number"], name="each_number_once_a_scan")
        ]

    def __str__(self) -> str:
        return self.title


class Return(models.Model):
    """What one partner says of one issue. ``scores``: criterion -> a number, or ``cannot-say``; without: not assessed."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="returns")
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="returns")
    scores: Any = models.JSONField(default=dict)
    confidence = models.CharField(max_length=8, choices=Confidence, blank=True)
    reason = models.TextField(max_length=2000, blank=True)
    saved = models.DateTimeField()
    saved_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partner", "issue"], name="each_issue_once_a_partner")
        ]

    def __str__(self) -> str:
        return f"{self.partner} on {self.issue}"


@dataclass(frozen=True)
class SaidBefore:
    """What was said of one issue, as it was called."""

    number: int
    title: str
    scores: dict[str, int | str]
    confidence: str
    reason: str

    def is_of(self, issue: Issue) -> bool:
        """Whether it is of this issue: a later one may have its number."""
        return (self.number, self.title) == (issue.number, issue.title)

    def get_confidence_display(self) -> str:
        """How sure, in words."""
        return str(Confidence(self.confidence).label) if self.confidence else ""


class Earlier(models.Model):
    """What a partner had said before it was given back, or begun afresh by somebody else. Never changed, and shown to nobody
    before the close; what was never handed in is shown to nobody at all."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="earlier")
    handed_in = models.DateTimeField(null=True, blank=True)
    """None: it was begun and not handed in."""
    handed_in_by = models.CharField(max_length=200, blank=True)
    by_sheet = models.BooleanField(default=False)
    said: Any = models.JSONField(default=list)
    """For each issue its number and title, ``scores``, ``confidence`` and ``reason``, as in a return."""
    put_aside = models.DateTimeField(auto_now_add=True)
    why = models.CharField(max_length=500)

    class Meta:
        ordering: ClassVar = ["put_aside", "pk"]

    def __str__(self) -> str:
        return f"{self.partner}, {self.put_aside:%Y-%m-%d %H:%M}"

    @property
    def shown(self) -> list[SaidBefore]:
        """What was handed in, issue by issue; nothing of what was not."""
        return [SaidBefore(**one) for one in self.said] if self.handed_in else []

    @property
    def lines(self) -> list[tuple[SaidBefore, SaidBefore]]:
        """The same as a table takes it: the issue, and what was said of it."""
        return [(one, one) for one in self.shown]


class Agreed(models.Model):
    """What partners agreed on a flagged score, and why. Never changed; a later one stands. Originals stay."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="agreed")
    criterion = models.SlugField(max_length=80)
    value = models.SmallIntegerField()
    why = models.CharField(max_length=2000)
    at = models.DateTimeField(auto_now_add=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.issue}, {self.criterion}: {self.value}"

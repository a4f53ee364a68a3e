"""What is asked when a scan is set up, scored, and talked over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wardmote.definitions.matrices import Criterion, Matrix
from wardmote.site.kit.access.models import Organisation
from wardmote.site.kit.house import workspace
from wardmote.site.kit.identifying import WarnedForm
from wardmote.site.rooms.insight.asking import Asked
from wardmote.site.rooms.insight.choices import measure_choices, month_choices
from wardmote.site.rooms.scan import rules
from wardmote.site.rooms.scan.models import Confidence, Partner, Return, Scan
from wardmote.site.rooms.scan.scoring import Said

LONGEST_TITLE = 120


def a_day(label: Any) -> forms.DateField:
    """A field for a day."""
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), localize=False
    )


def matrices() -> list[tuple[str, str]]:
    """The matrices: the scan's own first, and last those of earlier years, for scores of their time."""
    today = timezone.localdate()

    def past(one: Matrix) -> bool:
        return one.effective_to is not None and one.effective_to < today

    found = sorted(
        workspace().definitions.matrices.values(), key=lambda one: (past(one), one.id != "scan", one.order)
    )
    old = _("%(title)s (no longer in force: for scores of its time)")
    return [(one.id, old % {"title": one.title} if past(one) else one.title) for one in found]


class ScanForm(forms.Form):
    """What a scan is called, how it is scored, and when."""

    title = forms.CharField(label=gettext_lazy("What it is called"), max_length=200)
    matrix = forms.ChoiceField(label=gettext_lazy("How issues are scored"))
    to = forms.ChoiceField(
        label=gettext_lazy("Figures of the year to"),
        required=False,
        help_text=gettext_lazy("Every evidence card shows the same year."),
    )
    opens = a_day(gettext_lazy("First day"))
    closes = a_day(gettext_lazy("Last day"))

    def __init__(self, *words: Any, scan: Scan | None = None, **named: Any) -> None:
        super().__init__(*words, **named)
        today = timezone.localdate()
        days = int(workspace().definitions.threshold("scan-days"))
        self.fields["matrix"].choices = matrices()  # type: ignore[attr-defined]
        self.fields["to"].choices = [(one.value, one.text) for one in month_choices(Asked())]  # type: ignore[attr-defined]
        self.initial.update({"opens": today, "closes": today + timedelta(days=days)})
        if scan is not None:
            self.initial.update({name: getattr(scan, name) for name in self.fields})

    def clean(self) -> dict[str, Any]:
        """The last day comes after the first, and is not past."""
        made = super().clean() or {}
        opens, closes = made.get("opens"), made.get("closes")
        if opens and closes and closes < opens:
            self.add_error("closes", _("The last day is before the first."))
        return made


class IssueForm(WarnedForm):
    """An issue, and what its evidence card shows."""

    looked_at = ("title", "words")

    title = forms.CharField(label=gettext_lazy("Issue"), max_length=LONGEST_TITLE)
    measure = forms.ChoiceField(
        label=gettext_lazy("Figures of"),
        required=False,
        help_text=gettext_lazy("Count, change, verdict and pictures of the evidence that is served now."),
    )
    words = forms.CharField(
        label=gettext_lazy("What else is known"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Surveys, cases, what people say. Nothing by which somebody could be known."),
    )

    def __init__(self, *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        known = [(one.value, one.text) for one in measure_choices(Asked())]
        self.fields["measure"].choices = [("", _("No measure")), *known]  # type: ignore[attr-defined]


class OwnIssueForm(WarnedForm):
    """An issue that a partner misses."""

    looked_at = ("title", "words")

    title = forms.CharField(label=gettext_lazy("Issue"), max_length=120)
    words = forms.CharField(
        label=gettext_lazy("Why it belongs here"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Nothing by which somebody could be known: no name, address or case."),
    )


class PartnerForm(forms.Form):
    """Who scores for an organisation."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=gettext_lazy("Organisation"))
    scorer_name = forms.CharField(label=gettext_lazy("Who scores"), max_length=200, required=False)
    scorer_email = forms.EmailField(
        label=gettext_lazy("Their email address"),
        required=False,
        help_text=gettext_lazy(
            "Leave it empty where the scores come in a spreadsheet or on paper. No account is needed."
        ),
    )
    deputy_name = forms.CharField(label=gettext_lazy("Deputy"), max_length=200, required=False)
    deputy_email = forms.EmailField(label=gettext_lazy("Email address of the deputy"), required=False)

    def __init__(self, *words: Any, scan: Scan, partner: Partner | None = None, **named: Any) -> None:
        super().__init__(*words, **named)
        if partner is None:
            free = Organisation.objects.exclude(pk__in=scan.partners.values("organisation"))
            self.fields["organisation"].queryset = free  # type: ignore[attr-defined]
        else:
            del self.fields["organisation"]
            self.initial.update({name: getattr(partner, name) for name in self.fields})

    def clean(self) -> dict[str, Any]:
        """An address has a name."""
        made = super().clean() or {}
        for who in ("scorer", "deputy"):
            if made.get(f"{who}_email") and not made.get(f"{who}_name"):
                self.add_error(f"{who}_name", _("Say who this is."))
        return made


class DeputyForm(forms.Form):
    """Whom somebody who scores names beside them."""

    deputy_name = forms.CharField(label=gettext_lazy("Deputy"), max_length=200)
    deputy_email = forms.EmailField(label=gettext_lazy("Email address of the deputy"))


class AfreshForm(WarnedForm):
    """Who scores from now on, and why."""

    looked_at = ("why",)

    scorer_name = forms.CharField(label=gettext_lazy("Who scores"), max_length=200)
    scorer_email = forms.EmailField(label=gettext_lazy("Their email address"))
    why = forms.CharField(label=gettext_lazy("Why"), max_length=500)


class WhyForm(WarnedForm):
    """A reason."""

    looked_at = ("why",)

    why = forms.CharField(label=gettext_lazy("Why"), max_length=500)


class IssuesForm(forms.Form):
    """Several issues at once."""

    titles = forms.CharField(
        label=gettext_lazy("Issues, one a line"),
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=6000,
        help_text=gettext_lazy("Figures and words are added to each afterwards, where there are some."),
    )

    def clean_titles(self) -> list[str]:
        """Each line that says something, once."""
        lines = [" ".join(one.split()) for one in self.cleaned_data["titles"].splitlines()]
        long = next((one for one in lines if len(one) > LONGEST_TITLE), "")
        if long:
            raise forms.ValidationError(_("Write it shorter: “%(words)s…”") % {"words": long[:40]})
        return list({one.casefold(): one for one in lines if one}.values())


class LastDayForm(forms.Form):
    """Another last day."""

    closes = a_day(gettext_lazy("Last day"))


class ScoreForm(WarnedForm):
    """What a partner says of one issue: a choice for each criterion, how sure, and why."""

    looked_at = ("reason",)

    def __init__(
        self, matrix: Matrix, sent: Any = None, held: Return | None = None, *, whole: bool = True
    ) -> None:
        super().__init__(sent, initial=_before(held))
        self.matrix, self.whole = matrix, whole
        for one in matrix.criteria:
            self.fields[one.id] = forms.ChoiceField(
                label=one.title,
                help_text=one.question,
                required=False,
                choices=values(matrix, one),
                widget=forms.RadioSelect,
            )
        self.fields["confidence"] = forms.ChoiceField(
            label=_("How sure are you?"), required=False, choices=Confidence.choices, widget=forms.RadioSelect
        )
        self.fields["reason"] = forms.CharField(
            label=_("Why"),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_(
                "Needed where you give %(least)s or %(most)s. Nothing by which somebody could be known."
            )
            % {"least": matrix.scale.least, "most": matrix.scale.most},
        )

    def clean(self) -> dict[str, Any]:
        """A score at an end of the scale is explained; what is not whole yet is stopped by nothing."""
        made = super().clean() if self.whole else self.cleaned_data
        if self.whole and rules.needs_reason(self.matrix, self.said.scores) and not made.get("reason"):
            self.add_error("reason", _("Say why: you gave a score at an end of the scale."))
        return made

    @property
    def said(self) -> Said:
        """What was given so far."""
        given = self.cleaned_data
        scores = {one.id: _score(given[one.id]) for one in self.matrix.criteria if given.get(one.id)}
        return Said(scores, given.get("confidence", ""), given.get("reason", ""))


class AgreeForm(WarnedForm):
    """What was agreed, and why."""

    looked_at = ("why",)

    value = forms.ChoiceField(label=gettext_lazy("What was agreed"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=gettext_lazy("Why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, matrix: Matrix, criterion: Criterion, *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        self.fields["value"].choices = values(matrix, criterion)[:-1]  # type: ignore[attr-defined]


class CommissionForm(forms.Form):
    """Who writes a focus page, and by when."""

    owner = forms.ChoiceField(label=gettext_lazy("Who writes it"))
    due = a_day(gettext_lazy("To be done by"))

    def __init__(self, people: list[tuple[int, str]], *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        self.fields["owner"].choices = [("", _("Choose somebody")), *people]  # type: ignore[attr-defined]
        self.initial.setdefault("due", timezone.localdate() + timedelta(days=28))

    def clean_due(self) -> date:
        """Not a day that is past."""
        due: date = self.cleaned_data["due"]
        if due < timezone.localdate():
            raise forms.ValidationError(_("That day is past."))
        return due


class SheetForm(forms.Form):
    """A filled sheet."""

    file = forms.FileField(
        label=gettext_lazy("Filled sheet"), help_text=gettext_lazy("Excel, OpenDocument or CSV.")
    )


def values(matrix: Matrix, criterion: Criterion) -> list[tuple[str, str]]:
    """What may be given on a criterion: each value with its words, then can't say."""
    scale = range(matrix.scale.least, matrix.scale.most + 1)
    said = [(str(one), f"{one}  {matrix.words_for(criterion, one)}".strip()) for one in scale]
    return [*said, (rules.CANNOT_SAY, _("Can't say"))]


def _score(words: str) -> int | str:
    return words if words == rules.CANNOT_SAY else int(words)


def _before(held: Return | None) -> dict[str, str]:
    if held is None:
        return {}
    scores = {name: str(one) for name, one in held.scores.items()}
    return {**scores, "confidence": held.confidence, "reason": held.reason}

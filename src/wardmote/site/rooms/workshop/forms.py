"""What is asked when a workshop is prepared and led."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wardmote.definitions.matrices import Matrix
from wardmote.documents.judged import Work
from wardmote.site.kit.access.models import Organisation
from wardmote.site.kit.identifying import MEANT, WarnedForm
from wardmote.site.rooms.insight.asking import Asked
from wardmote.site.rooms.insight.choices import measure_choices
from wardmote.site.rooms.scan import rules as scan_rules
from wardmote.site.rooms.scan.forms import a_day, values
from wardmote.site.rooms.scan.models import Issue, Scan
from wardmote.site.rooms.scan.models import Stage as ScanStage
from wardmote.site.rooms.workshop.models import Becomes, Card, Seat, SilentScore, Workshop

FEW = 4
"""Rows of a field for a few sentences."""


def _words(label: Any, *, rows: int = FEW, required: bool = False, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=2000, widget=area, **more)


class WorkshopForm(forms.Form):
    """What a workshop is called, when and where it is, over which scan, and who chairs it."""

    title = forms.CharField(label=gettext_lazy("What it is called"), max_length=200)
    scan = forms.ModelChoiceField(
        Scan.objects.none(),
        label=gettext_lazy("The scan that it is held over"),
        empty_label=None,
        help_text=gettext_lazy("A scan that is closed. Its partners and its first issues come with it."),
    )
    day = a_day(gettext_lazy("Day"))
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200, required=False)
    chair = forms.CharField(
        label=gettext_lazy("Who chairs it"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("They confirm what is recommended at the end, by typing this name."),
    )
    quorum = forms.IntegerField(
        label=gettext_lazy("How many partners must be there"), min_value=1, max_value=99, required=False
    )

    def __init__(self, *words: Any, workshop: Workshop | None = None, **named: Any) -> None:
        super().__init__(*words, **named)
        if workshop is None:
            closed = Scan.objects.filter(stage=ScanStage.CLOSED)
            self.fields["scan"].queryset = closed  # type: ignore[attr-defined]
            self.initial.setdefault("day", timezone.localdate())
        else:
            del self.fields["scan"]
            self.initial.update({name: getattr(workshop, name) for name in self.fields})


class SeatForm(forms.Form):
    """Who speaks for a partner."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=gettext_lazy("Organisation"))
    speaker = forms.CharField(label=gettext_lazy("Who speaks for it"), max_length=200, required=False)
    email = forms.EmailField(
        label=gettext_lazy("Their email address"),
        required=False,
        help_text=gettext_lazy(
            "To score in silence on their own phone, by a personal link. No account is needed."
        ),
    )

    def __init__(self, *words: Any, workshop: Workshop, seat: Seat | None = None, **named: Any) -> None:
        super().__init__(*words, **named)
        if seat is None:
            free = Organisation.objects.exclude(pk__in=workshop.seats.values("organisation"))
            self.fields["organisation"].queryset = free  # type: ignore[attr-defined]
        else:
            del self.fields["organisation"]
            self.initial.update({name: getattr(seat, name) for name in self.fields})

    def clean(self) -> dict[str, Any]:
        """An address has a name."""
        made = super().clean() or {}
        if made.get("email") and not made.get("speaker"):
            self.add_error("speaker", _("Say who this is."))
        return made


class CardsForm(WarnedForm):
    """Which issues of the scan lie on the table."""

    looked_at = ("off_table",)

    cards = forms.MultipleChoiceField(
        label=gettext_lazy("Issues on the table"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("In the order of their places in the scan."),
    )
    off_table = _words(
        gettext_lazy("Why the others do not lie on it"),
        rows=3,
        help_text=gettext_lazy(
            "It stands in the record of each of them. It can also be said in the room, when outcomes are decided."
        ),
    )

    def __init__(
        self, listed: list[tuple[Issue, str]], held: list[Card], why: str = "", sent: Any = None
    ) -> None:
        super().__init__(sent, initial={"cards": [str(one.issue_id) for one in held], "off_table": why})
        choices = [(str(one.pk), f"{place}  {one.title}") for one, place in listed]
        self.fields["cards"].choices = choices  # type: ignore[attr-defined]
        self.issues = {str(one.pk): one for one, _place in listed}

    @property
    def chosen(self) -> list[Issue]:
        """The issues that were chosen."""
        return [self.issues[key] for key in self.cleaned_data["cards"]]


HERE_CHOICES = (("yes", gettext_lazy("Here")), ("no", gettext_lazy("Not here")))


class OffTableForm(WarnedForm):
    """Why issues of the scan do not lie on the table."""

    looked_at = ("off_table",)

    off_table = _words(gettext_lazy("Why they do not lie on the table"), required=True, rows=3)


class AttendanceForm(WarnedForm):
    """Who is here, and which interests they declare."""

    def __init__(self, seats: list[Seat], sent: Any = None) -> None:
        super().__init__(sent)
        self.seats = seats
        self.looked_at = tuple(f"interests-{one.pk}" for one in seats)
        for one in seats:
            said = {True: "yes", False: "no"}.get(one.present, "") if one.present is not None else ""
            self.fields[f"here-{one.pk}"] = forms.ChoiceField(
                label=one.organisation.name, choices=HERE_CHOICES, required=False, initial=said,
                widget=forms.RadioSelect,
            )  # fmt: skip
            self.fields[f"interests-{one.pk}"] = forms.CharField(
                label=_("Interests declared by %(partner)s") % {"partner": one.organisation.name},
                required=False, max_length=1000, initial=one.interests,
            )  # fmt: skip

    @property
    def lines(self) -> list[tuple[Seat, forms.BoundField, forms.BoundField]]:
        """Each partner with its two fields."""
        return [(one, self[f"here-{one.pk}"], self[f"interests-{one.pk}"]) for one in self.seats]

    @property
    def told(self) -> dict[int, tuple[bool | None, str]]:
        """Key of a seat -> here, interests."""
        meant = {"yes": True, "no": False, "": None}
        given = self.cleaned_data
        return {one.pk: (meant[given[f"here-{one.pk}"]], given[f"interests-{one.pk}"]) for one in self.seats}


class AnewForm(forms.Form):
    """What a partner scores anew of one issue: a choice for each criterion."""

    def __init__(self, matrix: Matrix, sent: Any = None, held: SilentScore | None = None) -> None:
        before = {name: str(one) for name, one in held.scores.items()} if held else {}
        super().__init__(sent, initial=before)
        self.matrix = matrix
        for one in matrix.criteria:
            self.fields[one.id] = forms.ChoiceField(
                label=one.title,
                help_text=one.question,
                choices=values(matrix, one),
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose one; “can't say” is an answer.")},
            )

    @property
    def scores(self) -> dict[str, int | str]:
        """Criterion -> a number, or ``cannot-say``."""
        given = {one.id: self.cleaned_data[one.id] for one in self.matrix.criteria}
        return {name: said if said == scan_rules.CANNOT_SAY else int(said) for name, said in given.items()}


class WeightsForm(forms.Form):
    """A weight for each criterion."""

    def __init__(self, matrix: Matrix, sent: Any = None) -> None:
        super().__init__(sent)
        for one in matrix.counted:
            self.fields[f"w-{one.id}"] = forms.FloatField(
                label=one.title, min_value=0, max_value=100, initial=one.weight, localize=False
            )
        self.matrix = matrix

    @property
    def weights(self) -> dict[str, float]:
        """Criterion -> weight."""
        return {one.id: self.cleaned_data[f"w-{one.id}"] for one in self.matrix.counted}


class DecideForm(WarnedForm):
    """What becomes of an issue, and why."""

    looked_at = ("reason", "passing")

    becomes = forms.ChoiceField(
        label=gettext_lazy("What becomes of it"),
        choices=[one for one in Becomes.choices if one[0]],
        widget=forms.RadioSelect,
    )
    reason = _words(gettext_lazy("Why"), required=True, rows=3)
    passing = _words(
        gettext_lazy("Why it goes before what stands above it"),
        rows=3,
        help_text=gettext_lazy(
            "Needed where it becomes a priority and an issue that stands above it did not."
        ),
    )
    county = forms.BooleanField(
        label=gettext_lazy("It is also a matter for the county strategy group"), required=False
    )

    def __init__(self, card: Card, sent: Any = None) -> None:
        held = {name: getattr(card, name) for name in ("becomes", "reason", "passing", "county")}
        super().__init__(sent, initial=held)


class CapacityForm(WarnedForm):
    """What there is to do it with."""

    looked_at = ("money", "people", "others")

    money = _words(gettext_lazy("Money"), rows=3)
    people = _words(gettext_lazy("People"), rows=3)
    others = _words(gettext_lazy("Who else leads on some of it already"), rows=3)


class WorkForm(WarnedForm):
    """How a priority is worked on."""

    looked_at = ("aim", "measured_by", "first_action")

    owner = forms.ModelChoiceField(
        Organisation.objects.all(), label=gettext_lazy("Whose it is"), to_field_name="name"
    )
    aim = _words(gettext_lazy("What is to change"), required=True, rows=2)
    measure = forms.ChoiceField(label=gettext_lazy("Seen by this measure"), required=False)
    measured_by = forms.CharField(
        label=gettext_lazy("Or, where no measure counts it, in words"), required=False, max_length=500
    )
    first_action = forms.CharField(label=gettext_lazy("First action"), max_length=300)
    due = a_day(gettext_lazy("By when"))

    def __init__(self, held: Work | None, measure: str, sent: Any = None) -> None:
        before = held.model_dump() if held else {"measure": measure}
        super().__init__(sent, initial=before)
        known = [(one.value, one.text) for one in measure_choices(Asked())]
        self.fields["measure"].choices = [("", _("No measure")), *known]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of the two ways to see it."""
        made = super().clean() or {}
        if not made.get("measure") and not made.get("measured_by"):
            self.add_error("measured_by", _("Choose a measure, or say in words how it is seen."))
        return made

    def clean_due(self) -> date:
        """Not a day that is past."""
        due: date = self.cleaned_data["due"]
        if due < timezone.localdate():
            raise forms.ValidationError(_("That day is past."))
        return due

    @property
    def work(self) -> Work:
        """What was said."""
        told = {name: said for name, said in self.cleaned_data.items() if name != MEANT}
        return Work(**{**told, "owner": told["owner"].name})


class OtherwiseForm(WarnedForm):
    """Who thinks otherwise, of what, and what they think."""

    looked_at = ("words",)

    seat = forms.ModelChoiceField(Seat.objects.none(), label=gettext_lazy("Partner"), empty_label=None)
    card = forms.ModelChoiceField(
        Card.objects.none(), label=gettext_lazy("Of"), required=False, empty_label=gettext_lazy("The whole")
    )
    words = _words(gettext_lazy("What they think, in their words"), required=True)

    def __init__(self, workshop: Workshop, sent: Any = None) -> None:
        super().__init__(sent)
        here = workshop.seats.select_related("organisation")
        self.fields["seat"].queryset = here  # type: ignore[attr-defined]
        self.fields["card"].queryset = workshop.cards.select_related("issue")  # type: ignore[attr-defined]


class ConfirmForm(forms.Form):
    """The chair confirms."""

    chair = forms.CharField(
        label=gettext_lazy("Name of the chair"),
        max_length=200,
        help_text=gettext_lazy("The chair types it, having heard all of it read back."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )

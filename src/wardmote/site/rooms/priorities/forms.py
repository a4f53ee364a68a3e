"""What is asked about priorities."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wardmote.documents.judged import Decided, Work
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.priorities.models import Carried, Decides, DriverLink, Linked
from wardmote.site.rooms.scan.forms import a_day

SHORT, LONG = 200, 2000


def _words(label: Any, hint: Any = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class DecideForm(forms.Form):
    """What the board decided."""

    decided = forms.ChoiceField(
        label=_("What the board decided"), choices=Decides.choices, widget=forms.RadioSelect
    )
    board = forms.CharField(label=_("Which board"), max_length=SHORT, initial=_("The partnership board"))
    day = a_day(_("On which day"))
    meeting = forms.CharField(
        label=_("At which meeting"),
        max_length=SHORT,
        required=False,
        help_text=_("Such as: meeting of March, minute 4."),
    )
    words = _words(_("What it said"), _("Needed where it was sent back."))

    def __init__(self, *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        self.initial.setdefault("day", timezone.localdate())


class CarryForm(forms.Form):
    """How far a priority was carried out."""

    state = forms.ChoiceField(
        label=_("How far it was carried out"), choices=Carried.choices, widget=forms.RadioSelect
    )
    output = _words(_("What was delivered"))
    evidence = _words(
        _("What shows it"), _("A figure that moved afterwards does not show that the plan moved it.")
    )
    lesson = _words(_("What was learned"))


class WorkForm(forms.Form):
    """The work on one priority."""

    owner = forms.CharField(label=_("Whose it is"), max_length=SHORT)
    aim = forms.CharField(
        label=_("What is to change"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 2})
    )
    measured_by = forms.CharField(label=_("How that is seen"), max_length=LONG, required=False)
    first_action = forms.CharField(label=_("Next step"), max_length=LONG)
    due = forms.DateField(
        label=_("By when"), required=False, localize=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip

    def __init__(self, *words: Any, work: Work | None = None, **named: Any) -> None:
        super().__init__(*words, **named)
        self.work = work
        if work is not None:
            self.initial.update({name: getattr(work, name) for name in self.fields})

    def said(self) -> Work:
        """The work as it is told; the measure that counts it stays."""
        return Work(measure=self.work.measure if self.work else "", **self.cleaned_data)


class WhyForm(forms.Form):
    """Why the work is refreshed."""

    why = forms.CharField(
        label=_("Why it changes"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 2})
    )


class LinkForm(forms.Form):
    """Whether a driver lies behind a priority."""

    linked = forms.ChoiceField(
        label=_("Does it lie behind this priority?"), choices=Linked.choices, widget=forms.RadioSelect,
        help_text=_("No link is a judgement, too. Not assessed says that nobody has looked."),
    )  # fmt: skip
    why = _words(
        _("Why"), _("What is known of it, and from where. Nothing by which somebody could be known."), 2
    )
    view = forms.CharField(
        label=_("Whose view it is"),
        max_length=SHORT,
        required=False,
        help_text=_("An organisation, or a meeting."),
    )

    def __init__(self, *words: Any, link: DriverLink | None = None, **named: Any) -> None:
        super().__init__(*words, **named)
        if link is not None:
            self.initial.update({"linked": link.linked, "why": link.why, "view": link.view})


class ThreadForm(forms.Form):
    """Which threads run through an issue."""

    threads = forms.MultipleChoiceField(
        label=_("Threads"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *words: Any, issue: Decided, held: list[str], **named: Any) -> None:
        super().__init__(*words, **named)
        self.fields["threads"].label = _("What runs through %(issue)s") % {"issue": issue.title}
        self.fields["threads"].choices = [  # type: ignore[attr-defined]
            (one.id, f"{one.title}: {one.meaning}") for one in used_as("thread")
        ]
        self.initial["threads"] = held


def used_as(use: str) -> list[Any]:
    """Drivers or threads of the definitions in their order."""
    known = workspace().definitions.drivers.values()
    return sorted((one for one in known if use in one.use), key=lambda one: (one.order, one.title))

"""Forms of the library."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wardmote.operations.assess import FORMATS
from wardmote.site.kit.pages.wording import month_in_words
from wardmote.site.rooms.library import selectors
from wardmote.site.rooms.library.building import ASSESSMENT, PROFILE
from wardmote.site.rooms.library.models import Build, Edition

NAMES = {
    "html": _("Web page"),
    "pdf": _("PDF"),
    "docx": _("Word"),
    "odt": _("OpenDocument text"),
    "pptx": _("Slides (PowerPoint)"),
    "xlsx": _("Tables (Excel)"),
}


class BuildForm(forms.Form):
    """Which document to build."""

    document = forms.ChoiceField(
        label=_("Document"),
        choices=[(ASSESSMENT, _("Strategic assessment")), (PROFILE, _("Profile of an area"))],
        initial=ASSESSMENT,
        widget=forms.RadioSelect,
    )
    area = forms.ChoiceField(
        label=_("Area of the profile"), required=False, help_text=_("Only a profile asks for it.")
    )
    to = forms.ChoiceField(label=_("Last month"), required=False)
    edition = forms.ChoiceField(
        label=_("Edition"),
        choices=[
            (Edition.INSIDE, _("For the partnership")),
            (Edition.PUBLIC, _("For the public: protected figures alone")),
        ],
        initial=Edition.INSIDE,
        help_text=_(
            "An edition for the partnership can never be made public later. Build a public one for that."
        ),
        widget=forms.RadioSelect,
    )
    recommendation = forms.ChoiceField(
        label=_("Recommendation that an assessment rests on"),
        required=False,
        help_text=_(
            "The latest that the board approved. A draft for the board to read may rest on one that it has yet to decide "
            "on, and waits for its decision."
        ),
    )
    formats = forms.MultipleChoiceField(
        label=_("Formats besides the web page"),
        choices=[(one, NAMES[one]) for one in FORMATS if one != "html"],
        initial=["pdf"],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, recommended: list[tuple[str, str]], *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        months = selectors.months()
        self.fields["recommendation"].choices = recommended  # type: ignore[attr-defined]
        if not recommended:
            del self.fields["recommendation"]
        self.fields["area"].choices = selectors.areas()  # type: ignore[attr-defined]
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            ("" if at == 0 else month, month_in_words(month)) for at, month in enumerate(months)
        ]

    def clean(self) -> dict[str, Any]:
        """A profile is of an area; every build has a web page to read."""
        given = super().clean() or {}
        if given.get("document") == PROFILE and not given.get("area"):
            self.add_error("area", gettext("Choose the area of the profile."))
        return {
            "document": given.get("document", ""),
            "area": given.get("area", "") if given.get("document") == PROFILE else "",
            "to": given.get("to", ""),
            "edition": given.get("edition", ""),
            "formats": ["html", *given.get("formats", [])],
            "recommendation": given.get("recommendation", "") if given.get("document") == ASSESSMENT else "",
        }

    def title(self) -> str:
        """What the work is called."""
        asked = self.cleaned_data
        named = dict(selectors.areas()).get(asked["area"], "")
        name = f"Profile of {named}" if asked["document"] == PROFILE else "Strategic assessment"
        return f"Build: {name}{', public edition' if asked['edition'] == Edition.PUBLIC else ''}"


class WhyForm(forms.Form):
    """A step with a build, and a word about it."""

    words = forms.CharField(
        label=_("What others should know"), required=False, max_length=1000, widget=forms.Textarea
    )


class WordsForm(forms.Form):
    """People's words for a place of a document."""

    words = forms.CharField(
        label=_("Words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "An empty line begins a new paragraph. Write nothing that could identify a victim, witness or suspect."
        ),
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class CompareForm(forms.Form):
    """The build to compare with."""

    earlier = forms.ChoiceField(label=_("Compare with"))

    def __init__(self, others: list[Build], *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        known = [(str(one.pk), f"{one.title}, {one.made:%Y-%m-%d %H:%M}") for one in others]
        self.fields["earlier"].choices = known  # type: ignore[attr-defined]

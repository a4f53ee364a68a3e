"""What may be changed of the partnership's settings."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from wardmote.publishing.theme import fault_of_colour

ONE_LINE = RegexValidator(r"^[^\x00-\x1f\x7f]*$", _("Write it on one line, without control characters."))


class PartnershipForm(forms.Form):
    """Name, colour, marking, and what public editions leave out."""

    name = forms.CharField(label=_("Name of the partnership"), max_length=200, validators=[ONE_LINE])
    marking = forms.CharField(
        label=_("Marking of documents and pages"), max_length=60, required=False, validators=[ONE_LINE]
    )
    colour = forms.RegexField(
        r"^#[0-9A-Fa-f]{6}$",
        label=_("Colour"),
        required=False,
        help_text=_("As #1D5B79. White text must be readable on it. Leave empty for ours."),
        error_messages={
            "invalid": _("Write it as # and six digits or letters from A to F, such as #1D5B79.")
        },
    )
    suppress_open_data = forms.BooleanField(
        label=_("In public editions, leave out small counts of data that is published already, too"),
        required=False,
    )
    withhold_partner_figures = forms.BooleanField(
        label=_("In public editions, leave out what partners count themselves"), required=False
    )

    def clean_colour(self) -> str:
        """Refuse a colour on which nobody can read."""
        colour: str = self.cleaned_data["colour"]
        fault = fault_of_colour(colour) if colour else ""
        if fault:
            raise ValidationError(f"{fault[:1].upper()}{fault[1:]}.")
        return colour

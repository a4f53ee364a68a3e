"""What an auditor may ask the record for; the answers stand in the address."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wardmote.site.rooms.audit.wording import in_words

EARLIEST = date(2000, 1, 1)


class RecordFilter(forms.Form):
    """Filters of the record. All may be empty."""

    words = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=200,
        help_text=_("In the sentence, or the name of a person."),
    )
    action = forms.ChoiceField(label=_("What was done"), required=False)
    organisation = forms.ChoiceField(label=_("For which organisation"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(
        label=_("To (and including)"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    kind = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)
    person = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(
        self, *words: Any, actions: list[str], organisations: list[tuple[int, str]], **named: Any
    ) -> None:
        super().__init__(*words, **named)
        every = [("", _("Everything"))]
        told = sorted(((one, in_words(one)) for one in actions), key=lambda one: one[1])
        self.fields["action"].choices = [*every, *told]  # type: ignore[attr-defined]
        self.fields["organisation"].choices = [("", _("All"))] + [  # type: ignore[attr-defined]
            (str(key), name) for key, name in organisations
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse a time that ends before it begins."""
        made = super().clean() or {}
        since, until = made.get("since"), made.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day is before the first one. Change one of the two."))
        return made

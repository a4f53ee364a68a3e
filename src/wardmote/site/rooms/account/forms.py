"""What may be asked about access."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wardmote.site.kit.house import workspace


class WhyForm(forms.Form):
    """An address, or a right."""

    address = forms.CharField(
        label=_("Address of the page"),
        required=False,
        max_length=2000,
        help_text=_("Copy it from the browser."),
    )
    right = forms.ChoiceField(label=_("Or what you want to do"), required=False)

    def __init__(self, *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        rights = [
            (one.id, one.title[:1].upper() + one.title[1:]) for one in workspace().definitions.rights.values()
        ]
        self.fields["right"].choices = [("", _("Choose")), *rights]  # type: ignore[attr-defined]

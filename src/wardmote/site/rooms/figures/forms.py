"""The form of a new token."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wardmote.site.kit.access.limits import count

USUAL_DAYS = 90


class TokenForm(forms.Form):
    """What a token is called, and how long it holds."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("The program or report that will use it.")
    )
    days = forms.IntegerField(label=_("Days it holds"), min_value=1)

    def __init__(self, *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        most, days = count("api-token-days"), self.fields["days"]
        days.initial = min(USUAL_DAYS, most)
        days.help_text = gettext("%(most)s at most. After that the program needs a new one.") % {"most": most}
        days.widget.attrs["class"] = "govuk-input--width-4"

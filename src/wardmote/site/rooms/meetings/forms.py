"""What is asked before minutes become entries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from wardmote.site.rooms.meetings.minutes import Asked
from wardmote.site.rooms.meetings.owners import Owners, Whose


class WhoseForm(forms.Form):
    """Whose each action is that names nobody."""

    def __init__(self, *words: Any, asked: Iterable[Asked], owners: Owners, **named: Any) -> None:
        super().__init__(*words, **named)
        self.owners = owners
        for one in asked:
            if one.asks_whose:
                self.fields[one.key] = forms.ChoiceField(
                    label=_("Whose is it: %(action)s") % {"action": one.point.words},
                    choices=[("", _("Choose an organisation or a person")), *owners.titles.items()],
                    error_messages={"required": _("Choose an organisation or a person.")},
                )

    def chosen(self) -> dict[str, Whose]:
        """Key of an action -> whose it is."""
        return {key: self.owners.chosen(which) for key, which in self.cleaned_data.items()}

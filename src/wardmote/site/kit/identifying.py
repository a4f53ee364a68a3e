"""Words by which somebody could be known: found in one way everywhere, and told before they are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from wardmote.definitions.registers import Identifying
from wardmote.site.kit.house import workspace

MEANT = "meant"
"""The field by which somebody says that nobody can be known."""


def looks_like(text: str, looks: Iterable[Identifying]) -> list[str]:
    """What a text holds that looks as if it told who somebody is: a telephone number, a postcode."""
    return [one.title for one in looks if re.search(one.match, text)]


def warning(texts: Iterable[str]) -> str:
    """A warning where words look as if they told who somebody is; empty where they do not."""
    looks = workspace().definitions.identifying.values()
    found = list(dict.fromkeys(title for text in texts for title in looks_like(text, looks)))
    if not found:
        return ""
    return _("This looks like %(what)s. Write nothing by which somebody could be known.") % {
        "what": _(" and ").join(found)
    }


class WarnedForm(forms.Form):
    """A form that stops once where its words look identifying; sent again with the box ticked, they are taken."""

    looked_at: tuple[str, ...] = ()
    """Names of the fields that are looked at."""

    def clean(self) -> dict[str, Any]:
        """Warn once of what looks identifying."""
        made = super().clean() or {}
        stop_once(self, [str(made.get(name) or "") for name in self.looked_at])
        return made


def stop_once(form: forms.Form, texts: Iterable[str]) -> bool:
    """Put the warning and the box on a form that was sent without it; says whether it stops."""
    told = warning(texts)
    if not told:
        return False
    form.fields[MEANT] = forms.BooleanField(label=_("Nobody can be known by it"), required=False)
    if form.data.get(MEANT):
        return False
    form.add_error(MEANT, f"{told} {_('Change it, or tick the box if nobody can be known by it.')}")
    return True

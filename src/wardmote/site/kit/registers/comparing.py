"""What differs between two versions of an entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from wardmote.definitions.registers import Register
from wardmote.site.kit.registers import values
from wardmote.site.kit.registers.names import Names


@dataclass(frozen=True)
class Difference:
    """One thing that was changed, in words; empty where nothing was said."""

    title: str
    before: str
    after: str


def differences(
    register: Register, earlier: Mapping[str, Any], later: Mapping[str, Any], names: Names
) -> list[Difference]:
    """Everything that is not the same, in the order of the definition; what it no longer has comes last."""
    before, after = in_words(register, earlier, names), in_words(register, later, names)
    return [
        Difference(title, before.get(title, ""), after.get(title, ""))
        for title in dict.fromkeys([*before, *after])
        if before.get(title, "") != after.get(title, "")
    ]


def in_words(register: Register, state: Mapping[str, Any], names: Names) -> dict[str, str]:
    """All that a version says: what it is called -> words."""
    said = {one.title: values.words(one, state["values"].get(one.id), names) for one in register.fields}
    said[_("Status")] = register.status(state["status"]).title
    said[_("Organisation")] = names.organisations.get(state["organisation"] or 0, "")
    said[_("Looked after by")] = names.people.get(state["owner"] or 0, "")
    said[_("Marking")] = state["marking"]
    known = {one.id for one in register.fields}
    gone = {name: str(value) for name, value in state["values"].items() if name not in known}
    return said | {_("%(name)s (no longer asked)") % {"name": name}: words for name, words in gone.items()}

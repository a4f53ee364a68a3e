"""What must hold of an entry, and who may see or change it: pure questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from wardmote.definitions.registers import Identifying, Register
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.identifying import looks_like
from wardmote.site.kit.registers.clocks import unmet


@dataclass(frozen=True)
class Draft:
    """What an entry is to say. ``values`` as ``kit.registers.values`` stores them, without what says nothing."""

    status: str
    organisation: int | None = None
    owner: int | None = None
    marking: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    def with_values(self, **changed: Any) -> Draft:
        """The same with other values; None takes one away. Names as in Python: ``_`` for ``-``."""
        made = dict(self.values) | {name.replace("_", "-"): value for name, value in changed.items()}
        return replace(
            self, values={name: value for name, value in made.items() if value not in (None, "", [])}
        )

    def state(self) -> dict[str, Any]:
        """As a version keeps it."""
        return {
            "status": self.status,
            "organisation": self.organisation,
            "owner": self.owner,
            "marking": self.marking,
            "values": dict(self.values),
        }


class NotAccepted(Exception):  # noqa: N818
    """An entry cannot be kept as it is; ``faults`` says why, by field."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        self.faults = dict(faults)
        super().__init__(" ".join(self.faults.values()))


def faults_of(register: Register, draft: Draft, before: str = "") -> dict[str, str]:
    """What is wrong with an entry, by field; ``before`` is the state that it was in, empty for a new one."""
    found: dict[str, str] = {}
    for one in register.fields:
        if one.required and draft.values.get(one.id) in (None, "", []):
            found[one.id] = _("Fill this in.")
    states = {one.id: one for one in register.statuses}
    status = states.get(draft.status)
    if status is None:
        return found | {"status": _("There is no such status. Choose another one.")}
    if fault := _of_the_step(register, before, draft.status):
        found["status"] = fault
    for name in (*status.needs, *unmet(register, status, draft.values)):
        if draft.values.get(name) in (None, "", []):
            found[name] = _("Fill this in: an entry that is “%(status)s” needs it.") % {
                "status": status.title
            }
    return found


def _of_the_step(register: Register, before: str, after: str) -> str:
    follows = register.status(before).next if before else ()
    if not follows or before == after or after in follows:
        return ""
    names = ", ".join(register.status(one).title for one in follows)
    return _("After “%(before)s” comes: %(names)s.") % {
        "before": register.status(before).title,
        "names": names,
    }


def identifying(
    register: Register, values: Mapping[str, Any], looks: Mapping[str, Identifying]
) -> dict[str, str]:
    """What looks as if it told who somebody is, by field, in the places that ask to be warned."""
    found: dict[str, str] = {}
    for one in register.fields:
        text = values.get(one.id)
        if one.personal == "warn" and isinstance(text, str):
            named = looks_like(text, looks.values())
            if named:
                found[one.id] = _("This looks like %(what)s.") % {"what": _(" and ").join(named)}
    return found


def may_see(scope: Scope, register: Register) -> bool:
    """Whether somebody may open a register at all."""
    return scope.may("registers-see") and scope.may(register.see) and scope.sight(register.see) != "public"


def may_change(scope: Scope, register: Register) -> bool:
    """Whether somebody may add to a register, and change what of it they see."""
    return may_see(scope, register) and scope.may("registers-change") and scope.may(register.change)


def may_be_of(scope: Scope, register: Register, organisation: int | None) -> bool:
    """Whether somebody may write an entry of an organisation: who sees their own organisation's alone writes for it."""
    return scope.sight(register.change) == "partnership" or organisation in scope.organisations

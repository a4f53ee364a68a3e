"""Entries of registers, and records of what was done."""

from __future__ import annotations

from tests.site.real_keys.belongings import Belongings, once

from wardmote.site.kit.access.scope import NOBODY, Actor, machine
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.audit.reading import note_export
from wardmote.site.kit.house import workspace
from wardmote.site.kit.registers import services as registers
from wardmote.site.kit.registers.models import Entry
from wardmote.site.kit.registers.rules import Draft


@once
def entry(here: Belongings) -> Entry:
    """An entry of the register of actions, changed once."""
    register = workspace().definitions.registers["actions"]
    values = {"title": f"Heron of {here.word}", "due": "2026-01-01"}
    draft = Draft("open", here.organisation.pk, here.person.pk, values=values)
    made = registers.add(machine("test"), register, draft)
    return registers.change(machine("test"), register, made, draft.with_values(progress=here.word), seen=1)


@once
def meeting(here: Belongings) -> Entry:
    """A meeting whose minutes ask for something."""
    register = workspace().definitions.registers["meetings"]
    values = {"title": f"Meeting of {here.word}", "day": "2026-01-05", "present": [here.organisation.name]}
    values["minutes"] = f"Action: lamps of {here.word}, by 4/3/2026"
    return registers.add(
        machine("test"), register, Draft("done", here.organisation.pk, values=values | {"group": _group()})
    )


def _group() -> int:
    said = {"title": "Lead group", "remit": "Leads.", "frequency": "quarterly"}
    return registers.add(
        machine("test"), workspace().definitions.registers["groups"], Draft("sits", values=said)
    ).number


@once
def audited(here: Belongings) -> AuditRecord:
    """The record of something that they did."""
    actor = Actor(here.person.pk, here.person.name, NOBODY, here.organisation.pk)
    note_export(actor, f"figures {here.word}", {}, "csv", 1)
    return AuditRecord.objects.filter(person=here.person.pk).latest("pk")


EXAMPLES = {
    "/audit/<int:key>": lambda here: audited(here).pk,
    "/audit/records.<slug:written_as>": "csv",
    "/meetings/<int:number>": lambda here: meeting(here).number,
    "/meetings/<int:number>/papers.<slug:written_as>": "docx",
    "/registers/<slug:register>": "actions",
    "/registers/<slug:register>/chart/": "groups",
    "/registers/<slug:register>/<int:number>": lambda here: entry(here).number,
    "/registers/<slug:register>/entries.<slug:written_as>": "csv",
    "/registers/<slug:register>/to-fill-in.<slug:written_as>": "csv",
}

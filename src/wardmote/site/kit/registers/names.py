"""The names of what entries point at: people, organisations, areas, entries of other registers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from wardmote.definitions.permissions import Sight
from wardmote.definitions.registers import Register
from wardmote.site.kit.access.models import Organisation, Person
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.house import workspace
from wardmote.site.kit.registers.areas import areas
from wardmote.site.kit.registers.models import Entry


@dataclass(frozen=True)
class Names:
    """Key -> name of everything that the entries of a register may point at.

    ``entries``: register -> number -> what the entry is called, of those that somebody may see. ``choosable``: people
    whom they may name: everybody, those of their own organisation, or themselves. ``seen``: organisations whose entries
    they may see.
    """

    people: dict[int, str] = field(default_factory=dict)
    emails: dict[str, int] = field(default_factory=dict)
    organisations: dict[int, str] = field(default_factory=dict)
    short: dict[str, int] = field(default_factory=dict)
    areas: dict[str, str] = field(default_factory=dict)
    entries: dict[str, dict[int, str]] = field(default_factory=dict)
    choosable: frozenset[int] = frozenset()
    seen: frozenset[int] = frozenset()

    def email(self, person: int) -> str:
        """Somebody's email address in small letters; empty for who is not here."""
        return next((email for email, key in self.emails.items() if key == person), "")


def names_for(register: Register, scope: Scope, seen: Callable[[Scope, Register], Iterable[Entry]]) -> Names:
    """All names that the pages of a register need. ``seen`` gives the entries that somebody may see."""
    people = list(Person.objects.values_list("pk", "name", "email"))
    sight = scope.sight(register.see) if scope.may(register.see) else "public"
    homes = list(Organisation.objects.values_list("pk", "name", "short_name"))
    registers = workspace().definitions.registers
    links = {one.leads_to for one in register.fields if one.kind == "link"} & set(registers)
    kinds = {one.kind for one in register.fields}
    return Names(
        people={key: name for key, name, _ in people},
        emails={email.casefold(): key for key, _, email in people},
        organisations={key: name for key, name, _ in homes},
        short={short.casefold(): key for key, _, short in homes},
        areas=dict(areas()) if "area" in kinds else {},
        entries={
            name: {one.number: title_of(one, registers[name]) for one in seen(scope, registers[name])}
            for name in links
        },
        choosable=_choosable(scope, sight),
        seen=frozenset(key for key, _, _ in homes) if sight == "partnership" else scope.organisations,
    )


def people_and_organisations() -> Names:
    """The names of people and organisations alone."""
    return Names(
        people=dict(Person.objects.values_list("pk", "name")),
        organisations=dict(Organisation.objects.values_list("pk", "name")),
    )


def _choosable(scope: Scope, sight: Sight) -> frozenset[int]:
    found = Person.objects.filter(is_active=True)
    match sight:
        case "partnership":
            pass
        case "organisation":
            found = found.filter(memberships__organisation__in=scope.organisations)
        case _:
            found = found.filter(pk=scope.person or 0)
    return frozenset(found.values_list("pk", flat=True))


def title_of(entry: Entry, register: Register) -> str:
    """What an entry is called: the field that names it."""
    return str(entry.said.get(register.name.id, "")) or f"{register.one} {entry.number}"

"""Whose an action of minutes is: by the names at the head of its sentence, or by what was chosen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from wardmote.definitions.registers import Register
from wardmote.site.kit.access.models import Membership
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.registers import rules, selectors
from wardmote.site.kit.registers.names import names_for

GOES_ON = re.compile(r"\s*([(),:;\u2013-]|(to|will|shall|must|and|with)\b)", re.IGNORECASE)
"""What follows a name that somebody is called by; without it the word belongs to the sentence, as in "health visitors"."""
BETWEEN = " (,:;\u2013-"


@dataclass(frozen=True)
class Whose:
    """An organisation and a person of it, each where it is known."""

    organisation: int | None = None
    person: int | None = None

    def __bool__(self) -> bool:
        return self.organisation is not None or self.person is not None


@dataclass(frozen=True)
class Owners:
    """Who may be given an action. ``organisations`` and ``people``: names in small letters -> key, of people only names
    that one has alone; ``homes``: person -> organisation, of those who are of one alone; ``titles``: what to choose from,
    by ``organisation-3`` or ``person-4``."""

    organisations: Mapping[str, int] = field(default_factory=dict)
    people: Mapping[str, int] = field(default_factory=dict)
    homes: Mapping[int, int] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)

    def named_in(self, words: str) -> Whose:
        """Who is named at the head of a sentence: "Police (a name) to walk the quay"; nobody where nobody is."""
        home, rest = _head(words, self.organisations)
        person, _rest = _head(rest, self.people)
        if person is not None:
            home = home if home is not None else self.homes.get(person)
        return Whose(home, person)

    def chosen(self, which: str) -> Whose:
        """Who was chosen; nobody for what is no choice."""
        kind, _, key = which.partition("-")
        if which not in self.titles:
            return Whose()
        return Whose(int(key)) if kind == "organisation" else Whose(self.homes.get(int(key)), int(key))


def owners_for(scope: Scope, register: Register) -> Owners:
    """Everybody to whom somebody may give an entry of a register."""
    names = names_for(register, scope, selectors.entries)
    homes = {key: name for key, name in names.organisations.items() if rules.may_be_of(scope, register, key)}
    short = {name: key for name, key in names.short.items() if name and key in homes}
    people = {key: names.people[key] for key in names.choosable}
    once = Counter(name.casefold() for name in people.values())
    titles = {f"organisation-{key}": name for key, name in homes.items()}
    return Owners(
        short | {name.casefold(): key for key, name in homes.items()},
        {name.casefold(): key for key, name in people.items() if once[name.casefold()] == 1},
        {key: home for key, home in _homes(people).items() if home in homes},
        titles | {f"person-{key}": name for key, name in sorted(people.items(), key=lambda one: one[1])},
    )


def _homes(people: Iterable[int]) -> dict[int, int]:
    """Person -> organisation, of those who are of one alone today."""
    day = timezone.localdate()
    held: dict[int, set[int]] = {}
    for one in Membership.objects.filter(person__in=list(people)):
        if one.holds_on(day):
            held.setdefault(one.person_id, set()).add(one.organisation_id)
    return {person: next(iter(homes)) for person, homes in held.items() if len(homes) == 1}


def _head(words: str, known: Mapping[str, int]) -> tuple[int | None, str]:
    """The longest name that a sentence begins with, and what follows it."""
    plain = words.casefold()
    for name in sorted(known, key=len, reverse=True):
        if plain.startswith(name) and GOES_ON.match(plain, len(name)):
            return known[name], words[len(name) :].lstrip(BETWEEN)
    return None, words

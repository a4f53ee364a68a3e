"""What belongs to somebody in the matrix of roles and routes, made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from wardmote.site.kit.access.models import Organisation, Person

Thing = TypeVar("Thing")
MADE_ONCE: list[Callable[[Belongings], Any]] = []
"""All that somebody can have."""


@dataclass(frozen=True)
class Belongings:
    """Somebody and what is theirs. ``word`` stands in everything of theirs that has words."""

    person: Person
    organisation: Organisation
    word: str
    held: dict[Callable[[Belongings], Any], Any] = field(default_factory=dict, compare=False)

    def everything(self) -> None:
        """Make all of it."""
        for made in MADE_ONCE:
            made(self)


@dataclass(frozen=True)
class Common:
    """An example that is nobody's, and that must be looked for."""

    find: Callable[[Belongings], object]


Example = str | Common | Callable[[Belongings], object]


@dataclass(frozen=True)
class ByWhatFollows:
    """Examples told apart by what stands after the key in the address; the longest beginning that fits is taken."""

    examples: dict[str, Example]

    def of(self, after: str) -> tuple[str, Example]:
        """The example of an address that goes on so, and the beginning that fits."""
        fits = max(filter(after.startswith, self.examples), key=len)
        return fits, self.examples[fits]


def once(make: Callable[[Belongings], Thing]) -> Callable[[Belongings], Thing]:
    """Make a thing for somebody when it is first asked for, and give the same one ever after."""

    def held(here: Belongings) -> Thing:
        if make not in here.held:
            here.held[make] = make(here)
        thing: Thing = here.held[make]
        return thing

    MADE_ONCE.append(held)
    return held

"""What needs whom: each room declares its own, and the home page asks them all.

A room calls ``declares(right)`` on a function of its own when it is loaded:

    @declares("evidence-see")
    def late_files(scope: Scope, day: date) -> Iterator[Need]:
        ...

It is asked only for people who have that right, and answers for what they may see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from wardmote.site.kit.access.scope import Scope


@dataclass(frozen=True)
class Need:
    """Something that waits for somebody: what to do in a sentence, by when, and where.

    ``more``: a quiet line under it. ``address``: the page where it is done; empty where there is none yet. ``late``:
    whether its day is past.
    """

    words: str
    by: date | None = None
    more: str = ""
    address: str = ""
    late: bool = False


Asked = Callable[[Scope, date], Iterable[Need]]
_declared: list[tuple[str, Asked]] = []


def declares(right: str) -> Callable[[Asked], Asked]:
    """Declare what needs those who have a right."""

    def keep(asked: Asked) -> Asked:
        if not any(
            one.__module__ == asked.__module__ and one.__name__ == asked.__name__ for _, one in _declared
        ):
            _declared.append((right, asked))
        return asked

    return keep


def needs_of(scope: Scope, day: date) -> list[Need]:
    """Everything that waits for somebody on a day: what is late first, then by its day, then what has none."""
    found = [need for right, asked in _declared if scope.may(right) for need in asked(scope, day)]
    return sorted(found, key=lambda one: (not one.late, one.by or date.max, one.words))

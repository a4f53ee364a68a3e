"""Every declared route with a real address: what the matrix of roles and routes looks at is there.

Each room has a file beside this one, ``of_<room>.py``, which is found by its name. It says

- ``EXAMPLES``: the beginning of an address as it is declared, up to and with the key -> what gives that key. A word, or
  ``Common``, is something that is nobody's; a call is given somebody's ``Belongings``, and makes there what is missing
  (``@once``); ``ByWhatFollows`` has another example for other pages. For the last key of an address its whole comes
  before its beginning: a route may need another thing.
- ``OF_ORGANISATIONS``: those beginnings whose thing is an organisation's, and no person's.
- ``QUESTIONS``: route's name -> what its address is asked besides.
- ``SENT``: route's name -> what a form that is only sent must say to be understood.
- ``FURTHER``: route's name -> a right that the view asks for besides the one that is declared.
- ``WHOLE``: names of routes that show what is the whole partnership's alone.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.site.real_keys.belongings import Belongings, ByWhatFollows, Common

from wardmote.site.kit.access.routes import Declaration, every_route

ROOMS = [
    importlib.import_module(f"tests.site.real_keys.{file.stem}")
    for file in sorted(Path(__file__).parent.glob("of_*.py"))
]


def _told(name: str) -> Iterator[Any]:
    return (getattr(room, name) for room in ROOMS if hasattr(room, name))


EXAMPLES = {begins: example for told in _told("EXAMPLES") for begins, example in told.items()}
OF_ORGANISATIONS = {begins for told in _told("OF_ORGANISATIONS") for begins in told}
QUESTIONS = {name: ask for told in _told("QUESTIONS") for name, ask in told.items()}
SENT = {name: said for told in _told("SENT") for name, said in told.items()}
FURTHER = {name: right for told in _told("FURTHER") for name, right in told.items()}
WHOLE = {name for told in _told("WHOLE") for name in told}
KEY = re.compile(r"<(?:\w+:)?\w+>|\(\?P<\w+>(?:[^()]|\([^()]*\))*\)")


@dataclass(frozen=True)
class Route:
    """A route with a real address. ``kinds``: whose keys stand in it, where they are somebody's."""

    name: str
    pattern: str
    right: str
    address: str
    kinds: frozenset[str]


class NoExampleError(Exception):
    """A kind of key has no example; says where to add one."""


def routes(here: Belongings) -> list[Route]:
    """Every declared route, with the keys of what belongs to somebody.

    Raises
    ------
    NoExampleError
        When a place in an address has no example.
    """
    return list(_routes(here))


def _routes(here: Belongings) -> Iterator[Route]:
    for raw, name, declared in every_route():
        if not isinstance(declared, Declaration):
            continue
        pattern = raw.replace("^", "").replace("$", "").replace("\\", "")
        address, kinds = filled(pattern, here)
        question = QUESTIONS[name](here) if name in QUESTIONS else ""
        yield Route(name or "", pattern, declared.right, address + question, kinds)


def filled(pattern: str, here: Belongings) -> tuple[str, frozenset[str]]:
    """An address pattern with real keys, and the kinds among them that are somebody's."""
    made, at, kinds = "", 0, set()
    places = list(KEY.finditer(pattern))
    for found in places:
        whole = found is places[-1] and pattern in EXAMPLES
        kind = pattern if whole else pattern[: found.end()]
        if kind not in EXAMPLES:
            raise NoExampleError(
                f"The address {pattern} has a key of which no real one is known. Add one line to EXAMPLES in its "
                f'room\'s file of tests/site/real_keys: "{kind}": lambda here: ..., which gives the key of something '
                "that is there. What belongs to somebody is made there, too."
            )
        example = EXAMPLES[kind]
        if isinstance(example, ByWhatFollows):
            fits, example = example.of(pattern[found.end() :])
            kind += fits
        if callable(example):
            kinds.add(kind)
        find = example.find if isinstance(example, Common) else example
        made += pattern[at : found.start()] + str(find(here) if callable(find) else find)
        at = found.end()
    return made + pattern[at:], frozenset(kinds)

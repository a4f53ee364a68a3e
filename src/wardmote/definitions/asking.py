"""Finding a definition by what people call it: one way for every kind, and one sentence where there is none."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

from wardmote.definitions.loader import Definitions
from wardmote.definitions.models import Force, Measure

OFFERED, LIKENESS = 3, 0.5
"""Names that a refusal offers at most, and how like what was asked for each must be, from 0 to 1."""
Called = Sequence[tuple[str, Iterable[str]]]
"""Identifiers, each with everything that it is called."""
ALL_FORCES = "docs/reference/forces.md lists them all."


class UnknownNameError(ValueError):
    """Something was asked for by a name that nothing has, or that several have; offers the nearest."""


def measure_called(definitions: Definitions, words: str) -> Measure:
    """The measure of an identifier, a title or a short title, whatever its case and spaces.

    Raises
    ------
    UnknownNameError
        When none or several are called so.
    """
    called = [(one.id, (one.title, one.short_title)) for one in definitions.measures_in_order()]
    return definitions.measures[
        the_one_called("measure", words, called, "The list of measures holds them all.")
    ]


def force_called(definitions: Definitions, words: str) -> Force:
    """The police force of an identifier, a title, or any spelling that police.uk has for it.

    Raises
    ------
    UnknownNameError
        When none or several are called so.
    """
    called = [(one.id, (one.title, one.slug, *one.names)) for one in definitions.forces.values()]
    return definitions.forces[the_one_called("police force", words, called, ALL_FORCES)]


def the_one_called(what: str, words: str, called: Called, where: str) -> str:
    """The identifier that is asked for: by itself, else by a name that it alone has.

    Parameters
    ----------
    what
        What it is, in the singular: measure.
    where
        A sentence that says where to see all of them.

    Raises
    ------
    UnknownNameError
        When none or several are called so.
    """
    said = _plain(words)
    by_name: dict[str, dict[str, None]] = {}
    for identifier, names in called:
        for name in names:
            by_name.setdefault(_plain(name), {})[identifier] = None
    for identifier, _ in called:
        by_name[_plain(identifier)] = {identifier: None}
    found = list(by_name.get(said, ()))
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownNameError(
            f"{len(found)} {what}s are called {words}: {', '.join(found)}. Name the one meant."
        )
    if close := _closed(by_name).get(_close(said)):
        return close
    raise UnknownNameError(f"There is no {what} called {words}.{offer(nearest(words, called))} {where}")


def nearest(words: str, called: Called) -> list[str]:
    """Identifiers whose names are like the words or hold them, the most like first; at most so many as are offered."""
    said = _plain(words)
    names = {_plain(name): one for one, others in called for name in (one, *others)}
    near = difflib.get_close_matches(said, list(names), n=OFFERED, cutoff=LIKENESS)
    parts = [name for name in names if said and said in name]
    return list(dict.fromkeys(names[name] for name in (*near, *parts)))[:OFFERED]


def offer(names: Sequence[str]) -> str:
    """The nearest names as a sentence that begins with a space; empty where none is near."""
    return f" Nearest: {', '.join(names)}." if names else ""


def _closed(by_name: Mapping[str, Mapping[str, None]]) -> dict[str, str]:
    """Names without spaces and hyphens, each of which only one has."""
    found: dict[str, set[str]] = {}
    for name, identifiers in by_name.items():
        found.setdefault(_close(name), set()).update(identifiers)
    return {name: next(iter(one)) for name, one in found.items() if len(one) == 1}


def _close(name: str) -> str:
    """Shop lifting, shop-lifting and shoplifting are one name."""
    return name.replace(" ", "").replace("-", "")


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()

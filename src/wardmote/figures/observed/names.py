"""Area names as sources write them, resolved to codes: exactly, never by guessing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wardmote.definitions import Definitions
from wardmote.figures.evidence import Evidence
from wardmote.figures.successors import successor_of

QUIET = re.compile(r"['\u2018\u2019\u02bc`.]")
PARTED = re.compile(r"[^\w]+|_+")

Key = tuple[str, str, str]
"""Source, area and level, as stored."""


@dataclass(frozen=True)
class Unplaced:
    """A name or code of an area that no area of the snapshot has, or that several have."""

    source: str
    area: str
    level: str
    rows: int
    codes: tuple[str, ...] = ()
    """The areas that share the name; empty where none has it."""

    @property
    def sentence(self) -> str:
        """What was found, and what to do."""
        what = f"{self.rows:,} {'row' if self.rows == 1 else 'rows'} of {self.source} name {self.area}"
        if self.codes:
            return f"{what}, which {len(self.codes)} areas are called ({', '.join(self.codes)}). Name the one by its code."
        return (
            f"{what}, which is no area of this snapshot. Say in the source's definition which code is meant."
        )


@dataclass(frozen=True)
class Placed:
    """Every area that observations name: its code, or that it has none."""

    codes: Mapping[Key, str]
    unplaced: tuple[Unplaced, ...]
    earlier: tuple[str, ...] = ()
    """Those of the codes whose area is not of today, and has no area of today of the same extent."""


def plain_name(name: str) -> str:
    """A name without case, punctuation and the choice between & and and: the form in which names are compared."""
    words = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    return " ".join(PARTED.sub(" ", QUIET.sub("", words)).split())


def placed(evidence: Evidence) -> Placed:
    """The code of every area that observations name; those without one are listed, largest first."""
    return evidence.once("areas of observations", lambda: _placed(evidence))


def _placed(evidence: Evidence) -> Placed:
    rows = evidence.connection.execute(
        """SELECT source, area, coalesce(level, '') AS level, count(*) FROM observations
           GROUP BY source, area, coalesce(level, '') ORDER BY source, area, level"""
    ).fetchall()
    today = _areas(evidence, {level for _, _, level, _ in rows if level})
    earlier = evidence.once("earlier areas", lambda: _earlier(evidence))
    codes: dict[Key, str] = {}
    unplaced: list[Unplaced] = []
    gone: set[str] = set()
    for source, area, level, n in rows:
        told = _told(evidence.definitions, source, area)
        found = today.codes(told or area, level)
        if not found:
            found = [_of_today(evidence, code) for code in earlier.codes(told or area, level)]
            gone.update(code for code in found if code in earlier.known)
        if len(found) == 1:
            codes[source, area, level] = found[0]
        else:
            unplaced.append(Unplaced(source, area, level, int(n), tuple(found)))
    unplaced.sort(key=lambda one: (-one.rows, one.source, one.area))
    return Placed(codes, tuple(unplaced), tuple(sorted(gone & set(codes.values()))))


@dataclass(frozen=True)
class _Areas:
    """Codes, and the codes of each name of a level."""

    known: frozenset[str]
    named: Mapping[tuple[str, str], frozenset[str]]

    def codes(self, area: str, level: str) -> list[str]:
        """The codes that a code or a name of a level may stand for."""
        return [area] if area in self.known else sorted(self.named.get((level, plain_name(area)), ()))


def _areas(evidence: Evidence, levels: Iterable[str]) -> _Areas:
    """Areas of today, as far as observations may mean them."""
    wanted = sorted(levels)
    rows = evidence.connection.execute(
        """SELECT level, code, name FROM areas
           WHERE level IN (SELECT unnest(?)) OR code IN (SELECT area FROM observations)""",
        [wanted],
    ).fetchall()
    known = {code for _, code, _ in rows}
    spelled = [
        ("force", str(force.code), spelling)
        for force in evidence.definitions.forces.values()
        if force.code in known
        for spelling in (force.title, force.slug, *force.names)
    ]
    return _gathered([*rows, *spelled])


def _earlier(evidence: Evidence) -> _Areas:
    """Areas that are no longer."""
    rows = evidence.connection.execute("SELECT DISTINCT level, code, name FROM successors").fetchall()
    return _gathered(rows)


def _gathered(rows: Iterable[tuple[str, str, str]]) -> _Areas:
    known: set[str] = set()
    named: dict[tuple[str, str], set[str]] = {}
    for level, code, name in rows:
        known.add(code)
        if name:
            named.setdefault((level, plain_name(name)), set()).add(code)
    return _Areas(frozenset(known), {key: frozenset(codes) for key, codes in named.items()})


def _told(definitions: Definitions, source: str, area: str) -> str:
    """The code that the source's definition gives to an area's name; empty where it says nothing."""
    layout = definitions.sources[source].layout if source in definitions.sources else None
    told = {plain_name(words): code for words, code in layout.areas.items()} if layout else {}
    return told.get(plain_name(area), "")


def _of_today(evidence: Evidence, code: str) -> str:
    """The code of today's area of the same extent; the code itself where there is none."""
    found = successor_of(evidence, code)
    return found.same.code if found and found.same else code

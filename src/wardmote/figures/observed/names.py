"""Area names as sources write them, resolved to codes: exactly, never by guessing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wardmote.definitions import Definitions
from wardmote.evidence.observations.names import comparable
from wardmote.figures.evidence import Evidence
from wardmote.figures.successors import successor_of

Key = tuple[str, str, str]
"""Source, area and level, as stored."""


@dataclass(frozen=True)
class Unplaced:
    """A name or code of an area that no area of the snapshot has, or that several have."""

    source: str
    area: str
    level: str
    rows: int
    title: str
    """What the source is called."""
    codes: tuple[str, ...] = ()
    """The areas that share the name; empty where none has it."""

    @property
    def sentence(self) -> str:
        """What was found."""
        rows = f"{self.rows:,} {'row is' if self.rows == 1 else 'rows are'} counted nowhere ({self.title})"
        if self.codes:
            return f"{self.area} is the name of {len(self.codes)} areas ({', '.join(self.codes)}): {rows}."
        return f"{self.area} is no area of this snapshot: {rows}."


@dataclass(frozen=True)
class Placed:
    """Every area that observations, of months or weeks, name: its code, or that it has none."""

    codes: Mapping[Key, str]
    unplaced: tuple[Unplaced, ...]
    earlier: tuple[str, ...] = ()
    """Those of the codes whose area is not of today, and has no area of today of the same extent."""


def placed(evidence: Evidence) -> Placed:
    """The code of every area that observations name; those without one are listed, largest first."""
    return evidence.once("areas of observations", lambda: _placed(evidence))


def _placed(evidence: Evidence) -> Placed:
    rows = evidence.connection.execute(
        """SELECT source, area, coalesce(level, '') AS level, count(*)
           FROM (SELECT source, area, level FROM observations UNION ALL SELECT source, area, level FROM weeks)
           GROUP BY source, area, coalesce(level, '') ORDER BY source, area, level"""
    ).fetchall()
    meant = _meant(evidence, [(source, area, level) for source, area, level, _ in rows])
    today = _narrowed(evidence, meant)
    codes = {key: found[0] for key, found in today.items() if len(found) == 1}
    unplaced = [
        Unplaced(source, area, level, int(n), _title(evidence, source), tuple(today[source, area, level]))
        for source, area, level, n in rows
        if len(today[source, area, level]) != 1
    ]
    unplaced.sort(key=lambda one: (-one.rows, one.source, one.area))
    gone = evidence.once("earlier areas", lambda: _earlier(evidence)).known & set(codes.values())
    return Placed(codes, tuple(unplaced), tuple(sorted(gone)))


def _title(evidence: Evidence, source: str) -> str:
    found = evidence.definitions.sources.get(source)
    return found.title if found else source


def _meant(evidence: Evidence, keys: Sequence[Key]) -> dict[Key, list[str]]:
    """The codes that each name may stand for: areas of today, else earlier ones under the code they have today."""
    today = _areas(evidence, {level for _, _, level in keys if level})
    earlier = evidence.once("earlier areas", lambda: _earlier(evidence))
    found: dict[Key, list[str]] = {}
    for source, area, level in keys:
        word = _told(evidence.definitions, source, area) or area
        found[source, area, level] = today.codes(word, level) or [
            _of_today(evidence, code) for code in earlier.codes(word, level)
        ]
    return found


def _narrowed(evidence: Evidence, meant: Mapping[Key, list[str]]) -> dict[Key, list[str]]:
    """The same, where a ward's name that several places have is taken for the one beside the source's other wards.

    Only where the others are clear, and just one of the places lies in an authority of theirs.
    """
    doubtful = {key: codes for key, codes in meant.items() if len(codes) > 1 and key[2] in SMALL}
    if not doubtful:
        return dict(meant)
    every = sorted({code for key, codes in meant.items() if key[2] in SMALL for code in codes})
    lads = dict(
        evidence.connection.execute(
            """WITH small AS (SELECT ward AS code, lad FROM places UNION SELECT best_fit AS code, lad FROM places)
               SELECT code, min(lad) FROM small WHERE code IN (SELECT unnest(?)) GROUP BY code""",
            [every],
        ).fetchall()
    )
    near: dict[tuple[str, str], set[str]] = {}
    for (source, _, level), found in meant.items():
        if len(found) == 1 and (lad := lads.get(found[0])):
            near.setdefault((source, level), set()).add(lad)
    result = dict(meant)
    for key, codes in doubtful.items():
        beside = [code for code in codes if lads.get(code) in near.get((key[0], key[2]), ())]
        result[key] = beside if len(beside) == 1 else codes
    return result


SMALL = ("ward", "lsoa")
"""Levels at which many places share a name."""


@dataclass(frozen=True)
class _Areas:
    """Codes, and the codes of each name of a level."""

    known: frozenset[str]
    named: Mapping[tuple[str, str], frozenset[str]]

    def codes(self, area: str, level: str) -> list[str]:
        """The codes that a code or a name of a level may stand for."""
        return [area] if area in self.known else sorted(self.named.get((level, comparable(area)), ()))


def _areas(evidence: Evidence, levels: Iterable[str]) -> _Areas:
    """Areas of today, as far as observations may mean them."""
    wanted = sorted(levels)
    rows = evidence.connection.execute(
        """SELECT level, code, name FROM areas
           WHERE level IN (SELECT unnest(?)) OR code IN (SELECT area FROM observations UNION SELECT area FROM weeks)""",
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
            named.setdefault((level, comparable(name)), set()).add(code)
    return _Areas(frozenset(known), {key: frozenset(codes) for key, codes in named.items()})


def _told(definitions: Definitions, source: str, area: str) -> str:
    """The code that the source's definition gives to an area's name; empty where it says nothing."""
    layout = definitions.sources[source].layout if source in definitions.sources else None
    told = {comparable(words): code for words, code in layout.areas.items()} if layout else {}
    return told.get(comparable(area), "")


def _of_today(evidence: Evidence, code: str) -> str:
    """The code of today's area of the same extent; the code itself where there is none."""
    found = successor_of(evidence, code)
    return found.same.code if found and found.same else code

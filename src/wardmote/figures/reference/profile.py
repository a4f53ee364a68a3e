"""The make-up of an area: tenure, age, overcrowding and whatever else the profiles of a snapshot count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.reference.held import NotHeldError
from wardmote.figures.reference.members import members
from wardmote.figures.tokens import State

SHARE = "share of "
"""How the unit of a share begins: its values are turned into numbers before they are added up."""


@dataclass(frozen=True)
class Category:
    """One category of a topic: how many, of how many, and the share; None where that is not known."""

    name: str
    value: float | None
    base: float | None
    share: float | None


@dataclass(frozen=True)
class Profile:
    """One topic of an area on one day. Without categories the ``state`` says why."""

    area: Area
    topic: str
    state: State
    collection: str = ""
    release: str = ""
    on: date | None = None
    unit: str = ""
    vintage: str = ""
    """Year of the areas that it is published for."""
    categories: tuple[Category, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class AgeStructure:
    """Residents of an area by single year of age. ``open_from``: the age that stands for itself and all above it."""

    area: Area
    state: State
    on: date | None
    ages: tuple[tuple[int, float], ...]
    open_from: int
    total: float | None
    notes: tuple[str, ...] = ()

    def band(self, first: int, last: int | None = None) -> float:
        """Residents from one age to another, both included; without a last age, all above too.

        Raises
        ------
        ValueError
            When the band ends inside the ages that stand together.
        """
        if first > self.open_from or (last is not None and last >= self.open_from):
            raise ValueError(f"Ages from {self.open_from} stand together; a band cannot part them.")
        return sum(n for age, n in self.ages if age >= first and (last is None or age <= last))


def topics_held(evidence: Evidence) -> tuple[str, ...]:
    """Every topic that a profile is held of."""
    rows = evidence.connection.execute("SELECT DISTINCT topic FROM profile ORDER BY topic").fetchall()
    return tuple(row[0] for row in rows)


def profile_of(evidence: Evidence, area: Area, topic: str, release: str = "") -> Profile:
    """A topic of an area: as published for it, or else added up from its small areas.

    Parameters
    ----------
    topic
        Such as tenure, age or overcrowding.
    release
        Its day, month or year; without it the newest that holds the area.

    Raises
    ------
    NotHeldError
        When nothing of the topic is held, or no such release.
    """
    _check_held(evidence, topic, release)
    published = _published(evidence, area, topic, release)
    summed = _summed(evidence, area, topic, release)
    both = [one for one in (published, summed) if one is not None]
    if both:
        return max(both, key=lambda one: (one.state == State.KNOWN, one.release))
    note = f"Nothing of {topic} is held for {area.name}."
    return Profile(area, topic, State.NOT_SUPPLIED, release=release, notes=(note,))


def age_structure(evidence: Evidence, area: Area, release: str = "") -> AgeStructure:
    """Residents of an area by single year of age.

    Raises
    ------
    NotHeldError
        When no ages are held, or no such release.
    """
    found = profile_of(evidence, area, "age", release)
    ages = sorted((int(one.name.rstrip("+")), one.value or 0.0) for one in found.categories)
    top = max((age for age, _ in ages), default=0)
    total = sum(n for _, n in ages) if ages else None
    return AgeStructure(area, found.state, found.on, tuple(ages), top, total, found.notes)


def _check_held(evidence: Evidence, topic: str, release: str) -> None:
    rows = evidence.connection.execute(
        "SELECT DISTINCT release FROM profile WHERE topic = ? ORDER BY release", [topic]
    ).fetchall()
    releases = [row[0] for row in rows]
    if not releases:
        held = ", ".join(topics_held(evidence)) or "none yet"
        raise NotHeldError(f"No profile of {topic} is held. Topics held: {held}.")
    if release and release not in releases:
        raise NotHeldError(f"No release {release} of {topic} is held. Held: {', '.join(releases)}.")


def _published(evidence: Evidence, area: Area, topic: str, release: str) -> Profile | None:
    """What is published for the area itself; None where it is not, or for a part of its codes only."""
    level = "csp" if area.level == "partnership" else area.level
    if level == "lsoa":
        return None
    rows = evidence.connection.execute(
        """WITH mine AS (SELECT * FROM profile WHERE topic = ? AND level = ? AND area IN (SELECT unnest(?))
                           AND (release = ? OR ? = '')),
                last AS (SELECT collection, release, max(date) AS date FROM mine GROUP BY ALL
                         HAVING count(DISTINCT area) = ? ORDER BY release DESC, collection LIMIT 1)
           SELECT m.collection, m.release, m.date, m.unit, m.vintage, m.category, sum(m.value),
                  sum(m.value * m.base), sum(m.base), count(DISTINCT m.area)
           FROM mine m JOIN last l ON (l.collection, l.release, l.date) = (m.collection, m.release, m.date)
           GROUP BY ALL ORDER BY m.category""",
        [topic, level, list(area.member_codes), release, release, len(area.member_codes)],
    ).fetchall()
    return _profile(area, topic, rows, ()) if rows else None


def _summed(evidence: Evidence, area: Area, topic: str, release: str) -> Profile | None:
    """The sum of the small areas of the newest release that holds any."""
    inside = members(evidence, area)
    if not inside.today:
        return None
    rows = evidence.connection.execute(
        f"""WITH mine AS (SELECT q.* FROM profile q JOIN places p ON p.lsoa = q.area
                          WHERE q.topic = ? AND q.level = 'lsoa' AND p.{area.column} IN (SELECT unnest(?))
                            AND (q.release = ? OR ? = '')),
                 last AS (SELECT collection, release, max(date) AS date FROM mine GROUP BY ALL
                          ORDER BY release DESC, collection LIMIT 1),
                 small AS (SELECT m.* FROM mine m
                           JOIN last l ON (l.collection, l.release, l.date) = (m.collection, m.release, m.date)),
                 whole AS (SELECT count(DISTINCT area) AS n, sum(base) AS base
                           FROM (SELECT DISTINCT area, base FROM small))
            SELECT s.collection, s.release, s.date, s.unit, s.vintage, s.category, sum(s.value),
                   sum(s.value * s.base), any_value(w.base), any_value(w.n)
            FROM small s CROSS JOIN whole w
            GROUP BY s.collection, s.release, s.date, s.unit, s.vintage, s.category ORDER BY s.category""",
        [topic, list(area.member_codes), release, release],
    ).fetchall()
    if not rows:
        return None
    vintage, held = rows[0][4], int(rows[0][9])
    if vintage == inside.vintage and held < len(inside.today):
        note = f"{len(inside.today) - held:,} of its {len(inside.today):,} small areas lack a value; a part is not a whole."
        whole = _profile(area, topic, rows, (note,))
        return replace(whole, state=State.NOT_SUPPLIED, categories=())
    return _profile(area, topic, rows, (inside.sentence(vintage),))


def _profile(area: Area, topic: str, rows: Sequence[tuple[object, ...]], notes: Sequence[str]) -> Profile:
    collection, release, on, unit, vintage = rows[0][:5]
    categories = []
    for row in rows:
        name, summed, product, base = str(row[5]), _number(row[6]), _number(row[7]), _number(row[8])
        value = product if str(unit).startswith(SHARE) else summed
        share = value / base if value is not None and base else None
        categories.append(Category(name, value, base, share))
    return Profile(
        area,
        topic,
        State.KNOWN,
        str(collection),
        str(release),
        on if isinstance(on, date) else None,
        str(unit).removeprefix(SHARE),
        str(vintage),
        tuple(categories),
        tuple(note for note in notes if note),
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None

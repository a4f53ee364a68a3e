"""Which forces an area's figures can lean on: those that sent every month, and whose whole area is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wardmote.figures.areas import OWNERS, Area, by_column, member_lists
from wardmote.figures.evidence import Evidence


@dataclass(frozen=True)
class AreaForce:
    """A police force area that an area lies in.

    ``whole``: the area holds all of it, so that the force's rows without a location are the area's own.
    """

    code: str
    whole: bool


def forces_of(evidence: Evidence, areas: Iterable[Area]) -> dict[str, list[AreaForce]]:
    """The police force areas that each area lies in, by the area's code.

    Where so many of a force's rows have a code that the lookup lacks that part of the force must lie outside
    the lookup, no area holds the whole of it.
    """
    asked = tuple(areas)
    return evidence.once(("forces of", asked), lambda: _forces_of(evidence, asked))


def _forces_of(evidence: Evidence, areas: Sequence[Area]) -> dict[str, list[AreaForce]]:
    beyond = _beyond_the_lookup(evidence)
    found: dict[str, list[AreaForce]] = {}
    for column, group in by_column(areas).items():
        rows = evidence.connection.execute(
            f"""WITH sizes AS (SELECT area_force, count(*) AS n FROM places GROUP BY area_force),
                member AS (SELECT unnest(?) AS area, unnest(?) AS code)
                SELECT m.area, p.area_force, count(*) = any_value(s.n)
                FROM member m JOIN places p ON p.{column} = m.code JOIN sizes s ON s.area_force = p.area_force
                GROUP BY m.area, p.area_force ORDER BY m.area, p.area_force""",
            member_lists(group),
        ).fetchall()
        for area, force, whole in rows:
            found.setdefault(area, []).append(AreaForce(force, bool(whole) and force not in beyond))
    return found


def _beyond_the_lookup(evidence: Evidence) -> set[str]:
    rows = evidence.connection.execute(
        """SELECT f.code FROM supplied s JOIN forces f ON f.force = s.force WHERE f.code IS NOT NULL
           GROUP BY f.code HAVING sum(s.unknown) > ? * sum(s.kept)""",
        [evidence.definitions.threshold("unknown-area-share")],
    ).fetchall()
    return {code for (code,) in rows}


@dataclass(frozen=True)
class ForceSent:
    """The months, YYYY-MM, of which a force sent a file of crimes; ``code``: its police force area, None if unknown."""

    force: str
    title: str
    code: str | None
    months: frozenset[str]


def forces_sent(evidence: Evidence) -> tuple[ForceSent, ...]:
    """Every force that sent anything, by its identifier: the one place that reads which months came."""
    return evidence.once("forces sent", lambda: _forces_sent(evidence))


def _forces_sent(evidence: Evidence) -> tuple[ForceSent, ...]:
    rows = evidence.connection.execute(
        """SELECT f.force, f.title, f.code, list(DISTINCT s.month)
           FROM supplied s JOIN forces f ON f.force = s.force GROUP BY ALL ORDER BY f.force"""
    ).fetchall()
    return tuple(ForceSent(force, title, code, frozenset(months)) for force, title, code, months in rows)


def months_sent(evidence: Evidence, codes: Sequence[str]) -> dict[str, set[str]]:
    """The months that the force of each police force area sent."""
    sent: dict[str, set[str]] = {code: set() for code in codes}
    for one in forces_sent(evidence):
        if one.code in sent:
            sent[one.code] |= one.months
    return sent


@dataclass(frozen=True)
class Unsteady:
    """A force whose rows in another force's area are left out: it has not sent every month that the other has."""

    area_force: str
    force: str
    title: str


def unsteady(evidence: Evidence, months: Sequence[str]) -> list[Unsteady]:
    """Forces that would make another's area seem to change by sending some months and not others."""
    span = months[0], months[-1]
    return evidence.once(("unsteady", span), lambda: _unsteady(evidence, span))


def _unsteady(evidence: Evidence, span: tuple[str, str]) -> list[Unsteady]:
    first, last = span
    within = {
        (one.force, one.title, one.code): {month for month in one.months if first <= month <= last}
        for one in forces_sent(evidence)
    }
    sent = {force: there for force, there in within.items() if there}
    own = {code: there for (_, _, code), there in sent.items() if code}
    return [
        Unsteady(area_force, force, title)
        for area_force, needed in own.items()
        for (force, title, code), there in sent.items()
        if code != area_force and not needed <= there
    ]


def titles_left_out(evidence: Evidence, area: Area, months: Sequence[str]) -> tuple[str, ...]:
    """Titles of forces whose rows in the area are left out."""
    mine = {force.code for force in forces_of(evidence, [area]).get(area.code, [])}
    return tuple(dict.fromkeys(one.title for one in unsteady(evidence, months) if one.area_force in mine))


def owns_not_located(evidence: Evidence, area: Area) -> bool:
    """Whether rows without a location count in an area; what stands beside it is then counted alike."""
    return area.level in OWNERS and any(
        force.whole for force in forces_of(evidence, [area]).get(area.code, [])
    )

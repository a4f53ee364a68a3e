"""Which crimes can be followed: those whose month, and so many months after it, were supplied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.figures.areas import Area
from wardmote.figures.comparability import named_forces
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, shift

FOLLOW_UP = "outcome-follow-up"
"""The threshold that says how many months a crime is followed."""


@dataclass(frozen=True)
class FollowUp:
    """What can be followed of two periods of an area, month by month.

    ``months``: how long each crime is followed, after the month in which it was recorded. ``kept``: months of the
    later period that can be followed in both years; their counterparts stand a year before. ``too_recent``: months of
    either period after which not enough time was supplied yet. ``no_crimes`` and ``no_outcomes``: months of which a
    force of the area sent no crimes, or no outcomes though it sent later ones. ``forces``: force and month of every
    crime that can be followed, of whatever force.
    """

    months: int
    previous: Period
    current: Period
    kept: tuple[str, ...]
    too_recent: tuple[str, ...]
    no_crimes: tuple[str, ...]
    no_outcomes: tuple[str, ...]
    forces: tuple[tuple[str, str], ...]

    @property
    def kept_before(self) -> tuple[str, ...]:
        """The same months a year before."""
        return tuple(shift(month, -12) for month in self.kept)


@dataclass(frozen=True)
class _Sent:
    """Months that one force sent."""

    crimes: frozenset[str]
    outcomes: frozenset[str]

    def follows(self, month: str, months: int) -> bool:
        """Whether a month's crimes, and all outcomes until so many months later, were sent."""
        return month in self.crimes and all(shift(month, step) in self.outcomes for step in range(months + 1))


def outcomes_supplied(evidence: Evidence, area: Area) -> bool:
    """Whether every force of an area has sent outcomes of any month."""
    sent, forces = _sent(evidence), named_forces(evidence, [area])[area.code]
    return bool(forces) and all(force in sent and sent[force].outcomes for force in forces)


def last_followed(evidence: Evidence, area: Area) -> str | None:
    """The last month whose crimes can be followed in full in an area; None where there is none."""
    sent, months = _sent(evidence), int(evidence.definitions.threshold(FOLLOW_UP))
    forces = named_forces(evidence, [area])[area.code]
    if not forces or any(force not in sent for force in forces):
        return None
    every = sorted(set.intersection(*(set(sent[force].crimes) for force in forces)))
    found = [month for month in every if all(sent[force].follows(month, months) for force in forces)]
    return found[-1] if found else None


def follow_up(evidence: Evidence, area: Area, previous: Period, current: Period) -> FollowUp:
    """What can be followed of two periods, the earlier being the same months a year before."""
    months = int(evidence.definitions.threshold(FOLLOW_UP))
    sent, forces = _sent(evidence), named_forces(evidence, [area])[area.code]
    mine = [sent.get(force, _Sent(frozenset(), frozenset())) for force in forces]
    span = (*previous.months, *current.months)
    whole = {month for month in span if mine and all(one.follows(month, months) for one in mine)}
    return FollowUp(
        months=months,
        previous=previous,
        current=current,
        kept=tuple(month for month in current.months if {month, shift(month, -12)} <= whole),
        too_recent=tuple(month for month in span if any(_too_recent(one, month, months) for one in mine)),
        no_crimes=tuple(month for month in span if any(month not in one.crimes for one in mine)),
        no_outcomes=_gaps(mine, span, months),
        forces=tuple(
            (force, month) for force in sorted(sent) for month in span if sent[force].follows(month, months)
        ),
    )


def _too_recent(sent: _Sent, month: str, months: int) -> bool:
    return month in sent.crimes and bool(sent.outcomes) and shift(month, months) > max(sent.outcomes)


def _gaps(forces: Sequence[_Sent], span: Sequence[str], months: int) -> tuple[str, ...]:
    """Months of outcomes that are missing before the last that was sent, and that the crimes of the span need."""
    needed = sorted({shift(month, step) for month in span for step in range(months + 1)})
    return tuple(
        month
        for month in needed
        if any(month not in one.outcomes and month <= max(one.outcomes, default="") for one in forces)
    )


def _sent(evidence: Evidence) -> dict[str, _Sent]:
    def read() -> dict[str, _Sent]:
        rows = evidence.connection.execute(
            """SELECT force, month, 'crimes' AS kind FROM supplied
               UNION SELECT supplier, period, kind FROM parts WHERE kind = 'outcomes'"""
        ).fetchall()
        found: dict[str, dict[str, set[str]]] = {}
        for force, month, kind in rows:
            found.setdefault(force, {"crimes": set(), "outcomes": set()})[kind].add(month)
        return {
            force: _Sent(frozenset(kinds["crimes"]), frozenset(kinds["outcomes"]))
            for force, kinds in found.items()
        }

    return evidence.once(("sent outcomes",), read)

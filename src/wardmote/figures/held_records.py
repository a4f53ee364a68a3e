"""Of which months the records of outcomes and of searches are held, for an area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wardmote.figures.areas import Area
from wardmote.figures.comparability import named_forces
from wardmote.figures.evidence import Evidence

Kind = Literal["outcomes", "searches"]
NEEDED = {"outcomes": "outcome-follow-up", "searches": "matched-months"}
"""The threshold that says how many months it takes."""
YEAR = 12


@dataclass(frozen=True)
class HeldRecords:
    """Months, YYYY-MM and in order, of which every force of an area sent records of a kind.

    ``needed``: of outcomes, the months that a crime is followed; of searches, the months that two years must share.
    """

    kind: Kind
    months: tuple[str, ...]
    needed: int

    @property
    def in_a_row(self) -> int:
        """From a month to the end of the follow-up of the same month a year later."""
        return YEAR + 1 + self.needed


def held_records(evidence: Evidence, area: Area) -> tuple[HeldRecords, ...]:
    """What is held of outcomes, then of searches."""
    forces = named_forces(evidence, [area])[area.code]
    rows = evidence.connection.execute(
        """SELECT kind, supplier, period FROM parts
           WHERE kind IN ('outcomes', 'searches') AND supplier IN (SELECT unnest(CAST(? AS VARCHAR[])))""",
        [list(forces)],
    ).fetchall()
    kinds: tuple[Kind, ...] = ("outcomes", "searches")
    found = []
    for kind in kinds:
        sent = [{row[2] for row in rows if row[:2] == (kind, force)} for force in forces]
        months = tuple(sorted(set.intersection(*sent))) if sent else ()
        found.append(HeldRecords(kind, months, int(evidence.definitions.threshold(NEEDED[kind]))))
    return tuple(found)

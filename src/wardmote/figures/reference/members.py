"""Small areas of any census inside an area of today."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.figures.areas import COLUMNS, Area
from wardmote.figures.evidence import Evidence


@dataclass(frozen=True)
class Members:
    """The small areas of today in an area, and how many of an earlier census are placed in it.

    ``today``: their codes. ``vintage``: the year of their codes, empty without a lookup.
    """

    today: tuple[str, ...]
    vintage: str

    def sentence(self, vintage: str) -> str:
        """What it means that figures are of small areas of a year; empty where that is today's."""
        if not self.vintage or vintage == self.vintage:
            return ""
        return (
            f"It is published for the small areas of {vintage}; each is placed where the small area of {self.vintage} that "
            "fits it best lies."
        )


def members(evidence: Evidence, area: Area) -> Members:
    """The small areas of today in an area; none for an area that no lookup places."""
    if area.level not in COLUMNS and area.level != "partnership":
        return Members((), "")
    rows = evidence.connection.execute(
        f"""SELECT lsoa, vintage FROM places WHERE lsoa = best_fit AND {area.column} IN (SELECT unnest(?))
            ORDER BY lsoa""",
        [list(area.member_codes)],
    ).fetchall()
    return Members(tuple(row[0] for row in rows), max((row[1] for row in rows), default=""))

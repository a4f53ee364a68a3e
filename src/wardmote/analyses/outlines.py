"""Outlines of areas, for maps in documents."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence


def outlines(evidence: Evidence, level: str, codes: Sequence[str]) -> dict[str, bytes]:
    """Outlines (WKB, WGS84) by code, the newest of each; codes without one are left out."""
    rows = evidence.connection.execute(
        """SELECT code, wkb FROM boundaries
           WHERE level = ? AND code IN (SELECT unnest(?)) ORDER BY code, use DESC, vintage""",
        ["csp" if level == "partnership" else level, list(codes)],
    ).fetchall()
    return {code: bytes(wkb) for code, wkb in rows}


def outline_of(evidence: Evidence, area: Area) -> tuple[bytes, ...]:
    """The outlines of an area, one for each code that it is made of."""
    return tuple(outlines(evidence, area.level, list(area.member_codes)).values())

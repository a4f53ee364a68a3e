"""Outlines of areas, for maps in documents."""

from __future__ import annotations

from collections.abc import Sequence

import shapely

from wardmote.figures.areas import COLUMNS, Area
from wardmote.figures.evidence import Evidence


def outlines(evidence: Evidence, level: str, codes: Sequence[str]) -> dict[str, bytes]:
    """Outlines (WKB, WGS84) by code, the newest of each; codes without one are left out."""
    rows = evidence.connection.execute(
        """SELECT code, wkb FROM boundaries
           WHERE level = ? AND code IN (SELECT unnest(?)) ORDER BY code, use DESC, vintage""",
        ["csp" if level == "partnership" else level, list(codes)],
    ).fetchall()
    return {code: bytes(wkb) for code, wkb in rows}


def outlines_or_joined(evidence: Evidence, level: str, codes: Sequence[str]) -> dict[str, bytes]:
    """As ``outlines``; an area that has none of its own is joined from those of its small areas, if all have one."""
    found = outlines(evidence, level, codes)
    lacking = [code for code in codes if code not in found]
    if not lacking:
        return found
    rows = evidence.connection.execute(
        f"""SELECT {COLUMNS["csp" if level == "partnership" else level]} AS code, list(DISTINCT best_fit) FROM places
            WHERE code IN (SELECT unnest(?)) AND best_fit IS NOT NULL GROUP BY code""",
        [lacking],
    ).fetchall()
    parts = outlines(evidence, "lsoa", [small for _, members in rows for small in members])
    return found | {
        code: shapely.to_wkb(shapely.union_all(shapely.from_wkb([parts[small] for small in sorted(members)])))
        for code, members in rows
        if all(small in parts for small in members)
    }


def outline_of(evidence: Evidence, area: Area) -> tuple[bytes, ...]:
    """The outlines of an area, one for each code that it is made of."""
    return tuple(outlines(evidence, area.level, list(area.member_codes)).values())

"""Whether the months of a series name small areas of two censuses, and what that means for it.

Queries keep to the subset of SQL that DuckDB and Spark share.
"""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import in_words


def vintage_note(evidence: Evidence, area: Area, months: Sequence[str]) -> str:
    """A sentence where some of the months name small areas of an earlier census, and others those that replaced them.

    Empty where all are of one census, or no small area of the area changed. Each earlier small area is counted in
    the one of today that fits it best, so wards and larger areas hold the same rows throughout, but for small areas
    that lay across a boundary.
    """
    earlier, later = _months_of_each(evidence, area, months)
    if not earlier or not later or earlier == later:
        return ""
    both = sorted(set(earlier) & set(later))
    change = (
        f"Files to {in_words(earlier[-1])} name small areas of an earlier census, files from {in_words(later[0])} those "
        "of today."
        if not both and earlier[-1] < later[0]
        else "Some files name small areas of an earlier census, others those of today."
    )
    if area.level == "lsoa":
        meaning = (
            "One that was divided or joined has counts before and after that are not of the same ground."
        )
    else:
        meaning = "Each earlier one is counted in the one of today that fits it best."
    return f"{change} {meaning}"


def _months_of_each(evidence: Evidence, area: Area, months: Sequence[str]) -> tuple[list[str], list[str]]:
    """Months with rows of small areas that ended, and months with rows of those that took their place; in order."""
    span = months[0], months[-1]
    return evidence.once(("months of each census", area, span), lambda: _read(evidence, area, span))


def _read(evidence: Evidence, area: Area, span: tuple[str, str]) -> tuple[list[str], list[str]]:
    rows = evidence.connection.execute(
        f"""WITH changed AS (SELECT lsoa, best_fit FROM places WHERE lsoa <> best_fit),
                 mine AS (SELECT lsoa, CASE WHEN lsoa <> best_fit THEN 1 ELSE 0 END AS ended FROM places
                          WHERE {area.column} IN (SELECT unnest(?))
                            AND (lsoa <> best_fit OR lsoa IN (SELECT best_fit FROM changed)))
            SELECT c.month, max(m.ended), min(m.ended)
            FROM counts c JOIN mine m ON m.lsoa = c.lsoa WHERE c.month >= ? AND c.month <= ? AND c.n > 0
            GROUP BY c.month ORDER BY c.month""",
        [list(area.member_codes), *span],
    ).fetchall()
    return [month for month, most, _ in rows if most], [month for month, _, least in rows if not least]

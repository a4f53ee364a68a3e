"""Measures counted by quarter, drawn quarter by quarter: each on its own scale, with gaps as gaps."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.analyses.finding import CHANGED
from wardmote.analyses.pictures import Caption, MonthLine, RuledBreak, SmallMultiples
from wardmote.analyses.wording import amount, opening
from wardmote.definitions import Definitions
from wardmote.figures.areas import Area
from wardmote.figures.comparability import concerns_measure
from wardmote.figures.months import in_words
from wardmote.figures.table import Row

QUARTER = 3
LEAST = 5
"""Quarters that a line needs: with fewer there is nothing to see but the numbers."""


def drawn_by_quarter(rows: Sequence[Row], most: int) -> list[Row]:
    """The rows to draw: counts by quarter, those that changed clearly first, then the largest."""
    known = [row for row in rows if row.observed and row.observed.every == QUARTER and _known(row) >= LEAST]
    spans = {row.observed.line[-1][0] for row in known if row.observed}
    latest = max(spans, key=lambda period: period.end, default=None)
    alike = [row for row in known if row.observed and row.observed.line[-1][0] == latest]
    return sorted(
        alike, key=lambda row: (row.verdict not in CHANGED, -(row.observed.now or 0) if row.observed else 0)
    )[:most]


def quarter_lines(rows: Sequence[Row], area: Area, definitions: Definitions) -> SmallMultiples | None:
    """Rows by quarter as small pictures; None where there are none."""
    lines = tuple(_line(row, definitions) for row in rows)
    if not lines:
        return None
    first, last = lines[0].months[0], _end(rows[0])
    title = opening(f"{amount(len(lines), 'measure', 'measures')} by quarter")
    gap = any(value is None for line in lines for value in line.values)
    missing = " A gap is a quarter that was not supplied, or cannot be shown." if gap else ""
    return SmallMultiples(
        Caption(
            title=f"{title}: each on its own scale",
            subtitle=f"{area.name}, counted a quarter, {in_words(first)} to {in_words(last)}.{missing}",
            alt=f"{title} in {area.name}, {in_words(first)} to {in_words(last)}. "
            + " ".join(_ends(line) for line in lines),
            note="A dashed line marks a change in recording: levels before and after it are not comparable."
            if any(line.breaks for line in lines)
            else "",
        ),
        lines,
    )


def _line(row: Row, definitions: Definitions) -> MonthLine:
    """A row as a line: each quarter at its first month."""
    points = row.observed.line if row.observed else ()
    quarters = [period for period, _ in points]
    breaks = tuple(
        RuledBreak(period.start, found.label)
        for found in definitions.breaks.values()
        if found.kind == "recording" and concerns_measure(found, row.measure.id)
        for period in quarters[1:]
        if period.start <= f"{found.date:%Y-%m}" <= period.end
    )
    return MonthLine(
        caption=Caption(row.measure.short_title, "", ""),
        label=row.measure.short_title,
        months=tuple(period.start for period in quarters),
        values=tuple(None if value is None else round(value) for _, value in points),
        breaks=breaks,
        unit=f"{opening(row.measure.unit)} a quarter",
        verdict=row.verdict,
    )


def _known(row: Row) -> int:
    """Quarters known; none where one is below zero, which a picture from zero cannot show, or they are no counts."""
    values = [value for _, value in row.observed.line if value is not None] if row.observed else []
    return len(values) if all(value >= 0 and value == int(value) for value in values) else 0


def _end(row: Row) -> str:
    return row.observed.line[-1][0].end if row.observed else ""


def _ends(line: MonthLine) -> str:
    known = [(v, m) for v, m in zip(line.values, line.months, strict=True) if v is not None]
    low, high = min(known), max(known)
    return f"{line.label}: {low[0]:,} (quarter from {in_words(low[1])}) to {high[0]:,} (quarter from {in_words(high[1])})."

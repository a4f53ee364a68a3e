"""The truth about the evidence: what came when, what has no location, which breaks lie in the years shown."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.analyses.wording import listed
from wardmote.definitions import Break
from wardmote.figures.areas import forces_of
from wardmote.figures.months import Period, first_day, in_words, last_day
from wardmote.figures.performance import Evidence
from wardmote.figures.table import Table
from wardmote.figures.years import years_to


@dataclass(frozen=True)
class SourceQuality:
    """One force's files over the years shown: months there, and months missing between the first and last."""

    force: str
    first: str
    last: str
    months: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Quality:
    """What a reader must know before leaning on the figures."""

    sources: tuple[SourceQuality, ...]
    breaks: tuple[Break, ...]
    missing: tuple[str, ...]
    """Months within the years shown that a force of the area did not send."""
    sentence: str


def quality(evidence: Evidence, table: Table) -> Quality:
    """The quality of the evidence behind a table, over the years that its tests looked at."""
    years = years_to(
        table.current.end, len(table.current.months), int(evidence.definitions.threshold("years-in-hand"))
    )
    span = Period(years[0].start, table.current.end)
    codes = [code for code, _ in forces_of(evidence.connection, [table.area]).get(table.area.code, [])]
    rows = evidence.connection.execute(
        """SELECT f.title, s.month FROM supplied s JOIN forces f ON f.force = s.force
           WHERE f.code IN (SELECT unnest(?)) AND s.month >= ? AND s.month <= ? ORDER BY f.title, s.month""",
        [codes, span.start, span.end],
    ).fetchall()
    sources = tuple(
        _source(force, [m for name, m in rows if name == force])
        for force in dict.fromkeys(r[0] for r in rows)
    )
    missing = tuple(sorted({month for source in sources for month in source.missing}))
    breaks = tuple(
        found
        for found in sorted(evidence.definitions.breaks.values(), key=lambda found: found.date)
        if first_day(span.start) < found.date < last_day(span.end)
    )
    return Quality(sources, breaks, missing, _sentence(missing))


def _source(force: str, months: list[str]) -> SourceQuality:
    there = set(months)
    gaps = tuple(month for month in Period(months[0], months[-1]).months if month not in there)
    return SourceQuality(force, months[0], months[-1], len(months), gaps)


def _sentence(missing: tuple[str, ...]) -> str:
    if not missing:
        return "Every month of the years shown was supplied."
    names = listed([in_words(month) for month in missing])
    return f"{names} {'was' if len(missing) == 1 else 'were'} not supplied: a gap, never a zero."

"""What changed within the area: verdicts of its wards on every measure."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.analyses.finding import Finding
from wardmote.analyses.wording import count, inside, listed, number_word, opening
from wardmote.figures.areas import areas_within
from wardmote.figures.evidence import Evidence
from wardmote.figures.performance import rows_of_areas
from wardmote.figures.table import Row, Table
from wardmote.figures.tokens import Verdict

CLEAREST = 3
"""How many the first page names."""

SAID = (Verdict.ROSE, Verdict.FELL, Verdict.LOCATION_UNCERTAIN)


@dataclass(frozen=True)
class WithinArea:
    """The rows of wards that say something, strongest first, and how many were looked at."""

    rows: tuple[Row, ...]
    tested: int
    areas: int
    sentence: str
    finding: Finding | None
    """The clearest of them for the first page; None where nothing changed."""


def within(evidence: Evidence, table: Table, level: str = "ward") -> WithinArea:
    """Every base measure in every area of a level. Each area's verdicts allow for its own measures alone."""
    areas = areas_within(evidence.connection, table.area, level, evidence.definitions)
    rows = rows_of_areas(
        evidence, areas, table.current.end, months=len(table.current.months), within=table.area
    )
    base = [row for row in rows if row.measure.base and row.measure.available]
    tested = sum(row.verdict in (*SAID, Verdict.NO_CLEAR_CHANGE) for row in base)
    said = sorted((row for row in base if row.verdict in SAID), key=_strongest)
    plural = evidence.definitions.levels[level].plural
    sentence = _sentence(said, tested, len(areas), plural)
    return WithinArea(tuple(said), tested, len(areas), sentence, _finding(table, said, plural))


def _finding(table: Table, said: list[Row], plural: str) -> Finding | None:
    changed = [row for row in said if row.verdict in (Verdict.ROSE, Verdict.FELL)]
    if not changed:
        return None
    clearest = changed[:CLEAREST]
    parts = [
        f"{inside(row.measure.short_title)} {row.verdict.words} in {row.area.name} "
        f"({count(row.previous)} to {count(row.current)})"
        for row in clearest
        if row.verdict
    ]
    more = len(changed) - len(clearest)
    rest = f": {listed(parts)}{f'; {number_word(more)} more in the list' if more else ''}."
    meaning = f"Each of the {plural} was judged on its own, so a few such changes may be false alarms."
    figures = tuple(table.figure(row, what) for row in clearest for what in ("previous", "current"))
    return Finding(f"Within {plural}", rest, meaning, None, figures)


def _strongest(row: Row) -> tuple[int, float]:
    return (SAID.index(row.verdict) == 2 if row.verdict else 1, -abs(row.z or 0))


def _sentence(said: list[Row], tested: int, areas: int, plural: str) -> str:
    changed = sum(row.verdict in (Verdict.ROSE, Verdict.FELL) for row in said)
    start = f"{opening(number_word(areas))} {plural} and every measure make {count(tested)} pairs large enough to test"
    if not tested:
        return f"No pair of one of {number_word(areas)} {plural} and a measure is large enough to test."
    if not changed:
        return f"{start}: none changed by more than chance."
    return (
        f"{start}: {number_word(changed)} changed by more than chance. Each of the {plural} was judged on its own, so a few "
        "of these may be false alarms."
    )

"""What changed within the area: verdicts of its wards on every measure."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.analyses.wording import count, number_word, opening
from wardmote.figures.areas import areas_within
from wardmote.figures.performance import Evidence, rows_of_areas
from wardmote.figures.table import Row, Table
from wardmote.figures.tokens import Verdict

SAID = (Verdict.ROSE, Verdict.FELL, Verdict.LOCATION_UNCERTAIN)


@dataclass(frozen=True)
class WithinArea:
    """The rows of wards that say something, strongest first, and how many were looked at."""

    rows: tuple[Row, ...]
    tested: int
    areas: int
    sentence: str


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
    return WithinArea(tuple(said), tested, len(areas), _sentence(said, tested, len(areas), plural))


def _strongest(row: Row) -> tuple[int, float]:
    return (SAID.index(row.verdict) == 2 if row.verdict else 1, -abs(row.z or 0))


def _sentence(said: list[Row], tested: int, areas: int, plural: str) -> str:
    changed = sum(row.verdict in (Verdict.ROSE, Verdict.FELL) for row in said)
    start = f"{opening(number_word(areas))} {plural} and every measure make {count(tested)} pairs large enough to test"
    if not changed:
        return f"{start}: none changed by more than chance."
    return (
        f"{start}: {number_word(changed)} changed by more than chance. Each of the {plural} was judged on its own, so a few "
        "of these may be false alarms."
    )

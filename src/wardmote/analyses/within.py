"""What changed within the area: verdicts of its wards on every measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.analyses.finding import CHANGED, JUDGED, Finding
from wardmote.analyses.places import rows_within
from wardmote.analyses.wording import count, inside, level_name, listed, number_word, opening
from wardmote.figures.areas import areas_within
from wardmote.figures.evidence import Evidence
from wardmote.figures.table import Row, Table
from wardmote.figures.tokens import Verdict

SAID = (*CHANGED, Verdict.LOCATION_UNCERTAIN)


@dataclass(frozen=True)
class WithinArea:
    """The rows of wards that say something, strongest first, and how many could be judged."""

    rows: tuple[Row, ...]
    judged: int
    areas: int
    sentence: str
    finding: Finding | None
    """The clearest of them for the first page; None where nothing changed."""


def within(evidence: Evidence, table: Table, level: str = "ward") -> WithinArea:
    """Every base measure in every area of a level. Each area's verdicts allow for its own measures alone."""
    areas = areas_within(evidence.connection, table.area, level, evidence.definitions)
    rows = rows_within(evidence, table, areas)
    base = [row for row in rows if row.measure.base and row.measure.available]
    judged = sum(row.verdict in JUDGED for row in base)
    said = sorted((row for row in base if row.verdict in SAID), key=_strongest)
    named = level_name(evidence.definitions, level, len(areas))
    one = level_name(evidence.definitions, level, 1)
    examples = int(evidence.definitions.threshold("examples-named"))
    return WithinArea(
        rows=tuple(said),
        judged=judged,
        areas=len(areas),
        sentence=_sentence(said, judged, f"{number_word(len(areas))} {named}" if areas else "", one),
        finding=_finding(table, said, (named, one), examples),
    )


def _strongest(row: Row) -> tuple[bool, float]:
    return (row.verdict not in CHANGED, -abs(row.z or 0))


def _finding(table: Table, said: Sequence[Row], names: tuple[str, str], examples: int) -> Finding | None:
    changed = [row for row in said if row.verdict in CHANGED]
    if not changed:
        return None
    clearest = changed[:examples]
    parts = [
        f"{inside(row.measure.short_title)} {row.verdict.words} in {row.area.name} "
        f"({count(row.previous)} to {count(row.current)})"
        for row in clearest
        if row.verdict
    ]
    more = len(changed) - len(clearest)
    rest = f": {listed(parts)}{f'; {number_word(more)} more in the list' if more else ''}."
    figures = tuple(table.figure(row, what) for row in clearest for what in ("previous", "current"))
    return Finding(f"Within {names[0]}", rest, _caution(len(changed), names[1]), None, figures)


def _caution(changed: int, one: str) -> str:
    alarms = "this may be a false alarm" if changed == 1 else "some of these may be false alarms"
    return f"Each {one} was judged on its own, so {alarms}."


def _sentence(said: Sequence[Row], judged: int, areas: str, one: str) -> str:
    if not areas:
        return f"No {one} of the area is known."
    changed = sum(row.verdict in CHANGED for row in said)
    uncertain = len(said) - changed
    doubt = f" For {number_word(uncertain)} the location is too uncertain to say." if uncertain else ""
    if not judged:
        return f"In {areas} no change of a measure could be judged.{doubt}"
    pairs = "one pair" if judged == 1 else f"{count(judged)} pairs"
    start = f"{opening(areas)} and every measure make {pairs} that could be judged"
    if areas.startswith("one "):
        pairs = "one measure" if judged == 1 else f"{number_word(judged)} measures"
        start = f"In the one {one} {pairs} could be judged"
    if not changed:
        return f"{start}: none changed by more than chance.{doubt}"
    return f"{start}: {number_word(changed)} changed by more than chance.{doubt} {_caution(changed, one)}"

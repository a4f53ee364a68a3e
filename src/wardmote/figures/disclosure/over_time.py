"""What is left out of counts over time: months, quarters and years of one area, which add up and are told in several tables.

Single months make quarters and years, and kinds make all of them; the years of the other tables are known as well. All are
decided together, so that a table of months and one of years, asked for at different times, hide what each other hide.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from wardmote.definitions import Measure
from wardmote.figures.areas import Area
from wardmote.figures.disclosure.cells import Rule
from wardmote.figures.disclosure.ladder import Rung
from wardmote.figures.disclosure.steps import Climb
from wardmote.figures.months import Period, shift
from wardmote.figures.table import Row
from wardmote.figures.tokens import State

QUARTER, YEAR = 3, 12
LENGTHS = (6, QUARTER, 1)
"""Lengths that a longer period may be made of, in months, the longest first."""
BEGINS = {QUARTER: (1, 4, 7, 10), YEAR: (1, 4)}
"""Months in which quarters and years begin: both calendar and financial ones are told."""

Key = tuple[str, Period]
"""Measure and period."""


@dataclass(frozen=True)
class Count:
    """A count of a measure in a period; ``decided``: None, or whether another table leaves it out.

    ``value``: None where its supplier left it out. Sums that tell of it are then hidden like those of a small count.
    """

    measure: Measure
    period: Period
    value: int | None
    decided: bool | None = None


def left_out_over_time(
    area: Area, counts: Sequence[Count], covered: Collection[str], rule: Rule
) -> frozenset[Key]:
    """The counts over time that are left out; quarters and years that are made of them are among those decided on.

    Parameters
    ----------
    area
        The area that all of them are of.
    counts
        As they are known. What another table decided stands.
    covered
        Identifiers of the measures that are protected.

    Returns
    -------
    frozenset of (measure, period)
        Where small counts would follow from what other tables print, whatever is left out, all that hangs together with
        them.
    """
    known = {(one.measure.id, one.period): one for one in counts}
    for made in _longer(known):
        known.setdefault((made.measure.id, made.period), made)
    rows = {key: _row(area, one) for key, one in known.items()}
    climbing = Climb("current", lambda row: row.measure.id in covered, rule)
    climbing.add(Rung(tuple(rows.values()), _nests(known)))
    for key, one in known.items():
        if one.decided is not None:
            climbing.stand(rows[key], left_out=one.decided)
    own = [key for key, one in known.items() if key[0] in covered]
    climbing.choose(forgiving=True)
    return frozenset(key for key in own if climbing.left_out(rows[key]))


def _longer(known: Mapping[Key, Count]) -> Iterable[Count]:
    """Quarters, and then years, of which every part is known."""
    made: dict[Key, Count] = {}
    for length in (QUARTER, YEAR):
        have = {**known, **made}
        for (name, period), one in list(have.items()):
            if len(period.months) >= length or int(period.start[5:]) not in BEGINS[length]:
                continue
            whole = Period(period.start, shift(period.start, length - 1))
            parts = _parts(whole, {p for n, p in have if n == name})
            values = [have[name, part].value for part in parts]
            known_parts = [value for value in values if value is not None]
            if (name, whole) not in have and parts and len(known_parts) == len(parts):
                made[name, whole] = Count(one.measure, whole, sum(known_parts))
    return made.values()


def _nests(known: Mapping[Key, Count]) -> dict[str, tuple[str, ...]]:
    """How longer periods are made of shorter ones, whatever the measure."""
    periods = {period for _, period in known}
    return {_code(one): tuple(map(_code, parts)) for one in periods if (parts := _parts(one, periods))}


def _parts(whole: Period, have: Collection[Period]) -> tuple[Period, ...]:
    """Periods of one length, the longest that there are, that make a longer one; empty where none do."""
    for length in LENGTHS:
        if length >= len(whole.months) or len(whole.months) % length:
            continue
        starts = whole.months[::length]
        parts = tuple(Period(start, shift(start, length - 1)) for start in starts)
        if all(part in have for part in parts):
            return parts
    return ()


def _row(area: Area, one: Count) -> Row:
    """A period of an area as if it were an area within it."""
    place = replace(area, code=_code(one.period))
    state = State.SUPPRESSED if one.value is None else State.KNOWN if one.value else State.ZERO
    return Row(one.measure, place, state, current=one.value)


def _code(period: Period) -> str:
    return f"{period.start}..{period.end}"

"""What makes up a measure in one source: items and their details, put together period by period."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from wardmote.definitions import Measure
from wardmote.figures.months import Period
from wardmote.figures.observed.record import Cell
from wardmote.figures.tokens import State


@dataclass(frozen=True)
class Entry:
    """One observation of an area: an item, perhaps a part of it, in a period."""

    item: str
    detail: str
    period: Period
    value: float | None
    state: str
    base: float | None = None


def whole_periods(
    measure: Measure, source: str, entries: Sequence[Entry], names: frozenset[str]
) -> dict[Period, Cell]:
    """The cell of each period of one area and source.

    Where an item came as a whole, its details are parts of that and are not added. A period that lacks an item which
    others have is a gap, unless an item that never stands beside it is there instead: then it was only renamed. An item
    that never came at all leaves every period a gap: a part of a measure is not the measure. Details come and go.
    """
    periods: dict[Period, list[Entry]] = {}
    for entry in entries:
        periods.setdefault(entry.period, []).append(entry)
    components = {period: _components(found, names) for period, found in periods.items()}
    held = {
        period: frozenset(entry.item for entry in found if entry.state != "not-supplied")
        for period, found in components.items()
    }
    never = _never_came(entries, names)
    alike: dict[int, set[frozenset[str]]] = {}
    for period, items in held.items():
        alike.setdefault(length(period), set()).add(items)
    cells = {}
    for period, found in components.items():
        missing = _missing(held[period], alike[length(period)]) | never
        cells[period] = (
            Cell(
                State.NOT_SUPPLIED,
                note=_in_part(periods[period]) or (_without(missing) if held[period] else ""),
            )
            if missing
            else _together(measure, source, found, _in_part(periods[period]))
        )
    return cells


def length(period: Period) -> int:
    """How many months a period has."""
    first, last = period.start, period.end
    return 12 * (int(last[:4]) - int(first[:4])) + int(last[5:]) - int(first[5:]) + 1


def _components(entries: Sequence[Entry], names: frozenset[str]) -> list[Entry]:
    """The entries that make up the measure: each item as a whole where it came so, else its details."""
    wholes = {entry.item for entry in entries if not entry.detail and entry.item in names}
    return [entry for entry in entries if entry.item not in wholes or not entry.detail]


def _missing(here: frozenset[str], others: Collection[frozenset[str]]) -> set[str]:
    """Items that other periods have and this one lacks, without another in their place."""
    lacked = frozenset().union(*others) - here
    return {
        item
        for item in lacked
        if not any(all(not {item, instead} <= items for items in others) for instead in here)
    }


def _never_came(entries: Sequence[Entry], names: frozenset[str]) -> set[str]:
    """Items of the measure that no period has; none where it is counted from details, which come and go."""
    if any(entry.item not in names for entry in entries):
        return set()
    return set(names - {entry.item for entry in entries})


def _without(items: set[str]) -> str:
    return f"It came without {', '.join(item.replace('-', ' ') for item in sorted(items))}."


def _in_part(entries: Sequence[Entry]) -> str:
    """Says of which items only parts are known; nothing where there are none."""
    known = {entry.item for entry in entries if entry.detail and entry.value is not None}
    items = sorted(known & {entry.item for entry in entries if entry.state == "not-supplied"})
    if not items:
        return ""
    named = ", ".join(item.replace("-", " ") for item in items)
    return (
        f"Only a part of {named} is known, so the sum is not: another part was not supplied or was rejected."
    )


def _together(measure: Measure, source: str, entries: Sequence[Entry], in_part: str = "") -> Cell:
    """One cell of all components."""
    parts: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        parts.setdefault((entry.item, entry.detail), []).append(entry)
    for twice in parts.values():
        values = dict.fromkeys(one.value for one in twice if one.value is not None)
        if len(values) > 1:
            said = tuple((source, value) for value in values if value is not None)
            return Cell(State.NOT_AVAILABLE, sources=(source,), conflict=said)
    chosen = [min(twice, key=lambda one: one.value is None) for twice in parts.values()]
    if measure.is_share and len(chosen) > 1:
        return Cell(
            State.NOT_AVAILABLE, sources=(source,), note="It came as several shares, which do not add up."
        )
    known = [one.value for one in chosen if one.value is not None]
    if any(one.state == "not-supplied" for one in chosen):
        return Cell(State.NOT_SUPPLIED, sources=(source,), note=in_part)
    if len(known) < len(chosen):
        least = sum(known) if known and min(known) >= 0 else None
        return Cell(State.SUPPRESSED, at_least=least, sources=(source,))
    total = sum(known)
    base = chosen[0].base if len(chosen) == 1 else None
    return Cell(State.KNOWN if total else State.ZERO, total, base=base, sources=(source,))

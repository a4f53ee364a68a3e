"""Each year of a comparison as one value: a sum, a lower bound where a part is suppressed, or none."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.definitions import Definitions
from wardmote.figures.months import Period, in_words, shift
from wardmote.figures.observed.record import Cell
from wardmote.figures.observed.timeline import Timeline, Window
from wardmote.figures.periods import in_dates
from wardmote.figures.tokens import State

Shown = Sequence[tuple[Period, Cell]]
"""The periods that count in a year, with what was reported of each."""


def shown_cells(timeline: Timeline, window: Window) -> tuple[Shown, Shown]:
    """The periods that count in the earlier, and in the later year."""
    earlier, later = (
        [(year[at], timeline.cell(year[at])) for at in places]
        for year, places in zip(window.years[-2:], window.shown, strict=True)
    )
    return earlier, later


def total(shown: Shown) -> Cell:
    """One cell for a year."""
    cells = [cell for _, cell in shown]
    sources = tuple(dict.fromkeys(name for cell in cells for name in cell.sources))
    if not cells:
        return Cell(State.NOT_SUPPLIED)
    if any(cell.state is State.NOT_AVAILABLE for cell in cells):
        return Cell(State.NOT_AVAILABLE, sources=sources)
    known = [cell.value for cell in cells if cell.value is not None]
    if len(known) < len(cells):
        least = [cell.value if cell.value is not None else cell.at_least or 0 for cell in cells]
        sure = min(least) >= 0 and sum(least) > 0
        return Cell(State.SUPPRESSED, at_least=sum(least) if sure else None, sources=sources)
    base = cells[0].base if len(cells) == 1 else None
    return Cell(State.KNOWN if sum(known) else State.ZERO, sum(known), base=base, sources=sources)


def left_out(timeline: Timeline, window: Window) -> tuple[Period, ...]:
    """Periods of the two later years of which nothing came."""
    return tuple(one for year in window.years[-2:] for one in year if not timeline.cell(one).reported)


def gap_words(timeline: Timeline, window: Window) -> tuple[str, ...]:
    """What was not supplied, and what that does to the two years."""
    missing = left_out(timeline, window)
    if not missing:
        return ()
    said = f"Not supplied: {spans(missing)}."
    shared = window.shown[0] == window.shown[1] and bool(window.shown[1])
    if not shared:
        return (said,)
    one = len({one.start[5:] for one in missing}) == 1
    return (f"{said} The same {'period is' if one else 'periods are'} left out of both years.",)


PARTS = {1: "months", 3: "quarters", 6: "half-years"}


def counted_words(window: Window, every: int) -> tuple[str, ...]:
    """Of how many periods the later year is, where it is not whole: total, rate and average are of those alone."""
    counted, whole = len(window.shown[1]), len(window.years[-1])
    if not 0 < counted < whole:
        return ()
    parts = PARTS.get(every, "periods")
    return (f"Total, rate and average are of {counted} of {whole} {parts}.",)


def suppressed_words(shown: Shown, whole: Cell) -> tuple[str, ...]:
    """Which periods are suppressed, and how many there are at least."""
    hidden = [period for period, cell in shown if cell.state is State.SUPPRESSED]
    if not hidden:
        return ()
    least = f": at least {number(whole.at_least)} in all" if whole.at_least is not None else ""
    return (f"Suppressed: {spans(hidden)}{least}.",)


def taken_back_words(shown: Shown) -> tuple[str, ...]:
    """Which periods take back what others counted, as a revision may, and what that does to the row."""
    below = [(period, cell.value) for period, cell in shown if cell.value is not None and cell.value < 0]
    if not below:
        return ()
    back = " and ".join(f"{in_dates(period)} takes back {number(-value)}" for period, value in below)
    return (f"{back}, counted in an earlier period. So no rate is given, and the change is not tested.",)


def conflict_words(shown: Shown, definitions: Definitions) -> tuple[str, ...]:
    """What each of several sources says of a period on which they disagree."""
    return tuple(
        f"Two figures stand for {in_dates(period)}: {said}. Say which is right, and take the other out."
        for period, cell in shown
        if cell.conflict
        for said in (_each(cell, definitions),)
    )


def _each(cell: Cell, definitions: Definitions) -> str:
    titles = {
        name: definitions.sources[name].title for name, _ in cell.conflict if name in definitions.sources
    }
    return " and ".join(f"{number(value)} ({titles.get(name, name)})" for name, value in cell.conflict)


def number(value: float | None) -> str:
    """A value as a sentence holds it."""
    if value is None:
        return "no number"
    return f"{value:,.0f}".replace("-", "−") if value == int(value) else f"{value:,.1f}".replace("-", "−")


def spans(periods: Sequence[Period]) -> str:
    """Periods in words, those that follow on each other as one: April to September 2023 and March 2024."""
    runs: list[Period] = []
    for one in sorted(periods, key=lambda period: period.start):
        if runs and shift(runs[-1].end, 1) == one.start:
            runs[-1] = Period(runs[-1].start, one.end)
        else:
            runs.append(one)
    said = [in_dates(run) for run in runs]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def last_words(last: tuple[Period, Cell]) -> str:
    """When something last came, and what it was."""
    period, cell = last
    value = number(cell.value) if cell.value is not None else cell.state.words
    return f"Last received: {in_dates(period)} ({value})."


def whole_year(period: Period) -> str:
    """A period as the head of a column: year to March 2024, or January to March 2024."""
    return f"year to {in_words(period.end)}" if len(period.months) == 12 else in_dates(period)

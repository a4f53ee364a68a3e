"""What is to be expected of a measure, and how good the same forecast would have been on the last months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wardmote.analyses.over_time.history import History
from wardmote.analyses.result import CannotBearError, Refusal
from wardmote.analyses.wording import amount, inside, months_listed, share
from wardmote.definitions import Definitions
from wardmote.figures.months import Period, days_in, in_words, shift
from wardmote.methods.forecast import BackTest, Forecasts, back_test, forecast_counts

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Stretch:
    """The part of a history that a forecast rests on: what came since recording last changed."""

    history: History
    first: int
    """Position of its first step."""

    @property
    def values(self) -> Numbers:
        """Its counts, NaN at gaps."""
        return self.history.values[self.first :]

    @property
    def days(self) -> Numbers:
        """Days in each step."""
        return self.history.days[self.first :]

    @property
    def span(self) -> Period:
        """From its first month to its last."""
        return Period(self.history.periods[self.first].start, self.history.periods[-1].end)

    @property
    def average(self) -> float:
        """Of a step that is known."""
        return float(np.nanmean(self.values))


@dataclass(frozen=True, eq=False)
class HeldBack:
    """A forecast of the last steps, made from those before them, beside what came."""

    tested: BackTest
    held: tuple[Period, ...]
    came: Numbers
    """(steps held back,), NaN at gaps."""


@dataclass(frozen=True, eq=False)
class Outlook:
    """A forecast of one series, and its test; ``test`` is None where too little would be left to forecast from."""

    stretch: Stretch
    periods: tuple[Period, ...]
    """The steps ahead, in order."""
    forecasts: Forecasts
    """Of this series alone."""
    test: HeldBack | None

    @property
    def history(self) -> History:
        """All that is in hand."""
        return self.stretch.history


def stretch_of(history: History, definitions: Definitions, to: str) -> Stretch:
    """What a forecast from a last month may rest on.

    Raises
    ------
    CannotBearError
        When too little came since recording last changed, too much of it is missing, or nothing came of late.
    """
    if history.span.end < shift(to, -int(definitions.threshold("forecast-silent-months"))):
        raise CannotBearError(_silent(history))
    first = history.cuts[-1] if history.cuts else 0
    known = np.flatnonzero(~np.isnan(history.values[first:]))
    if not known.size:
        raise CannotBearError(_too_short(history, 0, definitions))
    found = Stretch(history, first + int(known[0]))
    months = len(found.values) * history.every
    if months < definitions.threshold("forecast-fewest-months"):
        raise CannotBearError(_too_short(history, months, definitions))
    there = float(np.mean(~np.isnan(found.values)))
    if there < definitions.threshold("forecast-known-share"):
        raise CannotBearError(_too_many_gaps(found, there))
    return found


def outlooks(
    stretches: Sequence[Stretch], months: int, definitions: Definitions, *, tested: bool = True
) -> list[Outlook]:
    """Forecast several series, those of one length and rhythm together; in the order given.

    months: how far ahead at least.
    """
    groups: dict[tuple[int, int, str], list[int]] = {}
    for at, one in enumerate(stretches):
        key = (len(one.values), one.history.every, one.span.end)
        groups.setdefault(key, []).append(at)
    found: dict[int, Outlook] = {}
    for places in groups.values():
        made = _together([stretches[at] for at in places], months, definitions, tested)
        found.update(zip(places, made, strict=True))
    return [found[at] for at in range(len(stretches))]


def _together(
    stretches: Sequence[Stretch], months: int, definitions: Definitions, tested: bool
) -> list[Outlook]:
    first = stretches[0]
    every, year = first.history.every, first.history.period
    counts = np.stack([one.values for one in stretches])
    ahead = steps_ahead(first.span.end, months, every)
    days = _days(ahead)
    made = forecast_counts(counts, len(ahead), days=first.days, days_ahead=days, period=year)
    held = held_out(first, definitions) if tested else 0
    test = back_test(counts, held, days=first.days, period=year) if held else None
    return [Outlook(one, ahead, made.of(at), _test(one, test, held, at)) for at, one in enumerate(stretches)]


def _test(stretch: Stretch, test: BackTest | None, held: int, at: int) -> HeldBack | None:
    if test is None:
        return None
    mine = BackTest(
        test.mase[at : at + 1],
        test.mase_each[:, at : at + 1],
        test.mase_naive[at : at + 1],
        test.within80[at : at + 1],
        test.within95[at : at + 1],
        test.months[at : at + 1],
        test.forecasts.of(at),
    )
    return HeldBack(mine, stretch.history.periods[-held:], stretch.values[-held:])


def held_out(stretch: Stretch, definitions: Definitions) -> int:
    """How many steps are held back for a test; none where too few would be left."""
    every = stretch.history.every
    spare = len(stretch.values) * every - definitions.threshold("forecast-before-held")
    held = min(definitions.threshold("forecast-held-out"), spare)
    return int(held) // every if held >= definitions.threshold("forecast-least-held") else 0


def steps_ahead(last: str, months: int, every: int) -> tuple[Period, ...]:
    """The steps after a month, as many as hold so many months."""
    starts = [shift(last, 1 + at * every) for at in range(-(-months // every))]
    return tuple(Period(start, shift(start, every - 1)) for start in starts)


def _days(periods: Sequence[Period]) -> Numbers:
    return np.array([float(sum(days_in(month) for month in one.months)) for one in periods])


def _what(history: History) -> str:
    return f"Nothing can be forecast of {inside(history.name)} in {history.area.name}."


def _silent(history: History) -> Refusal:
    last = history.span.end
    return Refusal(
        _what(history),
        f"Nothing of it came after {in_words(last)}, so a forecast would be of months that have passed.",
        f"Ask its supplier for what is owed; asked up to {in_words(last)}, it says what was to be expected then.",
    )


def _too_many_gaps(stretch: Stretch, there: float) -> Refusal:
    history, span = stretch.history, stretch.span
    return Refusal(
        _what(history),
        f"Of the {history.step}s from {in_words(span.start)} to {in_words(span.end)} only {share(there)} have a number.",
        f"Take in what is missing: {months_listed(history.missing)}."
        if history.missing
        else "Ask its supplier for the numbers that are hidden.",
    )


def _too_short(history: History, months: int, definitions: Definitions) -> Refusal:
    least = int(definitions.threshold("forecast-fewest-months"))
    what = _what(history)
    there = amount(months, "month", "months")
    if not history.cuts:
        return Refusal(
            what,
            f"Only {there} came, and a forecast needs {least}; two years for one that knows the season.",
            "Take in the files of earlier months.",
        )
    changed = history.breaks[-1]
    since = history.periods[history.cuts[-1]].start
    return Refusal(
        what,
        f"What is recorded changed in {in_words(f'{changed.date:%Y-%m}')} ({changed.label}). What came before says "
        f"nothing of what comes after, and only {there} came since.",
        f"Ask again when {least} months from {in_words(since)} on were taken in; two years for a forecast that knows "
        "the season.",
    )

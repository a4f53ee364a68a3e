"""What a season says, in sentences and as a picture."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from wardmote.analyses.ahead.season import SeasonFound
from wardmote.analyses.finding import Finding
from wardmote.analyses.pictures import Caption, DotRanges, MonthPattern, RangeRow
from wardmote.analyses.wording import amount, interval_name, listed, one_decimal
from wardmote.definitions import Definitions
from wardmote.figures.months import in_words


def subject(found: SeasonFound) -> str:
    """What it is of, and where."""
    return f"{found.history.name} in {found.history.area.name}"


def season_sentence(found: SeasonFound, *, clear: bool) -> str:
    """Which months stand out, by how much; or that none can be told from chance."""
    step = found.history.step
    if not clear:
        return f": no season can be told from chance in {amount(found.years, 'year', 'years')}."
    peaks, quiet = found.peaks, found.quiet
    if not peaks and not quiet:
        highest = int(np.argmax(found.index))
        return (
            f": {step}s differ by more than chance, but little: the highest, {found.names[highest]}, is at "
            f"{found.index[highest]:.2f} times an average {step}."
        )
    said = []
    if peaks:
        said.append(
            f"peaks in {runs(found.names, peaks)}, at about {_level(found, peaks)} times an average {step}"
        )
    if quiet:
        said.append(f"is quiet in {runs(found.names, quiet)}, at about {_level(found, quiet)}")
    return f" {', and '.join(said)}."


def season_finding(found: SeasonFound, *, clear: bool) -> Finding:
    """The season as a finding."""
    meaning = (
        "A season comes back every year: set a month beside the same month of other years, not beside the month before."
        if clear
        else ""
    )
    return Finding(subject(found), season_sentence(found, clear=clear), meaning, None, ())


def strength_finding(found: SeasonFound) -> Finding:
    """How strong the season is."""
    high, low = int(np.argmax(found.index)), int(np.argmin(found.index))
    if found.index[low] <= 0:
        rest = f": {found.names[low]} held none in all these years."
    else:
        rest = f": {found.names[high]} has {found.strength:.1f} times as many a day as {found.names[low]}."
    return Finding("How strong", rest, "", None, ())


def season_picture(found: SeasonFound, definitions: Definitions, *, clear: bool) -> MonthPattern | DotRanges:
    """Months with each year behind them; quarters with their intervals."""
    history = found.history
    title = f"{history.name}{season_sentence(found, clear=clear)}".rstrip(".")
    alt = ", ".join(f"{name} {value:.2f}" for name, value in zip(found.names, found.index, strict=True))
    span = f"{in_words(history.span.start)} to {in_words(history.span.end)}"
    caption = Caption(
        title=title,
        subtitle=f"{history.area.name}, {span}. 1.0 is an average {history.step}, length of months allowed for."
        + (" Pale dots: single years." if history.every == 1 else ""),
        alt=f"{history.name} by {history.step} of the year against an average {history.step}: {alt}.",
    )
    if history.every == 1:
        years = tuple(tuple(None if np.isnan(one) else float(one) for one in row) for row in found.yearly)
        return MonthPattern(caption, tuple(float(one) for one in found.index), years)
    rows = tuple(
        RangeRow(
            name,
            float(found.index[at]),
            float(found.low[at]),
            float(found.high[at]),
            found.word(at),
            bool(found.word(at)),
        )
        for at, name in enumerate(found.names)
    )
    unit = f"Times an average quarter, {interval_name(definitions)}"
    return DotRanges(caption, rows, unit, (1.0, "average quarter"))


def runs(names: Sequence[str], places: Sequence[int]) -> str:
    """Steps in words, three or more in a row as a span, round the turn of the year too."""
    if not places:
        return ""
    year, there = len(names), set(places)
    starts = [at for at in places if (at - 1) % year not in there] or [places[0]]
    said: list[str] = []
    for start in starts:
        run = [start]
        while (run[-1] + 1) % year in there and (run[-1] + 1) % year != start:
            run.append((run[-1] + 1) % year)
        if len(run) > 2 and year == 12:
            said.append(f"{names[run[0]]} to {names[run[-1]]}")
        else:
            said += [names[at] for at in run]
    return listed(said)


def _level(found: SeasonFound, places: Sequence[int]) -> str:
    return one_decimal(float(np.mean(found.index[list(places)])))

"""Rows counted from observations in words: values, changes and periods as people write them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from wardmote.analyses.wording import count, one_decimal, opening, per, percent, signed
from wardmote.definitions import Definitions
from wardmote.figures.months import Period, in_words
from wardmote.figures.observed.record import Observed
from wardmote.figures.periods import in_dates
from wardmote.figures.table import Row
from wardmote.figures.tokens import State
from wardmote.methods.rounding import half_up

YEAR = 12
PARTS = {1: "months", 3: "quarters", 6: "half-years"}


def is_share(row: Row) -> bool:
    """Whether the row is of a percentage of people asked."""
    return row.measure.is_share


def value_words(value: float | None, *, share: bool) -> str:
    """A value: 1,204, or 74.2% of a share, or 12.5 where it is no count."""
    if value is None:
        return "–"
    if share:
        return f"{one_decimal(value)}%"
    return count(value).replace("-", "−") if value == int(value) else one_decimal(value)


def state_words(value: float | None, state: State, at_least: float | None, *, share: bool) -> str:
    """A value, or why there is none: not supplied, suppressed, or at least so many."""
    if value is not None:
        return value_words(value, share=share)
    if state is State.SUPPRESSED and at_least is not None:
        return f"at least {value_words(at_least, share=share)}"
    return state.words


def both_values(row: Row, observed: Observed) -> tuple[str, str]:
    """The earlier and the later value of a row in words."""
    share = is_share(row)
    least_before, least_now = observed.at_least
    return (
        state_words(observed.before, observed.state_before, least_before, share=share),
        state_words(observed.now, row.state, least_now, share=share),
    )


def points(value: float | None) -> str:
    """A difference of shares: +4.0 points."""
    if value is None:
        return "–"
    return f"{f'{half_up(value, 1):+.1f}'.replace('-', '−') if value else '0.0'} points"


def change_words(row: Row, observed: Observed) -> str:
    """The change: +66 (+77.6%) of a count, +4.0 points of a share."""
    if observed.points is not None:
        return points(observed.points)
    if row.change is None:
        return "–"
    ratio = f" ({percent(row.percent)})" if row.percent is not None else ""
    return f"{signed(row.change)}{ratio}"


def interval_words(row: Row, observed: Observed) -> str:
    """The interval of the change, in percent or in points; a dash where none can be given."""
    if observed.points_interval:
        low, high = (f"{half_up(limit or 0, 1):+.1f}".replace("-", "−") for limit in observed.points_interval)
        return f"{low} to {high} points"
    if not row.percent_interval:
        return "–"
    low_limit, high_limit = row.percent_interval
    return f"{percent(low_limit)} to {percent(high_limit) if high_limit is not None else 'no limit'}"


def verdict_words(row: Row) -> str:
    """The verdict with its mark; else why there is none: not tested, or the state of the later value."""
    if row.verdict:
        return f"{row.verdict.symbol} {row.verdict.words}"
    return untested_words(row)


def untested_words(row: Row) -> str:
    """Why a row has no verdict, in two or three words."""
    if row.suppressed:
        return State.SUPPRESSED.words
    if row.observed is None or row.observed.now is None:
        return row.state.words
    if row.observed.before is None:
        return (
            "nothing to compare with" if row.observed.state_before is not State.SUPPRESSED else "not compared"
        )
    return "not tested"


def period_words(row: Row, *, short: bool = False) -> str:
    """The later period of a row, with which the same a year before is compared: year to March 2024."""
    if row.periods is None:
        return ""
    words = one_period(row.periods[1], short=short)
    counted, whole = row.observed.counted if row.observed else (0, 0)
    if row.observed is None or not 0 < counted < whole:
        return words
    return f"{words}, {counted} of {whole} {PARTS.get(row.observed.every, 'periods')}"


def one_period(period: Period, *, short: bool = False) -> str:
    """Twelve months by their last, other periods by their months."""
    if len(period.months) == YEAR:
        return f"year to {in_words(period.end, short=short)}"
    return in_dates(period, short=short)


def supplied_by(row: Row, definitions: Definitions) -> str:
    """Titles of the sources that a row was counted from."""
    names = row.observed.sources if row.observed else ()
    return ", ".join(
        definitions.sources[name].title if name in definitions.sources else name for name in names
    )


def notes_of(row: Row) -> list[str]:
    """What a reader must know of a row, note by note; a row of which nothing came for long says so by itself."""
    notes = list(row.observed.notes) if row.observed else []
    return [*notes, *(f"{found.title}: {found.explanation}" for found in row.breaks)]


def said_of(row: Row) -> str:
    """The same as one text."""
    return opening(" ".join(notes_of(row)))


def usual_population(rows: Sequence[Row]) -> str:
    """The kind of population that most of the rates are of; empty where there is no rate."""
    kinds = Counter(row.measure.population for row in rows if row.rate is not None)
    return kinds.most_common(1)[0][0] if kinds else ""


def other_rate_words(row: Row, usual: str, definitions: Definitions) -> str:
    """What the rate of a row is of, where it is not what most rates beside it are of; else nothing."""
    if row.rate is None or row.measure.population == usual:
        return ""
    return f"Rate {per(definitions)} {row.measure.population}."


NOT_TESTED = "Not tested: no test can tell such a change from chance; the notes say why."

LEFT_OUT = "Suppressed: left out of what is published, as so few can point to a person or would give others away; not zero."


def state_notes(rows: Sequence[Row], provider: str) -> tuple[str, ...]:
    """What "suppressed" and "not tested" mean, where they stand in rows of one provider."""
    hidden = any(
        row.observed and not row.suppressed and State.SUPPRESSED in (row.state, row.observed.state_before)
        for row in rows
    )
    ours = any(row.suppressed for row in rows)
    untested = any(row.verdict is None and untested_words(row) == "not tested" for row in rows)
    return (
        *(
            (f"Suppressed: {provider} left numbers out of what it sent; they are not zero.",)
            if hidden
            else ()
        ),
        *((LEFT_OUT,) if ours else ()),
        *((NOT_TESTED,) if untested else ()),
    )

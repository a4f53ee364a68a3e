"""What the watched weeks come to in words: more than expected, or not; never why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wardmote.analyses.exceptional.watching import Method, Watch, WatchedWeek
from wardmote.analyses.finding import Finding
from wardmote.definitions import Definitions
from wardmote.figures.weeks import WeekSeries

WEEKS_A_YEAR = 52
SURE: dict[Method, tuple[str, ...]] = {
    "farrington": (
        "Flexible Farrington (Noufaily and others, 2013): the same weeks of five years, with season and trend, say what "
        "to expect; weeks that stood out themselves count for less, and the latest 26 do not enter.",
        "It takes the future to be like those years: a change in what is counted, or how, gives alarms or hides them.",
    ),
    "harmonic": (
        "Quasi-Poisson regression with a level, from 78 weeks on a yearly wave, and from two years on a trend (after "
        "Serfling, 1963); the latest four weeks do not enter.",
        "With less than a year and a half a busy season cannot be told from a rise, so it can raise an alarm each year.",
    ),
    "ears": (
        "EARS C2 (Hutwagner and others, 2003): the mean and spread of seven weeks, with the latest two left out.",
        "Seven weeks say little about how much weeks vary: take an alarm as a prompt to look, not as a finding.",
    ),
}


def day(week: str, *, year: bool = True) -> str:
    """A Monday in words: 10 February 2025."""
    found = date.fromisoformat(week)
    return f"{found.day} {found:%B}" + (f" {found.year}" if year else "")


def of(series: WeekSeries) -> str:
    """What is counted where: retail incidents in Quayside."""
    title = series.measure.title
    return f"{title[0].lower()}{title[1:]} in {series.where}"


def title(watch: Watch) -> str:
    """The sentence that says what was found in the last weeks."""
    last, what = watch.weeks[-1], of(watch.series)
    if last.alarm:
        return f"The latest week, from {day(last.week)}, had more {what} than expected: {_against(last)}."
    if watch.alarms:
        weeks = "week had" if len(watch.alarms) == 1 else "weeks had"
        return (
            f"{len(watch.alarms)} of the last {len(watch.weeks)} {weeks} more {what} than expected; the latest, from "
            f"{day(last.week)}, {_unknown(last) if last.counted is None else 'did not'}."
        )
    if not any(one.counted is not None and one.limit is not None for one in watch.weeks):
        return f"None of the last {len(watch.weeks)} weeks of {what} can be judged: too few were counted, or none is known."
    return f"None of the last {len(watch.weeks)} weeks had more {what} than expected.{_short(watch)}"


def _unknown(one: WatchedWeek) -> str:
    """What is said of a week without a count."""
    return "is not known" if one.least is None else f"is incomplete (at least {one.least:,.0f})"


def state_words(one: WatchedWeek) -> str:
    """What is known of a week: its count, the least that there were, or nothing."""
    if one.counted is not None:
        return "counted"
    return "not known" if one.least is None else f"incomplete: at least {one.least:,.0f}"


def _short(watch: Watch) -> str:
    """Which of the weeks cannot be judged, as rows of them were rejected."""
    weeks = [one for one in watch.weeks if one.least is not None and not one.alarm]
    if not weeks:
        return ""
    named = ", ".join(f"{day(one.week, year=False)} (at least {one.least or 0:,.0f})" for one in weeks)
    which = "The week from" if len(weeks) == 1 else "The weeks from"
    are = "is incomplete and was" if len(weeks) == 1 else "are incomplete and were"
    return f" {which} {named} {are} not judged: rows were rejected."


def findings(watch: Watch) -> tuple[Finding, ...]:
    """Each week above its limit, the latest first; where there is none, that there is none."""
    if not watch.alarms:
        return (Finding(title(watch), "", "", None, ()),)
    meaning = "The numbers do not say why."
    return tuple(
        Finding(
            f"Week from {day(one.week)}: {_against(one)}.",
            "",
            meaning if one is watch.alarms[-1] else "",
            None,
            (),
        )
        for one in reversed(watch.alarms)
    )


def luck(method: Method, measures: int, definitions: Definitions) -> str:
    """How many alarms a year of weekly looks would bring if nothing changed."""
    ending = "-ears" if method == "ears" else ""
    low, high = (definitions.threshold(f"exceptional-luck-{end}{ending}") for end in ("least", "most"))
    few, many = (WEEKS_A_YEAR * measures * share for share in (low, high))
    what = "one measure" if measures == 1 else f"{measures} measures"
    return (
        f"Where nothing changes, {low * 100:.1f}% to {high * 100:.1f}% of weeks raise an alarm by luck: looking at {what} "
        f"every week, expect {few:.1f} to {many:.1f} such alarms a year."
    )


def caveats(series: Sequence[WeekSeries]) -> tuple[str, ...]:
    """What to know about the counts."""
    said = []
    for one in series:
        if one.parts:
            said.append(
                f"{one.measure.title}: counted in {len(one.parts)} of the {one.whole} {one.level} of {one.area.name}; "
                "nothing is known of the others."
                if len(one.parts) < one.whole
                else f"{one.measure.title}: the counts of {len(one.parts)} {one.level} were added up."
            )
        if one.unknown:
            said.append(
                f"{one.measure.title}: {one.unknown} of {len(one.weeks)} weeks are not known: a gap, never a zero."
            )
        said += _rejected(one)
    said.append("A week runs from Monday to Sunday. More than expected says nothing about the cause.")
    return tuple(said)


def _rejected(one: WeekSeries) -> list[str]:
    """What rejected rows leave unsure."""
    said = []
    if one.least:
        said.append(
            f"{one.measure.title}: rows of {len(one.least)} of these weeks were rejected. What was counted of them is the "
            "least that there were, and no count: mend the rows and take the file in again."
        )
    if one.rejected:
        rows = "1 row" if one.rejected == 1 else f"{one.rejected:,} rows"
        said.append(
            f"{one.measure.title}: {rows} of {one.title} were rejected; where the week of one cannot be read, a week may be "
            "short of it and nobody can tell which."
        )
    return said


def _against(one: WatchedWeek) -> str:
    chance = (
        ""
        if one.chance is None
        else f"; chance of as many, if nothing had changed, {chance_words(one.chance)}"
    )
    counted = (
        f"{one.counted or 0:,.0f} counted" if one.least is None else f"at least {one.least:,.0f} (incomplete)"
    )
    return f"{counted}, {one.expected or 0:,.1f} expected, limit {one.limit or 0:,.0f}{chance}"


def chance_words(chance: float) -> str:
    """A chance as people say it: 1 in 2,000."""
    if chance >= 0.1:
        return f"{chance * 100:.0f}%"
    return "less than 1 in a million" if chance < 1e-6 else f"1 in {round(1 / chance):,}"

"""What a control chart lets people say: its signals, its limits and its target, in words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wardmote.analyses.over_time.control import RULES, Controlled
from wardmote.analyses.over_time.control_targets import Held
from wardmote.analyses.wording import amount, count, inside, listed, number_word, one_decimal, share
from wardmote.definitions import Definitions
from wardmote.figures.months import Period, in_words
from wardmote.figures.periods import in_dates

SMALL = 20
"""Below it a limit is written with one decimal."""
LONG = ("shift", "trend")
"""Rules that are of a run of steps."""


def level(value: float) -> str:
    """A centre or limit as people read it."""
    return count(value) if abs(value) >= SMALL else one_decimal(value)


@dataclass(frozen=True)
class Signal:
    """Steps in a row of which one rule fires, all on one side. ``up``: above the centre, or rising."""

    rule: str
    first: int
    last: int
    up: bool

    @property
    def steps(self) -> int:
        """How many steps it is of."""
        return self.last - self.first + 1


def signals(made: Controlled, last: int | None = None) -> list[Signal]:
    """Every signal of every rule by itself, by its first step; only those that reach the last steps, if asked."""
    n = len(made.history.periods)
    found = [one for rule in RULES for one in _runs(made, rule)]
    near = found if last is None else [one for one in found if one.last >= n - last]
    return sorted(near, key=lambda one: (one.first, RULES.index(one.rule)))


def _runs(made: Controlled, rule: str) -> list[Signal]:
    """The runs of one rule; a gap, a break and a change of side end one."""
    flags = [rule in made.rules(at) for at in range(len(made.history.periods))]
    runs: list[Signal] = []
    for at in (at for at, flag in enumerate(flags) if flag):
        up = _up(made, rule, at)
        joined = runs and runs[-1].last == at - 1 and runs[-1].up == up and at not in made.cuts
        runs = [*runs[:-1], replace(runs[-1], last=at)] if joined else [*runs, Signal(rule, at, at, up)]
    return runs


def _up(made: Controlled, rule: str, at: int) -> bool:
    if rule != "trend":
        return bool(made.chart.side[at] > 0)
    return bool((made.chart.heading[at : at + made.chart.run] > 0).any())


def signal_words(made: Controlled, one: Signal) -> str:
    """A signal as it stands beside a point: above the limit; twelve in a row above the average."""
    side = "above" if one.up else "below"
    many = number_word(one.steps)
    match one.rule:
        case "beyond":
            return f"{side} the limit"
        case "shift":
            return f"{many} in a row {side} the average"
        case "trend":
            return f"{many} in a row {'rising' if one.up else 'falling'}"
        case _:
            return f"two of three near the {'upper' if one.up else 'lower'} limit"


def signal_clause(made: Controlled, one: Signal) -> str:
    """A signal as part of a sentence, with its months."""
    step, side = made.history.step, "above" if one.up else "below"
    when = spoken(span_of(made, one))
    each = f"each of the {number_word(one.steps)} {step}s from {when}"
    lie = "lies" if one.steps == 1 else "lie"
    match one.rule:
        case "beyond":
            return f"{when} {lie} {side} the limit"
        case "shift":
            return f"{each} lies {side} the average"
        case "trend":
            return f"{each} is {'higher' if one.up else 'lower'} than the one before"
        case _:
            return f"{when} {lie} near the {'upper' if one.up else 'lower'} limit (two of three)"


def span_of(made: Controlled, one: Signal) -> Period:
    """The months of a signal."""
    return Period(made.history.periods[one.first].start, made.history.periods[one.last].end)


def point_words(made: Controlled, at: int) -> str:
    """What stands beside a step in the picture: the signal that covers most; empty where there is none."""
    mine = [one for one in signals(made) if one.first <= at <= one.last]
    if not mine:
        return ""
    return signal_words(made, max(mine, key=lambda one: (one.steps > 1, one.rule in LONG, one.steps)))


def spoken(span: Period) -> str:
    """A span of steps in words: April 2025; January to March 2026."""
    return in_dates(span)


def picture_title(made: Controlled, definitions: Definitions) -> str:
    """The chart in a few words, for its title: its longest new signal, or that there is none."""
    steps = max(int(definitions.threshold("signal-months")) // made.history.every, 1)
    new = told(signals(made, steps))
    if not new:
        return f"{made.history.name}: no signal in the last {amount(steps, made.history.step, f'{made.history.step}s')}"
    return f"{made.history.name}: {signal_words(made, max(new, key=lambda one: one.steps))}"


def control_sentence(made: Controlled, definitions: Definitions) -> str:
    """The chart in a sentence that can be repeated."""
    name, step = f"{made.history.name} in {made.history.area.name}", made.history.step
    steps = max(int(definitions.threshold("signal-months")) // made.history.every, 1)
    last = f"last {amount(steps, step, f'{step}s')}" if steps > 1 else f"last {step}"
    new = told(signals(made, steps))
    if new:
        return f"{name} has a signal in the {last}: {listed([signal_clause(made, one) for one in new])}."
    every = told(signals(made))
    if every:
        return f"{name} has no signal in the {last}; in the latest before, {signal_clause(made, every[-1])}."
    return f"{name} varies as it always does: no {step} stands out."


def told(found: list[Signal]) -> list[Signal]:
    """Those to be told in a sentence: two of three only where no other signal covers its steps."""
    others = [one for one in found if one.rule != "two_of_three"]
    return [
        one
        for one in found
        if one in others or not any(o.first <= one.last and o.last >= one.first for o in others)
    ]


def rebase_sentence(made: Controlled) -> str:
    """How to set limits anew where the latest step lies in a run on one side; empty where it does not."""
    n = len(made.history.periods)
    for one in signals(made, 1):
        if one.rule == "shift" and one.last == n - 1:
            month = made.history.periods[one.first].start
            return (
                f"The level seems to have moved in {in_words(month)}. Where partners know what happened then, set the "
                f"limits anew from {month}."
            )
    return ""


def caution(definitions: Definitions) -> str:
    """What a signal is, and what it is not."""
    return (
        f"A signal is a question to ask, and no finding by itself: of charts on which nothing happened, "
        f"{share(definitions.threshold('stable-chart-signals'))} show one somewhere in three years."
    )


def limits_sentence(made: Controlled) -> str:
    """Centre and limits of the latest stretch, and whether they are trial."""
    limits, step = made.chart.limits, made.history.step
    centre, low, high = (float(line[-1]) for line in (limits.centre, limits.low, limits.high))
    if centre != centre or low != low:
        return (
            f"The latest stretch is too short for limits: at least two {step}s next to each other are needed."
        )
    lower = f"between {level(low)} and {level(high)}" if low > 0 else f"below {level(high)}"
    said = f"As it now is, an average {step} holds {level(centre)}, and nearly all lie {lower}, season taken off."
    if made.trial:
        points = int(limits.points[-1])
        said += (
            f" These are trial limits: they rest on {amount(points, step, f'{step}s')}, fewer than "
            f"{number_word(made.chart.enough)}, and will move."
        )
    return said


def target_sentences(made: Controlled) -> tuple[str, ...]:
    """Each target against the limits, in words."""
    return tuple(_target_sentence(made, one) for one in made.held)


def _target_sentence(made: Controlled, held: Held) -> str:
    step, name, found = made.history.step, inside(made.history.name), held.found
    trial = " The limits are trial, so this may change." if found.trial else ""
    target = _target_words(made, held)
    met, missed = ("below", "above") if held.lower else ("above", "below")
    match found.verdict:
        case "consistently hits":
            return f"{target} is met as a rule: if nothing changes, nearly every {step} of {name} lies {met} it.{trial}"
        case "consistently misses":
            return (
                f"{target} is out of reach as things are: unless something changes, nearly every {step} of {name} lies "
                f"{missed} it.{trial}"
            )
        case "hit and miss":
            return f"{target} lies within the limits: some {step}s will meet it and others miss it by chance alone.{trial}"
        case _:
            why = (
                "the latest stretch has no limits yet"
                if held.own or made.history.measure.direction == "lower-is-better"
                else "more of it recorded may be good news"
                if made.history.measure.direction == "reporting"
                else "neither more nor less of it is better"
            )
            return f"{target} is not assessed: {why}."


def _target_words(made: Controlled, held: Held) -> str:
    """The target by its name, with its dates and its level a step."""
    at = f"{level(held.found.target)} a {made.history.step}"
    if held.own is None or held.own.total is None:
        return f"The target of {at}"
    most = "at most" if held.lower else "at least"
    return (
        f"The target {held.own.title} ({most} {count(held.own.total)} in {in_dates(held.own.whole)}, so {at})"
    )


def how_sure(made: Controlled, definitions: Definitions) -> tuple[str, ...]:
    """What the chart rests on, and which published variants it follows."""
    asked, step = made.asked, made.history.step
    screened = (
        "Moving ranges above 3.267 times their mean were left out once, as NHSRplotthedots does."
        if asked.screen
        else "No moving range was left out, as in NHS England's own tool."
    )
    return (
        f"XmR chart of single {step}s: month effects of a quasi-Poisson fit and the days of each {step} are taken off, and "
        "the limits are 2.66 mean moving ranges from the mean. It assumes that what is left is independent from one "
        f"{step} to the next; where a high {step} makes the next one likely to be high, it cries out too often.",
        caution(definitions),
        f"Nothing is corrected for the number of charts looked at. {screened} {asked.two_of_three.words}",
        f"A shift or trend is {number_word(made.chart.run)} {step}s in a row. It does not judge a year: the verdict does.",
    )

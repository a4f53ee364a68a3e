"""What figures suggest for a criterion, with the reason in words and the figure it leans on. A person decides.

Nothing is suggested where a figure is not available, not supplied or suppressed, or where its verdict withholds judgement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wardmote.analyses.wording import count, one_decimal, percent
from wardmote.definitions.matrices import Criterion, Matrix
from wardmote.definitions.suggesting import FromChange, FromPeers, FromValue, Suggestion
from wardmote.figures.figure import Figure
from wardmote.figures.months import told
from wardmote.figures.table import Row, Table
from wardmote.figures.tokens import State

Kind = Literal["change", "count", "rate", "share-of-all", "survey", "peers"]
PEERS = ("above", "inline", "below")


@dataclass(frozen=True)
class Reading:
    """A figure of an issue as a rule reads it. ``value``: the number itself where that is not the figure's own; ``word``:
    of peers, above, inline or below; ``of``: what is counted, in words."""

    kind: Kind
    figure: Figure
    of: str
    value: float | None = None
    word: str = ""
    said: str = ""
    """What it says in a sentence, where that is more than a rule can tell of the number."""

    @property
    def number(self) -> float | None:
        """The number; None where the figure has none that may be leaned on."""
        if self.figure.state not in (State.KNOWN, State.ZERO):
            return None
        return self.figure.value if self.value is None else self.value


@dataclass(frozen=True)
class Suggested:
    """A score that a figure suggests. ``frozen``: the figure as it was, to be kept with the score."""

    criterion: str
    score: int
    reason: str
    figure: Figure

    @property
    def frozen(self) -> str:
        """The figure as JSON."""
        return self.figure.frozen()


@dataclass(frozen=True)
class NothingSuggested:
    """Why no score is suggested for a criterion."""

    criterion: str
    reason: str


def readings_of(table: Table, measure: str) -> tuple[Reading, ...]:
    """What a performance table of one area says of a measure: change, count, rate, and its share of all crime."""
    row = next((one for one in table.rows if one.measure.id == measure), None)
    if row is None:
        return ()
    found = [Reading("change", table.figure(row, "percent"), row.measure.short_title)]
    found.append(Reading("count", table.figure(row, "current"), row.measure.short_title))
    found.append(Reading("rate", table.figure(row, "rate"), row.measure.short_title))
    whole = next((one for one in table.rows if one.measure.id == "all-crime"), None)
    if whole is not None and _of_all(row, whole):
        share = 100 * (row.current or 0) / (whole.current or 1)
        found.append(Reading("share-of-all", table.figure(row, "current"), row.measure.short_title, share))
    return tuple(found)


def _of_all(row: Row, whole: Row) -> bool:
    """Whether a measure is a part of all crime, so that its share means something."""
    parts = {name for one in whole.measure.counted for name in one.categories}
    own = {name for one in row.measure.counted for name in one.categories}
    return bool(whole.current) and row.current is not None and bool(own) and own <= parts


def suggestions(matrix: Matrix, readings: tuple[Reading, ...]) -> tuple[Suggested | NothingSuggested, ...]:
    """A suggestion for each criterion that has rules, or why there is none."""
    return tuple(suggested(one, readings) for one in matrix.criteria if one.suggest)


def suggested(criterion: Criterion, readings: tuple[Reading, ...]) -> Suggested | NothingSuggested:
    """The first rule of a criterion that a reading answers."""
    why = "No figure of this issue answers it."
    for rule in criterion.suggest:
        for reading in readings:
            if reading.kind != rule.of:
                continue
            found = _answer(rule, reading)
            if isinstance(found, tuple):
                return Suggested(criterion.id, found[0], found[1], reading.figure)
            why = found
    return NothingSuggested(criterion.id, why)


def _answer(rule: Suggestion, reading: Reading) -> tuple[int, str] | str:
    """Score and reason, or why there is neither."""
    if reading.number is None:
        return f"{reading.of}: the figure is {reading.figure.state.value.replace('-', ' ')}, so nothing is suggested."
    if isinstance(rule, FromChange):
        return _of_change(rule, reading, reading.number)
    if isinstance(rule, FromPeers):
        return _of_peers(rule, reading)
    return _of_value(rule, reading, reading.number)


def _of_change(rule: FromChange, reading: Reading, change: float) -> tuple[int, str] | str:
    verdict = reading.figure.verdict
    if verdict is None:
        return f"{reading.of}: no verdict on its change, so nothing is suggested."
    for step in rule.steps:
        if step.verdict != verdict.value:
            continue
        if abs(change) < step.at_least:
            continue
        return (
            step.score,
            f"{reading.of}: {verdict.words} ({percent(change)}), {told(reading.figure.period)}.",
        )
    return f"{reading.of}: {verdict.words}, so nothing is suggested."


def _of_value(rule: FromValue, reading: Reading, value: float) -> tuple[int, str] | str:
    held = [step for step in rule.steps if value >= step.at_least]
    if not held:
        return f"{reading.of}: {one_decimal(value)} is below every step, so nothing is suggested."
    if reading.said:
        return held[-1].score, reading.said
    words = {
        "count": f"{count(value)} {reading.figure.unit}",
        "rate": f"{one_decimal(value)} {reading.figure.unit}",
        "share-of-all": f"{one_decimal(value)}% of all crime",
        "survey": f"named by {one_decimal(value)}% of people asked",
    }[rule.of]
    return held[-1].score, f"{reading.of}: {words}, {told(reading.figure.period)}."


def _of_peers(rule: FromPeers, reading: Reading) -> tuple[int, str] | str:
    word = reading.word.casefold()
    if word not in PEERS:
        return f"{reading.of}: no comparison with areas alike, so nothing is suggested."
    score = {"above": rule.above, "inline": rule.inline, "below": rule.below}[word]
    return score, f"{reading.of}: {word} beside areas alike, {told(reading.figure.period)}."

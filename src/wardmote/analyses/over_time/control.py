"""The control chart of a measure: steps with the season taken off, limits set anew at breaks, four rules each its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from wardmote.analyses.over_time.control_targets import Held, number_held, own_held
from wardmote.analyses.over_time.history import History
from wardmote.analyses.own_targets import OwnTarget
from wardmote.analyses.result import CannotBearError, Refusal
from wardmote.analyses.wording import amount, count, inside, number_word
from wardmote.definitions import Definitions
from wardmote.figures.months import in_words
from wardmote.methods.control_charts import (
    AdjustedMonths,
    ControlChart,
    TwoOfThree,
    adjusted_months,
    control_chart,
)


class TwoOfThreeRule(StrEnum):
    """Which published rule for two of three points near a limit is used."""

    MDC_2023 = "mdc-2023"
    NHS_R = "nhs-r"

    @property
    def method(self) -> TwoOfThree:
        """What the method calls it."""
        return "making-data-count-2023" if self is TwoOfThreeRule.MDC_2023 else "nhsrplotthedots-0.2.2"

    @property
    def words(self) -> str:
        """Its name and what it does, in a sentence."""
        if self is TwoOfThreeRule.MDC_2023:
            return "Two of three by Making Data Count (November 2023): a point beyond a limit counts, too."
        return "Two of three by NHSRplotthedots 0.2.2: a point beyond a limit does not count."


@dataclass(frozen=True)
class ChartAsked:
    """How a chart is to be drawn. ``rebase``: months (YYYY-MM) at which limits start anew besides recording breaks."""

    screen: bool = False
    two_of_three: TwoOfThreeRule = TwoOfThreeRule.MDC_2023
    rebase: tuple[str, ...] = ()
    target: float | None = None


@dataclass(frozen=True, eq=False)
class Controlled:
    """A control chart of a measure with its history. ``adjusted``: counts as an average step would hold them."""

    history: History
    asked: ChartAsked
    adjusted: AdjustedMonths
    chart: ControlChart
    cuts: tuple[int, ...]
    """Positions at which limits start anew."""
    held: tuple[Held, ...] = ()
    """Targets held against the limits: the number asked about, else the partnership's own."""
    not_held: tuple[Refusal, ...] = ()
    """Own targets that cannot be."""

    @property
    def trial(self) -> bool:
        """Whether the limits of the latest stretch rest on too few points."""
        return bool(self.chart.trial[-1])

    def rules(self, at: int) -> tuple[str, ...]:
        """The rules of which a step is part, by name."""
        chart = self.chart
        flags = (chart.beyond, chart.shift, chart.trend, chart.two_of_three)
        return tuple(name for name, flag in zip(RULES, flags, strict=True) if flag[at])

    def signals(self, last: int | None = None) -> tuple[int, ...]:
        """Positions of the steps of which some rule fires, of all or of so many last ones."""
        n = len(self.history.periods)
        first = 0 if last is None else max(n - last, 0)
        return tuple(at for at in range(first, n) if self.rules(at))


RULES = ("beyond", "shift", "trend", "two_of_three")


def controlled(
    history: History, asked: ChartAsked, definitions: Definitions, own: Sequence[OwnTarget] = ()
) -> Controlled:
    """Draw the control chart of a series, with the number asked about, or the partnership's own targets, against it.

    Raises
    ------
    CannotBearError
        When there are not two years, a calendar month is missing in all of them, or counts are too small.
    """
    _refuse_short(history)
    _refuse_small(history, definitions)
    cuts = tuple(sorted({*history.cuts, *_rebased(history, asked.rebase)}))
    try:
        adjusted = adjusted_months(history.values, history.days, cuts, history.period)
        chart = control_chart(
            adjusted.values,
            cuts,
            screen=asked.screen,
            two_of_three=asked.two_of_three.method,
            run=int(definitions.threshold("control-run")),
            enough=int(definitions.threshold("control-points")),
        )
    except ValueError as error:
        raise CannotBearError(
            Refusal(
                f"No control chart can be drawn for {inside(history.name)} in {history.area.name}.",
                f"{str(error)[:1].upper()}{str(error)[1:].rstrip('.')}.",
                f"Take in the {history.step}s that are missing, or an earlier year.",
            )
        ) from error
    if asked.target is not None:
        return Controlled(history, asked, adjusted, chart, cuts, (number_held(history, chart, asked.target),))
    return Controlled(history, asked, adjusted, chart, cuts, *own_held(history, chart, own))


def _rebased(history: History, months: Sequence[str]) -> list[int]:
    """Where limits start anew because somebody asked for it."""
    found = []
    for month in months:
        inside_it = [at for at, one in enumerate(history.periods) if one.start <= month <= one.end]
        at = inside_it[0] if inside_it else -1
        if not 0 < at < len(history.periods):
            first, last = history.periods[min(1, len(history.periods) - 1)], history.periods[-1]
            raise CannotBearError(
                Refusal(
                    f"Limits cannot start anew in {in_words(month)}.",
                    "That is not after the first and up to the last of what the chart shows.",
                    f"Name a month from {in_words(first.start)} to {in_words(last.end)}.",
                )
            )
        found.append(at)
    return found


def _refuse_short(history: History) -> None:
    if len(history.values) >= 2 * history.period:
        return
    raise CannotBearError(
        Refusal(
            f"No control chart can be drawn for {inside(history.name)} in {history.area.name}.",
            f"There are {amount(len(history.values), history.step, f'{history.step}s')}, and the season that must be taken "
            "off first can only be told from two years.",
            f"Take in {history.step}s of an earlier year, or ask from an earlier month.",
        )
    )


def _refuse_small(history: History, definitions: Definitions) -> None:
    known = history.values[~np.isnan(history.values)]
    edge = definitions.threshold("control-smallest")
    if known.size and np.median(known) > edge:
        return
    raise CannotBearError(
        Refusal(
            f"No control chart is drawn for {inside(history.name)} in {history.area.name}.",
            f"Half of its {history.step}s hold {count(edge)} or fewer, and limits of such small counts mean nothing.",
            "Ask for a larger area or a wider measure, or use the verdict on the year.",
        )
    )


def refuse_rolling(months: int, definitions: Definitions) -> None:
    """Refuse limits on a rolling sum, and teach why.

    Raises
    ------
    CannotBearError
        When values of more than one month were asked for.
    """
    if months <= 1:
        return
    alarms = round(100 * definitions.threshold("rolling-false-alarms"))
    raise CannotBearError(
        Refusal(
            f"No control chart is drawn of rolling {months}-month totals.",
            f"Neighbouring totals share {number_word(months - 1)} of their {number_word(months)} months, so they creep, and "
            f"limits drawn round them flag the overlap: of 100 series in which nothing happens, {alarms} rolling "
            "twelve-month totals show a point beyond the limits.",
            "Ask for single months: the chart then shows them with the season taken off. Keep the rolling total "
            "for the level, without limits.",
        )
    )

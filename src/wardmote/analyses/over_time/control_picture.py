"""The picture of a control chart."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from wardmote.analyses.over_time.control import Controlled
from wardmote.analyses.over_time.control_words import level, point_words, signal_clause, signals, told
from wardmote.analyses.pictures import Caption, ControlLine, RuledBreak
from wardmote.analyses.wording import opening
from wardmote.figures.months import in_words

Line = tuple[float | None, ...]


def control_picture(made: Controlled, title: str) -> ControlLine:
    """The steps with season taken off, between their limits, with what stands out and why."""
    history, chart = made.history, made.chart
    span = f"{in_words(history.span.start)} to {in_words(history.span.end)}"
    said = "; ".join(signal_clause(made, one) for one in told(signals(made))) or "nothing stands out"
    trial = " The latest limits are trial." if made.trial else ""
    limits = chart.limits
    caption = Caption(
        title,
        f"{history.area.name}, {history.measure.unit} recorded a {history.step}, season and days taken off, {span}.{trial}",
        f"Control chart of {history.name} in {history.area.name}, {span}. {opening(said)}.",
        " ".join(part for part in (history.gap_words, history.break_words, _rebased(made)) if part),
    )
    target = made.held[0].found.target if made.held else None
    return ControlLine(
        caption=caption,
        steps=history.labels,
        values=_line(chart.values),
        centre=_line(limits.centre),
        low=tuple(None if one is None or one < 0 else one for one in _line(limits.low)),
        high=_line(limits.high),
        signals=tuple(point_words(made, at) for at in range(len(history.periods))),
        breaks=(*history.ruled, *_asked_breaks(made)),
        target=None if target is None else (target, f"target {level(target)}"),
        unit=f"{opening(history.measure.unit)} a {history.step}, season taken off",
    )


def _line(values: npt.NDArray[np.float64]) -> Line:
    return tuple(None if np.isnan(value) else float(value) for value in values)


def _asked_breaks(made: Controlled) -> tuple[RuledBreak, ...]:
    labels = made.history.labels
    return tuple(RuledBreak(labels[at], "limits anew") for at in made.cuts if at not in made.history.cuts)


def _rebased(made: Controlled) -> str:
    own = [at for at in made.cuts if at not in made.history.cuts]
    if not own:
        return ""
    when = " and ".join(in_words(made.history.periods[at].start) for at in own)
    return f"Limits start anew in {when}, as somebody asked."

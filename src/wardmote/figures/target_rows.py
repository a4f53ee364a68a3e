"""What became of a target, as a record: its status, and the distance to it in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from wardmote.definitions import Measure
from wardmote.definitions.yardsticks import Target
from wardmote.figures.areas import Area
from wardmote.figures.periods import Asked
from wardmote.figures.tokens import Verdict
from wardmote.methods.rounding import half_up

UNITS = {"percent": "%", "rate": " per 1,000", "count": "", "points": " points"}
"""Each unit of a target, as it stands behind a number."""
LOWER = ("reduce", "at-most")
"""Directions in which less is what was aimed for."""


class Status(StrEnum):
    """What may be said of a target."""

    MET = "met"
    NOT_MET = "not-met"
    ON_COURSE = "on-course"
    OFF_COURSE = "off-course"
    TOO_EARLY = "too-early"
    NOT_ASSESSED = "not-assessed"

    @property
    def words(self) -> str:
        """The status as a reader sees it."""
        return self.value.replace("-", " ")


CHANCE = {
    Verdict.ROSE: "The rise from the baseline is more than chance.",
    Verdict.FELL: "The fall from the baseline is more than chance.",
    Verdict.NO_CLEAR_CHANGE: "The change from the baseline is not clearly more than chance.",
    Verdict.TOO_FEW: "There are too few crimes or months to tell the change from chance.",
    Verdict.LOCATION_UNCERTAIN: "So many records have no location that the change from the baseline is uncertain.",
}


@dataclass(frozen=True)
class TargetRow:
    """A target with what the evidence says of it.

    ``aim`` is what is to be reached in the whole period, a count or a rate; ``aim_so_far`` what would be on course
    after the months counted, by the same months of the baseline. ``actual`` is of the months counted.
    """

    target: Target
    measure: Measure
    area: Area
    status: Status
    period: Asked | None = None
    baseline: Asked | None = None
    baseline_value: Fraction | None = None
    aim: Fraction | None = None
    aim_so_far: Fraction | None = None
    actual: Fraction | None = None
    verdict: Verdict | None = None
    """The change from the same months of the baseline, tested; None where there is no baseline."""
    reason: str = ""
    """Why it is not assessed, or too early; or why its change is not tested."""
    profile: str = ""
    """The period by whose months a part is judged, in words; empty where the whole is counted."""

    @property
    def lower(self) -> bool:
        """Whether less is what was aimed for."""
        return self.target.direction in LOWER

    @property
    def asked(self) -> str:
        """What was set out to be reached: reduce by 2% from the baseline, to at most 1,064."""
        target, value = self.target, f"{self.target.value:g}"
        unit = UNITS[target.unit]
        if target.direction in ("reduce", "increase"):
            said = f"{target.direction} by {value}{unit}"
        else:
            of = " of the baseline" if target.unit == "percent" else ""
            unit = "%" if self.shared else unit
            said = f"{target.direction.replace('-', ' ')} {float(value):,g}{unit}{of}"
        if self.aim is None or (target.unit != "percent" and target.direction not in ("reduce", "increase")):
            return said
        return f"{said}, to {'at most' if self.lower else 'at least'} {self.shown(self.aim, self.lower)}"

    @property
    def distance(self) -> str:
        """How far the count is from the aim, or from what would be on course; empty where nothing was judged."""
        if self.actual is None or self.status in (Status.NOT_ASSESSED, Status.TOO_EARLY):
            return self._counts()
        decided = self.status in (Status.MET, Status.NOT_MET)
        aim = self.aim if decided else self.aim_so_far
        if aim is None:
            return ""
        what = "that it was to stay within" if self.lower else "that it was to reach"
        if not decided:
            what = "that would be on course by now"
        reached = self._whole(aim)
        gap = self.actual - reached
        actual, bound = self.shown(self.actual), self.shown(reached)
        if gap == 0:
            return f"{actual}, exactly the {bound} {what}."
        words = ("above", "below") if self.rated or self.shared else ("more than", "fewer than")
        apart = f"{half_up(float(abs(gap)), 1):,.1f} points" if self.shared else self.shown(abs(gap))
        return f"{actual}, {apart} {words[gap < 0]} the {bound} {what}."

    def _counts(self) -> str:
        """What was counted, where nothing is said of it."""
        if self.actual is None:
            return ""
        if self.baseline_value is None or self.status is Status.TOO_EARLY:
            return f"{self.shown(self.actual)} so far."
        return f"It was {self.shown(self.baseline_value)} in the baseline and {self.shown(self.actual)} in the period."

    @property
    def chance(self) -> str:
        """Whether the change from the baseline is more than chance; empty where there is no baseline."""
        judged = self.status not in (Status.NOT_ASSESSED, Status.TOO_EARLY)
        return CHANCE.get(self.verdict, "") if self.verdict and judged else ""

    @property
    def sentence(self) -> str:
        """Everything that is said of it beside its status."""
        parts = [self.reason, self.distance, self.chance]
        if self.profile and self.status in (Status.ON_COURSE, Status.OFF_COURSE):
            parts.insert(2, f"The target is shared out over the months as in {self.profile}.")
        return " ".join(part for part in parts if part)

    @property
    def rated(self) -> bool:
        """Whether it is a rate and not a count."""
        return self.target.unit == "rate"

    @property
    def shared(self) -> bool:
        """Whether it is a share of people, in percent, and not a count."""
        return self.target.unit == "points"

    def shown(self, value: Fraction, down: bool | None = None) -> str:
        """A count as a whole number (``down``: the largest or smallest that still meets it); others with one decimal."""
        if self.shared:
            return f"{half_up(float(value), 1):,.1f}%"
        if self.rated:
            return f"{half_up(float(value), 1):,.1f}"
        whole = value if down is None else (floor(value) if down else ceil(value))
        return f"{int(half_up(float(whole))):,}"

    def _whole(self, aim: Fraction) -> Fraction:
        """The largest, or smallest, whole count that still meets the aim; a rate as it is."""
        return aim if self.rated or self.shared else Fraction(floor(aim) if self.lower else ceil(aim))

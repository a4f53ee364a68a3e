"""How numbers of a table hang together: sums and differences (linear), percentages, shares and rates (ratios)."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from wardmote.checker.quantities.cells import Value
from wardmote.checker.quantities.figure_words import Number
from wardmote.checker.quantities.roundings import Exact, Way, added, minus, ratio, ways_to_print

LinearKind = Literal["difference", "column-total", "row-total"]
RatioKind = Literal["percentage", "share", "rate", "average"]


@dataclass(frozen=True, eq=False)
class Linear:
    """``result`` is the sum of ``plus`` less the sum of ``minus``, give or take ``slack``.

    ``facing`` is 1, or -1 where the column prints reductions as positive numbers; ``bare`` where it prints no signs at all.
    """

    kind: LinearKind
    result: Value
    plus: tuple[Value, ...]
    minus: tuple[Value, ...] = ()
    slack: Fraction = Fraction(0)
    facing: int = 1
    bare: bool = False
    label: str = ""
    sure: bool = True
    left_out: str = ""

    @property
    def cells(self) -> tuple[Value, ...]:
        """Every cell that takes part."""
        return (self.result, *self.plus, *self.minus)

    def computed(self, replaced: Value | None = None, by: Fraction = Fraction(0)) -> Fraction:
        """The sum, with one cell replaced by another value."""
        worth = [by if one is replaced else one.exact for one in self.plus]
        less = [by if one is replaced else one.exact for one in self.minus]
        return sum(worth, Fraction(0)) - sum(less, Fraction(0))

    def expected(self) -> Fraction:
        """What the result should print, with the signs that the column uses."""
        made = self.facing * self.computed()
        return abs(made) if self.bare else made

    def holds(self, replaced: Value | None = None, by: Fraction = Fraction(0)) -> bool:
        """Whether it comes out, with one cell replaced by another value."""
        made = self.facing * self.computed(replaced, by)
        printed = by if self.result is replaced else self.result.exact
        if self.bare and self.result.way in (None, 0):
            made, printed = abs(made), abs(printed)
        return abs(made - printed) <= self.slack

    def repair(self, cell: Value) -> Fraction:
        """The value of a cell with which it comes out."""
        printed = self.result.exact
        if self.bare:
            printed = abs(printed) * (1 if self.computed() >= 0 else -1)
        gap = self.facing * printed - self.computed()
        if cell is self.result:
            return self.expected()
        return cell.exact + (gap if cell in self.plus else -gap)


@dataclass(frozen=True, eq=False)
class Ratio:
    """``printed`` (of the cell ``result``) is per x (``top`` less ``less``) / ``bottom``, rounded in a usual way."""

    kind: RatioKind
    result: Value
    printed: Number
    top: tuple[Value, ...]
    less: tuple[Value, ...]
    bottom: tuple[Value, ...]
    per: int = 100
    bare: bool = False
    label: str = ""
    over: int = 0
    """For an average: how many the bottom is, where it is no cell."""
    facing: int = 1

    @property
    def cells(self) -> tuple[Value, ...]:
        """Every cell that takes part."""
        return (self.result, *self.top, *self.less, *self.bottom)

    def exact(self, replaced: Value | None = None, by: Fraction = Fraction(0)) -> Exact | None:
        """The value before it was rounded, with one cell replaced; None where nothing can be divided by."""

        def worth(cells: tuple[Value, ...]) -> list[Exact]:
            return [Exact.of(by) if one is replaced else one.range for one in cells]

        top = minus(added(worth(self.top)), added(worth(self.less)))
        bottom = Exact.of(self.over) if self.over else added(worth(self.bottom))
        made = ratio(top, bottom, self.per)
        if made is None:
            return None
        if self.facing < 0:
            made = Exact(-made.high, -made.low)
        return made

    def ways(self, replaced: Value | None = None, by: Fraction = Fraction(0)) -> frozenset[Way]:
        """The ways of rounding that print what is printed."""
        made = self.exact(replaced, by)
        if made is None:
            return frozenset()
        value = self.printed.value
        if self.bare and self.result.way in (None, 0):
            value = abs(value)
            made = made if made.low >= 0 else Exact(-made.high, -made.low) if made.high <= 0 else made
        return ways_to_print(made, value, self.printed.step)

    def holds(self, replaced: Value | None = None, by: Fraction = Fraction(0)) -> bool:
        """Whether a usual way of rounding prints it."""
        return bool(self.ways(replaced, by))


@dataclass
class Relations:
    """What was found of one table."""

    linear: list[Linear] = field(default_factory=list)
    ratios: list[Ratio] = field(default_factory=list)

    @property
    def many(self) -> int:
        """How many there are."""
        return len(self.linear) + len(self.ratios)

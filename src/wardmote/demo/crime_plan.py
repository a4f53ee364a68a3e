"""What is usual in Safer Marrowmere: how much of each category, where, when, and how it ends."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from functools import cache
from typing import Any

from wardmote.demo.reading import read_plan


@dataclass(frozen=True)
class Category:
    """A police.uk category: how much of it there is in a usual year, where, when and how it ends."""

    id: str
    name: str
    volume: int
    """Located rows in a usual year, outside the places where totals are planted."""
    without_location: float
    """Share of rows that have lost their location."""
    season: tuple[float, ...]
    """January to December, relative to one another."""
    pull: dict[str, float]
    """How much more (or less) of it a kind of ward draws than its residents would account for."""
    uneven: float
    """How unevenly it falls on the small areas of a ward (standard deviation on the log scale)."""
    points: dict[str, float]
    """Sorts of map point that draw it, and how strongly."""
    outcomes: dict[str, float]


@dataclass(frozen=True)
class Month:
    """A calendar month, and which of the four years from April it belongs to (0 to 3)."""

    year: int
    month: int
    of_year: int

    @property
    def label(self) -> str:
        """As police.uk writes it: 2024-04."""
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def days(self) -> int:
        """Its length."""
        return monthrange(self.year, self.month)[1]


@dataclass(frozen=True)
class Habits:
    """What holds for the rows of every category."""

    months: tuple[Month, ...]
    """Published months, in order."""
    with_companions: tuple[str, ...]
    """Months that come with outcomes and stop-and-search files."""
    unrest: dict[str, float]
    """How much more than chance a month varies, for the partnership and for a ward."""
    under_investigation: tuple[float, ...]
    wait_for_outcome: tuple[float, ...]
    """Share of the crimes that end which do so in their own month, the next, and so on."""
    repeated_a_month: float
    repeated_categories: tuple[str, ...]


@dataclass(frozen=True)
class Streets:
    """Names of map points, and how many there are in a small area."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    facilities: dict[str, list[str]]
    in_an_area: tuple[int, int]


@cache
def categories() -> tuple[Category, ...]:
    """The fourteen categories with their usual year."""
    raw = read_plan("crime.yaml")
    defaults = raw["usual"]
    return tuple(_category({**defaults, **entry}, raw) for entry in raw["categories"])


@cache
def habits() -> Habits:
    """What holds for every category."""
    raw = read_plan("crime.yaml")
    calendar = raw["calendar"]
    first_year, first_month = (int(part) for part in calendar["first"].split("-"))
    every = [divmod(first_year * 12 + first_month - 1 + step, 12) for step in range(12 * calendar["years"])]
    months = [Month(year, month + 1, step // 12) for step, (year, month) in enumerate(every)]
    published = tuple(month for month in months if month.label not in calendar["missing"])
    return Habits(
        months=published,
        with_companions=tuple(
            month.label for month in published if month.label >= calendar["companions_from"]
        ),
        unrest=raw["unrest"],
        under_investigation=tuple(raw["under_investigation"]),
        wait_for_outcome=tuple(raw["wait_for_outcome"]),
        repeated_a_month=raw["repeated"]["a_month"],
        repeated_categories=tuple(raw["repeated"]["categories"]),
    )


@cache
def streets() -> Streets:
    """Names for map points."""
    raw = read_plan("streets.yaml")
    return Streets(
        first=tuple(raw["first"]),
        last=tuple(raw["last"]),
        facilities=raw["facilities"],
        in_an_area=tuple(raw["streets_in_an_area"]),
    )


def _category(entry: dict[str, Any], raw: dict[str, Any]) -> Category:
    pull = {**raw["pulls"][entry["pull"]]}
    points = {**raw["points"][entry["points"]]}
    return Category(**{**entry, "season": tuple(entry["season"]), "pull": pull, "points": points})

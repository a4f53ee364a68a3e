"""The truths hidden in Safer Marrowmere, as data: what is planted, and what honest figures should say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from wardmote.demo.reading import read_plan, with_tuples


@dataclass(frozen=True)
class Planted:
    """Rows of one category in one place, whose number in each of the four years is decided beforehand.

    place: a ward, or a name made of several small areas; located: False for rows that have lost their
    location; months: those in which they fall (1 to 12), or empty for all. The second total is of the
    eleven months that were published.
    """

    category: str
    place: str
    totals: tuple[int, int, int, int]
    located: bool = True
    months: tuple[int, ...] = ()


@dataclass(frozen=True)
class Claim:
    """One thing that a reader of the finished figures should be told about year 3 and year 4."""

    measure: str
    level: str
    place: str
    previous: int | None = None
    current: int | None = None
    verdict: str = ""
    why: str = ""
    file: str = ""
    """The partner's file that holds the counts; empty for those of the police."""


@dataclass(frozen=True)
class Truth:
    """A planted effect: its number in the specification, what it is, how planted, what should be found."""

    effect: int
    title: str
    story: str
    planted: tuple[Planted, ...] = ()
    claims: tuple[Claim, ...] = ()


@cache
def truths() -> tuple[Truth, ...]:
    """The planted effects as data, in the order of the specification."""
    return tuple(
        Truth(
            **{
                **entry,
                "planted": tuple(Planted(**with_tuples(item)) for item in entry.get("planted", ())),
                "claims": tuple(Claim(**item) for item in entry.get("claims", ())),
            }
        )
        for entry in read_plan("truths.yaml")
    )


@cache
def planted() -> tuple[Planted, ...]:
    """Every total that is decided beforehand."""
    return tuple(item for truth in truths() for item in truth.planted)

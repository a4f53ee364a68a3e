"""Every measure looked at in one way: what bears it, why the rest do not, and a chance that allows for all of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from wardmote.analyses.result import CannotBearError, Refusal
from wardmote.definitions import Definitions, Measure
from wardmote.figures.areas import Area
from wardmote.figures.months import in_words
from wardmote.figures.performance import TableError
from wardmote.methods.multiplicity import benjamini_hochberg

Asked = TypeVar("Asked")
Found = TypeVar("Found")
FAMILIES = (
    "q allows for every measure of its family (Benjamini and Hochberg). What is counted from records of the police is one "
    "family, what partners and the Home Office count another; sums of other measures, and those that another repeats, are "
    "families of their own."
)


@dataclass(frozen=True)
class Looked(Generic[Found]):
    """What was found in each measure that bears it, in the order asked, and why each of the others does not."""

    found: tuple[Found, ...]
    refused: tuple[Refusal, ...]


def look_at_every(asked: Iterable[Asked], look: Callable[[Asked], Found], none: Refusal) -> Looked[Found]:
    """Look at each; one that cannot bear it is refused alone, and one of which nothing ever came is passed over.

    ``look`` raises CannotBearError for what cannot bear it.

    Raises
    ------
    CannotBearError
        When no one bears it: the refusal of the only one there was, else ``none``.
    """
    found: list[Found] = []
    refused: list[Refusal] = []
    for one in asked:
        try:
            found.append(look(one))
        except CannotBearError as error:
            refused.append(error.refusal)
        except TableError:
            continue
    if not found:
        raise CannotBearError(refused[0] if len(refused) == 1 else none)
    return Looked(tuple(found), tuple(refused))


def counted_measures(definitions: Definitions) -> list[Measure]:
    """Every measure, in order, that is supplied by somebody and is a count of events."""
    return [one for one in definitions.measures_in_order() if (one.available or one.observed) and one.counts]


def family_of(measure: Measure) -> tuple[bool, bool]:
    """The family of tests that a measure is one of: whether the police's records count it, and whether it is base."""
    return measure.available, measure.base


def together(chances: Sequence[float | None], families: Sequence[Hashable]) -> tuple[float | None, ...]:
    """The chance of each when all of its family are looked at (Benjamini and Hochberg, 1995).

    None and NaN say that nothing was tested: they are of no family, and stay None.
    """
    p = np.array([np.nan if one is None else one for one in chances], dtype=np.float64)
    q = p.copy()
    for family in set(families):
        mine = np.array([one == family for one in families])
        q[mine] = benjamini_hochberg(p[mine])
    return tuple(None if np.isnan(one) else float(one) for one in q)


def asked_of_every(area: Area, to: str) -> tuple[tuple[str, str], ...]:
    """What such a result is of, to be read."""
    return (("Measures", "every"), ("Area", area.name), ("Data to", in_words(to)))

"""What may be printed or left out: counts, and how they add up for a reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import scipy.sparse as sparse

from wardmote.definitions import Definitions

Counts = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Rule:
    """``smallest``: smallest count that is printed. ``choices``: fewest values that a smaller one must keep."""

    smallest: int = 5
    choices: int = 4

    @classmethod
    def of(cls, definitions: Definitions) -> Rule:
        """As the thresholds say."""
        return cls(
            int(definitions.threshold("disclosure-smallest-count")),
            int(definitions.threshold("disclosure-choices-left")),
        )


@dataclass(frozen=True)
class Sum:
    """Cells that add up to another, by their places: ``parts`` together make ``total``."""

    total: int
    parts: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Cells:
    """Counts, and the sums between them that a reader knows.

    ``sensitive``: (cells,), a small count here must not be learnt. ``fixed``: (cells,), it stands elsewhere already, so
    leaving it out here would hide nothing. ``unknown``: (cells,), the reader has it from nowhere to begin with: it was left
    out elsewhere, or is printed nowhere. A cell that is neither is printed here unless it is left out.
    ``withheld``: (cells,), its supplier left it out, so whatever its count is, it must not be learnt.

    Raises
    ------
    ValueError
        When a sum does not hold: no reader could use it, so it is no sum.
    """

    counts: Counts
    sums: tuple[Sum, ...]
    sensitive: Flags
    fixed: Flags
    unknown: Flags
    withheld: Flags | None = None

    def __post_init__(self) -> None:
        wrong = np.flatnonzero(self.matrix @ self.counts)
        if len(wrong):
            one = self.sums[int(wrong[0])]
            parts = [int(self.counts[part]) for part in one.parts]
            raise ValueError(
                f"The parts of a sum make {sum(parts)}, not {int(self.counts[one.total])}: {parts}."
            )

    @classmethod
    def printed(
        cls, counts: Sequence[int], sums: Sequence[Sum], sensitive: Sequence[bool] | None = None
    ) -> Cells:
        """Cells that are all printed here; all sensitive unless it is said which are, and the others are public anyhow."""
        none = np.zeros(len(counts), dtype=np.bool_)
        flags = ~none if sensitive is None else np.array(sensitive, dtype=np.bool_)
        return cls(np.array(counts, dtype=np.int64), tuple(sums), flags, ~flags, none)

    @cached_property
    def matrix(self) -> sparse.csr_array:
        """(sums, cells): 1 for a part and -1 for the total, so that each line times the counts is nought."""
        rows = [row for row, one in enumerate(self.sums) for _ in (*one.parts, one.total)]
        columns = [place for one in self.sums for place in (*one.parts, one.total)]
        signs = [sign for one in self.sums for sign in (*[1] * len(one.parts), -1)]
        shape = (len(self.sums), len(self.counts))
        return sparse.csr_array((np.array(signs, dtype=np.int64), (rows, columns)), shape=shape)

    @cached_property
    def members(self) -> sparse.csr_array:
        """(sums, cells): 1 where the cell stands in the sum."""
        return abs(self.matrix)

    @cached_property
    def sums_of(self) -> tuple[tuple[int, ...], ...]:
        """The sums that each cell stands in."""
        found: list[list[int]] = [[] for _ in self.counts]
        for row in range(len(self.sums)):
            for place in self.places_in(row):
                found[place].append(row)
        return tuple(map(tuple, found))

    @cached_property
    def totals(self) -> npt.NDArray[np.intp]:
        """(sums,): the place of each total."""
        return np.array([one.total for one in self.sums], dtype=np.intp)

    @cached_property
    def _columns(self) -> sparse.csc_array:
        return self.matrix.tocsc()

    def lines_of(self, places: npt.NDArray[np.intp]) -> sparse.csr_array:
        """The sums that hold any of some cells, over those cells alone."""
        lines = self._columns[:, places].tocsr()
        return lines[np.diff(lines.indptr) > 0]

    def only(self, places: npt.NDArray[np.intp]) -> Cells:
        """Some of the cells, in order, with the sums that hold none but them."""
        at = {int(place): new for new, place in enumerate(places)}
        rows = sorted({row for place in at for row in self.sums_of[place]})
        kept = [self.sums[row] for row in rows if all(place in at for place in self.places_in(row))]
        return Cells(
            self.counts[places],
            tuple(Sum(at[one.total], tuple(at[part] for part in one.parts)) for one in kept),
            self.sensitive[places],
            self.fixed[places],
            self.unknown[places],
            None if self.withheld is None else self.withheld[places],
        )

    def places_in(self, row: int) -> tuple[int, ...]:
        """The cells of one sum, its total last."""
        return (*self.sums[row].parts, self.sums[row].total)

    def small(self, rule: Rule) -> Flags:
        """Cells whose counts must not be learnt: more than nought and fewer than may be printed, or withheld."""
        size = np.abs(self.counts)
        few = self.sensitive & (size > 0) & (size < rule.smallest)
        return np.asarray(few if self.withheld is None else few | self.withheld)

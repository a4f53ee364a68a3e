"""Parts make up their whole: a table that does not add up is never made."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.figures.areas import Area
from wardmote.figures.table import Row, TableError


def check_sums(area: Area, parts: Sequence[Row], wholes: Sequence[Row], outside: Sequence[Area]) -> None:
    """See that the parts of an area add up to it, in every column; ``outside`` are areas beside it.

    Raises
    ------
    TableError
        When they do not: no table that does not add up leaves this floor.
    """
    for whole in wholes:
        mine = [row for row in parts if row.measure.id == whole.measure.id and row.area not in outside]
        for what in ("previous", "current", "change"):
            total, counted = getattr(whole, what), [getattr(row, what) for row in mine]
            if total is not None and None not in counted and sum(counted) != total:
                raise TableError(
                    f"The parts of {area.name} do not add up: {whole.measure.short_title} is {sum(counted):,} in its "
                    f"parts and {total:,} in the whole. Take in the geography again, and then the police files."
                )

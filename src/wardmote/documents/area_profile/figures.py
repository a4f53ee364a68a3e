"""Every figure that an area profile prints, as records."""

from __future__ import annotations

from collections.abc import Iterator

from wardmote.documents.area_profile.needs import ProfileNeeds
from wardmote.figures import Figure, Row, State


def printed_figures(needs: ProfileNeeds) -> tuple[Figure, ...]:
    """The figures in reading order, each once."""
    found = {figure.identity + figure.unit: figure for row in _rows(needs) for figure in _of(row, needs)}
    return tuple(found.values())


def _rows(needs: ProfileNeeds) -> Iterator[Row]:
    """The rows of the table first, then those that its note sums up."""
    said = needs.profile.said
    yield from said
    yield from (
        row
        for row in needs.table.rows
        if row.measure.base
        and row not in said
        and row.current is not None
        and row.state != State.NOT_AVAILABLE
    )


def _of(row: Row, needs: ProfileNeeds) -> Iterator[Figure]:
    for what in ("previous", "current", "percent", "rate"):
        if getattr(row, what) is not None:
            yield needs.table.figure(row, what)
    other = needs.profile.others.get(row.measure.id)
    if other is not None and other.rate is not None and row in needs.profile.said:
        yield needs.table.figure(other, "rate")

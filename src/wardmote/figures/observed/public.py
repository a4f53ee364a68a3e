"""Which rows counted from observations the public may see."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.definitions import Definitions
from wardmote.figures.table import Row


def published_rows(
    rows: Sequence[Row], definitions: Definitions, *, open_data: bool = False
) -> tuple[Row, ...]:
    """The rows whose sources are published already; a partner's own figures stay with the partnership.

    Left out whole and not cell by cell: what a partner sent may add up with what it publishes itself, and nothing here
    can know that. ``open_data``: whether what is published already is left out, too.
    """
    return tuple(row for row in rows if not open_data and _published(row, definitions))


def _published(row: Row, definitions: Definitions) -> bool:
    names = row.observed.sources if row.observed else ()
    found = [definitions.sources.get(name) for name in names]
    return bool(found) and all(
        one is not None and one.open and "open" in one.model_fields_set for one in found
    )

"""Lays what new files say over what stands: a later file replaces what an earlier said of the same thing."""

from __future__ import annotations

from typing import Any

from wardmote.evidence.geography.tables import table

KEYS = {
    "places": ("lsoa", "vintage"),
    "population": ("kind", "date", "lsoa"),
    "boundaries": ("level", "use", "vintage", "code"),
    "successors": ("level", "code", "year", "successor"),
}
"""What a row of each table is about; also the order of the table."""

_WORDS = {
    "places": "Small areas that lie elsewhere than in the lookup taken in before",
    "population": "Populations that differ from those taken in before",
    "boundaries": "Boundaries that differ from those taken in before",
    "successors": "Earlier areas that are called otherwise than in what was taken in before",
}


def lay_over(name: str, standing: Any, new: Any) -> tuple[Any, list[str]]:
    """One table out of two.

    Parameters
    ----------
    name
        ``places``, ``population``, ``boundaries`` or ``successors``.
    standing, new
        Tables of the same schema, or None. A row of ``new`` replaces that with the same key, except that an
        empty cell of it leaves the standing one.

    Returns
    -------
    The table, sorted by its key (None when both are), and a sentence on how many rows were replaced.
    """
    if standing is None or new is None:
        return (standing if new is None else new), []
    keys = [standing.schema.get_field_index(key) for key in KEYS[name]]
    rows = {tuple(row[place] for place in keys): row for row in _rows(standing)}
    replaced = 0
    for row in _rows(new):
        key = tuple(row[place] for place in keys)
        known = rows.get(key)
        if known is not None and known != row:
            row = tuple(old if cell is None else cell for cell, old in zip(row, known, strict=True))
            replaced += known != row
        rows[key] = row
    notes = [f"{_WORDS[name]}, and replace them: {replaced:,}."] if replaced else []
    return table(new.schema, (rows[key] for key in sorted(rows))), notes


def _rows(content: Any) -> Any:
    return zip(*content.to_pydict().values(), strict=True)

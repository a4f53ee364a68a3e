"""What to know about the names of areas and measures in a file: those that nothing knows, and which may be meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pyarrow.parquet as pq

from wardmote.definitions import Definitions, Source
from wardmote.evidence.observations.names import comparable, near_names
from wardmote.evidence.rows.call import Call
from wardmote.evidence.sql_text import quoted

LOOKUPS = (("areas", ""), ("places", ""), ("successors", ""))
CODED = {"code", "successor", "lsoa", "ward", "lad", "csp", "area_force"}
"""Their columns that hold codes."""
SHOWN = 5
"""Names that a note shows."""


def note_on_names(call: Call, named: Sequence[tuple[str, str]]) -> list[str]:
    """Sentences on names of areas that no lookup holds; none where they are known or there is no lookup yet.

    Parameters
    ----------
    named
        Level and name.
    """
    held = call.held.get(("areas", ""))
    if held is None or not named:
        return []
    query = f"SELECT level, name FROM read_parquet({quoted(str(held))}) WHERE level IN (SELECT unnest(?)) ORDER BY ALL"
    known: dict[str, list[str]] = defaultdict(list)
    for level, name in call.connection.execute(query, [sorted({level for level, _ in named})]).fetchall():
        known[level].append(name)
    notes = []
    for level in sorted({level for level, _ in named}):
        there = {comparable(name) for name in known[level]}
        unknown = [name for of, name in named if of == level and comparable(name) not in there]
        if unknown:
            notes.append(_sentence(call.definitions, level, unknown, known[level]))
    return notes


def note_on_codes(call: Call, codes: Sequence[str]) -> list[str]:
    """A sentence on codes of areas that no lookup holds; none where all are known or there is no lookup yet."""
    held = [path for key in LOOKUPS if (path := call.held.get(key)) is not None]
    if call.held.get(("areas", "")) is None or not codes:
        return []
    known: set[str] = set()
    for path in held:
        table = pq.read_table(path)
        for name in CODED & set(table.column_names):
            known |= set(table.column(name).to_pylist())
    unknown = [code for code in codes if code not in known]
    if not unknown:
        return []
    more = f" and {len(unknown) - SHOWN} more" if len(unknown) > SHOWN else ""
    return [
        f"codes of areas that the lookup does not hold: {', '.join(unknown[:SHOWN])}{more}. They are kept, and count "
        "nowhere. Check whether they are misspelt, or of another partnership."
    ]


def _sentence(definitions: Definitions, level: str, unknown: Sequence[str], known: Sequence[str]) -> str:
    likeness = definitions.threshold("near-names")
    words = [_one(name, near_names(name, known, likeness)) for name in unknown[:SHOWN]]
    more = f" and {len(unknown) - SHOWN} more" if len(unknown) > SHOWN else ""
    title = definitions.levels[level].plural if level in definitions.levels else f"areas of level {level}"
    return (
        f"names that the lookup of {title} does not hold: {', '.join(words)}{more}. They are kept, and count nowhere "
        "until the lookup or the areas of the source's layout say what they are."
    )


def _one(name: str, near: Sequence[str]) -> str:
    return f"“{name}” ({' or '.join(near)}?)" if near else f"“{name}”"


def note_on_items(definitions: Definitions, source: Source, items: Sequence[str]) -> list[str]:
    """A sentence on measures that stand in a file and are counted elsewhere, so that no figure uses them."""
    if source.weekly or (source.layout is not None and source.layout.items == "as-written"):
        return []
    elsewhere = [
        definitions.measures[item].title
        for item in items
        if item in definitions.measures and not definitions.measures[item].observed
    ]
    if not elsewhere:
        return []
    return [
        f"kept, but no figure uses it, as these measures are not counted from partners' tables: {', '.join(elsewhere)}."
    ]

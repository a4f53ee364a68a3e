"""Weights, deprivation and the make-up of areas, each release in the layout that takes any of its kind in again."""

from __future__ import annotations

from collections.abc import Iterable

from wardmote.definitions.reference_tables import ReferenceTable
from wardmote.evidence.export.job import Job, Written
from wardmote.evidence.manifest import FileRecord, stored_key
from wardmote.evidence.sql_text import quoted

KINDS = ("score", "rank", "decile")
ORDER = {"deprivation": "collection, release, area", "profile": "collection, release, topic, area, date"}
"""What one row of an exported table is about."""


def write_weights(job: Job) -> Iterable[Written]:
    """One file for each system and release, one row a code."""
    yield from _write(job, "weights")


def write_deprivation(job: Job) -> Iterable[Written]:
    """One file for each release of a set of domains, one row an area."""
    yield from _write(job, "deprivation")


def write_profiles(job: Job) -> Iterable[Written]:
    """One file for each release of a collection, one row an area."""
    yield from _write(job, "profile")


def _write(job: Job, table: str) -> Iterable[Written]:
    layout = next(
        (
            (source, block)
            for source in job.sources("reference")
            for block in source.holds
            if block.table == table and not block.collection
        ),
        None,
    )
    for record in job.files(table):
        name = f"reference/{table}-{record.key.replace(' ', '-')}.csv"
        if layout is None:
            query = f"SELECT * FROM {job.reading(table, record.key)}"
            path, rows = job.write(name, query, taken_in=False)
            note = "No source definition has a layout for it, so it is not taken in again."
            yield Written(path, table, rows, licence=_licence(job, record), taken_in=False, note=note)
            continue
        source, block = layout
        path, rows = job.write(name, _query(job, record, block))
        yield Written(path, table, rows, source.reference, _licence(job, record))


def _query(job: Job, record: FileRecord, block: ReferenceTable) -> str:
    if record.table == "weights":
        names = {role: column for role, column in block.columns.items() if role != "collection"}
        cells = ", ".join(f'"{role}" AS "{name}"' for role, name in names.items())
        return (
            f'SELECT collection AS "{block.columns["collection"]}", {cells} '
            f"FROM {job.reading('weights', record.key)} ORDER BY code"
        )
    return _wide(job, record, block)


def _wide(job: Job, record: FileRecord, block: ReferenceTable) -> str:
    """One row an area, with a column for each value."""
    stored = job.reading(record.table, record.key)
    what, kinds = ("domain", KINDS) if record.table == "deprivation" else ("category", ("value",))
    names = [
        name
        for (name,) in job.connection.execute(f"SELECT DISTINCT {what} FROM {stored} ORDER BY ALL").fetchall()
    ]
    head = ", ".join(f'first("{role}") AS "{column}"' for role, column in block.columns.items())
    values = ", ".join(
        f"{_one(what, name, kind)} AS {_quoted_name(f'count {name}' if kind == 'value' else f'{name} {kind}')}"
        for name in names
        for kind in kinds
    )
    order = ORDER[record.table]
    return f"SELECT {head}, {values} FROM {stored} GROUP BY {order} ORDER BY {order}"


def _one(what: str, name: str, kind: str) -> str:
    return f"max({kind}) FILTER ({what} = {quoted(name)})"


def _quoted_name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _licence(job: Job, record: FileRecord) -> str:
    """What the files that supplied a release were published under."""
    ids = {
        source.source.split("/")[0]
        for source in job.manifest.sources
        for part in source.parts
        if (part.table, stored_key(part.supplier, part.period)) == (record.table, record.key)
    }
    known = [job.definitions.sources[name].licence for name in sorted(ids) if name in job.definitions.sources]
    return next((licence for licence in known if licence), "")

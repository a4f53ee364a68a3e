"""Street crime and outcomes in the layout in which they came; stop and search as the counts that are held."""

from __future__ import annotations

from collections.abc import Iterable

from wardmote.definitions import Force, Source
from wardmote.evidence.export.job import Job, Written, cases, selected
from wardmote.evidence.manifest import Part, Unit
from wardmote.evidence.sql_text import quoted

COUNTED = (
    "The people who were searched are held as counts only, so the published rows cannot be written again."
)


def write_street(job: Job) -> Iterable[Written]:
    """One file for each force and month."""
    for source, unit in sorted(
        ((record.source, unit) for record in job.manifest.sources for unit in record.units),
        key=lambda pair: pair[1].key,
    ):
        yield _street(job, _layout_of(job, source, "street"), unit)


def _street(job: Job, source: Source, unit: Unit) -> Written:
    force = job.definitions.forces.get(unit.force)
    cells = {
        "crime_id": "crime_id",
        "month": "month",
        "force": quoted(_name(force, unit.force)),
        "longitude": "longitude",
        "latitude": "latitude",
        "location": "location",
        "lsoa": "c.lsoa",
        "category": cases("category", _words(source, unit.month)),
        "outcome": "outcome",
        "Falls within": quoted(_name(force, unit.force)),
        "LSOA name": "a.name",
    }
    query = _located(job, "crime", unit.month, unit.force, selected(source, cells))
    slug = force.slug if force else unit.force
    path, rows = job.write(
        f"police/{unit.month}/{unit.month}-{slug}-street.csv", query, taken_in=force is not None
    )
    return _written(path, "crime", rows, source, force, unit.force)


def write_outcomes(job: Job) -> Iterable[Written]:
    """One file for each force and month."""
    for source, part in _parts(job, "outcomes"):
        force = job.definitions.forces.get(part.supplier)
        layout = _layout_of(job, source, "outcomes")
        cells = {
            "crime_id": "crime_id",
            "month": "month",
            "force": quoted(_name(force, part.supplier)),
            "lsoa": "c.lsoa",
            "outcome": cases("outcome", _words(layout, part.period)),
            "Falls within": quoted(_name(force, part.supplier)),
            "LSOA name": "a.name",
        }
        query = _located(job, "outcomes", part.period, part.supplier, selected(layout, cells))
        slug = force.slug if force else part.supplier
        path, rows = job.write(
            f"police/{part.period}/{part.period}-{slug}-outcomes.csv", query, taken_in=force is not None
        )
        yield _written(path, "outcomes", rows, layout, force, part.supplier)


def write_searches(job: Job) -> Iterable[Written]:
    """Two files of counts: what was searched for, where and with what end; and of people, one characteristic at a time."""
    columns = {
        "searches": "month AS Month, force AS Force, longitude AS Longitude, latitude AS Latitude, "
        'kind AS "Kind of search", object AS Object, outcome AS Outcome, linked AS Linked, n AS Searches',
        "search_people": "month AS Month, force AS Force, characteristic AS Characteristic, value AS Value, n AS Searches",
    }
    licences = {_layout_of(job, source, "searches").licence for source, _ in _parts(job, "searches")}
    for table, chosen in columns.items():
        if job.files(table):
            name = table.replace("_", "-")
            query = f"SELECT {chosen} FROM {job.reading(table)} ORDER BY ALL"
            path, rows = job.write(f"{name}-counted.csv", query, taken_in=False)
            yield Written(path, table, rows, "", " ".join(sorted(licences)), taken_in=False, note=COUNTED)


def _parts(job: Job, table: str) -> list[tuple[str, Part]]:
    found = [(r.source, part) for r in job.manifest.sources for part in r.parts if part.table == table]
    return sorted(found, key=lambda pair: pair[1].key)


def _layout_of(job: Job, reference: str, reader: str) -> Source:
    """The definition that a file came under; where it is gone, the first of its reader."""
    own = job.definitions.sources.get(reference.split("/")[0])
    return own if own is not None and own.reader == reader else job.sources(reader)[0]


def _located(job: Job, table: str, month: str, force: str, chosen: str) -> str:
    """Rows of a force and month in their order, with the name of the small area where it is known."""
    names = (
        f"(SELECT code, name FROM {job.reading('areas')} WHERE level = 'lsoa')"
        if job.files("areas")
        else "(SELECT NULL AS code, NULL AS name WHERE FALSE)"
    )
    stored = job.reading(table, month).removesuffix(")") + ", file_row_number = true)"
    return f"""SELECT {chosen} FROM {stored} c LEFT JOIN {names} a ON a.code = c.lsoa
        WHERE c.force = {quoted(force)} ORDER BY c.file_row_number"""


def _words(source: Source, month: str) -> list[tuple[str, str]]:
    """Identifier and word for every category; of several words, one that was in use in that month."""
    found: dict[str, str] = {}
    for word, identifier in source.categories.items():
        in_use = source.ended.get(word, month) >= month
        stands = found.get(identifier)
        if stands is None or (in_use and source.ended.get(stands, month) < month):
            found[identifier] = word
    return sorted(found.items())


def _name(force: Force | None, identifier: str) -> str:
    return force.names[0] if force else identifier


def _written(
    path: str, table: str, rows: int, source: Source, force: Force | None, identifier: str
) -> Written:
    if force is None:
        note = f"No definition names the force {identifier}, so its rows would be rejected."
        return Written(path, table, rows, source.reference, source.licence, taken_in=False, note=note)
    return Written(path, table, rows, source.reference, source.licence)

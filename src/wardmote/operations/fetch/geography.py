"""Fetches the geography: the lookup of small areas with residents and households, and outlines, ready to be taken in."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wardmote.definitions.fetching import Download, Join, Layer
from wardmote.evidence import Progress, quiet
from wardmote.operations.fetch.clock import Clock, SystemClock
from wardmote.operations.fetch.errors import FetchError
from wardmote.operations.fetch.layers import Found, LayerGone, find, rows
from wardmote.operations.fetch.ledger import Ledger, alone_in
from wardmote.operations.fetch.lookup import Above, Cells, above_of, joined, notes_on_split, place_by_outline
from wardmote.operations.fetch.outlines import from_authorities, write_outlines
from wardmote.operations.fetch.people import Counts, bring_people
from wardmote.operations.fetch.result import FetchResult, Got, Planned
from wardmote.operations.fetch.web import Web

PLACE = "geography"
"""Folder, in that of the downloads, that is handed to ``init`` or ``ingest``."""
SCRATCH = ".pages"


@dataclass(frozen=True)
class GeographyRequest:
    """What of the geography is wanted."""

    outlines: bool = True
    """Whether maps are wanted: outlines are most of the download."""
    dry_run: bool = False


@dataclass
class _Work:
    """One call: whom it asks, where it writes, and what it has so far."""

    web: Web
    folder: Path
    join: Join
    progress: Progress
    found: dict[str, Found] = field(default_factory=dict)
    outlines: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: dict[Path, tuple[str, str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def fetch_geography(
    download: Download,
    request: GeographyRequest,
    folder: Path,
    *,
    progress: Progress = quiet,
    clock: Clock | None = None,
) -> FetchResult:
    """Bring lookups, people and outlines, and join them into files that ``init --geography`` accepts.

    Raises
    ------
    FetchError
        When a layer that the rest leans on cannot be had.
    """
    if download.join is None or not download.directory:
        raise FetchError(
            f"The definition {download.id} describes no join. Correct it in definitions/downloads/."
        )
    wanted = [layer for layer in download.layers if request.outlines or not layer.outlines]
    with Web(download, clock or SystemClock()) as web:
        work = _Work(web, folder / PLACE, download.join, progress)
        _find_all(work, wanted)
        if request.dry_run:
            return FetchResult(folder, planned=_plan(work, wanted), notes=tuple(work.notes))
        with alone_in(folder) as ledger:
            _bring_all(work, wanted)
            files = _entered(work, ledger)
            shutil.rmtree(folder / PLACE / SCRATCH, ignore_errors=True)
    return FetchResult(folder, files, notes=tuple(work.notes))


def _find_all(work: _Work, wanted: list[Layer]) -> None:
    for place, layer in enumerate(wanted):
        work.progress("Looking for the tables", place, len(wanted))
        try:
            work.found[layer.id] = find(work.web, layer)
        except LayerGone as error:
            if layer.required:
                raise
            work.notes.append(str(error))
    work.progress("Looking for the tables", 1, 1)


def _plan(work: _Work, wanted: list[Layer]) -> tuple[Planned, ...]:
    lookup = work.folder / work.join.file
    layers = [
        Planned(
            layer.title,
            found.address,
            work.folder / layer.file if layer.file else lookup,
            f"{found.count:,} rows",
        )
        for layer in wanted
        if (found := work.found.get(layer.id))
    ]
    tables = [
        Planned(table.title, table.address.split("?")[0], lookup, "one row for each small area")
        for table in work.web.download.tables
    ]
    return (*layers, *tables)


def _bring_all(work: _Work, wanted: list[Layer]) -> None:
    join, key = work.join, _key(work)
    tables = {layer.id: _cells(work, layer) for layer in wanted if not layer.outlines}
    above, small = above_of(tables[join.above], join), tables[join.small]
    within = {
        cells[key]: above.several[cells[join.shared]]
        for cells in small
        if cells[join.shared] in above.several
    }
    people = _people(work)
    for layer in wanted:
        if layer.outlines and layer.id in work.found:
            path = work.folder / layer.file
            came = rows(
                work.web, layer, work.found[layer.id], work.folder / SCRATCH / layer.id, work.progress
            )
            kept = within if layer.id == join.places else None
            work.outlines[layer.id] = write_outlines(came, path, layer.code, kept)
            work.files[path] = (layer.title, work.found[layer.id].address)
    placed = place_by_outline(
        work.outlines.get(join.places, {}), within, work.outlines.get(join.drawn, {}), join
    )
    made = joined(small, above, placed, join, key)
    work.notes += notes_on_split(made, above, join)
    _write_lookup(work, made, people)
    _make_partnerships(work, wanted, above)


def _cells(work: _Work, layer: Layer) -> list[Cells]:
    scratch = work.folder / SCRATCH / layer.id
    return [row["fields"] for row in rows(work.web, layer, work.found[layer.id], scratch, work.progress)]


def _people(work: _Work) -> dict[str, Counts]:
    """Columns of people; what cannot be had is said, and the rest goes on."""
    found = {}
    for table in work.web.download.tables:
        try:
            column, counts = bring_people(work.web, table, work.progress)
            found[column] = counts
        except FetchError as error:
            work.notes.append(f"{table.title} are missing, so that no rate can be made of them: {error}")
    return found


def _key(work: _Work) -> str:
    """Column with the code of the small area."""
    return next(layer.code for layer in work.web.download.layers if layer.id == work.join.small)


def _write_lookup(work: _Work, made: list[Cells], people: Mapping[str, Counts]) -> None:
    path = work.folder / work.join.file
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = list(dict.fromkeys(column for row in made for column in row))
    key = _key(work)
    draft = path.with_name(f"{path.name}.part")
    with draft.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*columns, *people])
        for row in made:
            counted = [counts.get(row[key], "") for counts in people.values()]
            writer.writerow([*(row.get(column, "") for column in columns), *counted])
    draft.replace(path)
    work.files[path] = ("Small areas and what lies above them", work.found[work.join.small].address)
    for column, counts in people.items():
        lacking = sum(row[key] not in counts for row in made)
        if lacking:
            work.notes.append(f"Small areas without a number in {column}: {lacking:,}. They are left empty.")


def _make_partnerships(work: _Work, wanted: list[Layer], above: Above) -> None:
    """Where no outlines of partnerships are published, put them together from those of authorities."""
    code, name = work.join.split[0], work.join.split[1]
    layer = next((layer for layer in wanted if layer.id == work.join.drawn), None)
    authorities = [
        work.outlines[other.id]
        for other in wanted
        if other.id in work.outlines and other.code == work.join.shared
    ]
    if layer is None or layer.id in work.outlines or not authorities:
        return
    path = work.folder / layer.file
    made = write_outlines(from_authorities(authorities[0], above, code, name), path, code)
    work.files[path] = (f"{layer.title}, put together from authorities", work.web.download.directory or "")
    work.notes.append(
        f"The outlines of {len(made):,} partnerships were put together from those of their authorities. Partnerships that "
        "are part of an authority have none."
    )


def _entered(work: _Work, ledger: Ledger) -> tuple[Got, ...]:
    when = work.web.clock.today()
    return tuple(
        ledger.enter(path, title, address, None, when) for path, (title, address) in work.files.items()
    )

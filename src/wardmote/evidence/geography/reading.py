"""Reads the geography files of one call together: equal facts are one, different ones are refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow.compute as pc

from wardmote.definitions import Definitions
from wardmote.evidence.geography.areas import areas_of, coverage_notes, newest_lookup, split_notes
from wardmote.evidence.geography.best_fit import map_earlier
from wardmote.evidence.geography.boundaries import Boundaries
from wardmote.evidence.geography.names import POPULATION, STANDING, Names
from wardmote.evidence.geography.places import Places, is_of_today, wanted_columns
from wardmote.evidence.geography.population import Population, population_columns
from wardmote.evidence.geography.sheets import header, read_sheet
from wardmote.evidence.geography.standing import lay_over
from wardmote.evidence.geography.successors import Successors, change_columns
from wardmote.evidence.geography.tables import LEVEL_COLUMNS, FileCount, GeographyTables
from wardmote.evidence.progress import Progress, quiet
from wardmote.evidence.recognise import Recognised
from wardmote.evidence.refusals import Refused

READERS = ("places", "population-by-area", "boundaries", "area-changes")
"""Readers of source definitions that belong here."""


def read(
    files: Sequence[Recognised],
    definitions: Definitions,
    progress: Progress = quiet,
    standing: GeographyTables | None = None,
) -> GeographyTables:
    """Read lookups, populations and boundaries into tables.

    Parameters
    ----------
    files
        Files whose source is known; those of other readers are passed over.
    standing
        Tables taken in before. What the files say is laid over them: they replace what stood on the same
        small area, estimate or boundary, and the rest stays.

    Returns
    -------
    The tables, the same for the same files in any order.

    Raises
    ------
    Refused
        When a file cannot be understood, or two files disagree: names the file or both.
    """
    ordered = sorted(
        (file for file in files if file.source.reader in READERS), key=lambda file: (file.name, file.sha256)
    )
    call = _Call(definitions)
    total, done = sum(file.path.stat().st_size for file in ordered), 0
    for file in ordered:
        progress("Reading geography", done, total)
        call.read(file)
        done += file.path.stat().st_size
    progress("Reading geography", done, total)
    return call.tables(standing or GeographyTables())


class _Call:
    """What is known so far in one call."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._names = Names()
        self._places = Places()
        self._population = Population(definitions)
        self._boundaries = Boundaries(definitions)
        self._successors = Successors()
        self._counts: list[FileCount] = []

    def read(self, file: Recognised) -> None:
        """Take in one file with the reader of its source."""
        reader = {
            "places": self._read_places,
            "population-by-area": self._read_population,
            "boundaries": self._boundaries.add,
            "area-changes": self._read_changes,
        }[file.source.reader]
        rows, repeated = reader(file)
        source = file.source
        self._counts.append(
            FileCount(
                file.name, file.sha256, source.reference, source.vintage, rows, rows - repeated, repeated
            )
        )

    def _read_places(self, file: Recognised) -> tuple[int, int]:
        estimates = population_columns(file) if is_of_today(file) else []
        sheet = read_sheet(file, [*wanted_columns(file), *(column.header for column in estimates)])
        repeated = self._places.add(sheet, self._names)
        if estimates:
            self._population.add(sheet, "lsoa", "lsoa")
        return sheet.rows, repeated

    def _read_population(self, file: Recognised) -> tuple[int, int]:
        estimates = population_columns(file)
        if not estimates:
            patterns = " or ".join(pattern.match for pattern in file.source.populations)
            raise Refused(
                file.name,
                f"{file.name} has no column of a population: found {', '.join(file.columns)}, expected one "
                f"named like {patterns}.",
            )
        level, code, name = file.source.level, header(file, "area"), header(file, "name")
        sheet = read_sheet(file, [code, name, *(column.header for column in estimates)])
        self._names.add(level, zip(sheet.cells[code], sheet.cells[name], strict=True), POPULATION)
        return sheet.rows, self._population.add(sheet, level, "area")

    def _read_changes(self, file: Recognised) -> tuple[int, int]:
        sheet = read_sheet(file, change_columns(file))
        return sheet.rows, self._successors.add(sheet)

    def tables(self, standing: GeographyTables) -> GeographyTables:
        """Everything that was read, over what stood before."""
        places, areas, notes = self._placed(standing)
        population, changed = lay_over("population", standing.population, self._population.table())
        boundaries, redrawn = lay_over("boundaries", standing.boundaries, self._boundaries.table())
        successors, renamed = lay_over("successors", standing.successors, self._successors.table())
        notes += [
            *self._population.check_totals(places),
            *changed,
            *self._boundaries.notes(),
            *redrawn,
            *renamed,
        ]
        if boundaries is not standing.boundaries or areas is not standing.areas:
            notes += coverage_notes(boundaries, areas, places, self._definitions)
        return GeographyTables(
            places, areas, population, boundaries, successors, tuple(notes), tuple(self._counts)
        )

    def _placed(self, standing: GeographyTables) -> tuple[Any, Any, list[str]]:
        if not len(self._places):
            return standing.places, standing.areas, []
        self._places.check(standing.places)
        places, changed = lay_over("places", standing.places, self._places.table())
        places, lost = map_earlier(places)
        if standing.areas is not None:
            for level in LEVEL_COLUMNS:
                known = standing.areas.filter(pc.field("level") == level)
                named = zip(known.column("code").to_pylist(), known.column("name").to_pylist(), strict=True)
                self._names.add(level, named, STANDING)
        self._boundaries.name_areas(self._names, since=newest_lookup(places))
        areas = areas_of(places, self._names)
        notes = [
            *self._places.notes(self._definitions),
            *lost,
            *changed,
            *split_notes(places, areas),
            *self._names.notes(),
        ]
        return places, areas, notes

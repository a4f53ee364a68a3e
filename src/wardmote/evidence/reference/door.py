"""The door for weights, deprivation and the make-up of areas: each release of a collection is one stored file.

A file that is read for something else too, such as the profile of small areas, comes through here for the rest of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from wardmote.definitions import Definitions
from wardmote.evidence.manifest import Part, stored_key
from wardmote.evidence.progress import Progress
from wardmote.evidence.reference.areas import AreaRows
from wardmote.evidence.reference.columns import Columns, columns_of
from wardmote.evidence.reference.reading import Reading
from wardmote.evidence.reference.vintages import Vintages, vintages_of
from wardmote.evidence.reference.weights import WeightRows
from wardmote.evidence.refusals import Refused
from wardmote.evidence.rows.call import Call
from wardmote.evidence.rows.conflicts import beside_held, both
from wardmote.evidence.rows.files import ArrivedFile, Intake
from wardmote.evidence.rows.rejects import RejectsPart
from wardmote.evidence.storing import Stored, settle

DOING = "Reading weights, deprivation and profiles"
Key = tuple[str, str]
"""Table, and collection with release, of a stored file."""


@dataclass
class _Taken:
    """What one file supplies."""

    reading: Reading
    parts: list[Part] = field(default_factory=list)
    stored: dict[Key, Future[Stored]] = field(default_factory=dict)


def reference_door(call: Call, files: Sequence[ArrivedFile], progress: Progress) -> Intake:
    """Take in the reference tables of the files of one call."""
    # The longest first: it is written while the others are read.
    ordered = sorted(files, key=lambda file: (-file.file.path.stat().st_size, file.number))
    with ThreadPoolExecutor(1) as writer:
        door = _Door(call, writer)
        for done, file in enumerate(ordered):
            progress(DOING, done, len(ordered))
            door.take(file)
        intake = door.concluded()
    if ordered:
        progress(DOING, len(ordered), len(ordered))
    return intake


class _Door:
    def __init__(self, call: Call, writer: ThreadPoolExecutor) -> None:
        self._call = call
        self._writer = writer
        self._intake = Intake()
        self._taken: dict[int, _Taken] = {}
        self._known: Vintages | None = None

    def take(self, file: ArrivedFile) -> None:
        """Read one file."""
        blocks = [columns_of(file.file, block) for block in file.file.source.holds]
        wanted = [columns for columns in blocks if columns.complete]
        if not wanted:
            return
        path = self._call.folder / f"rejects-{file.number:06}.csv"
        with RejectsPart(file, path) as part:
            taken = _Taken(Reading(file, part))
            try:
                self._read(taken, wanted)
                self._taken[file.number] = taken
            except Refused as refusal:
                self._intake.refusals[file.number] = refusal
        self._intake.tallies[file.number] = taken.reading.tally
        if path.exists():
            self._intake.rejects[file.number] = path

    def _read(self, taken: _Taken, wanted: Sequence[Columns]) -> None:
        reading = taken.reading
        count = reading.read(sorted({place for columns in wanted for place in columns.places}))
        for columns in wanted:
            before = reading.tally.rejected
            weights = columns.block.table == "weights"
            rows = WeightRows(columns, reading) if weights else AreaRows(columns, self._vintages(), reading)
            repeated = rows.stage(count)
            self._keep(taken, columns, rows, repeated, reading.tally.rejected - before)
        limit = "rejected-rows" if reading.file.file.source.open else "rejected-observations"
        reading.refuse_if_faulty(count, self._call.definitions.threshold(limit))
        if not taken.parts and reading.file.file.source.reader == "reference":
            name = reading.file.name
            raise Refused(name, f"{name} holds no value that can be taken. Ask for the whole file.")

    def _keep(
        self, taken: _Taken, columns: Columns, rows: AreaRows | WeightRows, repeated: int, rejected: int
    ) -> None:
        """Write each release that a table holds; rejected and repeated rows count with the first."""
        table = columns.block.table
        for collection, release, kept in rows.groups():
            path = self._call.folder / f"{table}-{taken.reading.file.number:06}-{len(taken.parts):03}.parquet"
            total = kept + repeated + rejected
            taken.parts.append(Part(table, collection, release, total, kept, rejected, repeated))
            taken.stored[table, stored_key(collection, release)] = self._writer.submit(
                _written, rows, collection, release, path
            )
            repeated = rejected = 0

    def _vintages(self) -> Vintages:
        if self._known is None:
            self._known = vintages_of(self._call.places, self._call.held.get(("places", "")))
        return self._known

    def concluded(self) -> Intake:
        """What the files supply, once those that disagree are refused."""
        self._refuse_conflicts()
        for number, taken in sorted(self._taken.items()):
            if number in self._intake.refusals:
                continue
            self._intake.supplied[number] = list(taken.parts)
            self._intake.tables |= {key: stored.result() for key, stored in taken.stored.items()}
            self._intake.notes[number] += taken.reading.notes
            self._intake.general += [self._receipt(taken)] if taken.parts else []
        return self._intake

    def _refuse_conflicts(self) -> None:
        """Refuse files that supply the same release of one collection, and differ."""
        owners: dict[tuple[str, ...], tuple[int, Stored]] = {}
        for number, taken in sorted(self._taken.items()):
            file = taken.reading.file
            for part, writing in zip(taken.parts, taken.stored.values(), strict=True):
                stored = writing.result()
                what = f"{self._title(part)}, release {part.period}"
                held = self._call.given_again.get(part.key)
                first, before = owners.setdefault(part.key, (number, stored))
                if held is not None and self._differs(part, stored):
                    self._intake.refusals.setdefault(number, beside_held(held, file, what))
                elif first != number and before.sha256 != stored.sha256:
                    refusal = both(self._taken[first].reading.file, file, what)
                    for one in (first, number):
                        self._intake.refusals.setdefault(one, refusal)

    def _differs(self, part: Part, stored: Stored) -> bool:
        path = self._call.held.get((part.table, stored_key(part.supplier, part.period)))
        return path is None or path.stem != stored.sha256

    def _receipt(self, taken: _Taken) -> str:
        said = [f"{self._title(part)}, release {part.period} ({part.kept:,} rows)" for part in taken.parts]
        return f"{taken.reading.file.name}: {'; '.join(said)}."

    def _title(self, part: Part) -> str:
        return collection_title(self._call.definitions, part.supplier)


def _written(rows: AreaRows | WeightRows, collection: str, release: str, path: Path) -> Stored:
    rows.write(collection, release, path)
    return settle(path)


def collection_title(definitions: Definitions, collection: str) -> str:
    """What a collection is called; its identifier where no definition names it."""
    blocks = (block for source in definitions.sources.values() for block in source.holds)
    return next(
        (block.title for block in blocks if block.collection == collection and block.title), collection
    )

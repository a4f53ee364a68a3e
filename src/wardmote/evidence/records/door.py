"""The door for records that each force sends by month: batches in, kept months and refusals out."""

from __future__ import annotations

import contextlib
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import groupby
from pathlib import Path
from typing import ClassVar

from wardmote.evidence.manifest import Part
from wardmote.evidence.progress import Progress
from wardmote.evidence.records.reading import Form, RowBatch
from wardmote.evidence.records.words import Words
from wardmote.evidence.refusals import Refused
from wardmote.evidence.rows.call import Call
from wardmote.evidence.rows.conflicts import beside_held, both
from wardmote.evidence.rows.files import ArrivedFile, Intake
from wardmote.evidence.rows.rejects import RejectsPart
from wardmote.evidence.sql_text import quoted
from wardmote.evidence.storing import Stored, settle

UnitKey = tuple[str, str]
"""Force and month."""
Units = Mapping[int, Mapping[UnitKey, int]]
"""Rows of each file, by its number and by force and month."""
LINES = 1_000_000
"""Lines of text that are read together, so that a country's files fit into memory."""


class RecordsDoor(ABC):
    """Takes in files of one reader: what a force sends for a month replaces whatever it sent for it before."""

    table: ClassVar[str]
    """What its parts are called in the manifest."""
    title: ClassVar[str]
    """What a conflict and the progress call it."""

    def __init__(self, call: Call) -> None:
        self.call = call
        self.connection = call.connection
        self.intake = Intake()
        self._held = dict(call.held)
        self._owners: dict[UnitKey, ArrivedFile] = {}
        self._settling: dict[tuple[str, str], Future[Stored]] = {}
        self._unknown: dict[str, None] = {}

    @abstractmethod
    def form(self, words: Words) -> Form:
        """How its rows are judged."""

    @abstractmethod
    def stage(self, batch: RowBatch, words: Words, parts: Mapping[int, RejectsPart]) -> None:
        """Make a table ``staged`` of ``raw``: file, force, month, ``located``, and what is stored."""

    @abstractmethod
    def repeats(self) -> dict[tuple[int, str, str], int]:
        """Take rows that say again what another says out of ``staged``; how many, by file, force and month."""

    @abstractmethod
    def month_tables(self, month: str, base: Mapping[str, Path], gone: Sequence[str]) -> dict[str, str]:
        """Table -> the query whose rows, in their order, are stored for a month.

        ``base``: what stands for the month, by table; ``gone``: forces whose rows in it do not stay.
        """

    @abstractmethod
    def said(self, words: Words) -> list[str]:
        """Notes on words in ``raw`` that are not known."""

    options: ClassVar[str]
    """How its files are written."""

    def admit(self, files: Sequence[ArrivedFile]) -> list[ArrivedFile]:
        """The files that can be read at all; the others are refused."""
        return list(files)

    def take(self, files: Sequence[ArrivedFile], progress: Progress) -> Intake:
        """Take in all files."""
        done, wanted = 0, self._with_rows(self.admit(files))
        with ThreadPoolExecutor(1) as settler:
            for batch in _batches(wanted):
                progress(f"Reading {self.title}", done, len(wanted))
                self._take_batch(batch, settler)
                done += len(batch)
            for key, stored in sorted(self._settling.items()):
                self.intake.tables[key] = stored.result()
        self.intake.general += list(self._unknown)
        progress(f"Reading {self.title}", done, len(wanted))
        self._sum_up()
        return self.intake

    def _with_rows(self, files: list[ArrivedFile]) -> list[ArrivedFile]:
        """The files that hold rows; of a header alone nothing is known."""
        for file in files:
            if file.lines < 2:
                self.intake.general.append(
                    f"{file.name} holds a header and no rows, so nothing is known of its month. Download it again if "
                    "it should hold some."
                )
        return [file for file in files if file.lines >= 2]

    def _take_batch(self, files: list[ArrivedFile], settler: ThreadPoolExecutor) -> None:
        words = Words.of(self.call.definitions, files[0].file.source)
        for table in ("raw", "exact", "staged"):
            self.connection.execute(f"DROP TABLE IF EXISTS {table}")
        words.speak(self.connection)
        limit = self.call.definitions.threshold("rejected-rows")
        batch = RowBatch(self.connection, self.form(words), files, limit)
        with contextlib.ExitStack() as stack:
            parts = {
                file.number: stack.enter_context(
                    RejectsPart(file, self.call.folder / f"rejects-{file.number:06}.csv")
                )
                for file in files
            }
            batch.read(parts)
            self.stage(batch, words, parts)
        self._unknown |= dict.fromkeys(self.said(words))
        self.intake.rejects |= {number: part.path for number, part in parts.items() if part.path.exists()}
        units = self._units()
        self._refuse_conflicts(batch, units)
        self.intake.tallies |= batch.tallies
        self.intake.refusals |= batch.refusals
        self._note_parts(batch, units, self.repeats())
        self._write(self._no_longer_supplied(batch, units), settler)

    def _units(self) -> dict[int, dict[UnitKey, int]]:
        """Rows of each file by force and month."""
        found: dict[int, dict[UnitKey, int]] = defaultdict(dict)
        query = "SELECT file, force, month, count(*) FROM staged GROUP BY ALL ORDER BY ALL"
        for file, force, month, n in self.connection.execute(query).fetchall():
            found[file][(force, month)] = n
        return found

    def _refuse_conflicts(self, batch: RowBatch, units: Units) -> None:
        """Refuse both of two files that supply the same force and month."""
        self._refuse_without_rows(batch, units)
        for number in sorted(units):
            file = batch.files[number]
            for unit in units[number] if number not in batch.refusals else ():
                held = self.call.given_again.get((self.table, *unit))
                if held is not None:
                    batch.refusals.setdefault(number, beside_held(held, file, self._in_words(unit)))
                    continue
                owner = self._owners.setdefault(unit, file)
                if owner.number != number:
                    refusal = both(owner, file, self._in_words(unit))
                    for one in (owner, file):
                        refusals = batch.refusals if one.number in batch.files else self.intake.refusals
                        refusals.setdefault(one.number, refusal)
        for number in sorted(batch.refusals):
            self.connection.execute("DELETE FROM staged WHERE file = ?", [number])

    def _refuse_without_rows(self, batch: RowBatch, units: Units) -> None:
        """Refuse a file of which every row was lost, however few they are."""
        for number, file in batch.files.items():
            if number not in units and number not in batch.refusals:
                batch.refusals[number] = Refused(
                    file.name, f"{file.name} holds rows of which none can be taken. Download it again."
                )

    def _in_words(self, unit: UnitKey) -> str:
        return f"{self.title} of {self.call.definitions.forces[unit[0]].title} for {unit[1]}"

    def _note_parts(
        self,
        batch: RowBatch,
        units: Units,
        repeats: Mapping[tuple[int, str, str], int],
    ) -> None:
        query = "SELECT file, force, month, count(*) FROM staged WHERE NOT located GROUP BY ALL"
        lost = {
            (file, force, month): n for file, force, month, n in self.connection.execute(query).fetchall()
        }
        for number, mine in units.items():
            if number in batch.refusals:
                continue
            rejected = batch.tallies[number].rejected_in(list(mine))
            self.intake.supplied[number] = [
                Part(
                    table=self.table,
                    supplier=force,
                    period=month,
                    rows=n + rejected.get((force, month), 0),
                    kept=n - repeats.get((number, force, month), 0),
                    rejected=rejected.get((force, month), 0),
                    repeated=repeats.get((number, force, month), 0),
                    not_located=lost.get((number, force, month), 0),
                )
                for (force, month), n in mine.items()
            ]

    def _no_longer_supplied(self, batch: RowBatch, units: Units) -> dict[str, set[str]]:
        """Month -> forces that files read again supplied before, and by the definitions of today do not."""
        gone: dict[str, set[str]] = defaultdict(set)
        for number, file in batch.files.items():
            if number in batch.refusals:
                continue
            for table, force, month in self.call.supplied_before.get(file.file.sha256, ()):
                unit = force, month
                if table == self.table and unit not in units.get(number, {}) and unit not in self._owners:
                    gone[month].add(force)
        return gone

    def _write(self, gone: Mapping[str, set[str]], settler: ThreadPoolExecutor) -> None:
        query = "SELECT month, list(DISTINCT force) FROM staged GROUP BY month ORDER BY month"
        changed = {month: set(forces) for month, forces in self.connection.execute(query).fetchall()}
        for month in sorted({*changed, *gone}):
            forces = sorted(changed.get(month, set()) | gone.get(month, set()))
            base = {table: path for (table, key), path in self._held.items() if key == month}
            for table, rows in self.month_tables(month, base, forces).items():
                again = len(list(self.call.folder.glob(f"{table}-{month}-*.parquet")))
                path = self.call.folder / f"{table}-{month}-{again}.parquet"
                self.connection.execute(f"COPY ({rows}) TO {quoted(str(path))} ({self.options})")
                self._held[table, month] = path
                self._settling[table, month] = settler.submit(settle, path)

    def _sum_up(self) -> None:
        """Say how much of this kind was read, and what was in it twice."""
        parts = [part for mine in self.intake.supplied.values() for part in mine if isinstance(part, Part)]
        if not parts:
            return
        months = sorted({part.period for part in parts})
        span = months[0] if len(months) == 1 else f"{months[0]} to {months[-1]}"
        forces = len({part.supplier for part in parts})
        of = "1 force" if forces == 1 else f"{forces} forces"
        kept = sum(part.kept for part in parts)
        self.intake.general.append(f"{self.title.capitalize()}: {kept:,} rows of {of}, {span}.")
        self.intake.general += self.remarks(parts)

    def remarks(self, parts: Sequence[Part]) -> list[str]:
        """What else to say of what was read."""
        return []


def _batches(files: Sequence[ArrivedFile]) -> Iterator[list[ArrivedFile]]:
    """Files of one source, the oldest first, in batches of so many lines."""
    ordered = sorted(files, key=lambda file: (file.file.source.id, file.first_month, file.number))
    for _, group in groupby(ordered, lambda file: file.file.source.id):
        batch: list[ArrivedFile] = []
        for file in group:
            batch.append(file)
            if sum(one.lines for one in batch) >= LINES:
                yield batch
                batch = []
        if batch:
            yield batch

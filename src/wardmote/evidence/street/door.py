"""The door for street files: batches in, kept rows and refusals out."""

from __future__ import annotations

import contextlib
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import groupby
from pathlib import Path

import duckdb

from wardmote.definitions import Definitions
from wardmote.evidence.manifest import Unit
from wardmote.evidence.progress import Progress
from wardmote.evidence.rows.conflicts import beside_held, both
from wardmote.evidence.rows.files import ArrivedFile, Intake
from wardmote.evidence.rows.rejects import RejectsPart
from wardmote.evidence.storing import Stored, settle
from wardmote.evidence.street.months import MonthFiles, write_month
from wardmote.evidence.street.positions import notes_on_positions
from wardmote.evidence.street.repeats import Repeats, drop_repeats
from wardmote.evidence.street.staging import Batch
from wardmote.evidence.street.words import Words

UnitKey = tuple[str, str]
"""Force and month."""
FILE_NAME = re.compile(r"(?P<month>\d{4}-\d{2})-(?P<force>[a-z-]+)-street")


class StreetDoor:
    """Takes in the street files of one call, batch by batch.

    While one batch is written the next is read, each on a cursor with tables of its own; writes keep their order.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        definitions: Definitions,
        folder: Path,
        held: Mapping[str, MonthFiles],
        given_again: Mapping[tuple[str, ...], str],
        supplied_before: Mapping[str, Collection[UnitKey]],
    ) -> None:
        """Prepare.

        Parameters
        ----------
        folder
            Where files are written.
        held
            The months that the current snapshot holds.
        given_again
            Force and month -> the name of a file of this call that is held already and supplies them.
        supplied_before
            What files supply that are held, and are read again: by their hash.
        """
        self._connection = connection
        self._writing: dict[int, Future[None]] = {}
        self._definitions = definitions
        self._folder = folder
        self._held = dict(held)
        self._given_again = given_again
        self._supplied_before = supplied_before
        self._owners: dict[UnitKey, ArrivedFile] = {}
        self._settling: dict[str, tuple[Future[Stored], Future[Stored]]] = {}
        self.intake = Intake()

    def take(self, files: Sequence[ArrivedFile], progress: Progress) -> Intake:
        """Take in all files; those of one source and first month together."""

        def batch_of(file: ArrivedFile) -> UnitKey:
            return file.first_month, file.file.source.id

        done = 0
        cursors = self._connection.cursor(), self._connection.cursor()
        with (
            contextlib.closing(cursors[0]),
            contextlib.closing(cursors[1]),
            ThreadPoolExecutor(1) as settler,
            ThreadPoolExecutor(1) as writer,
        ):
            for turn, (_, batch) in enumerate(
                groupby(sorted(files, key=lambda f: (*batch_of(f), f.number)), batch_of)
            ):
                alike = list(batch)
                progress("Reading crimes", done, len(files))
                self._wait_for_write(turn % 2)
                self._connection = cursors[turn % 2]
                kept = self._take_batch(alike)
                self._writing[turn % 2] = writer.submit(self._write, *kept, self._connection, settler.submit)
                done += len(alike)
            for turn in sorted(self._writing):
                self._wait_for_write(turn)
            for month, (rows, counts) in sorted(self._settling.items()):
                self.intake.tables["crime", month] = rows.result()
                self.intake.tables["counts", month] = counts.result()
        progress("Reading crimes", done, len(files))
        return self.intake

    def _wait_for_write(self, turn: int) -> None:
        if turn in self._writing:
            self._writing[turn].result()

    def _take_batch(self, files: list[ArrivedFile]) -> tuple[Words, dict[str, set[str]]]:
        """Read and judge a batch; what is kept stays in the tables of the cursor, ready to be written.

        Returns its vocabulary, and by month the forces that are supplied no longer.
        """
        words = Words.of(self._definitions, files[0].file.source)
        self._speak(words)
        batch = Batch(self._connection, words, files, self._definitions.threshold("rejected-rows"))
        with contextlib.ExitStack() as stack:
            parts = {
                file.number: stack.enter_context(
                    RejectsPart(file, self._folder / f"rejects-{file.number:06}.csv")
                )
                for file in files
            }
            batch.read(parts)
        self.intake.rejects |= {number: part.path for number, part in parts.items() if part.path.exists()}
        rows = self._rows_by_unit(words)
        self._refuse_conflicts(batch, rows)
        self.intake.tallies |= batch.tallies
        self.intake.refusals |= batch.refusals
        repeats = drop_repeats(self._connection, words)
        self._note_units(batch, words, rows, repeats)
        return words, self._no_longer_supplied(batch, rows)

    def _speak(self, words: Words) -> None:
        for table in ("staged", "cube", "exact", "again"):
            self._connection.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in (
            "DROP TYPE IF EXISTS force_word",
            "DROP TYPE IF EXISTS category_word",
            *words.types,
        ):
            self._connection.execute(statement)

    def _rows_by_unit(self, words: Words) -> dict[int, dict[UnitKey, int]]:
        found: dict[int, dict[UnitKey, int]] = defaultdict(dict)
        query = f"SELECT file, {words.force_id}, month, sum(n)::BIGINT FROM cube GROUP BY ALL ORDER BY ALL"
        for file, force, month, n in self._connection.execute(query).fetchall():
            found[file][(force, month)] = n
        return found

    def _refuse_conflicts(self, batch: Batch, rows: dict[int, dict[UnitKey, int]]) -> None:
        """Refuse both of two files that supply the same force and month."""
        for number in sorted(rows):
            if number in batch.refusals:
                continue
            for unit in rows[number]:
                if unit in self._given_again:
                    self._refuse_beside_held(batch, batch.files[number], unit)
                    continue
                owner = self._owners.setdefault(unit, batch.files[number])
                if owner.number != number:
                    self._refuse_both(batch, owner, batch.files[number], unit)
        refused = sorted(batch.refusals)
        if refused:
            self._connection.execute(f"DELETE FROM staged WHERE file IN ({str(refused)[1:-1]})")
            self._connection.execute(f"DELETE FROM cube WHERE file IN ({str(refused)[1:-1]})")

    def _refuse_beside_held(self, batch: Batch, file: ArrivedFile, unit: UnitKey) -> None:
        """Refuse a file that came together with another one for its force and month, which is held already."""
        refusal = beside_held(self._given_again[unit], file, self._in_words(unit))
        batch.refusals.setdefault(file.number, refusal)

    def _refuse_both(self, batch: Batch, one: ArrivedFile, other: ArrivedFile, unit: UnitKey) -> None:
        refusal = both(one, other, self._in_words(unit))
        for file in (one, other):
            (batch.refusals if file.number in batch.files else self.intake.refusals).setdefault(
                file.number, refusal
            )

    def _in_words(self, unit: UnitKey) -> str:
        return f"{self._definitions.forces[unit[0]].title} for {unit[1]}"

    def _note_units(
        self, batch: Batch, words: Words, rows: dict[int, dict[UnitKey, int]], repeats: Repeats
    ) -> None:
        located = self._without_lsoa(words)
        for number, units in rows.items():
            if number in batch.refusals:
                continue
            rejected = batch.tallies[number].rejected_in(list(units))
            self.intake.supplied[number] = [
                Unit(
                    force=force,
                    month=month,
                    rows=n + rejected.get((force, month), 0),
                    kept=n - repeats.by_unit.get((number, force, month), 0),
                    rejected=rejected.get((force, month), 0),
                    repeated=repeats.by_unit.get((number, force, month), 0),
                    not_located=located.get((number, force, month), 0),
                )
                for (force, month), n in units.items()
            ]
            self._note_file_name(batch.files[number], list(units))
        names = {number: batch.files[number].name for number in rows if number not in batch.refusals}
        for number, note in notes_on_positions(self._connection, self._definitions, names).items():
            self.intake.notes[number].append(note)
        for month, n in repeats.across_forces.items():
            self.intake.general.append(
                f"{month}: {n:,} Crime IDs stand under two forces; each force's count keeps its own."
            )

    def _without_lsoa(self, words: Words) -> dict[tuple[int, str, str], int]:
        query = (
            f"SELECT file, {words.force_id}, month, sum(n)::BIGINT FROM cube WHERE lsoa IS NULL GROUP BY ALL"
        )
        return {
            (file, force, month): n for file, force, month, n in self._connection.execute(query).fetchall()
        }

    def _note_file_name(self, file: ArrivedFile, units: list[UnitKey]) -> None:
        """Note a file whose name promises another force or month than its rows hold."""
        said = FILE_NAME.search(Path(file.name).name)
        slugs = {force.slug: force.id for force in self._definitions.forces.values()}
        if said and slugs.get(said["force"]) and (slugs[said["force"]], said["month"]) not in units:
            held = ", ".join(f"{self._definitions.forces[force].title} {month}" for force, month in units[:3])
            self.intake.notes[file.number].append(f"{file.name}: its rows are of {held}; the rows decide.")

    def _no_longer_supplied(self, batch: Batch, rows: dict[int, dict[UnitKey, int]]) -> dict[str, set[str]]:
        """Month -> forces that files read again supplied before, and by the definitions of today do not."""
        gone: dict[str, set[str]] = defaultdict(set)
        for number, file in batch.files.items():
            if number in batch.refusals:
                continue
            for unit in self._supplied_before.get(file.file.sha256, ()):
                if unit not in rows.get(number, {}) and unit not in self._owners:
                    gone[unit[1]].add(unit[0])
        return gone

    def _write(
        self,
        words: Words,
        gone: dict[str, set[str]],
        cursor: duckdb.DuckDBPyConnection,
        submit: Callable[..., Future[Stored]],
    ) -> None:
        """Write the months of a batch. Only the writing thread runs this, so months that meet do so in order."""
        query = f"SELECT month, list(DISTINCT {words.force_id}) FROM cube GROUP BY month ORDER BY month"
        changed = {month: set(forces) for month, forces in cursor.execute(query).fetchall()}
        for month in sorted({*changed, *gone}):
            forces = changed.get(month, set()) | gone.get(month, set())
            again = len(list(self._folder.glob(f"crime-{month}-*.parquet")))
            to = MonthFiles(
                self._folder / f"crime-{month}-{again}.parquet",
                self._folder / f"counts-{month}-{again}.parquet",
            )
            write_month(cursor, words, month, to, self._held.get(month), sorted(forces))
            self._held[month] = to
            self._settling[month] = (submit(settle, to.crime), submit(settle, to.counts))

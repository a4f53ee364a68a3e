"""The door for files of observations: kept ones, rejected ones, and what later files take over from earlier ones."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from wardmote.evidence.manifest import OBSERVED, Part
from wardmote.evidence.observations.corrections import by_mark, corrected, names_of, sentences
from wardmote.evidence.observations.judging import Fault
from wardmote.evidence.observations.naming import note_on_codes, note_on_items, note_on_names
from wardmote.evidence.observations.reading import SHOWN, Reading, read_file, shown
from wardmote.evidence.observations.receipt import receipt
from wardmote.evidence.observations.staging import MARK, Clash, Kept, Staged, as_stated
from wardmote.evidence.observations.weekly import by_week, short_weeks
from wardmote.evidence.progress import Progress, quiet
from wardmote.evidence.recognise import row_in_words
from wardmote.evidence.refusals import Refused
from wardmote.evidence.rows.call import Call
from wardmote.evidence.rows.exact import records
from wardmote.evidence.rows.files import ArrivedFile, Intake, Tally
from wardmote.evidence.rows.rejects import RejectsPart
from wardmote.evidence.storing import settle

AGREE = "one value for this area, measure and period; another row of the file says something else"

MONTHLY = ("crime", "outcomes", "searches")
FUTURE = (
    "a period that begins no more than {ahead} months after the last month of all other evidence ({last}); if it is right, "
    "set the threshold months-ahead higher"
)


def observations_door(call: Call, files: Sequence[ArrivedFile], progress: Progress) -> Intake:
    """Take in the files of observations of one call."""
    return _Door(call, files).take(progress)


@dataclass(frozen=True)
class Trial:
    """What the door would make of one file, and nothing stored."""

    rows: tuple[Kept, ...]
    """What would be stored of it."""
    observations: int
    """How many of those are the file's own rows; the others say of which counts a part was rejected."""
    tally: Tally
    notes: tuple[str, ...]


def try_out(call: Call, file: ArrivedFile) -> Trial:
    """Take a file through the door as it would be taken in, to see what comes of it.

    Raises
    ------
    Refused
        When the door refuses it.
    """
    door = _Door(call, [file])
    intake = door.take(quiet)
    if file.number in intake.refusals:
        raise intake.refusals[file.number]
    kept = sum(part.kept for part in intake.supplied[file.number])
    named = [note for note in intake.general if not note.startswith(f"{file.name}: ")]
    notes = (*intake.notes[file.number], *named)
    return Trial(tuple(door.rows(file.number)), kept, intake.tallies[file.number], notes)


class _Door:
    def __init__(self, call: Call, files: Sequence[ArrivedFile]) -> None:
        self._call = call
        self._files = {file.number: file for file in sorted(files, key=lambda file: file.number)}
        self._readings: dict[int, Reading] = {}
        self._staged = Staged(call.connection)
        self._intake = Intake()

    def take(self, progress: Progress) -> Intake:
        for done, file in enumerate(self._files.values()):
            progress("Reading observations", done, len(self._files))
            self._take(file)
        self._refuse_clashes()
        for number in self._accepted():
            self._account(number)
        for table, source in sorted(self._sources()):
            self._write(table, source)
        progress("Reading observations", len(self._files), len(self._files))
        return self._intake

    def rows(self, number: int) -> list[Kept]:
        """What stands of a file."""
        return self._staged.rows(number)

    def _accepted(self) -> list[int]:
        return [number for number in self._files if number not in self._intake.refusals]

    def _take(self, file: ArrivedFile) -> None:
        path = self._call.folder / f"rejects-{file.number:06}.csv"
        with RejectsPart(file, path) as part:
            try:
                reading = self._readings[file.number] = read_file(file, self._call.definitions, part)
                self._drop_future(file, reading, part)
                self._stage(file, reading, part)
                self._refuse_faulty(file, reading, part)
            except Refused as refusal:
                self._refuse(file.number, refusal)
        if path.exists():
            self._intake.rejects[file.number] = path
        if file.number in self._readings:
            self._intake.tallies[file.number] = self._readings[file.number].tally

    def _stage(self, file: ArrivedFile, reading: Reading, part: RejectsPart) -> None:
        source = file.file.source
        self._staged.add(file.number, source.id, file.file.sha256, reading.rows)
        layout = source.layout
        added = layout is not None and (layout.repeats == "add" or layout.rows == "incident")
        if added:
            parts = self._staged.add_up(file.number)
            if parts and not _incidents(file):
                reading.notes.append(
                    f"{file.name}: {parts:,} rows are parts of a count that stands in another row, and were added to it."
                )
        else:
            self._drop_repeats(file, reading, part)
        unread = reading.unread
        if layout is not None and layout.rows == "day":  # of a day that cannot be read its week is not known
            unread = [(*one[:-1], True) for one in unread]
        lacking = self._staged.lacking(file.number, source.id, file.file.sha256, unread, added=added)
        if lacking:
            reading.notes.append(_note_on_lacking(file, lacking))
        if layout is not None and layout.rows != "week":
            reading.notes += by_week(self._staged, file, layout)
        if layout is not None and layout.rows == "incident" and reading.short:
            reading.notes += short_weeks(self._staged, file, reading.short)

    def _drop_repeats(self, file: ArrivedFile, reading: Reading, part: RejectsPart) -> None:
        """Leave one of the rows that say the same, and none of those that disagree."""
        disagreeing = self._staged.disagreeing(file.number)
        if disagreeing:
            lines = {line for line, _ in disagreeing}
            cells = _cells_of(file, lines)
            for line, said in disagreeing:
                fault = Fault(self._value_column(file), said, AGREE)
                part.add_found(line, fault.column, fault.found, fault.expected, cells[line], reading.tally)
            reading.unread += self._staged.drop_disagreeing(file.number)
        self._staged.drop_repeats(file.number)

    def _drop_future(self, file: ArrivedFile, reading: Reading, part: RejectsPart) -> None:
        """Reject rows whose period begins long after everything that is held and everything else in the file."""
        ahead = int(self._call.definitions.threshold("months-ahead"))
        last = self._last_held()
        if not last:
            return
        for start, end in sorted({(row[5], row[6]) for row in reading.rows}):
            if _count(start) <= _count(last) + ahead:
                last = max(last, end)
        late = [row for row in reading.rows if _count(row[5]) > _count(last) + ahead]
        cells = _cells_of(file, {row[0] for row in late})
        expected = FUTURE.format(ahead=ahead, last=last)
        column = file.column("period") if file.has("period") else "period"
        for row in late:
            said = _months(row[5], row[6])
            part.add_found(row[0], column, said, expected, cells[row[0]], reading.tally)
        if late:
            gone = set(map(id, late))
            reading.rows[:] = [row for row in reading.rows if id(row) not in gone]

    def _last_held(self) -> str:
        """The last month of which the current snapshot holds anything; empty where it holds nothing."""
        months = [key for table, key in self._call.held if table in MONTHLY]
        for (table, _), path in self._call.held.items():
            if table not in OBSERVED:
                continue
            query = f'SELECT max("end") FROM {as_stated(table, path)}'
            months += [row[0] for row in self._call.connection.execute(query).fetchall() if row[0]]
        return max(months, default="")

    def _value_column(self, file: ArrivedFile) -> str:
        return file.column("value") if file.has("value") else "value"

    def _refuse_faulty(self, file: ArrivedFile, reading: Reading, part: RejectsPart) -> None:
        """Refuse a file of which too much, or everything, cannot be taken."""
        rule = "rejected-rows" if file.file.source.open else "rejected-observations"
        tally, limit = reading.tally, self._call.definitions.threshold(rule)
        if tally.rejected and tally.rejected / reading.judged > limit:
            raise Refused(file.name, part.too_many(tally, reading.judged, limit))
        if not reading.rows:
            what = "only sums of rows that it does not hold" if reading.sums else "a header and no rows"
            raise Refused(
                file.name,
                f"{file.name} holds {what}. Where there was nothing to count, a row with 0 says so; leave the file out "
                "if it is not filled in yet.",
            )

    def _refuse(self, number: int, refusal: Refused) -> None:
        self._intake.refusals.setdefault(number, refusal)
        self._staged.drop(number)

    def _refuse_clashes(self) -> None:
        """Refuse files of the call that disagree with one another, or with a held one that was given again."""
        refused: list[tuple[int, Refused]] = []
        for clash in self._staged.between_files():
            one, other = self._files[clash.file].name, self._files[clash.other].name
            ending = "Take in the one that is right."
            refusal = Refused((one, other), f"{one} and {other} disagree: {_both(clash)}. {ending}")
            refused += [(clash.file, refusal), (clash.other, refusal)]
        marks = sorted(sha256[:MARK] for sha256 in self._call.again)
        names = [self._call.again[sha256] for sha256 in sorted(self._call.again)]
        for source in sorted({file.file.source.id for file in self._files.values()} if marks else ()):
            table = self._table(source)
            held = self._call.held.get((table, source))
            for clash in self._staged.beside((table, held), marks) if held is not None else ():
                one, other = self._files[clash.file].name, names[clash.other]
                ending = "The second is what is held. Take in only the one that is right."
                sentence = f"{one} and {other} disagree: {_both(clash)}. {ending}"
                refused.append((clash.file, Refused((other, one), sentence)))
        for number, refusal in refused:
            self._refuse(number, refusal)

    def _account(self, number: int) -> None:
        """Say what a file supplies: a part for each of its periods. Rejected rows count with the first."""
        file, reading = self._files[number], self._readings[number]
        parts = []
        rejected = reading.tally.rejected
        spans = self._staged.spans(number)
        if taken := sum(kept for _, _, kept, _ in spans):
            first, last = min(start for start, *_ in spans), max(end for _, end, *_ in spans)
            items = self._staged.items(number)
            said = receipt(self._call.definitions, file.name, taken, items, first, last, rejected)
            self._intake.general.append(said)
            if file.file.source.weekly:
                rows = reading.judged
                period = first if first == last else f"{first}..{last}"
                parts.append(
                    Part(
                        "weeks",
                        file.file.source.id,
                        period,
                        rows,
                        taken,
                        rejected,
                        sum(one[3] for one in spans),
                    )
                )
                spans = []
        for start, end, kept, repeated in spans:
            period = start if start == end else f"{start}..{end}"
            rows = kept + repeated + rejected
            parts.append(Part("observations", file.file.source.id, period, rows, kept, rejected, repeated))
            rejected = 0
        self._intake.supplied[number] = list(parts)
        unused = note_on_items(self._call.definitions, file.file.source, self._staged.items(number))
        notes = [*reading.notes, *(f"{file.name}: {note}" for note in unused)]
        self._intake.notes[number] += notes

    def _table(self, source: str) -> str:
        """The table in which figures of a source stand, by its definition of now."""
        return next(file.file.source.table for file in self._files.values() if file.file.source.id == source)

    def _sources(self) -> set[tuple[str, str]]:
        """Table and source of the accepted files, and those that they supplied before their definitions changed."""
        sources = [self._files[number].file.source for number in self._accepted()]
        fresh = {(source.table, source.id) for source in sources}
        before = {(key[0], key[1]) for number in self._accepted() for key in self._parts_before(number)}
        return fresh | before

    def _parts_before(self, number: int) -> list[tuple[str, ...]]:
        sha256 = self._files[number].file.sha256
        return [key for key in self._call.supplied_before.get(sha256, ()) if key[0] in OBSERVED]

    def _write(self, table: str, source: str) -> None:
        held = self._call.held.get((table, source))
        again = [
            self._files[number].file.sha256[:MARK]
            for number in self._accepted()
            if self._parts_before(number)
        ]
        path = self._call.folder / f"{table}-{source}.parquet"
        mine = [file.file.source.table for file in self._files.values() if file.file.source.id == source]
        self._staged.write(table, source, held, again, path, fresh=table in mine)
        self._intake.tables[table, source] = settle(path)
        if held is not None:
            self._note_losses((table, source), self._staged.owned(held), self._staged.owned(path), again)
            self._note_corrections(held, path, table)
        notes = note_on_names(self._call, self._staged.names(source))
        notes += note_on_codes(self._call, self._staged.codes(source))
        self._intake.general += (
            [f"{self._call.definitions.sources[source].title}: {n}" for n in notes]
            if (source in self._call.definitions.sources)
            else []
        )

    def _note_corrections(self, held: Path, path: Path, table: str) -> None:
        """Say which values that were held say something else now."""
        fresh = ((file.file.sha256, file.name) for file in self._files.values())
        files = by_mark([*self._call.names.items(), *fresh])
        found = corrected(self._call.connection, held, path, table)
        areas = names_of(self._call.connection, self._call.held.get(("areas", "")) if found else None)
        self._intake.general += sentences(found, self._call.definitions, files, areas)

    def _note_losses(
        self, source: tuple[str, str], before: dict[str, int], after: dict[str, int], again: Collection[str]
    ) -> None:
        """Count what still stands of each held file that lost rows.

        A held file whose rows another one said too owns fewer rows than it supplied; once any row of the source was
        replaced, it may have lost some, so it is counted as incomplete and would be read again.
        """
        lost_any = any(after.get(mark, 0) < n for mark, n in before.items() if mark not in again)
        for sha256, keys in self._call.supplied_before.items():
            mark = sha256[:MARK]
            if mark in again or not any(key[:2] == source for key in keys):
                continue
            stood, stands = before.get(mark, 0), after.get(mark, 0)
            if stands < stood:
                self._intake.left[sha256] = stands
            elif lost_any and stood < self._call.kept.get(sha256, 0):
                self._intake.left[sha256] = max(stands, 1)


def _cells_of(file: ArrivedFile, lines: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The cells of some lines of a file."""
    if not lines:
        return {}
    found = records(file.file.path, file.name, len(file.file.columns))
    return {record.line: shown(file, record.cells) for record in found if record.line in lines}


def _incidents(file: ArrivedFile) -> bool:
    """Whether a row of it is one incident, which is only counted."""
    layout = file.file.source.layout
    return layout is not None and layout.rows == "incident"


def _count(month: str) -> int:
    """A month YYYY-MM as a number of months."""
    return int(month[:4]) * 12 + int(month[5:7])


def _note_on_lacking(file: ArrivedFile, lacking: Sequence[tuple[str, str, str, str, int]]) -> str:
    """Which counts are not known for want of a row that was rejected."""
    said = [
        f"{item} in {area} for {_months(start, end)} ({row_in_words(file.file, line)})"
        for item, area, start, end, line in lacking[:SHOWN]
    ]
    more = f"; and {len(lacking) - SHOWN:,} more" if len(lacking) > SHOWN else ""
    return f"{file.name}: not known as a sum, as a row that is a part of it was rejected: {'; '.join(said)}{more}."


def _months(start: str, end: str) -> str:
    return start if start == end else f"{start} to {end}"


def _both(clash: Clash) -> str:
    """What two files say of one thing."""
    months = _months(clash.start, clash.end)
    item = f"{clash.item} ({clash.detail})" if clash.detail else clash.item
    return f"of {item} in {clash.area} for {months} the first says {clash.said}, the second {clash.said_by_other}"

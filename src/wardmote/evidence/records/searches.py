"""Files of stop and search: counted on the way in. No row about a person is stored, nor what joins two such facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from wardmote.definitions.word_groups import words_with
from wardmote.evidence.manifest import Part
from wardmote.evidence.progress import Progress
from wardmote.evidence.records.door import RecordsDoor
from wardmote.evidence.records.file_names import Said, read_name
from wardmote.evidence.records.reading import Fault, Form, RowBatch
from wardmote.evidence.records.words import Words
from wardmote.evidence.refusals import Refused
from wardmote.evidence.rows.call import Call
from wardmote.evidence.rows.exact import records
from wardmote.evidence.rows.files import ArrivedFile, Intake
from wardmote.evidence.rows.rejects import RejectsPart
from wardmote.evidence.sql_text import listed, quoted

WORDS = ("kind", "object", "outcome")
PEOPLE = ("officer-defined-ethnicity", "self-defined-ethnicity", "age-range", "gender")
"""What is said of the person; each is counted on its own."""
ROLES = ("month", "longitude", "latitude", *WORDS, "linked", *PEOPLE)
SEARCHES, OF_PEOPLE = "searches", "search_people"
NULL = "CAST(NULL AS VARCHAR)"

LATE = r"\d{4}-(03-31|04-30|05-31|06-30|07-31|08-31|09-30)[T ]23:.*(Z|[+-]00:?00)"
"""The last hour of a month in which the clocks are an hour ahead: at home the next month has begun."""
WRITTEN = "left(raw.month, 7)"
AT_HOME = f"""CASE WHEN regexp_full_match(raw.month, '{LATE}')
    THEN left(raw.month, 5) || lpad(CAST(CAST(substr(raw.month, 6, 2) AS INTEGER) + 1 AS VARCHAR), 2, '0')
    ELSE {WRITTEN} END"""
MONTH = f"CASE WHEN said.month IN ({WRITTEN}, {AT_HOME}) THEN said.month ELSE {AT_HOME} END"
"""The file's own month if the row's time lies in it, as written or by clocks at home; else the month at home."""


class SearchesDoor(RecordsDoor):
    """Takes in files of stop and search, and stores how many, not who."""

    table = SEARCHES
    title = "stop and search"
    options: ClassVar[str] = (
        "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880, WRITE_BLOOM_FILTER false"
    )

    def __init__(self, call: Call) -> None:
        super().__init__(call)
        self._said: dict[int, Said] = {}
        groups = call.definitions.word_groups.values()
        self._nobody = words_with(groups, "search-kind", "no-person")

    def admit(self, files: Sequence[ArrivedFile]) -> list[ArrivedFile]:
        """The files whose names say the force."""
        for file in files:
            try:
                self._said[file.number] = read_name(file.name, self.call.definitions)
            except Refused as refusal:
                self.intake.refusals[file.number] = refusal
        return [file for file in files if file.number in self._said]

    def form(self, words: Words) -> Form:
        """A day, a place in the British Isles or none, and whether something was found, or nothing."""
        no_day = f"month IS NULL OR {words.wrong('month')} OR try_cast(left(month, 10) AS DATE) IS NULL"
        here, both = self._inside, ("longitude", "latitude")
        faults = (
            Fault("month", no_day),
            Fault("longitude", "longitude IS NULL AND latitude IS NOT NULL", both),
            Fault("latitude", "latitude IS NULL AND longitude IS NOT NULL", both),
            Fault("longitude", f"longitude IS NOT NULL AND NOT {here('longitude', 'west', 'east')}", both),
            Fault("latitude", f"latitude IS NOT NULL AND NOT {here('latitude', 'south', 'north')}", both),
            Fault("linked", f"linked IS NOT NULL AND {words.wrong('linked')}"),
        )
        return Form(ROLES, faults, (NULL, NULL))

    def stage(self, batch: RowBatch, words: Words, parts: Mapping[int, RejectsPart]) -> None:
        """Give each row its force, month and slugs."""
        self._reject_strays(batch, parts)
        lost = "try_cast(longitude AS DOUBLE) = 0 AND try_cast(latitude AS DOUBLE) = 0"
        slugs = ", ".join(f'{words.meaning(role)} AS "{role}"' for role in (*WORDS, *PEOPLE))
        self.connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE staged AS SELECT raw.file, said.force, {MONTH} AS month,
                longitude IS NOT NULL AND NOT ({lost}) AS located,
                CASE WHEN {lost} THEN NULL ELSE try_cast(longitude AS DOUBLE) END AS longitude,
                CASE WHEN {lost} THEN NULL ELSE try_cast(latitude AS DOUBLE) END AS latitude,
                {slugs}, coalesce(lower(linked), '') AS linked
                FROM raw JOIN said ON said.file = raw.file"""
        )
        self._note_months(batch)

    def repeats(self) -> dict[tuple[int, str, str], int]:
        """None: two searches at one time and place may look alike and be two."""
        return {}

    def month_tables(self, month: str, base: Mapping[str, Path], gone: Sequence[str]) -> dict[str, str]:
        """The month's searches by what and where; and apart from that, what is said of the people."""
        kept = f"SELECT * FROM staged WHERE month = {quoted(month)}"
        searched = f"""SELECT force, longitude, latitude, kind, object, outcome, linked, count(*) AS n
            FROM ({kept}) GROUP BY ALL"""
        people = " UNION ALL ".join(
            f"""SELECT force, {quoted(role)} AS characteristic, "{role}" AS value, count(*) AS n FROM ({kept})
                WHERE kind NOT IN (SELECT unnest({listed(self._nobody)}::VARCHAR[])) GROUP BY ALL"""
            for role in PEOPLE
        )
        if SEARCHES in base:
            searched += _standing(base[SEARCHES], "longitude, latitude, kind, object, outcome, linked", gone)
        if OF_PEOPLE in base:
            people += _standing(base[OF_PEOPLE], "characteristic, value", gone)
        at, n = f"{quoted(month)} AS month", "CAST(n AS INTEGER) AS n"
        return {
            SEARCHES: f"""SELECT {at}, force, longitude, latitude, kind, object, outcome, linked, {n} FROM ({searched})
                ORDER BY force, kind, object, outcome, linked, longitude NULLS LAST, latitude NULLS LAST""",
            OF_PEOPLE: f"""SELECT {at}, force, characteristic, value, {n} FROM ({people})
                ORDER BY force, characteristic, value""",
        }

    def said(self, words: Words) -> list[str]:
        """Words that nobody has seen before."""
        notes = (words.unknown(self.connection, "raw", role) for role in (*WORDS, *PEOPLE))
        return [note for note in notes if note]

    def remarks(self, parts: Sequence[Part]) -> list[str]:
        """That nobody's row is kept."""
        return ["Stop and search is kept as counts only: no row about a person is stored."]

    def _inside(self, role: str, least: str, most: str) -> str:
        """Whether a cell lies in the British Isles; zero in both cells stands for no place."""
        low, high = (self.call.definitions.threshold(f"{role}-{edge}") for edge in (least, most))
        zeros = "try_cast(longitude AS DOUBLE) = 0 AND try_cast(latitude AS DOUBLE) = 0"
        return f"coalesce(try_cast({role} AS DOUBLE) BETWEEN {low} AND {high} OR ({zeros}), FALSE)"

    def _reject_strays(self, batch: RowBatch, parts: Mapping[int, RejectsPart]) -> None:
        """Reject the few rows of a file that lie in another month than its name and its other rows say."""
        rows = [(number, *self._pair(number)) for number in batch.files]
        self.connection.execute(
            "CREATE OR REPLACE TEMP TABLE said (file INTEGER, force VARCHAR, month VARCHAR)"
        )
        self.connection.executemany("INSERT INTO said VALUES (?, ?, ?)", rows)
        for number, months in self._months(batch).items():
            said, total = self._said[number].month, sum(months.values())
            stray = [m for m, n in months.items() if m != said and n <= batch.limit * total]
            if said in months and stray:
                self._reject(batch, batch.files[number], stray, parts[number])

    def _pair(self, number: int) -> tuple[str, str | None]:
        return self._said[number].force, self._said[number].month or None

    def _months(self, batch: RowBatch) -> dict[int, dict[str, int]]:
        found: dict[int, dict[str, int]] = defaultdict(dict)
        query = f"SELECT raw.file, {MONTH} AS month, count(*) FROM raw JOIN said ON said.file = raw.file GROUP BY ALL"
        for number, month, n in batch.fetch(query):
            found[number][month] = n
        return found

    def _reject(self, batch: RowBatch, file: ArrivedFile, stray: Sequence[str], part: RejectsPart) -> None:
        read_fast = batch.fetch(f"SELECT count(*) FROM raw WHERE file = {file.number} AND line IS NULL")
        if read_fast[0][0]:
            batch.read_exactly(file, part)
        where = f"raw.file = {file.number} AND {MONTH} IN (SELECT unnest({listed(stray)}))"
        lines = dict(
            batch.fetch(f"SELECT line, raw.month FROM raw JOIN said ON said.file = raw.file WHERE {where}")
        )
        for record in records(file.file.path, file.name, len(file.file.columns)):
            if record.line in lines:
                unit = self._said[file.number].force, self._said[file.number].month
                part.add(
                    record.line, "month", lines[record.line], unit, record.cells, batch.tallies[file.number]
                )
        self.connection.execute(
            f"DELETE FROM raw WHERE file = {file.number} AND line IN (SELECT unnest(?))", [list(lines)]
        )
        batch.refuse_if_too_many(file, part)

    def _note_months(self, batch: RowBatch) -> None:
        """Note a file whose name says another month than its rows; they decide."""
        for number, months in self._months(batch).items():
            said = self._said[number].month
            if said and set(months) != {said}:
                held = ", ".join(sorted(months)[:3]) + (" and more" if len(months) > 3 else "")
                name = batch.files[number].name
                self.intake.notes[number].append(
                    f"{name}: its name says {said}, its rows are of {held}; the rows decide."
                )


def _standing(path: Path, columns: str, gone: Sequence[str]) -> str:
    """SQL for what stands already and stays."""
    return f""" UNION ALL SELECT force, {columns}, n FROM read_parquet({quoted(str(path))})
        WHERE force NOT IN (SELECT unnest({listed(gone)}))"""


def take_searches(call: Call, files: Sequence[ArrivedFile], progress: Progress) -> Intake:
    """Take in files of stop and search."""
    return SearchesDoor(call).take(files, progress)

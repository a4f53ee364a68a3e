"""The door for files of answers: each wave of a survey is one stored file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.parquet as pq

from wardmote.definitions.surveys import Survey, codebook_of
from wardmote.evidence.manifest import RESPONSES, Part, stored_key
from wardmote.evidence.progress import Progress
from wardmote.evidence.refusals import Refused
from wardmote.evidence.responses.reading import Answers, alone, numbered, read_answers
from wardmote.evidence.rows.call import Call
from wardmote.evidence.rows.conflicts import beside_held, both
from wardmote.evidence.rows.files import ArrivedFile, Intake
from wardmote.evidence.rows.rejects import RejectsPart
from wardmote.evidence.storing import Stored, settle

DOING = "Reading answers to surveys"
NAMED = 8
"""Columns left aside that a note names."""
SHAPE = pa.schema(
    [
        ("survey", pa.string()),
        ("wave", pa.string()),
        ("respondent", pa.int32()),
        ("question", pa.string()),
        ("answer", pa.string()),
        ("number", pa.float64()),
    ]
)


@dataclass(frozen=True)
class _Taken:
    file: ArrivedFile
    book: Survey
    part: Part
    stored: Stored
    notes: tuple[str, ...]


def responses_door(call: Call, files: Sequence[ArrivedFile], progress: Progress) -> Intake:
    """Take in the files of answers of one call."""
    intake = Intake()
    taken: list[_Taken] = []
    ordered = sorted(files, key=lambda file: file.number)
    for done, file in enumerate(ordered):
        progress(DOING, done, len(ordered))
        _take(call, file, intake, taken)
    _refuse_conflicts(call, taken, intake)
    for one in taken:
        if one.file.number not in intake.refusals:
            intake.supplied[one.file.number] = [one.part]
            intake.tables[RESPONSES, stored_key(one.part.supplier, one.part.period)] = one.stored
            intake.notes[one.file.number] += one.notes
    progress(DOING, len(ordered), len(ordered))
    return intake


def _take(call: Call, file: ArrivedFile, intake: Intake, taken: list[_Taken]) -> None:
    book = codebook_of(file.file.source, call.definitions.surveys)
    path = call.folder / f"rejects-{file.number:06}.csv"
    try:
        with RejectsPart(file, path) as rejects:
            found = read_answers(file, book, rejects, call.definitions.threshold("survey-count-base"))
            intake.tallies[file.number] = found.tally
            _refuse_if_faulty(call, file, found, rejects)
        stored = _write(call, file, found, book)
        part = Part(
            RESPONSES,
            book.survey,
            book.wave,
            found.rows,
            len(found.respondents),
            found.tally.rejected,
            found.repeated,
        )
        taken.append(_Taken(file, book, part, stored, tuple(_notes(file, found, book))))
    except Refused as refusal:
        intake.refusals[file.number] = refusal
    if path.exists():
        intake.rejects[file.number] = path


def _refuse_if_faulty(call: Call, file: ArrivedFile, found: Answers, rejects: RejectsPart) -> None:
    if not found.rows:
        raise Refused(file.name, f"{file.name} names its columns and holds no answers.")
    limit = call.definitions.threshold("rejected-observations")
    if found.tally.rejected / found.rows > limit:
        said = rejects.too_many(found.tally, found.rows, limit)
        raise Refused(file.name, f"{said} If an answer is missing from the codebook, add it there.")


def _write(call: Call, file: ArrivedFile, found: Answers, book: Survey) -> Stored:
    rows = numbered(found.respondents, book)
    respondent, question, answer, number = zip(*rows, strict=True)
    columns = [[book.survey] * len(rows), [book.wave] * len(rows), respondent, question, answer, number]
    arrays = [pa.array(column, kind.type) for column, kind in zip(columns, SHAPE, strict=True)]
    path = call.folder / f"responses-{file.number:06}.parquet"
    pq.write_table(pa.Table.from_arrays(arrays, schema=SHAPE), path, compression="zstd", store_schema=False)
    return settle(path)


def _notes(file: ArrivedFile, found: Answers, book: Survey) -> list[str]:
    people = len(found.respondents)
    notes = [
        f"{file.name}: {book.title}, wave {book.wave}, the answers of {people:,} "
        f"{'person' if people == 1 else 'people'}, in an order of our own."
    ]
    if found.left_aside:
        more = f" and {len(found.left_aside) - NAMED} more" if len(found.left_aside) > NAMED else ""
        named = ", ".join(column[:40] for column in found.left_aside[:NAMED])
        notes.append(
            f"{file.name}: left aside, as the codebook does not name them: {named}{more}. Nothing of them is kept."
        )
    if book.unique:
        notes.append(f"{file.name}: {book.unique} told respondents apart, and is not kept.")
    if (single := alone(found.respondents, book)) > 0:
        who = "1 of them is" if single == 1 else f"{single:,} of them are each"
        notes.append(
            f"{file.name}: {who} the only one with what the codebook keeps of the people asked. Join answers of the "
            "background questions, or leave one out, if that would tell who somebody is."
        )
    return notes


def _refuse_conflicts(call: Call, taken: Sequence[_Taken], intake: Intake) -> None:
    """Refuse files that supply the same wave, and differ."""
    first: dict[tuple[str, ...], _Taken] = {}
    for one in taken:
        what = f"{one.book.title}, wave {one.part.period}"
        held = call.given_again.get(one.part.key)
        path = call.held.get((RESPONSES, stored_key(one.part.supplier, one.part.period)))
        if held is not None and (path is None or path.stem != one.stored.sha256):
            intake.refusals.setdefault(one.file.number, beside_held(held, one.file, what))
        before = first.setdefault(one.part.key, one)
        if before is not one and before.stored.sha256 != one.stored.sha256:
            refusal = both(before.file, one.file, what)
            for file in (before.file, one.file):
                intake.refusals.setdefault(file.number, refusal)

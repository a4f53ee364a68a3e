"""Answers to surveys, each wave by its own codebook: what comes back is what is held."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterable
from typing import Any

import pyarrow.parquet as pq

from wardmote.definitions.surveys import (
    CLUSTER,
    NONE_TICKED,
    STRATUM,
    WEIGHT,
    Answer,
    Question,
    Survey,
    source_of,
)
from wardmote.evidence.export.job import Job, Written
from wardmote.evidence.manifest import RESPONSES, FileRecord, stored_key
from wardmote.evidence.rows.rejects import harmless

Said = dict[str, list[tuple[str, float | None]]]
"""Question -> answers and numbers of one respondent."""


def write_responses(job: Job) -> Iterable[Written]:
    """One file for each wave, one row a respondent under the headings of the codebook."""
    books = {stored_key(book.survey, book.wave): book for book in job.definitions.surveys.values()}
    for record in job.files(RESPONSES):
        book = books.get(record.key)
        yield _long(job, record) if book is None else _wide(job, record, book)


def _long(job: Job, record: FileRecord) -> Written:
    query = f"SELECT * FROM {job.reading(RESPONSES, record.key)} ORDER BY respondent, question, answer"
    path, rows = job.write(f"responses-{record.key.replace(' ', '-')}.csv", query, taken_in=False)
    note = "No codebook of this wave is in force, so it is not taken in again."
    return Written(path, RESPONSES, rows, taken_in=False, note=note)


def _wide(job: Job, record: FileRecord, book: Survey) -> Written:
    people: dict[int, Said] = {}
    for row in pq.read_table(job.layout.stored(record)).to_pylist():
        said = people.setdefault(row["respondent"], {})
        said.setdefault(row["question"], []).append((row["answer"], row["number"]))
    lines = [_line(book, number, said) for number, said in sorted(people.items())]
    words = "".join(c if c.isalnum() else "-" for c in "".join(f" {w}" for w in book.titled[:1]))
    place = job.place(f"surveys/{record.key.replace(' ', '-')}{words}.csv")
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(book.headings)
    writer.writerows(lines)
    content = text.getvalue().encode()
    place.write_bytes(gzip.compress(content, mtime=0) if job.packed else content)
    return Written(job.below(place), RESPONSES, len(lines), source_of(book).reference, book.licence)


def _line(book: Survey, number: int, said: Said) -> list[str]:
    cells = [cell for one in book.everything for cell in _cells(one, said.get(one.id, []))]
    for what, heading in ((WEIGHT, book.weight), (STRATUM, book.stratum), (CLUSTER, book.cluster)):
        cells += [_plain(said[what][0][1])] if heading else []
    return cells + ([str(number)] if book.unique else [])


def _cells(question: Question, given: list[tuple[str, float | None]]) -> list[str]:
    if question.columns:
        chosen = {answer for answer, _ in given}
        return [("1" if answer in chosen else "0") if given else "" for answer in question.columns.values()]
    if question.type == "number":
        return [_plain(given[0][1]) if given else ""]
    answers = [_word(question.answer(answer), question) for answer, _ in given if answer != NONE_TICKED]
    return [question.separator.join(answers)]


def _word(answer: Answer, question: Question) -> str:
    """The label, or the identifier where the label could be taken for a formula or for two answers."""
    split = bool(question.separator) and question.separator in answer.label
    return answer.id if split or harmless(answer.label) != answer.label else answer.label


def _plain(number: Any) -> str:
    return str(int(number)) if number == int(number) else repr(float(number))

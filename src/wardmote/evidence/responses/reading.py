"""Reads a file of answers: each respondent as coded answers, shuffled so that nobody can be found by their place.

Nothing else of the file is kept: no identifier, no words that people wrote, no time. Rejected rows are written down by
their row and column; the rest of the row is not.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from wardmote.definitions.surveys import CLUSTER, STRATUM, WEIGHT, Survey
from wardmote.evidence.recognise import same
from wardmote.evidence.responses.cells import Fault, Given, Reader, as_weight
from wardmote.evidence.rows.exact import Record, records
from wardmote.evidence.rows.files import ArrivedFile, Tally
from wardmote.evidence.rows.rejects import RejectsPart

CODE = re.compile(r"-?\d{1,3}")
"""What is a code and no word about anybody."""
ONCE = "a respondent that stands once; another row has the same and says something else"
AN_ANSWER = "an answer to one question or more"
A_GROUP = "the group that the respondent was drawn in"
WHOLE_ROW = "whole row"


@dataclass(frozen=True)
class Respondent:
    """What is kept of one row: coded answers, and the words that tell stratum and cluster, which are not kept."""

    given: tuple[Given, ...]
    groups: tuple[str, ...] = ()


@dataclass
class Answers:
    """What one file holds."""

    respondents: list[Respondent] = field(default_factory=list)
    """In the order of the hashes of what they said: the same answers in any order of rows give the same table."""
    rows: int = 0
    repeated: int = 0
    tally: Tally = field(default_factory=Tally)
    left_aside: tuple[str, ...] = ()
    """Columns that the codebook does not name."""


def read_answers(file: ArrivedFile, book: Survey, part: RejectsPart, shown_from: float) -> Answers:
    """Read a file by its codebook.

    Parameters
    ----------
    shown_from
        How often an unknown answer must stand in a column for the rejects to repeat it: one that few people gave may be
        something that they wrote about themselves.

    Raises
    ------
    Refused
        When the rows cannot be told apart.
    """
    rows = _Rows(file, book)
    found = Answers(left_aside=rows.left_aside)
    kept: list[Respondent] = []
    faults: list[tuple[int, Fault]] = []
    for record in records(file.file.path, file.name, len(file.file.columns)):
        found.rows += 1
        said = rows.read(record)
        if isinstance(said, Fault):
            faults.append((record.line, said))
        elif said is None:
            found.repeated += 1
        else:
            kept.append(said)
    _write(faults, part, found.tally, shown_from)
    found.respondents = sorted(kept, key=lambda one: _order(book, one))
    return found


def _order(book: Survey, one: Respondent) -> bytes:
    said = repr((book.survey, book.wave, one.given))
    return hashlib.sha256(said.encode()).digest()


def _write(faults: Sequence[tuple[int, Fault]], part: RejectsPart, tally: Tally, shown_from: float) -> None:
    often = Counter((fault.column, fault.found) for _, fault in faults)
    for line, fault in faults:
        few = often[fault.column, fault.found] < shown_from and not CODE.fullmatch(fault.found)
        found = f"{len(fault.found)} characters, not repeated here" if few and fault.found else fault.found
        part.add_found(line, fault.column, found, fault.expected, (), tally)


class _Rows:
    def __init__(self, file: ArrivedFile, book: Survey) -> None:
        self._book = book
        self._columns = file.file.columns
        self._at = {same(column): place for place, column in enumerate(file.file.columns) if column}
        self._readers = [
            Reader(one, [self._at[same(name)] for name in one.headings], one.headings)
            for one in book.everything
        ]
        read = {self._at[same(name)] for name in book.headings}
        self.left_aside = tuple(
            column for place, column in enumerate(file.file.columns) if column and place not in read
        )
        self._seen: dict[str, Respondent] = {}

    def read(self, record: Record) -> Respondent | Fault | None:
        """One respondent, why the row cannot be taken, or None for one that stands twice."""
        if record.broken:
            return Fault(WHOLE_ROW, record.found, record.expected)
        given: list[Given] = []
        for reader in self._readers:
            said = reader.read(record.cells)
            if isinstance(said, Fault):
                return said
            given += said
        if not {question for question, _, _ in given} & {one.id for one in self._book.questions}:
            return Fault(WHOLE_ROW, "", AN_ANSWER)
        return self._with_design(record, given)

    def _with_design(self, record: Record, given: list[Given]) -> Respondent | Fault | None:
        if self._book.weight:
            weight = as_weight(self._book.weight, self._cell(record, self._book.weight))
            if isinstance(weight, Fault):
                return weight
            given.append((WEIGHT, "", weight))
        groups = []
        for heading in (self._book.stratum, self._book.cluster):
            cell = self._cell(record, heading) if heading else ""
            if heading and not cell:
                return Fault(heading, "", A_GROUP)
            groups.append(cell)
        return self._once(record, Respondent(tuple(given), tuple(groups)))

    def _once(self, record: Record, one: Respondent) -> Respondent | Fault | None:
        if not self._book.unique:
            return one
        mark = self._cell(record, self._book.unique)
        first = self._seen.setdefault(mark, one) if mark else one
        if first is one:
            return one
        return None if first == one else Fault(self._book.unique, "", ONCE)

    def _cell(self, record: Record, heading: str) -> str:
        return record.cells[self._at[same(heading)]]


def numbered(respondents: Sequence[Respondent], book: Survey) -> list[tuple[int, str, str, float | None]]:
    """Rows as they are stored: respondent, question, answer and number.

    Strata and clusters are numbered as they come, and their names are not kept.
    """
    rows: list[tuple[int, str, str, float | None]] = []
    known: dict[tuple[str, str], int] = {}
    many: Counter[str] = Counter()
    for number, one in enumerate(respondents, start=1):
        rows += [(number, *given) for given in one.given]
        for what, heading, group in zip(
            (STRATUM, CLUSTER), (book.stratum, book.cluster), one.groups, strict=True
        ):
            if heading:
                if (what, group) not in known:
                    many[what] += 1
                    known[what, group] = many[what]
                rows.append((number, what, "", float(known[what, group])))
    return rows


def alone(respondents: Sequence[Respondent], book: Survey) -> int:
    """How many people are the only one with what is known of them all together."""
    background = {one.id for one in book.background}
    profiles = Counter(
        tuple(given for given in one.given if given[0] in background) for one in respondents if background
    )
    return sum(n == 1 for profile, n in profiles.items() if profile)

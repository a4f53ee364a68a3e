"""Since the last assessment: what was said then, the figure then, as revised and now, and whether it is still true.

The same question (measure, area, period) is asked twice: of the evidence as it was, and as it is. What differs between
the two answers is revision; what the later period says is another question and never makes an earlier answer false.
Source: SI 2007/1830 reg. 7(b), which asks for changes since the last assessment; the split between revision and change
over time is that of bitemporal records (valid time and transaction time).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from wardmote.analyses.months_counted import months_counted
from wardmote.definitions import Definitions
from wardmote.figures.figure import Figure
from wardmote.figures.tokens import State, Verdict

Key = tuple[str, str, str]
"""Identifier of the measure, code of the area, code of the area that it is cut to."""


class StillTrue(StrEnum):
    """What may be said today of something said then."""

    HOLDS = "holds"
    REVISED = "revised but holds"
    OTHER_MONTHS = "of other months today"
    NO_LONGER = "no longer holds after revision"
    NOT_COMPARABLE = "can no longer be compared"
    GONE = "not in the evidence any more"
    NOT_OVER = "period not over"


ORDER = (
    StillTrue.NO_LONGER,
    StillTrue.NOT_COMPARABLE,
    StillTrue.GONE,
    StillTrue.NOT_OVER,
    StillTrue.OTHER_MONTHS,
    StillTrue.REVISED,
    StillTrue.HOLDS,
)
"""What a reader should see first."""
STANDS = (StillTrue.OTHER_MONTHS, StillTrue.REVISED, StillTrue.HOLDS)
"""What takes nothing back."""


@dataclass(frozen=True)
class Said:
    """A sentence as it was said. ``name`` is its slot or its lead, ``figures`` identities of those it rests on.

    ``finding``: whether it was set apart as a finding; else it stood in the text.
    """

    name: str
    text: str
    verdict: Verdict | None = None
    figures: tuple[str, ...] = ()
    finding: bool = True


@dataclass(frozen=True)
class Answer:
    """A measure of an area in a period and the one before: two counts and the change, which carries the verdict.

    ``earlier`` None: there was no figure of the period before.
    """

    count: Figure
    earlier: Figure | None = None
    change: Figure | None = None

    @property
    def verdict(self) -> Verdict | None:
        """What was said of the change."""
        return self.change.verdict if self.change else None

    @property
    def known(self) -> bool:
        """Whether there is a number."""
        return self.count.state in (State.KNOWN, State.ZERO)

    @property
    def counts(self) -> tuple[float | None, float | None]:
        """Earlier and later count."""
        return (self.earlier.value if self.earlier else None), self.count.value

    @property
    def months(self) -> tuple[str, ...]:
        """The months of the later period that both counts are of, YYYY-MM: fewer where one was not supplied."""
        return months_counted(self.earlier, self.count)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All that it rests on."""
        return tuple(figure for figure in (self.earlier, self.count, self.change) if figure is not None)


OF_OTHER_TABLES = "table="
"""How the options of figures begin that the table of measures does not hold, and so cannot be asked again."""


@dataclass(frozen=True)
class Question:
    """A measure of an area in a period, how it was answered, and the sentence said of it ("" when none was)."""

    measure: str
    """Reference of the measure with its version, as it was."""
    answer: Answer
    words: str = ""

    @property
    def key(self) -> Key:
        """What is asked, without the period."""
        return (self.measure.split("/")[0], self.answer.count.area, self.answer.count.part_of)

    @property
    def end(self) -> str:
        """Last month of its period."""
        return self.answer.count.period.split("..")[-1]


@dataclass(frozen=True)
class Compared:
    """One thing said, then and today."""

    question: Question
    title: str
    """Short title of the measure today, or its identifier where it is gone."""
    revised: Answer | None
    now: Answer | None
    still: StillTrue
    moved: float | None
    """Largest revision of its two counts as a share of what was said; None where both are missing or small, or of
    other months than then."""
    matters: bool
    """Whether a reader should be told first: the words no longer stand, or a count moved much."""
    whole: bool = True
    """Whether it is of the whole area, not of a part of it."""

    @property
    def name(self) -> str:
        """The measure, and the area where it is only a part."""
        return self.title if self.whole else f"{self.title}, {self.question.answer.count.area_name}"


@dataclass(frozen=True)
class Since:
    """Everything said then, with what matters first.

    ``to`` and ``now_to`` are the last months of the two periods.
    """

    to: str
    now_to: str
    rows: tuple[Compared, ...] = field(default=())

    def number(self, still: StillTrue) -> int:
        """How many things are judged so."""
        return sum(row.still == still for row in self.rows)


def questions(figures: Sequence[Figure], said: Sequence[Said], area: str, to: str) -> tuple[Question, ...]:
    """What was said then: every change of the area itself, and every change of a part of it that a finding named.

    Parameters
    ----------
    figures
        Every figure that was printed.
    said
        Findings as they were said.
    area
        Code of the area that the document was about.
    to
        Last month of its period: figures of other periods answer other questions.
    """
    cited = {identity for one in said if one.finding for identity in one.figures}
    found = _answers(figures, to)
    return tuple(
        Question(answer.count.measure, answer, _words_of(answer, said))
        for answer in found.values()
        if answer.known
        and (answer.count.area == area or cited & {figure.identity for figure in answer.figures})
    )


def compare(
    asked: Sequence[Question],
    revised: Mapping[Key, Answer],
    now: Mapping[Key, Answer],
    definitions: Definitions,
    months: tuple[str, str, str],
    area: str,
) -> Since:
    """Set what was said beside the same question asked of today's evidence.

    Parameters
    ----------
    revised, now
        Answers of today's evidence of the period then, and of the period now.
    months
        Last month of the period then, of the period now, and the last month complete today.
    area
        Code of the area that the document was about.
    """
    to, now_to, complete = months
    rows = [
        replace(_compared(question, revised, now, definitions, complete), whole=question.key[1] == area)
        for question in asked
    ]
    return Since(to, now_to, tuple(sorted(rows, key=_first)))


def _compared(
    question: Question,
    revised: Mapping[Key, Answer],
    now: Mapping[Key, Answer],
    definitions: Definitions,
    complete: str,
) -> Compared:
    measure = definitions.measures.get(question.key[0])
    answer = revised.get(question.key)
    same = measure is not None and measure.reference == question.measure
    still = judged(question, answer, same, over=question.end <= complete)
    base = definitions.threshold("percentage-base")
    moved = _moved(question.answer, answer, base) if answer is not None else None
    large = moved is not None and moved >= definitions.threshold("revision-share")
    return Compared(
        question=question,
        title=measure.short_title if measure else question.key[0],
        revised=answer if still is not StillTrue.NOT_OVER else None,
        now=now.get(question.key),
        still=still,
        moved=moved if still is not StillTrue.NOT_OVER else None,
        matters=still not in STANDS or large,
    )


def judged(question: Question, revised: Answer | None, same_measure: bool, *, over: bool) -> StillTrue:
    """Whether something said is still true, by rules in this order.

    1. The period runs past the last month that is complete today: period not over.
    2. Today's evidence has no such measure, area, period or period before: not in the evidence any more.
    3. The measure has another version today, or a break that nobody knew of then lies between the two years: can no
       longer be compared.
    4. Months have come in or gone since, so that the counts are of other months, and the verdict is the same or there
       was none: of other months today.
    5. The verdict differs; or nothing but a count was said, and it differs: no longer holds after revision.
    6. A count differs: revised but holds. 7. Nothing differs: holds.
    """
    then = question.answer
    if not over:
        return StillTrue.NOT_OVER
    if revised is None or not revised.known or (None in revised.counts and None not in then.counts):
        return StillTrue.GONE
    broken = revised.verdict is Verdict.NOT_COMPARABLE and then.verdict is not Verdict.NOT_COMPARABLE
    if not same_measure or broken:
        return StillTrue.NOT_COMPARABLE
    if revised.months != then.months and then.verdict in (revised.verdict, None):
        return StillTrue.OTHER_MONTHS
    same = revised.counts == then.counts
    if revised.verdict != then.verdict or (then.verdict is None and not same):
        return StillTrue.NO_LONGER
    return StillTrue.HOLDS if same else StillTrue.REVISED


def _moved(then: Answer, revised: Answer, base: float) -> float | None:
    """The largest revision of a count as a share of what it was, of counts large enough for a percentage.

    None where months have come in or gone since: that moves a count without revising it.
    """
    if not revised.known or revised.months != then.months:
        return None
    pairs = zip(then.counts, revised.counts, strict=True)
    return max(
        (abs(b - a) / a for a, b in pairs if a is not None and b is not None and a >= base), default=None
    )


def _first(row: Compared) -> tuple[int, bool, bool, float, float]:
    return (
        not row.matters,
        row.still not in (StillTrue.NO_LONGER, StillTrue.NOT_COMPARABLE),
        not row.question.words,
        -(row.moved or 0) if row.matters else ORDER.index(row.still),
        -(row.question.answer.count.value or 0),
    )


def _answers(figures: Sequence[Figure], to: str) -> dict[Key, Answer]:
    """The figures of the period that ends in a month, put together by measure and area."""
    counts: dict[tuple[Key, str], Figure] = {}
    changes: dict[Key, Figure] = {}
    for figure in figures:
        if figure.options.startswith(OF_OTHER_TABLES):
            continue
        key = (figure.measure.split("/")[0], figure.area, figure.part_of)
        if figure.unit == "%" and figure.period.split(" against ")[0].endswith(f"..{to}"):
            changes.setdefault(key, figure)
        elif not figure.population and figure.unit != "%":
            counts.setdefault((key, figure.period), figure)
    found: dict[Key, Answer] = {}
    for (key, period), figure in counts.items():
        if period.endswith(f"..{to}"):
            change = changes.get(key)
            before = change.period.split(" against ")[-1] if change else _year_before(period)
            found[key] = Answer(figure, counts.get((key, before)), change)
    return found


def _year_before(period: str) -> str:
    """The same months a year earlier."""
    return "..".join(f"{int(month[:4]) - 1:04d}{month[4:]}" for month in period.split(".."))


def _words_of(answer: Answer, said: Sequence[Said]) -> str:
    """The sentence that speaks of this change and no other: it rests on both counts, or on the change itself."""
    mine = {figure.identity for figure in answer.figures}
    both = {figure.identity for figure in (answer.earlier, answer.count) if figure is not None}
    for one in said:
        rests = set(one.figures)
        if rests and rests <= mine and (both <= rests or (answer.change and answer.change.identity in rests)):
            return one.text
    return ""

"""The figures of a document whose measure, area and period the words around them name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wardmote.checker.checks.context import Context
from wardmote.checker.findings import Where
from wardmote.checker.quantities.cells import Value
from wardmote.checker.quantities.figure_words import Number
from wardmote.checker.quantities.spans import Span
from wardmote.checker.quantities.vocabulary import Vocabulary
from wardmote.checker.read_document import ReadDocument
from wardmote.definitions import Definitions
from wardmote.operations.pasted_figures import StatedRequest

MONTHS = 12
ELSEWHERE = "wider-place"
SMALL = "small-area"


@dataclass(frozen=True)
class StatedFigure:
    """A figure of a document as reconcile is asked about it, and where it stands."""

    asked: StatedRequest
    where: Where
    printed: str


class Names:
    """Names of measures as patterns, the longest first, so that "theft from the person" is not "theft"."""

    def __init__(self, definitions: Definitions) -> None:
        called: dict[str, set[str]] = {}
        for one in definitions.measures_in_order():
            if one.available or one.observed:
                for name in {one.title, one.short_title}:
                    called.setdefault(plain(name), set()).add(one.id)
        self.called = {name: next(iter(ids)) for name, ids in called.items() if len(ids) == 1}
        ordered = sorted(self.called, key=len, reverse=True)
        self.pattern = re.compile(
            "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in ordered) or r"(?!)", re.IGNORECASE
        )

    def of_label(self, label: str) -> str:
        """The measure that a label of a row is the name of, and nothing else; "" for none."""
        return self.called.get(plain(label), "")

    def of_text(self, text: str) -> str:
        """The one measure that a sentence names; "" for none or several."""
        found = {self.called[plain(one[0])] for one in self.pattern.finditer(plain(text))}
        return found.pop() if len(found) == 1 else ""


def stated_figures(
    document: ReadDocument, definitions: Definitions, own: Iterable[str]
) -> list[StatedFigure]:
    """Every figure that names its measure and its period and can be of the partnership of the names ``own``.

    A table or a sentence that speaks of another place (the force, the county, the country) is passed over, and so is a
    document that never names the partnership.
    """
    words = Vocabulary(definitions)
    context = Context(document, words)
    if not names_one_of(document, own):
        return []
    names = Names(definitions)
    return [*_in_tables(context, names, document.name), *_in_sentences(context, names, document.name)]


def names_one_of(document: ReadDocument, own: Iterable[str]) -> bool:
    """Whether a document speaks of the partnership, or of a district in it, by its name."""
    said = plain(_all_words(document))
    return any(plain(name) in said for name in own)


def _in_tables(context: Context, names: Names, says: str) -> Iterator[StatedFigure]:
    for reading in context.tables:
        grid = reading.grid
        if elsewhere(context.words, grid.table.caption):
            continue
        columns = [
            column
            for column in grid.columns
            if column.role == "count" and column.span is not None
            and not elsewhere(context.words, column.head) and not context.words.says("target", column.head)
        ]  # fmt: skip
        for row in grid.rows:
            measure = names.of_label(row.label)
            for column in columns if measure else ():
                value, span = row.values[column.at], column.span
                if span is not None and is_count(value.number) and not span.open:
                    yield _of_cell(value, measure, span, row.label, says)


def _of_cell(value: Value, measure: str, span: Span, label: str, says: str) -> StatedFigure:
    where = Where(value.cell.place, f"{label} {value.printed}")
    return StatedFigure(
        StatedRequest(value.printed, measure, "", period_asked(span), says), where, value.printed
    )


def _in_sentences(context: Context, names: Names, says: str) -> Iterator[StatedFigure]:
    for sentence in context.sentences:
        passage = sentence.passage
        spans = [span for span in passage.spans if not span.open]
        counts = [number for number in passage.numbers if is_count(number)]
        if len(spans) != 1 or len(passage.spans) != 1 or len(counts) != 1 or sentence.role == "note":
            continue
        measure = names.of_text(sentence.text)
        if not measure or elsewhere(context.words, sentence.text):
            continue
        number = counts[0]
        asked = StatedRequest(number.text, measure, "", period_asked(spans[0]), says)
        yield StatedFigure(asked, sentence.where(number), number.text)


def elsewhere(words: Vocabulary, text: str) -> bool:
    """Whether words speak of another place than the whole partnership, or of a part of it."""
    return words.says(ELSEWHERE, text) or words.says(SMALL, text)


def is_count(number: Number | None) -> bool:
    """Whether it is a whole number without unit or sign, printed in digits."""
    return (
        number is not None
        and number.unit == ""
        and number.sign == 0
        and not number.word
        and not number.about
        and number.step == 1
    )


def period_asked(span: Span) -> str:
    """The first and the last month of a period, as a period is asked for."""
    return f"{_month(span.first)}..{_month(span.last)}"


def _month(number: int) -> str:
    return f"{number // MONTHS:04d}-{number % MONTHS + 1:02d}"


def plain(words: str) -> str:
    """Words without case, one space apart."""
    return " ".join(words.casefold().split())


def _all_words(document: ReadDocument) -> str:
    from wardmote.checker.checks.context import texts_of

    return " ".join([document.title, *(text for block in document.blocks for text, _, _ in texts_of(block))])

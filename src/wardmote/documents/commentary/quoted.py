"""Whether people's words quote a count that a public edition leaves out: by the measure's name and the number together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wardmote.analyses.wording import count, number_word, one_decimal
from wardmote.documents.commentary.markdown import Words
from wardmote.documents.commentary.standing import Filling
from wardmote.figures import Row
from wardmote.publishing.tree import BulletList, Paragraph, Table, plain

SENTENCE = re.compile(r"(?<=[.!?;])\s+")
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
Pairs = Sequence[tuple[Row, Row]]


@dataclass(frozen=True)
class Quoted:
    """A place where words and a hidden count meet.

    ``sure``: measure and number stand in one sentence; otherwise in one paragraph, where the number may be of something
    else. ``words``: the sentence with the number.
    """

    slot: str
    measure: str
    words: str
    sure: bool


def quoted(fillings: Mapping[str, Filling], hidden: Pairs) -> tuple[Quoted, ...]:
    """Every place in people's words that names a measure with a number of it that is left out.

    Parameters
    ----------
    fillings
        What people put into each slot.
    hidden
        Rows as they are known, each beside the row as it is printed.
    """
    told = [(row, _names(row), _numbers(row, shown)) for row, shown in hidden]
    return tuple(
        found
        for slot, filling in fillings.items()
        for paragraph in _paragraphs(filling.blocks)
        for row, names, numbers in told
        for found in _in_paragraph(slot, paragraph, row, names, numbers)
    )


def _in_paragraph(
    slot: str, paragraph: str, row: Row, names: set[str], numbers: set[str]
) -> Iterator[Quoted]:
    if not _named(paragraph, names):
        return
    for sentence in SENTENCE.split(paragraph):
        if _said(sentence) & numbers:
            yield Quoted(slot, row.measure.short_title, sentence.strip(), _named(sentence, names))


def _named(text: str, names: set[str]) -> bool:
    plain_text = " ".join(text.casefold().split())
    return any(name in plain_text for name in names)


def _names(row: Row) -> set[str]:
    """What people call a measure: its titles and its identifier, in small letters, in the plural or not."""
    measure = row.measure
    found = {measure.short_title.casefold(), measure.title.casefold(), measure.id.replace("-", " ")}
    return found | {name.removesuffix("s") for name in found if len(name) > 4}


def _numbers(row: Row, shown: Row) -> set[str]:
    """Every number that gives a count of the row away, as people write it."""
    gone = {"previous", "current"} if shown is row else set(shown.suppressed)
    counts = [getattr(row, name) for name in ("previous", "current") if name in gone]
    if "two years before" in gone:
        counts.append(row.two_years_before)
    written = {text for value in counts if value is not None for text in _written(value)}
    if gone:
        rest = [
            row.percent,
            row.rate if "current" in gone else None,
            row.monthly_average if "current" in gone else None,
        ]
        written |= {one_decimal(abs(value)) for value in rest if value is not None}
        if row.change is not None:
            written |= set(_written(abs(row.change)))
    return written - {"0"}


def _written(value: int) -> Iterator[str]:
    yield count(value).replace(",", "")
    if number_word(value).isalpha():
        yield number_word(value)


def _said(sentence: str) -> set[str]:
    """The numbers of a sentence, in digits without thousands' marks and in words."""
    digits = {found.replace(",", "") for found in NUMBER.findall(sentence)}
    return digits | set(WORD.findall(sentence.casefold()))


def _paragraphs(blocks: Words) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield plain(block.content)
            case BulletList():
                yield from (plain(item) for item in block.items)
            case Table():
                yield block.caption
                head = [column.label for column in block.columns]
                for row in block.rows:
                    yield " ".join(f"{label}: {plain(cell)}" for label, cell in zip(head, row, strict=False))

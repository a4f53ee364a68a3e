"""Figures compared although their periods are not equally long, and heads that name another period than the text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from wardmote.checker.checks.context import Context, Sentence, TableReading, cell_where
from wardmote.checker.checks.masked import Masked, masked
from wardmote.checker.findings import Finding, Where
from wardmote.checker.quantities.dates import dates_in
from wardmote.checker.quantities.figure_words import Number
from wardmote.checker.quantities.roundings import shown
from wardmote.checker.quantities.spans import Span, spans_in
from wardmote.checker.read_document import Heading, Paragraph, ReadDocument

JOINED = re.compile(
    r"\b(?:compared?|against|versus|vs|from|than|increase\w*|decrease\w*|rose|risen|fell|fallen|up|down"
    r"|so far|more|fewer|with|rise|fall|drop|reduction|growth)\b",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\b(?:achievements?|achieved|progress|performance|review of|successes|what (?:has )?happened|we did)\b",
    re.IGNORECASE,
)
AHEAD = re.compile(
    r"\b(?:plans? for|priorities for|next steps|looking (?:ahead|forward)|actions? for|our plans?)\b",
    re.IGNORECASE,
)
FIRST = 12
"""Blocks at the head of a document among which its own date stands."""


def check(document: ReadDocument, context: Context) -> Iterable[Finding]:
    """Unlike periods in sentences, in the heads of tables, and in headings."""
    for sentence in context.sentences:
        yield from _sentence(sentence, context)
    for reading in context.tables:
        yield from _columns(reading, context)
        yield from _label(reading, document, context)
    yield from _headings(document, context)


def _sentence(sentence: Sentence, context: Context) -> Iterator[Finding]:
    passage = sentence.passage
    spans = [span for span in passage.spans if span.months > 0]
    if len(spans) < 2 or len(passage.numbers) < 2 or not JOINED.search(sentence.text):
        return
    if context.words.says("same-period", sentence.text) or context.words.says("average", sentence.text):
        return
    said = masked(passage, sentence, False)
    paired = [(number, said.near(number)) for number in passage.numbers if _level(number, said)]
    for (one, first), (two, second) in itertools.pairwise(paired):
        if first is None or second is None or first is second or one.unit != two.unit:
            continue
        context.did()
        if not _unlike(first, second) or not _same_thing(sentence.text, one, two):
            continue
        yield _finding(sentence, (one, first), (two, second), context)
        return


def _level(number: Number, said: Masked) -> bool:
    """Whether a number counts something in a period: no percentage, no change, no number of months."""
    after = said.passage.text[number.end : number.end + 12]
    before = said.passage.text[max(0, number.start - 14) : number.start].lower()
    if re.match(r"[- ](?:months?|years?|weeks?|days?|quarters?)\b", after) or number.about:
        return False
    return number.unit in ("", "£") and not number.sign and not before.rstrip().endswith((" by", " of by"))


def _unlike(one: Span, two: Span) -> bool:
    if one.kind == "month" and two.kind == "month":
        return False
    if one.open != two.open:
        return True
    if {one.kind, two.kind} & {"years"}:
        return False
    bare = {one.kind, two.kind}
    if one.months == two.months or ("month" in bare and bare & {"year"}):
        return False
    return not (one.first <= two.first and two.last <= one.last)


def _same_thing(text: str, one: Number, two: Number) -> bool:
    """Whether the words after two numbers are of the same kind: "347 clients", "438 women supported"."""
    between = text[one.end : two.start]
    return not re.search(r"[.:]", between) and len(between) < 160


def _finding(
    sentence: Sentence, one: tuple[Number, Span], two: tuple[Number, Span], context: Context
) -> Finding:
    (first, span), (second, other) = one, two
    short, months, long = (second, other, span) if other.months < span.months else (first, span, other)
    scaled = ""
    if (
        not months.open and months.months and long.months % months.months != 0
    ) or months.months * 4 >= long.months:
        whole = shown(short.value * long.months / months.months)
        scaled = f"; {short.text} in {months.months} months are {whole} in {long.months}"
    if months.open or span.open or other.open:
        scaled = ""
    return context.found(
        "period",
        "unlike",
        sentence.where(second),
        f"{first.text} ({span.text}) and {second.text} ({other.text})",
        "periods of the same length",
        earlier=first.text,
        later=second.text,
        one=span.said,
        two=other.said,
        scaled=scaled,
    )


def _columns(reading: TableReading, context: Context) -> Iterator[Finding]:
    """Columns of unlike periods between which the table prints changes."""
    seen: set[tuple[int, int]] = set()
    linear = [one for one in reading.relations.linear if one.kind == "difference"]
    pairs = [(one.minus[0], one.plus[0]) for one in linear]
    pairs += [(one.less[0], one.top[0]) for one in reading.relations.ratios if one.kind == "percentage"]
    for earlier, later in pairs:
        row = next((row for row in reading.grid.rows if earlier in row.values and later in row.values), None)
        if row is None:
            continue
        at, to = row.values.index(earlier), row.values.index(later)
        if (at, to) in seen:
            continue
        seen.add((at, to))
        one, two = reading.grid.columns[at], reading.grid.columns[to]
        context.did()
        if one.span and two.span and (one.span.months != two.span.months or one.span.open != two.span.open):
            if {one.span.kind, two.span.kind} == {"year", "financial-year"}:
                continue
            cell = reading.table.rows[max(0, reading.table.header_rows - 1)][to]
            yield context.found(
                "period",
                "columns",
                Where(cell.place, f"{one.head} | {two.head}"),
                two.head,
                f"{one.span.said}, as in the other column",
                earlier=one.head,
                later=two.head,
                one=one.span.said,
                two=two.span.said,
                others=(cell_where(later, reading.grid),),
            )


def _label(reading: TableReading, document: ReadDocument, context: Context) -> Iterator[Finding]:
    """Columns headed by bare years whose figures the text before gives for a part of the year."""
    years = [one for one in reading.grid.columns if one.span is not None and one.span.kind == "year"]
    if len(years) < 2 or reading.block == 0:
        return
    for near in range(max(0, reading.block - 2), reading.block):
        block = document.blocks[near]
        if not isinstance(block, Paragraph):
            continue
        stated = [span for span in spans_in(block.text) if 1 < span.months < 12]
        values = {value.exact for one in years for value in one.values if value.counts}
        numbers = {number.value for s in context.sentences if s.block == near for number in s.passage.numbers}
        if stated and values & numbers:
            head = reading.table.rows[max(0, reading.table.header_rows - 1)][years[0].at]
            yield context.found(
                "period",
                "label",
                Where(head.place, head.text),
                ", ".join(one.head for one in years),
                stated[0].text,
                heads=" and ".join(f"“{one.head}”" for one in years),
                period=stated[0].text,
            )
            return


def _headings(document: ReadDocument, context: Context) -> Iterator[Finding]:
    """A heading that tells of achievements in a period that had not begun, or that is planned for elsewhere."""
    dated = [
        found.year * 12 + found.month - 1
        for block in document.blocks[:FIRST]
        if isinstance(block, Heading | Paragraph)
        for found in dates_in(block.text)
        if found.year and not found.why_not
    ]
    ahead = [
        (span, heading.text)
        for _, heading in context.headings
        if AHEAD.search(heading.text)
        for span in spans_in(heading.text)
    ]
    for _, heading in context.headings:
        if not PAST.search(heading.text) or AHEAD.search(heading.text):
            continue
        for span in spans_in(heading.text):
            context.did()
            late = bool(dated) and span.first > dated[0]
            same = [text for other, text in ahead if (other.first, other.months) == (span.first, span.months)]
            if late and same:
                yield context.found(
                    "period",
                    "not-begun",
                    Where(heading.place, heading.text),
                    span.text,
                    "the period before it",
                    heading=same[0],
                )

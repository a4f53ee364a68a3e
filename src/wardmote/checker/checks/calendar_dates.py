"""Days of the week against the calendar, dates that no calendar has, periods that end before they begin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from wardmote.checker.checks.context import AROUND, Context
from wardmote.checker.findings import Finding, Where
from wardmote.checker.quantities.dates import PrintedDate, dates_in
from wardmote.checker.quantities.spans import spans_in
from wardmote.checker.quantities.vocabulary import WEEKDAYS
from wardmote.checker.read_document import Heading, Place, ReadDocument, Table

MOST_DAYS = 31
YEARS = 2
"""Years on either side in which the day of the week is looked for."""
RANGE = re.compile(r"\s*(?:-|–|to|until|and)\s*$")
SHORT_FORM = re.compile(r"\b\d{2}\b")


def check(document: ReadDocument, context: Context) -> Iterable[Finding]:
    """Every date of the document."""
    run_together = {
        id(cell.place)
        for table in document.tables()
        if table.layout in ("spacing", "tabs")
        for row in table.rows
        for cell in row
    }
    for text, place in _texts(document, context):
        found = list(dates_in(text))
        for at, printed in enumerate(found):
            if not 0 < printed.day <= MOST_DAYS and id(place) in run_together:
                continue  # the figure of one column and the month of the next, read as one cell
            context.did()
            yield from _one(printed, text, place, context)
            if at and not printed.why_not:
                yield from _backwards(found[at - 1], printed, text, place, context)
        yield from _spans(text, place, context)


def _texts(document: ReadDocument, context: Context) -> Iterator[tuple[str, Place]]:
    for block in document.blocks:
        if isinstance(block, Heading):
            yield block.text, block.place
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    if not cell.covered and any(letter.isdigit() for letter in cell.text):
                        yield cell.text, cell.place
    for sentence in context.sentences:
        if sentence.role != "cell":
            yield sentence.text, sentence.place


def _where(text: str, start: int, end: int, place: Place) -> Where:
    return Where(place, " ".join(text[max(0, start - AROUND) : end + AROUND].split()))


def _one(printed: PrintedDate, text: str, place: Place, context: Context) -> Iterator[Finding]:
    where = _where(text, printed.start, printed.end, place)
    if printed.why_not:
        if printed.month > 12 and printed.day <= 12 and "/" in printed.text:
            return
        yield context.found(
            "date", "impossible", where, printed.text, "a date that exists", why_not=printed.why_not
        )
        return
    if printed.weekday is None or not printed.year:
        return
    named = WEEKDAYS[printed.weekday]
    if printed.day_of_week == named:
        return
    day = date(printed.year, printed.month, printed.day)
    said = f"{day.day} {day:%B %Y}"
    yield context.found(
        "weekday",
        "wrong",
        where,
        printed.text,
        f"{printed.day_of_week}, {said}",
        date=said,
        right=printed.day_of_week,
        named=named,
        slip=_slip(day, printed.weekday),
    )


def _slip(day: date, weekday: int) -> str:
    """The nearest year, or day, on which the day of the week is right."""
    for distance in range(1, YEARS + 1):
        for year in (day.year + distance, day.year - distance):
            try:
                other = day.replace(year=year)
            except ValueError:
                continue
            if other.weekday() == weekday:
                return f"In {year} it was a {WEEKDAYS[weekday]}: the year may be wrong."
    near = [day + timedelta(days=gap) for gap in (1, -1, 2, -2, 3, -3)]
    other = next((one for one in near if one.weekday() == weekday), day)
    return f"{other.day} {other:%B %Y} was a {WEEKDAYS[weekday]}." if other != day else ""


def _backwards(
    one: PrintedDate, two: PrintedDate, text: str, place: Place, context: Context
) -> Iterator[Finding]:
    between = text[one.end : two.start]
    before = text[max(0, one.start - 12) : one.start].lower()
    if one.why_not or not (one.year and two.year) or not RANGE.fullmatch(between):
        return
    if "and" in between and "between" not in before:
        return
    if (two.year, two.month, two.day) < (one.year, one.month, one.day):
        yield context.found(
            "date",
            "backwards",
            _where(text, one.start, two.end, place),
            text[one.start : two.end],
            f"{two.text} to {one.text}",
            begin=one.text,
            end=two.text,
        )


def _spans(text: str, place: Place, context: Context) -> Iterator[Finding]:
    for span in spans_in(text):
        if span.kind == "months" and span.months <= 0:
            parts = re.split(r"\s*(?:–|—|-|\bto\b|\buntil\b|\band\b)\s*", span.text)
            if " and " in span.text and "between" not in text[max(0, span.start - 12) : span.start].lower():
                continue
            yield context.found(
                "date",
                "backwards",
                _where(text, span.start, span.end, place),
                span.text,
                "the other way round",
                begin=parts[0],
                end=parts[-1],
            )

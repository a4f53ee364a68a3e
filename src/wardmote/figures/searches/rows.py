"""Rows of the table of stop and search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from wardmote.definitions import Definitions
from wardmote.definitions.word_groups import NOT_RECORDED, groups_of
from wardmote.figures.months import days_in
from wardmote.figures.populations import Population
from wardmote.figures.searches.matching import Whole, Years
from wardmote.figures.searches.reading import ENDED, FOUND, SOUGHT, SearchCounts
from wardmote.figures.searches.record import SearchRow
from wardmote.figures.searches.titles import title_of
from wardmote.figures.tokens import Verdict
from wardmote.methods.intervals import crude_rate, wilson_interval
from wardmote.methods.rounding import percent_change

LINKED = {
    "true": "Yes, linked to what was searched for",
    "false": "No, not linked",
    "": "Not recorded",
}


def search_rows(
    definitions: Definitions, years: Years, people: tuple[Population | None, Population | None]
) -> Iterator[SearchRow]:
    """All searches, then by object, by whether something was found, and by what came of them."""
    counts = years.counts
    total = counts.counts[SOUGHT].sum(axis=0)
    yield _row(years, "all", "all", "All searches", total, total, at=0, people=people)
    size = {word: years.pair(values)[1] or 0 for word, values in _each(counts)}
    for at, (word, values) in sorted(enumerate(_each(counts)), key=lambda one: (-size[one[1][0]], one[1][0])):
        yield _row(years, SOUGHT, word, title_of(definitions, word), values, total, at=at + 1)
    for word, title in LINKED.items():
        yield _row(years, "found", word or NOT_RECORDED, title, _of(counts, FOUND, [word]), total)
    said, true = _of(counts, FOUND, ["true", "false"]), _of(counts, FOUND, ["true"])
    yield _row(years, "found-of-recorded", "true", "Linked, of those where it is recorded", true, said)
    groups = groups_of(definitions.word_groups.values(), "search-outcome")
    for group in groups:
        yield _row(years, ENDED, group.id, group.title, _of(counts, ENDED, group.words), total)
    grouped = {word for group in groups for word in group.words}
    for word in counts.words[ENDED]:
        if word not in grouped:
            yield _row(years, ENDED, word, title_of(definitions, word), _of(counts, ENDED, [word]), total)


def _each(counts: SearchCounts) -> list[tuple[str, Whole]]:
    return list(zip(counts.words[SOUGHT], counts.counts[SOUGHT], strict=True))


def _of(counts: SearchCounts, key: str, words: Sequence[str]) -> Whole:
    chosen = [at for at, word in enumerate(counts.words[key]) if word in words]
    return np.asarray(counts.counts[key][chosen].sum(axis=0), dtype=np.int64)


def _row(
    years: Years,
    by: str,
    word: str,
    title: str,
    values: Whole,
    whole: Whole,
    at: int | None = None,
    people: tuple[Population | None, Population | None] = (None, None),
) -> SearchRow:
    definitions = years.definitions
    n, of = years.pair(values), years.pair(whole)
    base = definitions.threshold("percentage-base")
    shares = [
        _share(part, all_of_them, base, definitions.threshold("confidence"))
        for part, all_of_them in zip(n, of, strict=True)
    ]
    then, now = n
    compared = then is not None and now is not None and then >= base
    rated = [_rate(years, one, year, people[year]) for one, year in zip(n, (-2, -1), strict=True)]
    return SearchRow(
        by=by,
        word=word,
        title=title,
        n=n,
        of=of,
        share=(shares[0][0], shares[1][0]),
        intervals=(shares[0][1], shares[1][1]),
        percent=percent_change(then or 0, now or 0) if compared else None,
        rate=(rated[0][0], rated[1][0]),
        rate_interval=rated[1][1],
        q=_number(years.judged.q[0, at]) if at is not None and None not in n else None,
        verdict=Verdict(years.judged.verdict[0, at]) if at is not None and None not in n else None,
    )


def _number(value: float) -> float | None:
    return float(value) if value == value else None  # NaN is not equal to itself


def _share(
    part: int | None, whole: int | None, base: float, confidence: float
) -> tuple[float | None, tuple[float, float] | None]:
    if part is None or not whole or whole < base:
        return None, None
    bounds = wilson_interval(part, whole, confidence)
    return part / whole, (float(bounds.low), float(bounds.high))


def _rate(
    years: Years, n: int | None, year: int, population: Population | None
) -> tuple[float | None, tuple[float, float] | None]:
    """Per 1,000 residents over the days that were supplied."""
    if n is None or population is None or population.value <= 0:
        return None, None
    definitions, period = years.definitions, years.periods[year]
    covered = sum(days_in(m) for m in years.months(year)) / sum(days_in(m) for m in period.months)
    rate = crude_rate(
        n,
        population.value * covered,
        per=definitions.threshold("rate-per"),
        confidence=definitions.threshold("confidence"),
    )
    return float(rate.value), (float(rate.low), float(rate.high))

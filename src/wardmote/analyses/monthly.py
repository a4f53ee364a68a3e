"""Measures month by month, with breaks ruled in and gaps left open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from wardmote.analyses.finding import CHANGED
from wardmote.analyses.matched_months import fewer_months, months_compared
from wardmote.analyses.pictures import Caption, MonthLine, RuledBreak, SmallMultiples
from wardmote.analyses.wording import amount, count, number_word, opening
from wardmote.definitions import Definitions
from wardmote.figures.areas import Area
from wardmote.figures.comparability import blocks, breaks_for
from wardmote.figures.counts import MonthlyCounts, monthly_counts
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, ending, in_words
from wardmote.figures.table import Row, Table
from wardmote.figures.tokens import Verdict


def months_in_hand(definitions: Definitions, to: str) -> Period:
    """The months that a line shows: those of the years that a test looks at."""
    return ending(to, 12 * int(definitions.threshold("years-in-hand")))


def month_lines(evidence: Evidence, table: Table) -> dict[str, MonthLine]:
    """The monthly series of every available measure of a table by measure, by measure identifier."""
    period = months_in_hand(evidence.definitions, table.current.end)
    rows = {row.measure.id: row for row in table.rows if row.measure.available}
    measures = [row.measure for row in rows.values()]
    counts = monthly_counts(evidence, [table.area], measures, period.months)
    return {m.id: _line(evidence, table, rows[m.id], counts, at) for at, m in enumerate(measures)}


def small_multiples(lines: Sequence[MonthLine], area: Area, period: Period) -> SmallMultiples:
    """Several measures under one caption, each with its own axis from zero."""
    known = min((sum(value is not None for value in line.values) for line in lines), default=0)
    years = amount(len(period.months) // 12, "year", "years")
    title = opening(f"{amount(len(lines), 'measure', 'measures')} over {years}")
    caption = Caption(
        title=f"{title}: each on its own scale",
        subtitle=f"{area.name}, recorded a month, {in_words(period.start)} to {in_words(period.end)}."
        + (
            f" {opening(number_word(known))} of the {len(period.months)} months were supplied; a gap is one that was not."
            if known < len(period.months)
            else ""
        ),
        alt=_all_lines(lines, title, area, period),
        note="A dashed line marks a change in recording: levels before and after it are not comparable."
        if any(line.breaks for line in lines)
        else "",
    )
    return SmallMultiples(caption, tuple(_named_once(line) for line in lines))


def _all_lines(lines: Sequence[MonthLine], title: str, area: Area, period: Period) -> str:
    """Where and when once, then each measure's lowest and highest month."""
    gaps = {sum(value is None for value in line.values) for line in lines}
    missing = gaps.pop() if len(gaps) == 1 else 0
    opened = f"{title} in {area.name} by month, {in_words(period.start)} to {in_words(period.end)}."
    gap = f" {opening(number_word(missing))} of the months not supplied." if missing else ""
    return f"{opened}{gap} {' '.join(_ends(line, told=bool(missing)) for line in lines)}".strip()


def _ends(line: MonthLine, *, told: bool) -> str:
    """The lowest and the highest month of a measure; its missing months unless ``told`` already."""
    known = [
        (value, month) for value, month in zip(line.values, line.months, strict=True) if value is not None
    ]
    if not known:
        return f"{line.label}: no month was supplied."
    ends = " to ".join(
        f"{value:,} ({in_words(month, short=True)})" for value, month in (min(known), max(known))
    )
    missing = len(line.values) - len(known)
    gap = "" if told or not missing else f"; {number_word(missing)} of the months not supplied"
    return f"{line.label}: {ends}{gap}."


def _line(evidence: Evidence, table: Table, row: Row, counts: MonthlyCounts, at: int) -> MonthLine:
    values = tuple(
        int(value) if sent else None
        for value, sent in zip(counts.counts[0, at], counts.supplied[0], strict=True)
    )
    period = Period(counts.months[0], counts.months[-1])
    return MonthLine(
        caption=_caption(row, table, period, values, counts.months),
        label=row.measure.short_title,
        months=counts.months,
        values=values,
        breaks=_breaks(evidence, table.area, row, period),
        period_means=_means(table, counts.months, values) if row.verdict in CHANGED else (),
        unit=f"{opening(row.measure.unit)} recorded a month",
        verdict=row.verdict,
    )


def _caption(
    row: Row, table: Table, period: Period, values: tuple[int | None, ...], months: tuple[str, ...]
) -> Caption:
    name = row.measure.short_title
    title = {
        Verdict.ROSE: f"{name} rose from {count(row.previous)} to {count(row.current)}",
        Verdict.FELL: f"{name} fell from {count(row.previous)} to {count(row.current)}",
    }.get(row.verdict or Verdict.TOO_FEW, f"{name}: {row.verdict.words if row.verdict else 'not supplied'}")
    among = f", {fewer_months(table)}" if row.verdict in CHANGED and fewer_months(table) else ""
    known = [(value, month) for value, month in zip(values, months, strict=True) if value is not None]
    missing = len(values) - len(known)
    if not known:
        return Caption(title, "", f"{name}: no month was supplied.")
    low, high = min(known), max(known)
    alt = (
        f"{name} in {table.area.name} by month, {in_words(period.start)} to {in_words(period.end)}: between "
        f"{low[0]:,} ({in_words(low[1])}) and {high[0]:,} ({in_words(high[1])})."
    )
    gap = f" {opening(number_word(missing))} of the months not supplied." if missing else ""
    return Caption(title, f"{table.area.name}, recorded a month, {period.words}{among}.", alt + gap)


def _named_once(line: MonthLine) -> MonthLine:
    """A line whose breaks carry their words once: in a small picture the same words would overlap."""
    seen: set[str] = set()
    breaks = []
    for found in line.breaks:
        breaks.append(RuledBreak(found.month, "" if found.label in seen else found.label))
        seen.add(found.label)
    return replace(line, breaks=tuple(breaks))


def _breaks(evidence: Evidence, area: Area, row: Row, period: Period) -> tuple[RuledBreak, ...]:
    return tuple(
        RuledBreak(found.date.strftime("%Y-%m"), found.label)
        for found in breaks_for(evidence, area, period.start, period.end, [row.measure.id])
        if found.kind == "recording" and blocks(found, row.measure, area.level, found.forces)
    )


def _means(
    table: Table, months: tuple[str, ...], values: tuple[int | None, ...]
) -> tuple[tuple[str, str, float], ...]:
    by_month = dict(zip(months, values, strict=True))
    means = []
    for period in (table.previous, table.current):
        months_of_both = [period.months[at] for at in months_compared(table)]
        known = [value for month in months_of_both if (value := by_month.get(month)) is not None]
        if known:
            means.append((period.start, period.end, float(np.mean(known))))
    return tuple(means)

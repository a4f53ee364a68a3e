"""Tables as plain text, for a terminal and for pasting into a message."""

from __future__ import annotations

import csv
import io
import json

from wardmote.analyses.wording import count, one_decimal, opening, percent, share, signed
from wardmote.cli.grids import grid as grid
from wardmote.cli.observed_text import observed_rows_text
from wardmote.cli.options import Format
from wardmote.definitions import Definitions
from wardmote.figures import Row, State, Table, Verdict
from wardmote.figures.disclosure.periods import count_of
from wardmote.figures.export import plural_of, population_in_words
from wardmote.figures.months import Period, in_words
from wardmote.figures.periods import in_dates
from wardmote.figures.trends import disagreement, trend_words
from wardmote.operations.measures import MeasureRecord, measures
from wardmote.operations.tables import MONTHS

NO_PERCENTAGE = (
    f"{Verdict.NOT_COMPARABLE.symbol} No percentage: recording or geography changed between the two periods, so they are "
    "not compared."
)


def table_text(table: Table, definitions: Definitions) -> str:
    """The performance table for reading: what is counted, the rows, and what to know about them."""
    named = table.by != "category" or any(row.area != table.area for row in table.rows)
    first = 2 if named else 1
    rows = [[*([row.area.name] if named else []), *_all_cells(row, table)] for row in table.rows]
    rows += [[f"{row.area.name} (all)", *_all_cells(row, table)] for row in table.totals]
    header = [*(["Area"] if named else []), *_header(table, definitions)]
    text = [
        f"{table.area.name} ({table.area.code}): {compared_periods(table)}",
        *_of_fewer_months(table),
        "",
        grid(header, rows, right=range(first, first + 8 + bool(table.two_years))),
        *_two_years_note(table),
        *observed_rows_text(table, definitions),
        "",
        *_notes(table, definitions),
    ]
    return "\n".join(text)


def compared_periods(table: Table) -> str:
    """The two periods in words; a part of a period says so, and that it is set beside the same part."""
    if len(table.current.months) == MONTHS and not table.asked:
        return f"{table.current.words}, against the {table.previous.words}"
    words = table.asked.words if table.asked else in_dates(table.current)
    same = "" if table.asked is None or table.asked.complete else "the same months a year before, "
    return f"{words}, against {same}{in_dates(table.previous)}"


def _header(table: Table, definitions: Definitions) -> list[str]:
    return [
        "Measure",
        *([_heading(table.two_years)] if table.two_years else []),
        f"{_heading(table.previous)}{_mark(table)}",
        f"{_heading(table.current)}{_mark(table)}",
        "Change",
        "%",
        f"{definitions.threshold('confidence'):.0%} interval",
        "Rate",
        "A month",
        "No location",
        "Verdict",
        *(["Two years"] if table.two_years else []),
    ]


def _of_fewer_months(table: Table) -> list[str]:
    """That the counts are not of every month of the two periods, where they are not."""
    counted, whole = len(table.months_counted), len(table.current.months)
    if counted == whole:
        return []
    return [f"* Counts of {counted} of {whole} months in both periods. {table.gaps}"]


def _mark(table: Table) -> str:
    return "*" if len(table.months_counted) < len(table.current.months) else ""


def _heading(period: Period) -> str:
    """A year by its last month; a shorter period by both."""
    if len(period.months) == MONTHS:
        return f"to {in_words(period.end, short=True)}"
    return in_dates(period, short=True)


def _all_cells(row: Row, table: Table) -> list[str]:
    """The cells of a row, with those of two years where they were asked for."""
    name, *rest = _cells(row)
    if table.two_years is None:
        return [name, *rest]
    mark = "*" if _of_other_months(row) else ""
    return [name, f"{_count(row, 'two years before')}{mark}", *rest, trend_words(row)]


def _of_other_months(row: Row) -> bool:
    """Whether the count of two years before is of fewer months than the others of its row."""
    two = row.two_years
    return two is not None and two.before is not None and two.current != row.current


def _two_years_note(table: Table) -> list[str]:
    """What the counts of two years before are to be set against, where months were not supplied then."""
    rows = [row for row in table.rows if _of_other_months(row)]
    if not rows or table.two_years is None:
        return []
    each = "; ".join(
        f"{row.measure.short_title} {count(row.two_years.before)} against {count(row.two_years.current)}"
        for row in rows
        if row.two_years
    )
    return [
        f"* The {table.two_years.words} lacks months. Of the months that it shares with the latest year: {each}."
    ]


def measures_text(definitions: Definitions, form: Format) -> str:
    """Every measure, and why one is not available."""
    records = measures(definitions)
    if form is Format.JSON:
        return json.dumps(records, indent=1, ensure_ascii=False)
    if form is Format.CSV:
        text = io.StringIO()
        writer = csv.DictWriter(text, fieldnames=list(records[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(records)
        return text.getvalue()
    rows = [[str(r["measure"]), str(r["title"]), _had_from(r)] for r in records]
    return grid(["Measure", "Title", "Available"], rows)


def _had_from(record: MeasureRecord) -> str:
    if record["available"]:
        return "yes"
    return (
        "when a partner or the Home Office supplies it" if record["observed"] else f"no: {record['reason']}"
    )


def _cells(row: Row) -> list[str]:
    if row.current is None:
        left = [_count(row, period) for period in ("previous", "current")]
        return [row.measure.short_title, *left, *["–"] * 6, row.state.words]
    low, high = row.percent_interval or (None, None)
    interval = (
        f"{percent(low)} to {percent(high) if high is not None else 'no limit'}"
        if row.percent_interval
        else "–"
    )
    return [
        row.measure.short_title,
        _count(row, "previous"),
        _count(row, "current"),
        signed(row.change),
        *(
            [row.verdict.symbol, "–"]
            if row.verdict is Verdict.NOT_COMPARABLE
            else [percent(row.percent), interval]
        ),
        one_decimal(row.rate),
        one_decimal(row.monthly_average),
        share(row.not_located_share[1]),
        f"{row.verdict.symbol} {row.verdict.words}" if row.verdict else "",
    ]


def _count(row: Row, period: str) -> str:
    """The count of a period; one that was left out for the public says so."""
    return State.SUPPRESSED.words if period in row.suppressed else count(count_of(row, period))


def _notes(table: Table, definitions: Definitions) -> list[str]:
    bases = dict.fromkeys(
        population_in_words(row.population, definitions)
        for row in (*table.rows, *table.observed)
        if row.population
    )
    missing = {row.measure.id: row for row in table.rows if row.reason}.values()
    apart = any(row.verdict is Verdict.NOT_COMPARABLE for row in (*table.rows, *table.totals))
    return [
        *([NO_PERCENTAGE] if apart else []),
        f"Rate: per {table.per:,.0f} of {'; '.join(str(base) for base in bases)}."
        if bases
        else "No population for a rate.",
        _no_location(table),
        *(f"{opening(row.measure.short_title)} is not available: {row.reason}" for row in missing),
        *(
            f"{found.title} ({in_words(found.date.strftime('%Y-%m'))}): {found.explanation}"
            for found in (*table.breaks_before, *table.breaks)
        ),
        *([table.gaps] if table.gaps else []),
        *_period_notes(table, definitions),
        *(one.words(plural_of(one.area, definitions)) for one in table.beside),
        *([table.area.note] if table.area.note else []),
        *(caveat.text for caveat in table.caveats),
        f"Snapshot {table.snapshot}.",
    ]


def _no_location(table: Table) -> str:
    if table.public and None in table.not_located:
        return "No location: left out, as a share of a count that is known gives another count."
    lost = " and ".join(count(value) for value in table.not_located)
    return f"No location: share of the force's records in the later period; {lost} records in all, earlier and later."


def _period_notes(table: Table, definitions: Definitions) -> list[str]:
    """What the length of the period means for the test, and where two years say something else than one."""
    fewest = int(definitions.threshold("matched-months"))
    short = len(table.current.months) < fewest
    return [
        *([f"A change between periods of fewer than {fewest} months is not tested."] if short else []),
        *(
            f"{opening(row.measure.short_title)}{f' in {row.area.name}' if row.area != table.area else ''}: "
            f"{disagreement(row)} ({count(row.two_years.before)} to {count(row.two_years.current)})."
            for row in table.rows
            if row.two_years and disagreement(row)
        ),
    ]

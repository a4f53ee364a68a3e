"""Tables as plain text, for a terminal and for pasting into a message."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Container, Sequence

from wardmote.analyses.wording import count, one_decimal, opening, percent, share, signed
from wardmote.cli.options import Format
from wardmote.definitions import Definitions
from wardmote.figures import Row, Table
from wardmote.figures.export import population_in_words
from wardmote.figures.months import in_words
from wardmote.operations.measures import measures


def grid(header: Sequence[str], rows: Sequence[Sequence[str]], right: Container[int] = ()) -> str:
    """Columns lined up with two spaces between them; those in ``right`` are set right."""
    widths = [max(len(row[at]) for row in [header, *rows]) for at in range(len(header))]

    def line(cells: Sequence[str]) -> str:
        set_cells = [
            cell.rjust(width) if at in right else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return "  ".join(set_cells).rstrip()

    return "\n".join([line(header), line(["-" * width for width in widths]), *(line(row) for row in rows)])


def table_text(table: Table, definitions: Definitions) -> str:
    """The performance table for reading: what is counted, the rows, and what to know about them."""
    named = table.by != "category" or any(row.area != table.area for row in table.rows)
    header = [
        *(["Area"] if named else []),
        "Measure",
        f"to {in_words(table.previous.end, short=True)}",
        f"to {in_words(table.current.end, short=True)}",
        "Change",
        "%",
        f"{definitions.threshold('confidence'):.0%} interval",
        "Rate",
        "A month",
        "No location",
        "Verdict",
    ]
    rows = [[*([row.area.name] if named else []), *_cells(row)] for row in table.rows]
    first = 2 if named else 1
    text = [
        f"{table.area.name} ({table.area.code}): {table.current.words}, against the {table.previous.words}",
        "",
        grid(header, rows, right=range(first, first + 8)),
        "",
        *_notes(table, definitions),
    ]
    return "\n".join(text)


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
    rows = [
        [str(r["measure"]), str(r["title"]), "yes" if r["available"] else f"no: {r['reason']}"]
        for r in records
    ]
    return grid(["Measure", "Title", "Available"], rows)


def _cells(row: Row) -> list[str]:
    if row.current is None:
        return [row.measure.short_title, count(row.previous), *["–"] * 7, row.state.words]
    low, high = row.percent_interval or (None, None)
    interval = (
        f"{percent(low)} to {percent(high) if high is not None else 'no limit'}"
        if row.percent_interval
        else "–"
    )
    return [
        row.measure.short_title,
        count(row.previous),
        count(row.current),
        signed(row.change),
        percent(row.percent),
        interval,
        one_decimal(row.rate),
        one_decimal(row.monthly_average),
        share(row.not_located_share[1]),
        f"{row.verdict.symbol} {row.verdict.words}" if row.verdict else "",
    ]


def _notes(table: Table, definitions: Definitions) -> list[str]:
    bases = dict.fromkeys(
        population_in_words(row.population, definitions) for row in table.rows if row.population
    )
    missing = {row.measure.id: row for row in table.rows if row.reason}.values()
    lost = " and ".join(count(value) for value in table.not_located)
    return [
        f"Rate: per {table.per:,.0f} of {'; '.join(str(base) for base in bases)}."
        if bases
        else "No population for a rate.",
        f"No location: share of the force's records in the later period; {lost} records in all, earlier and later.",
        *(f"{opening(row.measure.short_title)} is not available: {row.reason}" for row in missing),
        *(
            f"{found.title} ({in_words(found.date.strftime('%Y-%m'))}): {found.explanation}"
            for found in table.breaks
        ),
        *([table.gaps] if table.gaps else []),
        *(caveat.text for caveat in table.caveats),
        f"Snapshot {table.snapshot}.",
    ]

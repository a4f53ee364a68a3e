"""What was observed as plain text, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence

from wardmote.analyses.observed_groups import (
    LongAgo,
    by_provider,
    in_part,
    long_ago,
    provider,
    reported_only_for,
)
from wardmote.analyses.observed_wording import (
    both_values,
    change_words,
    interval_words,
    is_share,
    notes_of,
    other_rate_words,
    period_words,
    state_notes,
    state_words,
    usual_population,
    verdict_words,
)
from wardmote.analyses.wording import count, listed, one_decimal, opening, signed
from wardmote.cli.grids import grid
from wardmote.definitions import Definitions
from wardmote.evidence.rows.rejects import harmless
from wardmote.figures import Row, Table, Verdict
from wardmote.figures.observed.export import period_record
from wardmote.figures.observed.listing import ObservedPeriod
from wardmote.figures.observed.record import Observed
from wardmote.figures.periods import in_dates
from wardmote.figures.trends import disagreement, trend_words
from wardmote.operations.observed import ObservedList

HEADING = (
    "What partners and the Home Office count. Each row has its own period, against the same a year before."
)
MARK = "*"
"""Stands by a rate that is not of the people that the rates beside it are of."""
NONE = "Nothing was reported of {area} by partners or the Home Office."


def observed_rows_text(table: Table, definitions: Definitions) -> list[str]:
    """The rows of a performance table that are counted from observations; nothing where there are none."""
    if not table.observed:
        return []
    groups = by_provider(table.observed, definitions)
    grids = [
        line
        for one in groups
        for line in (
            "",
            f"{one.provider}:",
            _rows_grid(table, one.rows, definitions),
            *state_notes(one.rows, one.provider),
        )
    ]
    shown = [row for one in groups for row in one.rows]
    return [
        "",
        HEADING,
        *grids,
        "",
        *_notes(table, shown, definitions),
        *reported_only_for(table.observed),
        *(_partly(table, row) for row in in_part(table.observed)),
        *(_gone(one) for one in long_ago(table.observed, definitions)),
    ]


def _rows_grid(table: Table, rows: Sequence[Row], definitions: Definitions) -> str:
    named = any(row.area != table.area for row in rows)
    header = [*(["Area"] if named else []), "Measure", "Period", "Year before", "Now", "Change"]
    header += [f"{definitions.threshold('confidence'):.0%} interval", "Rate", "Verdict"]
    header += ["Two years before", "Two years"] if table.two_years else []
    first = 3 if named else 2
    usual = usual_population(rows)
    marks = [other_rate_words(row, usual, definitions) for row in rows]
    cells = [
        [
            *([row.area.name] if named else []),
            *_cells(row, (MARK if mark else " ") if any(marks) else ""),
            *(_over_two(row) if table.two_years else []),
        ]
        for row, mark in zip(rows, marks, strict=True)
    ]
    told = [f"{MARK} {words}" for words in dict.fromkeys(marks) if words]
    return "\n".join([grid(header, cells, right=range(first, first + 5)), *told])


def _cells(row: Row, mark: str) -> list[str]:
    if row.observed is None:
        return []
    before, now = both_values(row, row.observed)
    return [
        row.measure.short_title,
        period_words(row, short=True),
        before,
        now,
        *_change(row, row.observed),
        one_decimal(row.rate) + mark,
        verdict_words(row),
    ]


def _change(row: Row, observed: Observed) -> list[str]:
    """The change and its interval; of years that cannot be compared the difference alone, with the mark for it."""
    if row.verdict is Verdict.NOT_COMPARABLE and row.change is not None:
        return [f"{signed(row.change)} ({row.verdict.symbol})", "–"]
    return [change_words(row, observed), interval_words(row, observed)]


def _over_two(row: Row) -> list[str]:
    """The value two years before, and what may be said of the change since."""
    two = row.two_years
    if two is None or two.state_before is None:
        return ["–", ""]
    return [state_words(two.value_before, two.state_before, None, share=is_share(row)), trend_words(row)]


def _notes(table: Table, rows: Sequence[Row], definitions: Definitions) -> list[str]:
    """What a reader must know of each row, every note once; changes that the table itself explains are left to it."""
    explained = {f"{found.title}: {found.explanation}" for found in table.breaks}
    said: dict[str, list[str]] = {}
    for row in rows:
        where = f" in {row.area.name}" if row.area != table.area else ""
        for words in notes_of(row):
            if words not in explained:
                said.setdefault(words, []).append(f"{row.measure.short_title}{where}")
    sources = dict.fromkeys(name for row in rows if row.observed for name in row.observed.sources)
    return [
        *(f"{opening(row.measure.short_title)}: {disagreement(row)}." for row in rows if disagreement(row)),
        *(
            f"{'All of these' if len(names) == len(rows) > 1 else listed(names)}: {words}"
            for words, names in said.items()
        ),
        *([f"Counted from: {'; '.join(_titles(sources, definitions))}."] if sources else []),
    ]


def _titles(sources: Iterable[str], definitions: Definitions) -> list[str]:
    return [definitions.sources[name].title if name in definitions.sources else name for name in sources]


def _partly(table: Table, row: Row) -> str:
    where = f" in {row.area.name}" if row.area != table.area else ""
    return f"{row.measure.short_title}{where}: not supplied as a whole. {' '.join(notes_of(row))}".rstrip()


def _gone(one: LongAgo) -> str:
    names = listed([row.measure.short_title for row in one.rows])
    return f"{one.provider}: nothing of the year was supplied; last received {in_dates(one.last)}: {names}."


def observed_text(found: ObservedList, definitions: Definitions) -> str:
    """Every period for reading, with what could not be placed under it."""
    if not found.periods:
        around = listed([f"{one.name} ({one.code})" for one in found.around])
        larger = (
            [f"There are figures of {around}, in which it lies: ask for them with --area."] if around else []
        )
        return "\n".join([NONE.format(area=found.area.name), *larger, *_unplaced(found)])
    header = ["Measure", "Period", "Value", "People asked", "Supplied by", "Note"]
    rows = [_period_cells(one, definitions) for one in found.periods]
    return "\n".join(
        [
            f"{found.area.name} ({found.area.code})",
            "",
            grid(header, rows, right=(2, 3)),
            "",
            *_unplaced(found),
            f"Snapshot {found.snapshot}.",
        ]
    )


def _period_cells(one: ObservedPeriod, definitions: Definitions) -> list[str]:
    cell = one.cell
    summed = f"Summed from {definitions.levels[one.summed_from].plural}." if one.summed_from else ""
    return [
        one.measure.short_title,
        opening(in_dates(one.period, short=True)),
        state_words(cell.value, cell.state, cell.at_least, share=one.measure.is_share),
        count(cell.base),
        provider(one.measure.id, cell.sources, definitions) if cell.sources else "–",
        " ".join(part for part in (summed, one.said) if part),
    ]


MEND = "Where a code is meant by such a name, say so under areas in the layout of the source's definition."
SHOWN = 10
"""Names that no area has, as many as a listing names."""


def _unplaced(found: ObservedList) -> list[str]:
    more = len(found.unplaced) - SHOWN
    return [
        *(opening(one.sentence) for one in found.unplaced[:SHOWN]),
        *([f"{more:,} more names have no area, or several."] if more > 0 else []),
        *([MEND] if found.unplaced else []),
    ]


def observed_csv(found: ObservedList, definitions: Definitions) -> str:
    """One record a period; what is absent is empty."""
    records = [period_record(one) for one in found.periods]
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(records[0]) if records else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {name: harmless(cell) if isinstance(cell, str) else cell for name, cell in record.items()}
        for record in records
    )
    return text.getvalue()


def observed_json(found: ObservedList, definitions: Definitions) -> str:
    """Every period, and the names of areas that could not be placed."""
    content = {
        "schema": "wardmote.observed/1",
        "area": {"code": found.area.code, "name": found.area.name, "level": found.area.level},
        "snapshot": found.snapshot,
        "periods": [period_record(one) for one in found.periods],
        "unplaced": [
            {
                "source": one.source,
                "area": one.area,
                "level": one.level or None,
                "rows": one.rows,
                "codes": one.codes,
            }
            for one in found.unplaced
        ],
    }
    return json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False)

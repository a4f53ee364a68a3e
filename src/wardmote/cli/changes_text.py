"""Differences between snapshots as text, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from wardmote.analyses.moved import WHATS, MovedFigure, MovedMonth
from wardmote.analyses.observed_wording import points, state_words
from wardmote.analyses.wording import signed
from wardmote.cli.grids import grid
from wardmote.definitions import Measure
from wardmote.evidence import Manifest
from wardmote.evidence.changes import Change, FileChange, Supply
from wardmote.evidence.rows.rejects import harmless
from wardmote.figures import State, Verdict
from wardmote.figures.months import Period, in_words
from wardmote.figures.periods import in_dates
from wardmote.operations.evidence_diff import EvidenceDiff
from wardmote.operations.vintages import Standing, Vintages

SHOWN = 8
"""Files of one kind that the text names."""
FIGURES = ("kind", "name", "measure", "figure", "period", "then", "now", "difference", "reasons")
TABLES = {
    "places": "Lookup of small areas",
    "areas": "Names of areas",
    "successors": "Earlier areas",
    "population": "Populations of small areas",
    "boundaries": "Boundaries",
}

SUPPLIED = {
    "crime": "Months of crime",
    "outcomes": "Months of outcomes",
    "searches": "Months of stop and search",
    "observations": "Observations",
    "weeks": "Counts by week",
    "weights": "Releases of weights",
    "deprivation": "Releases of deprivation",
    "profile": "Releases of profiles",
}


def diff_text(diff: EvidenceDiff) -> str:
    """The whole comparison for reading."""
    parts = [
        [f"From {_named(diff.before)}", f"to   {_named(diff.after)}", *diff.notes],
        _evidence(diff),
        _corrected(diff),
        _figures(diff),
        _verdicts(diff),
        _months(diff),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _named(manifest: Manifest) -> str:
    return f"snapshot {manifest.id}, made {manifest.made[:16].replace('T', ' ')} UTC"


def _evidence(diff: EvidenceDiff) -> list[str]:
    found = diff.changes
    if found.none and not found.definitions and not found.other_definitions:
        return ["The two hold the same evidence."]
    lines = _files(found.files)
    for table in dict.fromkeys(one.table for one in found.supplies):
        lines += _supplies(table, found.of_table(table))
    lines += [
        f"{TABLES[one.table]} changed: {one.before:,} rows before, {one.after:,} after."
        for one in found.tables
    ]
    for one in found.definitions:
        if one.before and one.after:
            lines.append(f"Definition of a source changed: {one.before} before, {one.after} after.")
        else:
            lines.append(
                f"Definition of a source {'gone' if one.before else 'new'}: {one.before or one.after}."
            )
    if found.other_definitions:
        lines.append("Other definitions changed; a snapshot does not say which.")
    return lines


MOST_CORRECTIONS = 30
"""Corrected values that the text names; CSV and JSON hold all."""


def _corrected(diff: EvidenceDiff) -> list[str]:
    """Values of partners that say something else: 80 became 82."""
    if not diff.corrected:
        return []
    more = len(diff.corrected) - MOST_CORRECTIONS
    ending = [f"{more:,} more; --format csv names them all."] if more > 0 else []
    return [f"Values corrected ({len(diff.corrected):,}):", *diff.corrected[:MOST_CORRECTIONS], *ending]


def _files(files: Sequence[FileChange]) -> list[str]:
    lines = []
    for change in Change:
        mine = [file for file in files if file.change is change]
        if not mine:
            continue
        names = ", ".join(_of_file(file) for file in mine[:SHOWN])
        more = f" and {len(mine) - SHOWN:,} more" if len(mine) > SHOWN else ""
        lines.append(f"Files {change.value} ({len(mine):,}): {names}{more}.")
    return lines


def _of_file(file: FileChange) -> str:
    name, by = _short(file.name), _short(file.by)
    return f"{name} (by {by})" if by and by != name else name


def _short(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1]


def _supplies(table: str, found: Sequence[Supply]) -> list[str]:
    lines = []
    for change in Change:
        mine = [one for one in found if one.change is change]
        if mine:
            rows = (
                f"{sum(one.before for one in mine):,} rows before, {sum(one.after for one in mine):,} after"
            )
            what = ", ".join(f"{one.supplier} {one.period.replace('..', ' to ')}" for one in mine[:SHOWN])
            more = f" and {len(mine) - SHOWN:,} more" if len(mine) > SHOWN else ""
            lines.append(f"{SUPPLIED[table]} {change.value} ({len(mine):,}): {what}{more}; {rows}.")
    return lines


def _figures(diff: EvidenceDiff) -> list[str]:
    if diff.moved is None or diff.then is None or diff.now is None:
        return [diff.why_no_figures] if diff.why_no_figures else []
    head = (
        f"{diff.now.area.name}: {diff.now.current.words}, against the {diff.now.previous.words}. "
        f"{len(diff.moved.figures):,} of {diff.moved.compared:,} figures differ; both tables are made by the definitions "
        "of today."
    )
    if not diff.moved.figures:
        return [head]
    rows = [
        [
            one.measure.short_title,
            WHATS[one.what],
            _number(one.then, one.state_then, one.what),
            _number(one.now, one.state_now, one.what),
            _difference(one),
            "; ".join(one.reasons),
        ]
        for one in diff.moved.figures
    ]
    return [
        head,
        "",
        grid(["Measure", "Figure", "Then", "Now", "Difference", "Why"], rows, right=range(2, 5)),
    ]


def _number(value: float | None, state: State, what: str = "current") -> str:
    if value is None:
        return "–" if what not in ("previous", "current") else state.words
    whole = value == int(value) and what in ("previous", "current")
    return (f"{value:,.0f}" if whole else f"{value:,.1f}").replace("-", "−")


def _difference(one: MovedFigure) -> str:
    if one.difference is None:
        return ""
    if one.difference == int(one.difference) and one.what in ("previous", "current"):
        return signed(int(one.difference))
    if one.what == "percent":
        return f"{one.difference:+,.1f} points".replace("-", "−")
    return f"{one.difference:+,.2f}".replace("-", "−")


def _verdicts(diff: EvidenceDiff) -> list[str]:
    if diff.moved is None or diff.now is None:
        return []
    if not diff.moved.verdicts:
        return ["No verdict differs."]
    rows = [
        [one.measure.short_title, _verdict(one.then), _verdict(one.now), "; ".join(one.reasons)]
        for one in diff.moved.verdicts
    ]
    return ["Verdicts that differ", "", grid(["Measure", "Then", "Now", "Why"], rows)]


def _verdict(verdict: Verdict | None) -> str:
    return f"{verdict.symbol} {verdict.words}" if verdict else "none"


def _months(diff: EvidenceDiff) -> list[str]:
    if diff.moved is None or not diff.moved.months:
        return []
    by_month: dict[str, list[MovedMonth]] = defaultdict(list)
    for one in diff.moved.months:
        by_month[one.month].append(one)
    rows = [
        [
            in_words(month, short=True),
            one.measure.short_title,
            _count(one.then),
            _count(one.now),
            "; ".join(one.reasons),
        ]
        for month in sorted(by_month)
        for one in by_month[month]
    ]
    return [
        "Counts of months that differ, in all the years that the test looks at",
        "",
        grid(["Month", "Measure", "Then", "Now", "Why"], rows, right=range(2, 4)),
    ]


def _count(value: int | None) -> str:
    return State.NOT_SUPPLIED.words if value is None else f"{value:,}"


def diff_csv(diff: EvidenceDiff) -> str:
    """One difference a line: files, supplies, geography, definitions, figures, verdicts and months."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(FIGURES)
    writer.writerows(
        [harmless(cell) if isinstance(cell, str) else cell for cell in line] for line in _lines(diff)
    )
    return stream.getvalue()


def _lines(diff: EvidenceDiff) -> list[list[object]]:
    found = diff.changes
    lines: list[list[object]] = [
        ["file", one.name, "", one.change.value, "", one.before, one.after, one.after - one.before, one.by]
        for one in found.files
    ]
    lines += [
        [
            one.table,
            one.supplier,
            "",
            one.change.value,
            one.period,
            one.before,
            one.after,
            one.after - one.before,
            "",
        ]
        for one in found.supplies
    ]
    lines += [
        ["geography", one.table, "", "changed", "", one.before, one.after, one.after - one.before, ""]
        for one in found.tables
    ]
    lines += [
        ["definition", "", "", "changed", "", one.before, one.after, "", ""] for one in found.definitions
    ]
    lines += [
        [
            "correction", f"{one.source}: {one.area}", one.item, one.detail or "value", f"{one.start}..{one.end}",
            one.before, one.after, "", said,
        ]
        for one, said in zip(diff.corrections, diff.corrected, strict=True)
    ]  # fmt: skip
    if diff.moved is None:
        return lines
    lines += [
        [
            "figure", "", one.measure.id, WHATS[one.what], f"{one.period.start}..{one.period.end}",
            one.state_then.value if one.then is None else one.then,
            one.state_now.value if one.now is None else one.now,
            "" if one.difference is None else one.difference, "; ".join(one.reasons),
        ]
        for one in diff.moved.figures
    ]  # fmt: skip
    lines += [
        [
            "verdict",
            "",
            one.measure.id,
            "verdict",
            "",
            _token(one.then),
            _token(one.now),
            "",
            "; ".join(one.reasons),
        ]
        for one in diff.moved.verdicts
    ]
    lines += [
        ["month", "", one.measure.id, "count", one.month, _plain(one.then), _plain(one.now),
         "" if None in (one.then, one.now) else (one.now or 0) - (one.then or 0), "; ".join(one.reasons)]
        for one in diff.moved.months
    ]  # fmt: skip
    return lines


def _token(verdict: Verdict | None) -> str:
    return verdict.value if verdict else ""


def _plain(value: int | None) -> object:
    return State.NOT_SUPPLIED.value if value is None else value


def diff_json(diff: EvidenceDiff) -> str:
    """The same as records, with what stands above them."""
    content: dict[str, Any] = {
        "before": {"snapshot": diff.before.id, "made": diff.before.made},
        "after": {"snapshot": diff.after.id, "made": diff.after.made},
        "other_definitions_changed": diff.changes.other_definitions,
        "notes": [*diff.notes, *([diff.why_no_figures] if diff.why_no_figures else [])],
    }
    if diff.now is not None and diff.moved is not None:
        content |= {
            "area": diff.now.area.code,
            "earlier_period": f"{diff.now.previous.start}..{diff.now.previous.end}",
            "later_period": f"{diff.now.current.start}..{diff.now.current.end}",
            "compared": diff.moved.compared,
        }
    content["differences"] = [dict(zip(FIGURES, line, strict=True)) for line in _lines(diff)]
    return json.dumps(content, indent=1, ensure_ascii=False)


def vintages_text(found: Vintages) -> str:
    """Periods down, snapshots across, the oldest first."""
    head = [
        f"{found.measure.title}, {found.area.name} ({found.area.code}), as each snapshot has it",
        "",
    ]
    if not found.periods:
        return "\n".join([*head, "No snapshot holds anything of it."])
    columns = ["Period", *(f"{v.made[:10]} {v.snapshot[:8]}" for v in found.vintages)]
    rows = [
        [_period(period), *(_stands(vintage.standing[at], found.measure) for vintage in found.vintages)]
        for at, period in enumerate(found.periods)
    ]
    revised = found.revised
    says = (
        f"Revised since it was first supplied: {len(revised)} of {len(found.periods)} periods."
        if revised
        else "No snapshot says another number than one before it."
    )
    corrected = ["", *found.corrected] if found.corrected else []
    return "\n".join([*head, grid(columns, rows, right=range(1, len(columns))), "", says, *corrected])


def _period(period: Period) -> str:
    return in_dates(period, short=True)


def _stands(one: Standing, measure: Measure) -> str:
    share = measure.is_share
    words = state_words(one.value, one.state, one.at_least, share=share)
    if one.value is None or not one.change:
        return words
    if share:
        return f"{words} ({points(one.change)})"
    change = signed(int(one.change)) if one.change == int(one.change) else f"{one.change:+,.1f}"
    return f"{words} ({change})"


def _vintage_lines(found: Vintages) -> list[list[object]]:
    return [
        [
            found.measure.reference, found.area.code, f"{one.period.start}..{one.period.end}", vintage.snapshot,
            vintage.made, "" if one.value is None else one.value, one.state.value,
            "" if one.change is None else one.change,
        ]
        for at in range(len(found.periods))
        for vintage in found.vintages
        for one in (vintage.standing[at],)
    ]  # fmt: skip


VINTAGE = ("measure", "area", "period", "snapshot", "made", "value", "state", "change")


def vintages_csv(found: Vintages) -> str:
    """One period of one snapshot a line."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(VINTAGE)
    writer.writerows(_vintage_lines(found))
    return stream.getvalue()


def vintages_json(found: Vintages) -> str:
    """The same as records."""
    return json.dumps([dict(zip(VINTAGE, line, strict=True)) for line in _vintage_lines(found)], indent=1)

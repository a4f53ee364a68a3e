"""The command about the quality of the evidence."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, fields
from typing import Annotated

import typer

from wardmote.analyses.supply import Supply
from wardmote.analyses.wording import count, listed, months_listed, share
from wardmote.cli.console import note, say
from wardmote.cli.errors import reporting
from wardmote.cli.options import Format, FormatOption, WorkspaceOption
from wardmote.cli.tables import grid
from wardmote.figures.months import in_words
from wardmote.figures.supply import MonthSupplied
from wardmote.operations.quality import as_record, evidence_quality, two_rhythms
from wardmote.operations.workspace import find_workspace


@reporting
def quality_command(
    force: Annotated[
        str | None, typer.Option("--force", metavar="NAME", help="One force; all that sent files without it.")
    ] = None,
    workspace: WorkspaceOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """What came of each month, what is missing or without a place, and what to ask the supplier."""
    opened = find_workspace(workspace)
    found = evidence_quality(opened, force)
    if form is Format.JSON:
        record = {**as_record(found), "two_rhythms": two_rhythms(opened)}
        say(json.dumps(record, indent=1, ensure_ascii=False))
    elif form is Format.CSV:
        say(_csv(found))
    else:
        note(f"Snapshot {opened.snapshot.id}")
        say(_text(found))
        if rhythms := two_rhythms(opened):
            say("\n".join(["", "Reported in two rhythms that do not agree, and never added:", *rhythms]))


def _csv(found: Supply) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, [one.name for one in fields(MonthSupplied)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(month) for month in found.months)
    return text.getvalue()


def _text(found: Supply) -> str:
    parts = [
        _months(found),
        "",
        _missing(found),
        "",
        *_others(found),
        _ask(found),
        "",
        _lost(found),
        "",
        _breaks(found),
    ]
    return "\n".join(parts)


def _months(found: Supply) -> str:
    header = [
        "Month",
        "Force",
        "Rows",
        "Kept",
        "Rejected",
        "Repeated",
        "No place",
        "Share",
        "In others' areas",
        "No outcome yet",
    ]
    rows = []
    for month in found.months:
        if not month.sent:
            rows.append([month.month, month.title, "not supplied", *[""] * 7])
            continue
        lost = (month.not_located or 0) / month.kept if month.kept else None
        counts = (month.rows, month.kept, month.rejected, month.repeated, month.not_located)
        rows.append(
            [
                month.month,
                month.title,
                *map(count, counts),
                share(lost),
                count(month.elsewhere),
                count(month.without_outcome),
            ]
        )
    return grid(header, rows, right=range(2, 10))


def _missing(found: Supply) -> str:
    if not found.missing:
        return f"Every month from {in_words(found.span.start)} to {in_words(found.span.end)} was supplied."
    months = "; ".join(f"{in_words(month.month)} ({month.title})" for month in found.missing)
    return f"Not supplied, a gap and never a zero: {months}."


def _others(found: Supply) -> list[str]:
    """What else was sent; nothing where there is none."""
    if not found.others:
        return []
    header = ["Other records", "From", "First month", "Last month", "Rows", "Not supplied between"]
    rows = [
        [
            one.kind,
            one.title,
            one.span.start,
            one.span.end,
            count(one.kept),
            months_listed(one.missing) or "none",
        ]
        for one in found.others
    ]
    return [grid(header, rows, right=range(4, 5)), ""]


def _ask(found: Supply) -> str:
    if not found.abrupt:
        return "No month stands so far from those around it that the file should be asked about."
    return "\n".join(["Ask the supplier about:", *(f"- {one.sentence}" for one in found.abrupt)])


def _lost(found: Supply) -> str:
    ends = [f"to {in_words(year.end, short=True)}" for year in found.years]
    rows = [
        [
            one.measure.short_title,
            one.title,
            *("–" if value is None else share(value) for value in one.shares),
        ]
        for one in found.lost
    ]
    table = grid(["Without a place", "Force", *ends], rows, right=range(2, 2 + len(ends)))
    short = [year for year in found.years if len(year.months) < 12]
    if not short:
        return table
    return (
        f"{table}\nPart of a year: {listed([f'{len(year.months)} months {year.words}' for year in short])}."
    )


def _breaks(found: Supply) -> str:
    if not found.breaks:
        return "No change in recording or in geography falls into these months."
    lines = [
        f"- {one.date.day} {one.date:%B %Y}: {one.title} ({one.certainty}). {one.explanation} Source: {one.source}."
        for one in found.breaks
    ]
    return "\n".join(["Changes in recording or in geography:", *lines])

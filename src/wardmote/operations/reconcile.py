"""Reconciling somebody else's figures with ours, as a job: one figure, or a table of them."""

from __future__ import annotations

import contextlib
import csv
import difflib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wardmote.analyses.reconcile import Reconciliation, Stated, StatedError, read_number, reconcile
from wardmote.definitions import Measure
from wardmote.evidence import Progress, quiet
from wardmote.figures import Area, Evidence, UnknownAreaError
from wardmote.figures.months import Period
from wardmote.figures.naming import named_area
from wardmote.figures.periods import PeriodError, read_period
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.tables import last_complete_month
from wardmote.operations.workspace import Workspace

SCHEMA = "wardmote.reconcile/1"
COLUMNS = ("measure", "area", "period", "value", "says")
NEEDED = ("measure", "value")


@dataclass(frozen=True)
class StatedRequest:
    """A figure as somebody wrote it; absent words are the partnership and its latest year."""

    value: str
    measure: str
    area: str = ""
    period: str = ""
    says: str = ""


def reconcile_figures(
    workspace: Workspace, asked: Sequence[StatedRequest], progress: Progress = quiet
) -> list[Reconciliation]:
    """Explain each stated figure as far as the evidence can, from every snapshot that is kept.

    Raises
    ------
    AskedWronglyError
        When a number, measure or period cannot be understood; says which and what can be.
    UnknownAreaError
        When an area is not known.
    EvidenceAbsent
        When no police file was taken in.
    """
    stated = _understood(workspace, asked)
    now = workspace.evidence()
    found = []
    with contextlib.ExitStack() as opened:
        earlier = [
            (
                f"the snapshot of {manifest.made[:10]} ({manifest.id})",
                Evidence(
                    opened.enter_context(workspace.store.open(manifest.id)).connection(),
                    workspace.definitions,
                    manifest.id,
                    now.marking,
                ),
            )
            for manifest in reversed(workspace.store.snapshots())
            if manifest.id != now.snapshot and manifest.supplied
        ]
        for number, one in enumerate(stated):
            progress("Comparing", number, len(stated))
            found.append(reconcile(now, one, earlier))
    progress("Comparing", len(stated), len(stated))
    return found


def read_table(text: str) -> list[StatedRequest]:
    """Figures out of a pasted table: columns measure and value, and area, period, says where wanted.

    Commas, semicolons or tabs part the columns, as a spreadsheet pastes or saves them.

    Raises
    ------
    AskedWronglyError
        When a column is missing, a row has more cells than there are columns, or there is no row.
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max("\t;,", key=first.count)
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff\r\n ")), delimiter=separator)
    names = {(name or "").strip().casefold(): name for name in reader.fieldnames or ()}
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise AskedWronglyError(
            f"The table has no column {' and no column '.join(missing)}. Its first line must name the columns: "
            f"{', '.join(COLUMNS)}; only {' and '.join(NEEDED)} are needed."
        )
    rows = [
        {name: (row.get(names[name]) or "").strip() for name in COLUMNS if name in names}
        for row in _whole(reader)
    ]
    asked = [StatedRequest(**row) for row in rows if any(row.values())]
    if not asked:
        raise AskedWronglyError("The table holds column names and no figure.")
    return asked


def _whole(reader: csv.DictReader[str]) -> Iterator[dict[str | None, Any]]:
    """Rows with no more cells than the first line: one more may be a number that its own comma has cut in two."""
    width = len(reader.fieldnames or ())
    try:
        for row in reader:
            if any(row.get(None) or ()):
                raise AskedWronglyError(
                    f"Line {reader.line_num} of the table has more than {width} cells. Put a number with a comma in it in "
                    'quotation marks, such as "1,234", or write it without.'
                )
            yield row
    except csv.Error as error:
        raise AskedWronglyError(f"The table cannot be read below line {reader.line_num}: {error}.") from error


def as_record(found: Sequence[Reconciliation]) -> dict[str, Any]:
    """The result in the schema ``wardmote.reconcile/1``."""
    return {"schema": SCHEMA, "figures": [_record(one) for one in found]}


def _record(one: Reconciliation) -> dict[str, Any]:
    stated = one.stated
    return {
        "says": stated.says or None,
        "measure": stated.measure.id,
        "area": stated.area.code,
        "from": stated.period.start,
        "to": stated.period.end,
        "theirs": stated.value,
        "ours": one.ours,
        "difference": one.difference,
        "agrees": one.agrees,
        "snapshot": one.snapshot,
        "equal": [
            {"otherwise": way.words, "sides": list(way.sides), "count": way.count} for way in one.equal
        ],
        "nearer": [
            {"otherwise": way.words, "sides": list(way.sides), "count": way.count} for way in one.nearer
        ],
        "ask": list(one.open),
        "notes": list(one.notes),
    }


def _understood(workspace: Workspace, asked: Sequence[StatedRequest]) -> list[Stated]:
    """Every figure, or all that cannot be understood, each with its place in the list."""
    found, wrong = [], []
    for number, one in enumerate(asked, start=1):
        try:
            found.append(_stated(workspace, one))
        except (AskedWronglyError, UnknownAreaError) as error:
            if len(asked) == 1:
                raise
            wrong.append(f"Figure {number} ({one.measure}, {one.value}): {error}")
    if wrong:
        raise AskedWronglyError("\n".join(wrong))
    return found


def _stated(workspace: Workspace, asked: StatedRequest) -> Stated:
    try:
        value, within = read_number(asked.value)
        period = _period(workspace, asked.period)
    except (StatedError, PeriodError) as error:
        raise AskedWronglyError(str(error)) from error
    return Stated(
        value=value,
        measure=_measure(workspace.definitions.measures, asked.measure),
        area=_area(workspace, asked.area),
        period=period,
        within=within,
        says=asked.says,
    )


def _period(workspace: Workspace, words: str) -> Period:
    latest = last_complete_month(workspace)
    asked = read_period(words or f"year to {latest}", latest)
    if not asked.complete and not asked.to_date:
        raise PeriodError(
            f"{asked.words}: the evidence ends before the period does. Name the months that their figure is of."
        )
    return asked.counted


def _area(workspace: Workspace, words: str) -> Area:
    own = workspace.area()
    return named_area(workspace.snapshot.connection(), words, own) if words else own


def _measure(measures: Mapping[str, Measure], words: str) -> Measure:
    """The measure of a name: its identifier, its title, or its short title.

    Raises
    ------
    AskedWronglyError
        When there is none, or police.uk cannot supply it.
    """
    said = " ".join(words.split()).casefold()
    names = {
        name.casefold(): one for one in measures.values() for name in (one.title, one.short_title, one.id)
    }
    if said not in names:
        near = difflib.get_close_matches(said, list(names), n=3, cutoff=0.5)
        known = [one.id for one in dict.fromkeys(names[name] for name in near)]
        hint = f" Nearest: {', '.join(known)}." if known else ""
        raise AskedWronglyError(
            f"There is no measure called {words}.{hint} 'wardmote measures' lists them all."
        )
    found = names[said]
    if not found.available:
        reason = " ".join(one.reason for one in found.unavailable)
        listed = (
            f" 'wardmote table observed --measure {found.id}' lists what was reported."
            if found.observed
            else ""
        )
        raise AskedWronglyError(
            f"{found.title} is not counted from police files, and only those can be reconciled. {reason}".strip()
            + listed
        )
    return found

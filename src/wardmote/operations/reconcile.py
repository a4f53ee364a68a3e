"""Reconciling somebody else's figures with ours, as a job: one figure, or a table of them."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wardmote.analyses.reconcile import (
    Reconciliation,
    Stated,
    StatedError,
    read_number,
    read_share,
    reconcile,
)
from wardmote.definitions import Measure, UnknownNameError, measure_called
from wardmote.evidence import Progress, quiet
from wardmote.figures import Area, Evidence, UnknownAreaError
from wardmote.figures.months import Period, ending
from wardmote.figures.observed.reports import Reports, read_reports
from wardmote.figures.periods import PeriodError, Quarters, read_period
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.pasted_figures import StatedRequest as StatedRequest
from wardmote.operations.pasted_figures import read_table as read_table
from wardmote.operations.tables import last_complete_month
from wardmote.operations.workspace import Workspace

YEAR = 12
SCHEMA = "wardmote.reconcile/1"


@dataclass(frozen=True)
class Answers:
    """``found``: what could be set beside ours. ``unanswered``: a sentence for each figure that could not, and why."""

    found: tuple[Reconciliation, ...]
    unanswered: tuple[str, ...] = ()


def reconcile_figures(
    workspace: Workspace, asked: Sequence[StatedRequest], progress: Progress = quiet
) -> Answers:
    """Explain each stated figure as far as the evidence can, from every snapshot that is kept.

    Of many figures those that cannot be understood are named, and the others answered: a dashboard always shows
    something that is counted nowhere here.

    Raises
    ------
    AskedWronglyError
        When no number or period can be understood; says which and what can be.
    UnknownNameError, UnknownAreaError
        When the measure or the area of the one figure is not known.
    EvidenceAbsent
        When it is counted from police files and none was taken in.
    """
    stated, unanswered = _understood(workspace, asked)
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
            if manifest.id != now.snapshot and manifest.files
        ]
        for number, one in enumerate(stated):
            progress("Comparing", number, len(stated))
            found.append(reconcile(now, one, earlier))
    progress("Comparing", len(stated), len(stated))
    return Answers(tuple(found), tuple(unanswered))


def as_record(answers: Answers) -> dict[str, Any]:
    """The result in the schema ``wardmote.reconcile/1``."""
    return {
        "schema": SCHEMA,
        "figures": [_record(one) for one in answers.found],
        "unanswered": list(answers.unanswered),
    }


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
        "explained": one.explained,
        "unexplained": one.unexplained,
        "absent": one.absent or None,
        "unit": stated.measure.unit,
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


def _understood(workspace: Workspace, asked: Sequence[StatedRequest]) -> tuple[list[Stated], list[str]]:
    """The figures that can be understood, and a sentence for each of the others, with its place in the list."""
    found: list[Stated] = []
    wrong: list[str] = []
    for number, one in enumerate(asked, start=1):
        try:
            found.append(_stated(workspace, one))
        except (AskedWronglyError, UnknownAreaError, UnknownNameError) as error:
            if len(asked) == 1:
                raise
            wrong.append(f"Figure {number} ({one.measure}, {one.value}): {error}")
    if wrong and not found:
        raise AskedWronglyError("\n".join(wrong))
    return found, wrong


def _stated(workspace: Workspace, asked: StatedRequest) -> Stated:
    measure = _measure(workspace, asked.measure)
    area = workspace.area(asked.area or None)
    try:
        value, within = (read_share if measure.is_share else read_number)(asked.value)
        period = _period(workspace, asked.period, measure, area)
    except (StatedError, PeriodError) as error:
        raise AskedWronglyError(str(error)) from error
    return Stated(value=value, measure=measure, area=area, period=period, within=within, says=asked.says)


def _period(workspace: Workspace, words: str, measure: Measure, area: Area) -> Period:
    """The months meant: without words the latest year, or of what does not add up the latest report."""
    quarters = Quarters(workspace.settings.quarters or Quarters.FINANCIAL)
    if measure.available:
        latest = last_complete_month(workspace)
    else:
        reports = read_reports(workspace.evidence(), area, measure)
        if not words:
            return _latest(reports)
        latest = max(reports.span.end if reports.span else "", _last_report(workspace))
    asked = read_period(words or f"year to {latest}", latest, quarters)
    if not asked.complete and not asked.to_date:
        raise PeriodError(
            f"{asked.words}: the evidence ends before the period does. Name the months that their figure is of."
        )
    return asked.counted


def _latest(reports: Reports) -> Period:
    """The year to the last report; of what does not add up the last report itself."""
    span = reports.span
    if span is None:
        raise PeriodError(
            f"Nothing was reported of {reports.measure.title} in {reports.area.name}, so there is no latest year. Name "
            "the period of their figure."
        )
    if reports.measure.adds_up:
        return ending(span.end, YEAR)
    return max((one for line in reports.lines for one in line.reported), key=lambda one: (one.end, one.start))


def _last_report(workspace: Workspace) -> str:
    """The last month of any record or report."""
    row = (
        workspace.snapshot.connection()
        .execute(
            """SELECT max(month) FROM (SELECT month FROM supplied UNION ALL SELECT "end" FROM observations)"""
        )
        .fetchone()
    )
    return str(row[0]) if row and row[0] else ""


def _measure(workspace: Workspace, words: str) -> Measure:
    """The measure of a name.

    Raises
    ------
    UnknownNameError
        When there is none, or several.
    AskedWronglyError
        When no source can supply it.
    """
    found = measure_called(workspace.definitions, words)
    if not found.available and not found.observed:
        reason = " ".join(one.reason for one in found.unavailable)
        raise AskedWronglyError(
            f"{found.title} is counted from no source that Wardmote reads. {reason}".strip()
        )
    return found

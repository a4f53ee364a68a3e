"""Figures that were kept, each beside the same measure today: of the latest year that can be tested against its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from wardmote.analyses.then_and_now import YEAR, ThenNow, then_and_now
from wardmote.evidence import EvidenceAbsent
from wardmote.figures import Figure, Table, TableError, UnknownAreaError
from wardmote.figures.months import FORM, MonthError, shift, told
from wardmote.operations.tables import TableRequest, last_complete_month, table
from wardmote.operations.workspace import Workspace

YEARS = (2, 1)
"""How many years later a verdict can be given, the latest first."""
Ask = Callable[[TableRequest], Table]


def beside_today(
    workspace: Workspace, figures: Iterable[Figure], to: str | None = None, ask: Ask | None = None
) -> dict[str, ThenNow]:
    """Identity of each figure -> it, then and now.

    Parameters
    ----------
    to
        The last month that now may mean, YYYY-MM; the last complete one without it.
    ask
        What makes a table, where whoever calls keeps them.
    """
    known, make = {}, ask or (lambda request: table(workspace, request))
    for one in figures:
        known[one.identity] = _beside(workspace, one, to, make)
    return known


def _beside(workspace: Workspace, figure: Figure, to: str | None, make: Ask) -> ThenNow:
    measure = figure.measure.split("/")[0]
    if measure not in workspace.definitions.measures:
        return ThenNow(figure, measure, told(figure.period), why="This measure is not defined any more.")
    area = None if figure.area == workspace.area().code else figure.area
    try:
        last = to or last_complete_month(workspace)
        request = TableRequest(area=area, measures=(measure,), to=_latest(figure, last), two_years=True)
        return then_and_now(figure, make(request))
    except (EvidenceAbsent, UnknownAreaError, TableError, MonthError) as refusal:
        return ThenNow(
            figure, workspace.definitions.measures[measure].title, told(figure.period), why=str(refusal)
        )


def _latest(figure: Figure, last: str) -> str:
    """The last month of the year to set beside a figure: whole years after its own where there are any, else the last."""
    end = figure.period.partition(" against ")[0].rpartition("..")[2]
    if not FORM.match(end):
        return last
    whole = [shift(end, YEAR * years) for years in YEARS]
    return next((month for month in whole if month <= last), last)


__all__ = ["beside_today"]

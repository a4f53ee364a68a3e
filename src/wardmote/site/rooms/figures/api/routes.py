"""Every route: its address, its right, what it can be asked, and the job that answers it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query

from wardmote import __version__
from wardmote.analyses.result_records import result_record, table_csv
from wardmote.figures.export import as_csv, as_record
from wardmote.figures.records import series_csv, series_record
from wardmote.operations.analyse import CATALOGUE
from wardmote.operations.held_periods import as_record as periods_record
from wardmote.operations.measures import measures
from wardmote.operations.provenance import cited_figures, figure_record, figure_summary
from wardmote.site.kit.access.limits import count
from wardmote.site.kit.access.programs import PREFIX
from wardmote.site.kit.access.scope import scope_from
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.figures.api import asked as asks
from wardmote.site.rooms.figures.api import reading, shapes
from wardmote.site.rooms.figures.api.answers import Answer, rows_as_csv
from wardmote.site.rooms.figures.api.door import AskedWrongly, reads

ANALYSES = (
    "control", "trend", "season", "forecast", "change", "area-shares", "rates", "deprivation", "exceptional",
)  # fmt: skip
"""Analyses of one measure that answer within a second; the others are asked for on the pages."""


@reads("figures", "api-index", shapes.IndexShape)
def index(request: HttpRequest) -> Answer:
    """What is read here.

    The partnership, the snapshot and the definitions behind every answer, and the addresses.
    """
    from wardmote.site.rooms.figures.api.document import offered_routes

    scope, place = scope_from(request), workspace()
    held = reading.periods(scope, place)
    return Answer(
        {
            "schema": "wardmote.index/1",
            "partnership": place.settings.name,
            "snapshot": place.snapshot.id,
            "definitions": place.definitions.digest(),
            "program": __version__,
            "last_complete_month": held.last_complete or None,
            "edition": "public" if reading.sees_public(scope) else "partnership",
            "marking": place.settings.marking,
            "routes": [{"address": one.address, "title": one.summary} for one in offered_routes()],
        }
    )


@reads("figures/measures", "api-measures", shapes.MeasuresShape, csv=True)
def measure_list(request: HttpRequest, asked: Query[asks.ListAsked]) -> Answer:
    """Measures.

    Every measure with what it counts; and whether it can be had, and why not.
    """
    del request
    return _listed("measures", measures(reading.place_of(asked.snapshot).definitions), asked)


@reads("figures/areas", "api-areas", shapes.AreasShape, csv=True)
def area_list(request: HttpRequest, asked: Query[asks.AreasAsked]) -> Answer:
    """Areas.

    The areas of a level within the partnership, by name.
    """
    del request
    found = reading.areas(asked.level, reading.place_of(asked.snapshot))
    rows = [{"code": one.code or None, "name": one.name, "level": one.level} for one in found]
    return _listed("areas", rows, asked)


@reads("figures/periods", "api-periods", shapes.PeriodsShape, csv=True)
def period_list(request: HttpRequest, asked: Query[asks.ListAsked]) -> Answer:
    """Periods held.

    Which month, quarter or year each supplier sent of each kind of records, and the last month that is complete.
    """
    told = periods_record(reading.periods(scope_from(request), reading.place_of(asked.snapshot)))
    also = {name: told[name] for name in ("schema", "snapshot", "last_complete_month")}
    return _listed("periods", told["periods"], asked, also)


@reads("figures/table", "api-table", shapes.TableShape, csv=True)
def performance_table(request: HttpRequest, asked: Query[asks.TableAsked]) -> Answer:
    """The performance table.

    Two periods side by side with change, interval, rate and verdict: a row a measure, or a row an area.
    """
    place = reading.place_of(asked.snapshot)
    made = reading.performance(scope_from(request), asked, place)
    return Answer(as_record(made, place.definitions), lambda: as_csv(made, place.definitions))


@reads("figures/series", "api-series", shapes.SeriesShape, csv=True)
def measure_over_time(request: HttpRequest, asked: Query[asks.SeriesAsked]) -> Answer:
    """A measure over time.

    Month by month, by quarter or by year. What was not supplied is a gap, and a part is never summed as if it were whole.
    """
    made = reading.series_of(scope_from(request), asked, reading.place_of(asked.snapshot))
    return Answer(series_record(made), lambda: series_csv(made))


@reads("figures/figures", "api-figures", shapes.FiguresShape, csv=True)
def figure_list(request: HttpRequest, asked: Query[asks.FiguresAsked]) -> Answer:
    """Figures of a table.

    Each number of a performance table with the identity by which it can be cited and asked for again.
    """
    made = reading.performance(scope_from(request), asked, reading.place_of(asked.snapshot))
    found = [figure_summary(one) for one in cited_figures(made)]
    return _listed("figures", found, asked, {"snapshot": made.snapshot})


@reads("figures/figures/{identity}", "api-figure", shapes.FigureShape)
def one_figure(request: HttpRequest, identity: str, asked: Query[asks.FigureAsked]) -> Answer:
    """A figure by its identity.

    The whole frozen figure: measure, area, period, snapshot, sources, caveats, marking and state. It is looked for in the
    table that is asked for, then in those of the partnership, of its districts and of its wards.
    """
    place = reading.place_of(asked.snapshot)
    found = reading.figure_of(scope_from(request), identity, asked, place)
    if found is None:
        raise AskedWrongly(
            "No figure of that identity stands in these tables. Name the area, period and snapshot of the table that it "
            f"is of; {PREFIX}figures/figures lists the figures of a table."
        )
    return Answer(figure_record(place, *found))


@reads("figures/analyses", "api-analyses", shapes.OfferedsShape)
def analysis_list(request: HttpRequest) -> Answer:
    """Analyses.

    Those that answer at once, each with the question that it answers.
    """
    del request
    found = [
        {"name": name, "question": CATALOGUE[name].question, "address": f"{PREFIX}figures/analyses/{name}"}
        for name in ANALYSES
    ]
    return Answer({"schema": "wardmote.analyses/1", "analyses": found})


@reads("figures/analyses/{name}", "api-analysis", shapes.AnalysisShape, csv=True)
def one_analysis(request: HttpRequest, name: str, asked: Query[asks.AnalysisAsked]) -> Answer:
    """An analysis by its name.

    Findings in sentences with the identities of their figures, tables, how sure we are, and what the data cannot bear.
    """
    if name not in ANALYSES:
        raise Http404
    place = reading.place_of(asked.snapshot)
    made = reading.analysis_of(scope_from(request), name, asked.measure, asked.area, asked.to, place)
    if asked.table and asked.table not in [one.id for one in made.tables]:
        known = ", ".join(one.id for one in made.tables)
        raise AskedWrongly(f"This analysis has no table {asked.table}. It has {known or 'none'}.")
    if asked.format == "csv" and not made.tables:
        raise AskedWrongly("This analysis has no table. Ask for it without format=csv.")
    return Answer(result_record(made), lambda: table_csv(made.table(asked.table or "")))


@reads("figures/snapshots", "api-snapshots", shapes.SnapshotsShape, right="evidence-see", csv=True)
def snapshot_list(request: HttpRequest, asked: Query[asks.ListAsked]) -> Answer:
    """Snapshots.

    The states of the evidence that are kept, the newest first; figures can be asked of each.
    """
    return _listed("snapshots", reading.snapshots(scope_from(request)), asked)


@reads("figures/feeds", "api-feeds", shapes.BoardShape, right="evidence-see")
def feed_board(request: HttpRequest, asked: Query[asks.FeedsAsked]) -> Answer:
    """The board of feeds.

    What partners owe, what came and when, and what is late, as far as the person of the token sees the board.
    """
    try:
        day = date.fromisoformat(asked.on) if asked.on else timezone.localdate()
    except ValueError:
        raise AskedWrongly(f"There is no day {asked.on}. Write it as YYYY-MM-DD.") from None
    return Answer(reading.board(scope_from(request), day))


def _listed(
    name: str, found: Any, asked: asks.Paged | asks.FiguresAsked, also: dict[str, Any] | None = None
) -> Answer:
    """A page of a list, with how long the whole is."""
    most = count("api-page-most")
    if asked.limit > most:
        raise AskedWrongly(f"A page has {most} entries at most. Ask for the next ones by 'offset'.")
    shown = reading.page_of(found, asked.limit, asked.offset)
    about = {"schema": f"wardmote.{name}/1"} | (also or {})
    paging = {"total": len(found), "limit": asked.limit, "offset": asked.offset}
    return Answer({**about, **paging, name: shown}, lambda: rows_as_csv(shown))

"""What the evidence says of one chosen issue."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.analyses.ahead.fan_picture import fan
from wardmote.analyses.ahead.forecast_words import held_back_finding, outlook_finding, rests_on
from wardmote.analyses.ahead.outlook import Outlook, Stretch, outlooks, stretch_of
from wardmote.analyses.ahead.season import SeasonFound, season_found
from wardmote.analyses.ahead.season_words import season_finding, season_picture
from wardmote.analyses.change_in_words import change_finding
from wardmote.analyses.focus.beside import beside, weight_words
from wardmote.analyses.focus.record import FocusPage
from wardmote.analyses.over_time.history import History, history
from wardmote.analyses.places import rows_within
from wardmote.analyses.result import AnalysisResult, CannotBearError
from wardmote.analyses.small_areas import concentration
from wardmote.analyses.wording import interval_name, percent
from wardmote.definitions.yardsticks import Focus
from wardmote.figures.areas import UnknownAreaError
from wardmote.figures.comparison import area_asked
from wardmote.figures.evidence import Evidence
from wardmote.figures.performance import TableError
from wardmote.figures.table import Row, Table

YEAR = 12
YEARS_DRAWN = 2
"""As many as have room beside another picture."""


def focus_pages(
    evidence: Evidence,
    table: Table,
    changed_within: Sequence[Row] = (),
    harm: AnalysisResult | None = None,
) -> tuple[FocusPage, ...]:
    """The pages of the issues that the partnership chose, in their order, at most as many as a board can weigh.

    ``changed_within``: the rows of wards that changed, or whose location is too uncertain. ``harm``: what the crimes of
    the partnership weigh, where they can be weighed.
    """
    definitions = evidence.definitions
    chosen = sorted(definitions.focus.values(), key=lambda one: (one.order, one.id))
    placed = [_placed(evidence, table, one) for one in chosen[: int(definitions.threshold("focus-most"))]]
    histories = [_history(evidence, table, page) for page in placed]
    ahead = _outlooks(evidence, table, histories)
    return tuple(
        _filled(evidence, table, page, known, said, changed_within, harm)
        for page, known, said in zip(placed, histories, ahead, strict=True)
    )


def _placed(evidence: Evidence, table: Table, focus: Focus) -> FocusPage:
    """The page with its area and row, or why it has none."""
    try:
        area = area_asked(evidence, focus.area) if focus.area else table.area
    except UnknownAreaError as error:
        return FocusPage(focus, None, refused=str(error))
    rows = table.rows if area == table.area else rows_within(evidence, table, [area])
    row = next((one for one in rows if one.measure.id == focus.measure), None)
    if row is None or row.current is None:
        return FocusPage(focus, area, refused="Nothing of it was supplied for the year.")
    doubted = evidence.definitions.threshold("not-located-share")
    return FocusPage(focus, area, row, change_finding(table, row, doubted))


def _history(evidence: Evidence, table: Table, page: FocusPage) -> History | None:
    if page.area is None or page.row is None:
        return None
    try:
        return history(evidence, page.area, page.focus.measure, table.current.end)
    except (CannotBearError, TableError):
        return None


def _outlooks(evidence: Evidence, table: Table, histories: Sequence[History | None]) -> list[Outlook | str]:
    """The outlook of each, or why it has none; all forecast together."""
    definitions, to = evidence.definitions, table.current.end
    stretches: dict[int, Stretch] = {}
    found: list[Outlook | str] = ["" for _ in histories]
    for at, known in enumerate(histories):
        if known is None:
            continue
        try:
            stretches[at] = stretch_of(known, definitions, to)
        except CannotBearError as error:
            found[at] = str(error)
    made = outlooks(list(stretches.values()), YEAR, definitions)
    for at, one in zip(stretches, made, strict=True):
        found[at] = one
    return found


def _filled(
    evidence: Evidence,
    table: Table,
    page: FocusPage,
    known: History | None,
    ahead: Outlook | str,
    changed_within: Sequence[Row],
    harm: AnalysisResult | None,
) -> FocusPage:
    """The page with where, when and what is to be expected."""
    if page.area is None or page.row is None:
        return page
    season = season_found(known, evidence.definitions) if known else None
    clear = season is not None and season.p < evidence.definitions.threshold("false-discovery-rate")
    outlook = ahead if isinstance(ahead, Outlook) else None
    wards = [one for one in changed_within if one.measure.id == page.focus.measure]
    whole = page.area == table.area
    return FocusPage(
        focus=page.focus,
        area=page.area,
        row=page.row,
        what=page.what,
        where=concentration(evidence, page.area, page.row.measure, table.current.end, mapped=False),
        wards=tuple(wards) if whole else (),
        beside=beside(evidence, page.row, page.area, table.area, table.current),
        weighs=weight_words(evidence, page.row, harm) if whole else "",
        when=_when(season, clear=clear),
        season=season_picture(season, evidence.definitions, clear=True) if season and clear else None,
        ahead=outlook_finding(outlook).sentence if outlook else str(ahead),
        outlook=fan(outlook, YEARS_DRAWN) if outlook else None,
        sure=_sure(evidence, page.row, outlook),
    )


def _when(season: SeasonFound | None, *, clear: bool) -> str:
    if season is None:
        return "Two whole years are needed to see a season, and they are not in hand."
    said = season_finding(season, clear=clear)
    return f"{said.lead}{said.rest}"


def _sure(evidence: Evidence, row: Row, outlook: Outlook | None) -> tuple[str, ...]:
    """What the change and the outlook rest on, a sentence each."""
    said = []
    low, high = row.percent_interval or (None, None)
    if row.percent is not None and low is not None and high is not None:
        said.append(
            f"The change: {percent(row.percent)}, {interval_name(evidence.definitions)} {percent(low)} to "
            f"{percent(high)} for this measure alone; the verdict allows for all measures of the area."
        )
    if outlook:
        tested = held_back_finding(outlook, plain=True)
        said += [f"The outlook: {rests_on(outlook)}", *([tested.sentence] if tested else [])]
    return tuple(said)

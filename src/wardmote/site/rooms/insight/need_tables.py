"""An index of need as its page shows it: places with how sure they are, and what each number rests on."""

from __future__ import annotations

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext

from wardmote.analyses.community.tables import AREAS, NAMED, VALUES, profile_of
from wardmote.analyses.result import AnalysisResult, Cell, Kind, ResultColumn
from wardmote.analyses.result_cells import ABSENT, cell_words
from wardmote.definitions import Definitions
from wardmote.definitions.community_matrices import CommunityMatrix, Variable
from wardmote.publishing.plain_sheets import Column as SheetColumn
from wardmote.publishing.plain_sheets import Sheet
from wardmote.publishing.tree import Column, Content, Link, Quiet, Table
from wardmote.site.rooms.insight.asking import CATEGORY, Asked

NUMBER = ResultColumn("number", "", Kind.NUMBER)
HERE = "#profile"


def by_need(result: AnalysisResult, asked: Asked) -> Table:
    """Areas in order: each leads to its profile, and says how sure its place is."""
    found = result.table(AREAS)
    limited = any(one.id == "priority" for one in found.columns)
    rows: list[tuple[Content, ...]] = []
    for one in found.records():
        profile = reverse("insight-community") + asked.query(profile=str(one["code"])) + HERE
        rows.append(
            (
                Link(str(one["area"]), profile),
                str(one["place"]),
                _likely(one),
                Link(cell_words(NUMBER, one["index"]), profile),
                f"{cell_words(NUMBER, one['low'])} {gettext('to')} {cell_words(NUMBER, one['high'])}",
                *((_priority(one),) if limited else ()),
            )
        )
    columns = (
        Column(gettext("Area")),
        Column(gettext("Place"), "right"),
        Column(gettext("Likely places")),
        Column(gettext("Index"), "right"),
        Column(gettext("Likely index"), "right"),
        *((Column(gettext("Priority")),) if limited else ()),
    )
    return Table(found.title, columns, tuple(rows), anchor=AREAS, notes=found.notes[1:])


def _likely(one: dict[str, Cell]) -> Content:
    likely = str(one["likely"])
    return (f"{likely} ", Quiet(gettext("uncertain"))) if one["wide"] else likely


def _priority(one: dict[str, Cell]) -> Content:
    chance = cell_words(ResultColumn("chance", "", Kind.PERCENT), one["chance"])
    said = gettext("yes") if one["priority"] else gettext("no")
    return (f"{said} ", Quiet(gettext("%(share)s of trials") % {"share": chance}))


def values(result: AnalysisResult, matrix: CommunityMatrix, asked: Asked, definitions: Definitions) -> Table:
    """What each area has of each variable: numbers lead to what they rest on, gaps are words."""
    found, known = result.table(VALUES), {one.id: one for one in matrix.variables}
    of = [known[column.id] for column in found.columns[NAMED:]]
    rows = tuple(
        (
            Link(str(row[0]), _area_address(str(row[1]), asked)),
            *(
                _value(cell, variable, str(row[1]), asked, definitions)
                for cell, variable in zip(row[NAMED:], of, strict=True)
            ),
        )
        for row in found.rows
    )
    columns = (Column(gettext("Area")), *(Column(one.short, "right") for one in of))
    return Table(found.title, columns, rows, anchor=VALUES, notes=found.notes, dense=True)


def profile(
    result: AnalysisResult, matrix: CommunityMatrix, asked: Asked, definitions: Definitions, code: str
) -> Table:
    """One area variable by variable."""
    found, known = profile_of(result, code), {one.title: one for one in matrix.variables}
    rows = tuple(
        (
            str(one["variable"]),
            _value(one["value"], known[str(one["variable"])], code, asked, definitions),
            *(cell_words(NUMBER, one[name]) for name in ("average", "index")),
            str(one["place"] or ABSENT),
            str(one["of"]),
        )
        for one in found.records()
    )
    columns = tuple(
        Column(title, "right" if at in (1, 2, 3, 4) else "left")
        for at, title in enumerate(
            (
                gettext("Variable"),
                gettext("Here"),
                gettext("Average of areas"),
                gettext("In the index"),
                gettext("Place"),
                gettext("From"),
            )
        )
    )
    return Table(found.title, columns, rows, anchor="profile-table", caption_hidden=True)


def named(result: AnalysisResult, code: str) -> str:
    """The name of an area of a result."""
    return next((str(row[0]) for row in result.table(VALUES).rows if row[1] == code), code)


def _value(cell: Cell, variable: Variable, code: str, asked: Asked, definitions: Definitions) -> Content:
    """A number leads to its figure where it is one of a measure, else to the area's page, which shows its people."""
    if not isinstance(cell, float):
        return Quiet(str(cell))
    return Link(cell_words(NUMBER, cell), _rests_on(variable, code, asked, definitions))


def _rests_on(variable: Variable, code: str, asked: Asked, definitions: Definitions) -> str:
    measure = definitions.measures.get(variable.measure)
    if measure is None:
        return _area_address(code, asked)
    rate = not measure.is_share and variable.per in ("", measure.population)
    named = {"measure": measure.id, "what": "rate" if rate else "current"}
    return reverse("insight-figure", kwargs=named) + _period_of(asked).query(area=code)


def _area_address(code: str, asked: Asked) -> str:
    return reverse("insight-area", kwargs={"code": code}) + _period_of(asked).query()


def _period_of(asked: Asked) -> Asked:
    return replace(Asked(), to=asked.to, snapshot=asked.snapshot, by=CATEGORY)


def sheet(result: AnalysisResult, name: str) -> Sheet:
    """A table of the analysis as a file to take away: numbers as they are, and words where there is none.

    Raises
    ------
    KeyError
        When there is no such table.
    """
    found = result.table(name)
    rows = tuple(
        tuple("" if cell is None else cell_words(column, cell) if isinstance(cell, bool) else cell
              for column, cell in zip(found.columns, row, strict=True))
        for row in found.rows
    )  # fmt: skip
    return Sheet(found.title, tuple(SheetColumn(one.title) for one in found.columns), rows)

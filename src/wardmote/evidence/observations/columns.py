"""Where in a table each part of an observation stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from wardmote.definitions.models import Layout
from wardmote.evidence.observations.areas import Areas
from wardmote.evidence.observations.items import Items
from wardmote.evidence.observations.misread import Misread
from wardmote.evidence.observations.periods import looks_like_period, read_period
from wardmote.evidence.recognise import names_of, same
from wardmote.evidence.refusals import Refused
from wardmote.evidence.rows.files import ArrivedFile

ACROSS = {"periods": "period", "items": "item", "areas": "area", "": ""}
"""What stands in the names of a wide table's columns -> its role."""
PERIODS = (("period",), ("start", "end"), ("year", "quarter"), ("year", "month"), ("year",))


@dataclass
class Columns:
    """The columns of one file."""

    places: dict[str, int] = field(default_factory=dict)
    """Role -> place among the columns."""
    names: dict[str, str] = field(default_factory=dict)
    """Role -> name of its column, or of the role where a constant stands."""
    constants: dict[str, str] = field(default_factory=dict)
    role: str = ""
    """Role that stands in the names of the columns of a wide table; empty for one observation a row."""
    wide: list[tuple[int, str]] = field(default_factory=list)
    """Place and name of the columns that hold observations in a wide table."""
    not_read: list[str] = field(default_factory=list)
    """Columns of a wide table that hold no observations."""

    def cell(self, cells: tuple[str, ...], role: str) -> str:
        """What a row says in one role; empty where nothing does."""
        place = self.places.get(role)
        return self.constants.get(role, "") if place is None else cells[place] or self.constants.get(role, "")


def columns_of(file: ArrivedFile, areas: Areas, items: Items) -> Columns:
    """Find out where everything stands in a file.

    Raises
    ------
    Refused
        When a period, an area, a measure or a value stands nowhere, or a column's name could mean two periods.
    """
    source = file.file.source
    layout = source.layout or Layout()
    found = Columns(constants=dict(layout.constants), role=ACROSS[layout.across])
    by_name = {same(column): place for place, column in enumerate(file.file.columns) if column}
    for role, column in source.columns.items():
        place = next((by_name[same(n)] for n in names_of(source, column) if same(n) in by_name), None)
        if place is not None:
            found.places[role] = place
        found.names[role] = column if place is None else file.file.columns[place]
    if found.role:
        _spread(file, found, layout, areas, items)
    _refuse_lacking(file, found)
    return found


def _spread(file: ArrivedFile, found: Columns, layout: Layout, areas: Areas, items: Items) -> None:
    """Sort the columns of a wide table into those that hold observations and the others."""
    taken = set(found.places.values())
    for place, name in enumerate(file.file.columns):
        if place in taken or not name:
            continue
        if _holds(name, found.role, layout, areas, items):
            _check_name(file, name, found.role, layout)
            found.wide.append((place, name))
        else:
            found.not_read.append(name)
    if not found.wide:
        what = {"period": "periods", "item": "measures", "area": "areas"}[found.role]
        raise Refused(
            file.name,
            f"{file.name}: none of its columns is named after {what}, as the definition of {file.file.source.title} "
            f"says they are. Its columns are {', '.join(c for c in file.file.columns if c)[:200]}.",
        )


def _holds(name: str, role: str, layout: Layout, areas: Areas, items: Items) -> bool:
    if role == "period":
        return looks_like_period(name, layout.periods)
    if role == "item":
        return items.known(name)
    return areas.known(name) or (bool(layout.level) and not areas.is_total(name))


def _check_name(file: ArrivedFile, name: str, role: str, layout: Layout) -> None:
    if role != "period":
        return
    try:
        read_period(name, layout.periods)
    except Misread as error:
        raise Refused(
            file.name, f"{file.name}: the column “{name}” could mean two periods. Expected {error.expected}."
        ) from error


def _refuse_lacking(file: ArrivedFile, found: Columns) -> None:
    """Refuse a file in which a part of every observation stands nowhere."""
    having = {*found.places, *found.constants, found.role}
    lacking = [role for role in ("area", "item") if role not in having]
    if not any(all(role in having for role in way) for way in PERIODS):
        lacking.append("period")
    if not found.role and "value" not in having:
        lacking.append("value")
    if lacking:
        raise Refused(
            file.name,
            f"{file.name}: the definition of {file.file.source.title} does not say where in the table the "
            f"{', '.join(lacking)} of a row stands. Add it to the columns or to the layout's constants there.",
        )

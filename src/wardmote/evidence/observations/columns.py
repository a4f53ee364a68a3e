"""Where in a table each part of an observation stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wardmote.definitions.models import Layout
from wardmote.evidence.observations.areas import Areas
from wardmote.evidence.observations.items import Items
from wardmote.evidence.observations.misread import Misread
from wardmote.evidence.observations.patterns import Known, said_by
from wardmote.evidence.observations.spans import looks_like_span, read_span
from wardmote.evidence.recognise import names_of, same
from wardmote.evidence.refusals import Refused
from wardmote.evidence.rows.files import ArrivedFile

ACROSS = {"periods": "period", "items": "item", "areas": "area", "": ""}
"""What stands in the names of a wide table's columns -> its role."""
PERIODS = (("period",), ("start", "end"), ("year", "quarter"), ("year", "month"), ("year",))
WEEKS = (("period",), ("year", "week"))
"""Roles that together say when something was, of a source of months and of one of weeks."""
NOT_OF_WEEKS = ("base", "note")
"""Roles that counts by week do not have."""


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
    said: dict[int, dict[str, str]] = field(default_factory=dict)
    """Place of such a column -> role -> what its name says of it."""
    bases: dict[int, int] = field(default_factory=dict)
    """Place of such a column -> place of the column with the number asked."""
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
    if layout.rows == "incident":
        found.constants["value"] = "1"
    for role, column in source.columns.items():
        if layout.rhythm == "week" and role in NOT_OF_WEEKS:
            continue
        place = next((by_name[same(n)] for n in names_of(source, column) if same(n) in by_name), None)
        if place is not None:
            found.places[role] = place
        found.names[role] = column if place is None else file.file.columns[place]
    if found.role:
        _spread(file, found, layout, areas, items)
    elif layout.rhythm == "week":
        taken = set(found.places.values())
        found.not_read += [n for place, n in enumerate(file.file.columns) if n and place not in taken]
    _refuse_lacking(file, found)
    return found


def _spread(file: ArrivedFile, found: Columns, layout: Layout, areas: Areas, items: Items) -> None:
    """Sort the columns of a wide table into those that hold observations, those with their bases, and the others."""
    known = _known(layout, areas, items)
    taken = set(found.places.values())
    bases: dict[int, dict[str, str]] = {}
    for place, name in enumerate(file.file.columns):
        if place in taken or not name:
            continue
        base = _said(name, layout.bases, known)
        said = None if base else _said(name, layout.values or (f"{{{found.role}}}",), known)
        if base:
            bases[place] = base
        elif said:
            _check_name(file, name, said, layout)
            found.wide.append((place, name))
            found.said[place] = said
        else:
            found.not_read.append(name)
    if not found.wide:
        what = {"period": "periods", "item": "measures", "area": "areas"}[found.role]
        raise Refused(
            file.name,
            f"{file.name}: none of its columns is named after {what}, as the definition of {file.file.source.title} "
            f"says they are. Its columns are {', '.join(c for c in file.file.columns if c)[:200]}.",
        )
    _refuse_twice(file, found, layout)
    _pair(file, found, bases, layout)


def _known(layout: Layout, areas: Areas, items: Items) -> Known:
    return {
        "period": lambda words: looks_like_span(words, layout),
        "item": items.known,
        "area": lambda words: areas.known(words) or (bool(layout.level) and not areas.is_total(words)),
    }


def _said(name: str, patterns: tuple[str, ...], known: Known) -> dict[str, str] | None:
    """What a column's name says, by the first pattern that it fits; None where it fits none."""
    found = (said_by(name, pattern, known) for pattern in patterns)
    return next((said for said in found if said), None)


def _key(said: Mapping[str, str], layout: Layout) -> dict[str, str]:
    """What a name says, with two spellings of one period alike."""
    period = {"period": str(read_span(said["period"], layout))} if "period" in said else {}
    return {**{role: same(words) for role, words in said.items()}, **period}


def _refuse_twice(file: ArrivedFile, found: Columns, layout: Layout) -> None:
    """Refuse a table in which two columns would hold values of one thing, such as 2023/24 % and 2023/24 No."""
    first: dict[tuple[tuple[str, str], ...], str] = {}
    for place, name in found.wide if layout.values else ():
        key = tuple(sorted(_key(found.said[place], layout).items()))
        if key in first:
            raise Refused(
                file.name,
                f"{file.name}: the columns “{first[key]}” and “{name}” would both hold the values of one "
                f"{' and '.join(role for role, _ in key)}, by the patterns in the definition of {file.file.source.title}. "
                "Say there which of them is the value, and which the base.",
            )
        first[key] = name


def _pair(file: ArrivedFile, found: Columns, bases: Mapping[int, dict[str, str]], layout: Layout) -> None:
    """Put each column of bases beside the columns whose names say the same; say so of those that belong to none."""
    for at, said in bases.items():
        _check_name(file, file.file.columns[at], said, layout)
        key = _key(said, layout).items()
        mine = [place for place, _ in found.wide if key <= _key(found.said[place], layout).items()]
        found.bases |= dict.fromkeys(mine, at)
        if not mine:
            found.not_read.append(file.file.columns[at])


def _check_name(file: ArrivedFile, name: str, said: Mapping[str, str], layout: Layout) -> None:
    try:
        if "period" in said:
            read_span(said["period"], layout)
    except Misread as error:
        raise Refused(
            file.name, f"{file.name}: the column “{name}” could mean two periods. Expected {error.expected}."
        ) from error


def _refuse_lacking(file: ArrivedFile, found: Columns) -> None:
    """Refuse a file in which a part of every observation stands nowhere."""
    having = {
        *found.places,
        *found.constants,
        found.role,
        *(role for said in found.said.values() for role in said),
    }
    lacking = [role for role in ("area", "item") if role not in having]
    ways = WEEKS if file.file.source.weekly else PERIODS
    if not any(all(role in having for role in way) for way in ways):
        lacking.append("period")
    if not found.role and "value" not in having:
        lacking.append("value")
    if lacking:
        raise Refused(
            file.name,
            f"{file.name}: the definition of {file.file.source.title} does not say where in the table the "
            f"{', '.join(lacking)} of a row stands. Add it to the columns or to the layout's constants there.",
        )

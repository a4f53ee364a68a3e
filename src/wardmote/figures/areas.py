"""Areas: finding them by code, and reading which lie in which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import duckdb

from wardmote.definitions import Definitions

COLUMNS = {"lsoa": "best_fit", "ward": "ward", "lad": "lad", "csp": "csp", "force": "area_force"}
"""Level of area -> column of the places view that holds its code."""


class UnknownAreaError(LookupError):
    """No area has that code in this snapshot."""


class NotOneAreaError(UnknownAreaError):
    """The areas named together cannot be taken as one; says why."""


@dataclass(frozen=True)
class Area:
    """An area: one code of a level, or several of one level taken as one, such as a town or a partnership."""

    code: str
    name: str
    level: str
    codes: tuple[str, ...] = ()
    """The codes it is made of, where they are several; else empty."""
    part_of: str = ""
    """Code of the area that it is cut to, where only a part of it is meant."""
    note: str = field(default="", compare=False)
    """What a reader must know of it, in a sentence: that it stands for an area of an earlier code."""

    @property
    def member_codes(self) -> tuple[str, ...]:
        """Codes to look for in its column."""
        return self.codes or (self.code,)

    @property
    def column(self) -> str:
        """Column of the places view that holds those codes."""
        return COLUMNS["csp" if self.level == "partnership" else self.level]


NOT_LOCATED = Area("", "Not located", "not-located")


def find_area(connection: duckdb.DuckDBPyConnection, code: str) -> Area:
    """The area of a code.

    Raises
    ------
    UnknownAreaError
        When no area of the snapshot has it; says which codes look alike.
    """
    rows = connection.execute("SELECT level, code, name FROM areas WHERE code = ?", [code]).fetchall()
    if rows:
        level, found, name = rows[0]
        return Area(found, name, level)
    near = connection.execute(
        "SELECT code, name FROM areas WHERE lower(name) = lower(?) AND level <> 'lsoa' ORDER BY code LIMIT 5",
        [code],
    ).fetchall()
    hint = " Codes of that name: " + ", ".join(f"{c} ({n})" for c, n in near) + "." if near else ""
    raise UnknownAreaError(
        f"No area of this snapshot has the code {code}.{hint} Areas are named by code, such as E22000353."
    )


def partnership_area(connection: duckdb.DuckDBPyConnection, codes: Sequence[str], name: str = "") -> Area:
    """The area of a partnership: one CSP code, or several taken as one."""
    found = [find_area(connection, code) for code in dict.fromkeys(codes)]
    if len(found) == 1:
        return found[0]
    members = tuple(area.code for area in found)
    return Area("+".join(members), name or " and ".join(a.name for a in found), "partnership", members)


def joined(areas: Sequence[Area], name: str = "") -> Area:
    """Several areas of one level as one: a town of three wards. Each counts once, whatever their order.

    ``name`` is what it is called; without one it is called by its parts.

    Raises
    ------
    NotOneAreaError
        When they are of different levels.
    """
    parts = {area.code: area for area in areas}
    one = next(iter(parts.values()))
    if len(parts) == 1:
        return replace(one, name=name or one.name)
    levels = list(
        dict.fromkeys("csp" if area.level == "partnership" else area.level for area in parts.values())
    )
    if len(levels) > 1:
        named = ", ".join(f"{area.name} ({area.code})" for area in parts.values())
        raise NotOneAreaError(
            f"{named} are areas of different levels. Only areas of one level can be taken as one, such as wards alone."
        )
    codes = tuple(sorted({code for area in parts.values() for code in area.member_codes}))
    first, *others = (area.name for area in parts.values())
    called = name or f"{first} and {others[0] if len(others) == 1 else f'{len(others)} others'}"
    return Area("+".join(codes), called, "partnership" if levels == ["csp"] else levels[0], codes)


def areas_around(connection: duckdb.DuckDBPyConnection, area: Area, level: str) -> list[Area]:
    """Areas of a level in which any part of the given one lies, by name; each whole."""
    rows = connection.execute(
        f"""SELECT DISTINCT a.code, a.name FROM places p
            JOIN areas a ON a.level = ? AND a.code = p.{COLUMNS[level]}
            WHERE p.{area.column} IN (SELECT unnest(?)) ORDER BY a.name, a.code""",
        [level, list(area.member_codes)],
    ).fetchall()
    return [Area(code, name, level) for code, name in rows]


def small_areas_shared(
    connection: duckdb.DuckDBPyConnection, area: Area, other: Area
) -> tuple[int, int, int]:
    """How many small areas lie in both, in the first, and in the second."""
    row = connection.execute(
        f"""SELECT count(DISTINCT CASE WHEN one AND two THEN lsoa END), count(DISTINCT CASE WHEN one THEN lsoa END),
                   count(DISTINCT CASE WHEN two THEN lsoa END)
            FROM (SELECT p.best_fit AS lsoa, p.{area.column} IN (SELECT unnest(?)) AS one,
                         p.{other.column} IN (SELECT unnest(?)) AS two FROM places p) AS placed""",
        [list(area.member_codes), list(other.member_codes)],
    ).fetchone()
    return (int(row[0]), int(row[1]), int(row[2])) if row else (0, 0, 0)


def areas_within(
    connection: duckdb.DuckDBPyConnection, area: Area, level: str, definitions: Definitions
) -> list[Area]:
    """Areas of a level that hold any small area of the given one, by name.

    One that reaches beyond it is named as a part.

    Raises
    ------
    UnknownAreaError
        When the level is not one that Wardmote knows.
    """
    if level not in COLUMNS:
        known = ", ".join(sorted(definitions.levels, key=lambda name: definitions.levels[name].rank))
        raise UnknownAreaError(f"There is no level of area called {level}. Levels are: {known}.")
    rows = connection.execute(
        f"""WITH inside AS (SELECT {COLUMNS[level]} AS code, count(*) AS n FROM places
                            WHERE {area.column} IN (SELECT unnest(?)) GROUP BY {COLUMNS[level]}),
                 whole AS (SELECT {COLUMNS[level]} AS code, count(*) AS n FROM places GROUP BY {COLUMNS[level]})
            SELECT a.code, a.name, i.n = w.n
            FROM inside i JOIN whole w ON w.code = i.code JOIN areas a ON a.level = ? AND a.code = i.code
            ORDER BY a.name, a.code""",
        [list(area.member_codes), level],
    ).fetchall()
    return [
        Area(code, name, level) if whole else Area(code, f"{name} (part)", level, part_of=area.code)
        for code, name, whole in rows
    ]


def every_area(connection: duckdb.DuckDBPyConnection, level: str) -> list[Area]:
    """Every area of a level in the snapshot, by code."""
    rows = connection.execute(
        "SELECT code, name FROM areas WHERE level = ? ORDER BY code", [level]
    ).fetchall()
    return [Area(code, name, level) for code, name in rows]


OWNERS = ("csp", "partnership", "force")
"""Levels of area to which a force's rows without a location can belong."""


def member_lists(areas: Iterable[Area]) -> list[list[str]]:
    """Two lists of equal length for SQL: the area's own code, and each code it is made of."""
    pairs = [(area.code, code) for area in areas for code in area.member_codes]
    return [[area for area, _ in pairs], [code for _, code in pairs]]


def by_column(areas: Iterable[Area]) -> dict[str, list[Area]]:
    """Areas grouped by the column of the places view that holds their codes."""
    groups: dict[str, list[Area]] = {}
    for area in areas:
        if area.level in COLUMNS or area.level == "partnership":
            groups.setdefault(area.column, []).append(area)
    return groups

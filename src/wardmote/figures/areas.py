"""Areas: finding them by code, and reading which lie in which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb

from wardmote.definitions import Definitions

COLUMNS = {"lsoa": "best_fit", "ward": "ward", "lad": "lad", "csp": "csp", "force": "area_force"}
"""Level of area -> column of the places view that holds its code."""


class UnknownAreaError(LookupError):
    """No area has that code in this snapshot."""


@dataclass(frozen=True)
class Area:
    """An area: one code of a level, or a partnership of several."""

    code: str
    name: str
    level: str
    codes: tuple[str, ...] = ()
    """The codes it is made of, where it is a partnership of several; else empty."""
    part_of: str = ""
    """Code of the area that it is cut to, where only a part of it is meant."""

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

"""Finding an area by what people call it: a code, or the name of a ward or a town."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

import duckdb

from wardmote.definitions.asking import OFFERED, offer
from wardmote.figures.areas import (
    COLUMNS,
    Area,
    UnknownAreaError,
    areas_around,
    find_area,
    small_areas_shared,
)

CODE = re.compile(r"[A-Z]\d{8}", re.IGNORECASE)
MOST, WARDS = 5, 12
"""Areas that a refusal names, and wards, which may be those of one town."""


def named_area(connection: duckdb.DuckDBPyConnection, words: str, partnership: Area) -> Area:
    """The area of a code, or of a name that only one area has: first of those in the partnership, then of all.

    A name that is a word of the names of its wards, as a town's is, is not taken for that of a place elsewhere.

    Raises
    ------
    UnknownAreaError
        When there is none, with those of the nearest code or name; when several have the name, with their codes.
    """
    said = " ".join(words.split())
    if not said:
        raise UnknownAreaError("An area without a name was asked for. Name it by its code or its name.")
    if CODE.fullmatch(said):
        return _of_code(connection, said.upper(), partnership)
    own = _own(connection, partnership)
    found = [area for area in own if area.name.casefold() == said.casefold()]
    elsewhere = [] if found else _called(connection, said, own)
    wards = [] if found else _wards_with(said, own)
    if wards and elsewhere:
        raise UnknownAreaError(
            f"No area of {partnership.name} is called {said}.{_listed_wards(wards)} {_each(connection, elsewhere)}"
        )
    found = found or elsewhere
    if not found:
        raise UnknownAreaError(f"No area is called {said}.{_nearest(connection, said, own)}")
    if len(found) > 1 and not _all_the_same(connection, found):
        raise UnknownAreaError(_each(connection, found))
    return found[-1]


def _own(connection: duckdb.DuckDBPyConnection, partnership: Area) -> list[Area]:
    """Every area in which any part of the partnership lies, the smallest level first."""
    return [area for level in COLUMNS for area in areas_around(connection, partnership, level)]


def _of_code(connection: duckdb.DuckDBPyConnection, code: str, partnership: Area) -> Area:
    if connection.execute("SELECT 1 FROM areas WHERE code = ?", [code]).fetchone():
        return find_area(connection, code)
    today = connection.execute(
        """SELECT p.best_fit, a.name FROM places p JOIN areas a ON a.level = 'lsoa' AND a.code = p.best_fit
           WHERE p.lsoa = ? AND p.vintage = '2011'""",
        [code],
    ).fetchone()
    if today:
        raise UnknownAreaError(
            f"{code} is a small area of the 2011 Census. Its crimes are counted in {today[0]} ({today[1]}) of the "
            "2021 Census: ask for that."
        )
    own = _own(connection, partnership)
    near = difflib.get_close_matches(code, [area.code for area in own], n=OFFERED, cutoff=0.7)
    raise UnknownAreaError(f"No area of this snapshot has the code {code}.{_offered(own, near)}")


def _called(connection: duckdb.DuckDBPyConnection, name: str, own: Sequence[Area]) -> list[Area]:
    """Areas of that name anywhere: the smallest level first, of one level those nearest to the partnership."""
    rows = connection.execute(
        "SELECT level, code, name FROM areas WHERE lower(name) = lower(?) ORDER BY code", [name]
    ).fetchall()
    areas = [Area(code, found, level) for level, code, found in rows]
    forces = {area.code for area in own if area.level == "force"}
    near = {
        area.code
        for area in areas
        if forces & {force.code for force in areas_around(connection, area, "force")}
    }
    return sorted(areas, key=lambda area: (list(COLUMNS).index(area.level), area.code not in near))


def _each(connection: duckdb.DuckDBPyConnection, found: Sequence[Area]) -> str:
    """The areas of one name in a sentence, with where they lie."""
    each = ", ".join(f"{area.code} ({_described(connection, area)})" for area in found[:MOST])
    more = f" and {len(found) - MOST} more" if len(found) > MOST else ""
    if len(found) == 1:
        return f"{found[0].name} elsewhere: {each}. Name the one meant by its code."
    return f"{len(found)} areas are called {found[0].name}: {each}{more}. Name the one by its code."


def _all_the_same(connection: duckdb.DuckDBPyConnection, found: Sequence[Area]) -> bool:
    """Whether areas of one name are one place at several levels, such as a district and its partnership."""
    shared = (small_areas_shared(connection, area, found[-1]) for area in found[:-1])
    return all(both == first == second for both, first, second in shared)


def _described(connection: duckdb.DuckDBPyConnection, area: Area) -> str:
    around = areas_around(connection, area, "lad")
    return ", ".join(dict.fromkeys(one.name for one in around)) or area.level


def _nearest(connection: duckdb.DuckDBPyConnection, name: str, own: Sequence[Area]) -> str:
    """Wards whose name holds this one, as those of a town do; else the nearest names, the partnership's first."""
    parts = [area for area in own if area.level == "ward" and name.casefold() in area.name.casefold()]
    if parts:
        return _listed_wards(parts)
    named = {area.name.casefold(): area.code for area in own}
    near = difflib.get_close_matches(name.casefold(), list(named), n=OFFERED, cutoff=0.6)
    if near:
        return _offered(own, [named[one] for one in near])
    rows = connection.execute(
        "SELECT code, name, level FROM areas WHERE level <> 'lsoa' ORDER BY code"
    ).fetchall()
    everywhere = [Area(code, found, level) for code, found, level in rows]
    codes = {area.name.casefold(): area.code for area in everywhere}
    near = difflib.get_close_matches(name.casefold(), list(codes), n=OFFERED, cutoff=0.75)
    return _offered(everywhere, [codes[one] for one in near])


def _wards_with(name: str, own: Sequence[Area]) -> list[Area]:
    """The partnership's wards of whose names this one is a word or more."""
    word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    return [area for area in own if area.level == "ward" and word.search(area.name)]


def _listed_wards(wards: Sequence[Area]) -> str:
    each = ", ".join(f"{area.name} ({area.code})" for area in wards[:WARDS])
    more = f" and {len(wards) - WARDS} more" if len(wards) > WARDS else ""
    if len(wards) == 1:
        return f" A ward with it in its name: {each}."
    return (
        f" Wards with it in their name: {each}{more}. Several codes can be asked for as one area with a name."
    )


def _offered(areas: Sequence[Area], codes: Sequence[str]) -> str:
    names = {area.code: area.name for area in areas}
    if not codes:
        return " The performance table by ward lists the wards with their codes."
    return offer([f"{names[code]} ({code})" for code in codes])

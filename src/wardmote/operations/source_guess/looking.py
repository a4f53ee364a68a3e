"""Looks at each column of a table: what its cells and its name say that it could be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

import duckdb

from wardmote.definitions import Definitions, Source
from wardmote.definitions.models import Layout
from wardmote.evidence.observations.areas import CODE
from wardmote.evidence.observations.items import Items
from wardmote.evidence.observations.misread import Misread
from wardmote.evidence.observations.names import comparable
from wardmote.evidence.observations.periods import looks_like_period
from wardmote.evidence.observations.values import Values
from wardmote.evidence.observations.weeks import looks_like_week, read_week
from wardmote.evidence.recognise import same
from wardmote.operations.source_guess.opening import OpenTable

WEEK_WORDS = ("week", "wc", "we", "wb", "wk")
"""Words in the name of a column of weeks."""
MOSTLY = 0.8
"""Share of the cells from which a column is what they are."""
PARTLY = 0.3
"""Share from which it may be."""


@dataclass(frozen=True)
class Column:
    """What one column could be: shares are of its cells that are not empty."""

    place: int
    name: str
    examples: tuple[str, ...]
    filled: int
    distinct: int
    numbers: float
    """Share that are numbers or stand instead of one."""
    periods: float
    codes: float
    measures: float
    levels: Mapping[str, float] = field(default_factory=dict)
    """Level of area -> share of the cells that are names of it."""
    hints: frozenset[str] = frozenset()
    """Roles that its name speaks for."""
    named: bool = False
    """Whether its whole name speaks for those roles, and not a word of it alone."""
    weeks: str = ""
    """Which day of a week its cells are, where its cells or its name say that they are weeks; else nothing."""
    quarters: float = 0
    """Share that are quarters or months without a year."""

    @property
    def areas(self) -> float:
        """Share that are areas: codes, or names of the level that fits best."""
        return max(self.codes, max(self.levels.values(), default=0))

    @property
    def level(self) -> str:
        """The level whose names fit best; the smaller share of the country wins where two fit alike."""
        return max(self.levels, key=lambda level: (self.levels[level], level), default="")


@dataclass(frozen=True)
class Knowledge:
    """What the workspace knows of words."""

    definitions: Definitions
    items: Items
    values: Values
    areas: Mapping[str, frozenset[str]]
    """Level -> names of its areas, as they are compared."""
    names: Mapping[str, tuple[str, ...]]
    """Level -> names of its areas."""
    hints: Mapping[str, frozenset[str]]
    """Name of a column, as it is compared -> roles."""
    own: frozenset[str] = frozenset()
    """Names of the partnership's own areas, as they are compared."""


def knowledge(
    definitions: Definitions,
    connection: duckdb.DuckDBPyConnection | None,
    words: Source,
    codes: Collection[str] = (),
) -> Knowledge:
    """Gather what is known.

    Parameters
    ----------
    connection
        Of the current snapshot, whose areas have names; None where there is none yet.
    words
        A definition whose categories and marks are known words already.
    codes
        The partnership's own areas.
    """
    names: dict[str, list[str]] = defaultdict(list)
    own: set[str] = set()
    if connection is not None:
        for level, name, code in connection.execute(
            "SELECT level, name, code FROM areas ORDER BY ALL"
        ).fetchall():
            names[level].append(name)
            own |= {comparable(name)} if code in codes else set()
    hints: dict[str, set[str]] = defaultdict(set)
    for heading in definitions.headings.values():
        for word in heading.words:
            hints[same(word)].add(heading.id)
    return Knowledge(
        definitions,
        Items(definitions, words),
        Values(definitions.marks.values(), words),
        {level: frozenset(comparable(name) for name in found) for level, found in names.items()},
        {level: tuple(found) for level, found in names.items()},
        {word: frozenset(roles) for word, roles in hints.items()},
        frozenset(own),
    )


def look_at(table: OpenTable, known: Knowledge, periods: str) -> list[Column]:
    """What each column with a name could be."""
    return [_column(table, place, known, periods) for place, name in enumerate(table.columns) if name]


def _column(table: OpenTable, place: int, known: Knowledge, periods: str) -> Column:
    name, cells = table.columns[place], table.cells(place)
    counts = Counter(cells)

    def share(is_one: Callable[[str], bool]) -> float:
        return sum(n for cell, n in counts.items() if is_one(cell)) / len(cells) if cells else 0

    return Column(
        place=place,
        name=name,
        examples=tuple(cell for cell, _ in counts.most_common(4)),
        filled=len(cells),
        distinct=len(counts),
        numbers=share(lambda cell: _number(known.values, cell)),
        periods=share(lambda cell: looks_like_period(cell, periods)),
        codes=share(lambda cell: CODE.fullmatch(cell.upper()) is not None),
        measures=share(known.items.known),
        levels={
            level: found
            for level, names in known.areas.items()
            if (found := share(lambda cell, names=names: comparable(cell) in names)) > 0  # type: ignore[misc]
        },
        hints=_hints(name, known),
        named=same(name) in known.hints,
        weeks=_weeks(name, counts),
        quarters=share(lambda cell: _part_of_year(cell)),
    )


def _weeks(name: str, cells: Collection[str]) -> str:
    """Which day of a week cells name: first-day or last-day; nothing where they are not surely weeks."""
    plain = same(name)
    said = any(word in plain.replace("/", "").split() for word in WEEK_WORDS)
    for by in ("first-day", "last-day"):
        layout = Layout(rhythm="week", week_named_by=by, day_first=True)
        if (
            cells
            and (said or all(looks_like_week(cell, layout) for cell in cells))
            and all(_is_week(cell, layout) for cell in cells)
        ):
            return by
    return ""


def _is_week(cell: str, layout: Layout) -> bool:
    try:
        read_week(cell, layout)
    except Misread:
        return False
    return True


def _number(values: Values, cell: str) -> bool:
    try:
        values.read(cell)
    except Misread as error:
        return "this could mean either" in error.expected or "number of 0 or more" in error.expected
    return True


def _part_of_year(cell: str) -> bool:
    """Whether a cell is a quarter or a month whose year stands elsewhere."""
    plain = cell.strip()
    with_year = f"Q{plain} 2023/24" if plain.isdigit() else f"{plain} 2023/24"
    return not looks_like_period(plain, "month") and looks_like_period(with_year) and plain != ""


def _hints(name: str, known: Knowledge) -> frozenset[str]:
    """Roles that a name speaks for: the whole name, else its last or first word."""
    plain = same(name)
    if plain in known.hints:
        return known.hints[plain]
    words = plain.replace("(", " ").replace(")", " ").split()
    for word in (words[-1], words[0]) if words else ():
        if word in known.hints:
            return known.hints[word]
    return frozenset()

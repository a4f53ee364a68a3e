"""The public form of a performance table."""

from __future__ import annotations

from dataclasses import replace

from wardmote.definitions import Caveat, Definitions
from wardmote.figures.areas import Area, areas_within
from wardmote.figures.disclosure.cells import Rule
from wardmote.figures.disclosure.ladder import LEVELS, Rung, ladder, lies_in
from wardmote.figures.disclosure.periods import PERIODS, count_of, without
from wardmote.figures.disclosure.rows import Covers, covered_by, shares_left_out
from wardmote.figures.disclosure.steps import Climb, climb
from wardmote.figures.evidence import Evidence
from wardmote.figures.observed.public import published_rows
from wardmote.figures.performance import rows_of_areas
from wardmote.figures.table import Row, Table


def public_table(
    evidence: Evidence, table: Table, root: Area, *, open_data: bool = False, partners: bool = True
) -> Table:
    """Leave out of a table what could point to a person, and what that could be worked out from.

    Parameters
    ----------
    table
        As ``performance_table`` made it, from the same evidence.
    root
        The partnership: what its tables by area leave out is decided from the whole down to the level asked for, so that
        each hides what the others hide, whichever of them are published.
    open_data
        Whether counts from sources that are published already are protected, too.
    partners
        Whether partners' own figures are shown at all; without it their rows are left out whole.

    Returns
    -------
    Table
        ``public`` is set, and rows name in ``suppressed`` the periods whose counts were left out.

    Raises
    ------
    DisclosureError
        When small counts follow whatever is left out.
    """
    definitions, notes = evidence.definitions, []
    shown = table if partners else replace(table, observed=published_rows(table.observed, definitions))
    covers = covered_by(definitions, open_data=open_data)
    if len(shown.observed) < len(table.observed):
        notes.append(_note(definitions, "partners-figures-left-out"))
    if not any(covers(row) and _says_something(row) for row in every_row(shown)):
        notes.append(_note(definitions, "published-already"))
        return replace(shown, public=True, caveats=(*table.caveats, *notes))
    judges = _Judges(evidence, shown, root, covers)
    notes.append(_note(definitions, "small-counts-left-out"))
    if not all(covers(row) for row in shown.rows if row.counted):
        notes.append(_note(definitions, "open-counts-stand"))
    return replace(
        shown,
        public=True,
        rows=tuple(judges.public(row) for row in shown.rows),
        totals=tuple(judges.public(row) for row in shown.totals),
        observed=tuple(judges.public(row) for row in shown.observed),
        not_located=(None, None)
        if any(covers(row) and _says_something(row) for row in shown.rows)
        else shown.not_located,
        caveats=(*table.caveats, *notes),
        options=f"{table.options};public={judges.rule.smallest},{judges.rule.choices}",
    )


def every_row(table: Table) -> tuple[Row, ...]:
    """Every row of a table, wherever it stands."""
    return (*table.rows, *table.totals, *table.observed)


def _says_something(row: Row) -> bool:
    """Whether a row holds any count or share that could be left out, be it in its notes or from before."""
    if any(count_of(row, period) is not None for period in PERIODS):
        return True
    seen = row.observed
    return seen is not None and (
        (seen.now, seen.before) != (None, None)
        or seen.at_least != (None, None)
        or bool(seen.line or seen.notes or seen.last)
    )


class _Judges:
    """Finds for each row of a table the tables that decide on it: the partnership's, or those of the area itself."""

    def __init__(self, evidence: Evidence, table: Table, root: Area, covers: Covers) -> None:
        self.evidence, self.table, self.covers = evidence, table, covers
        self.root = root if lies_in(evidence, table.area, root) else table.area
        self.rule = Rule.of(evidence.definitions)
        self.main = self._climb(self.root, self._lowest())
        self.own: dict[str, tuple[Climb, ...]] = {}
        for area in self._areas():
            if not self.main[0].holds_area(area.code):
                self._join(area)

    def public(self, row: Row) -> Row:
        """A row as the public may see it."""
        if not self.covers(row):
            return row
        gone = [one.period for one in self._deciding(row) if one.left_out(row)]
        return without(row, [*gone, *shares_left_out(row, self.rule)])

    def _deciding(self, row: Row) -> tuple[Climb, ...]:
        if all(one.left_out(row) is not None for one in self.main):
            return self.main
        code = row.area.code
        if code not in self.own:
            self.own[code] = climb([Rung(self._rows(row.area), {})], self.covers, self.rule)
        return self.own[code]

    def _climb(self, root: Area, level: str) -> tuple[Climb, ...]:
        rungs = ladder(
            self.evidence, root, self.table.current, level, two_years=self.table.two_years is not None
        )
        return climb(rungs, self.covers, self.rule)

    def _lowest(self) -> str:
        """The lowest level of area of which anything is shown."""
        levels = {self.table.by, *(area.level for area in self._areas())} & set(LEVELS)
        return max(levels, key=LEVELS.index, default="category")

    def _join(self, area: Area) -> None:
        """Set beside the tables an area that is made of areas of theirs, or that holds all of them."""
        parts = self._parts(area)
        if parts:
            for one in self.main:
                one.step(Rung(self._rows(area), {area.code: parts}))

    def _parts(self, area: Area) -> tuple[str, ...]:
        if lies_in(self.evidence, self.root, area):
            return (self.root.code, f"rest of {area.code}")
        for level in LEVELS:
            parts = areas_within(self.evidence.connection, area, level, self.evidence.definitions)
            codes = tuple(part.code for part in parts if not part.part_of)
            if len(codes) == len(parts) and all(self.main[0].holds_area(code) for code in codes):
                return codes
        return ()

    def _rows(self, area: Area) -> tuple[Row, ...]:
        """Every measure of an area, whatever of it the table shows, if its counts are those of the table."""
        shown = tuple(row for row in (*self.table.rows, *self.table.totals) if row.area == area)
        observed = tuple(row for row in self.table.observed if row.area == area)
        period = self.table.current
        found = rows_of_areas(
            self.evidence,
            [area],
            period.end,
            months=len(period.months),
            two_years=self.table.two_years is not None,
            located_only=any(one.located_only for one in self.table.beside),
        )
        counts = {row.measure.id: [count_of(row, name) for name in PERIODS] for row in found}
        alike = all(counts.get(row.measure.id) == [count_of(row, name) for name in PERIODS] for row in shown)
        return (*(found if alike else shown), *observed)

    def _areas(self) -> list[Area]:
        return list(dict.fromkeys(row.area for row in every_row(self.table)))


def _note(definitions: Definitions, name: str) -> Caveat:
    caveat = definitions.caveats[name]
    most = Rule.of(definitions).smallest - 1
    return caveat.model_copy(update={"text": caveat.text.format(most=most)})

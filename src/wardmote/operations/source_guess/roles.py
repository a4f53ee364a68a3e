"""Gives each column of a table its role: as it was told, as it was learned, by its cells, then by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from wardmote.evidence.observations.areas import CODE
from wardmote.evidence.observations.names import comparable
from wardmote.evidence.observations.periods import looks_like_period
from wardmote.evidence.recognise import same
from wardmote.operations.source_guess.draft import ColumnGuess, ConstantGuess, Drafting, Sure
from wardmote.operations.source_guess.learned import Lessons
from wardmote.operations.source_guess.looking import MOSTLY, PARTLY, Column, Knowledge
from wardmote.operations.source_guess.patterned import Patterned, by_item, by_period
from wardmote.operations.source_guess.request import ALL, GuessError, GuessRequest

NOT_READ = "none"
ROLES = (
    "area", "level", "item", "detail", "period", "year", "quarter", "month", "start", "end", "value", "base", "note",
    NOT_READ,
)  # fmt: skip
"""Roles that a user may give."""
AMONG = {"periods": "period", "items": "item", "areas": "area"}
"""What stands across -> the role in the names of the columns."""


class RoleFinder:
    """Finds the roles of the columns of one table."""

    def __init__(
        self, columns: Sequence[Column], known: Knowledge, lessons: Lessons, request: GuessRequest
    ) -> None:
        self._columns, self._known, self._lessons, self._request = columns, known, lessons, request
        self._draft = Drafting(
            level=request.level or lessons.level, periods=request.periods or lessons.periods
        )

    def find(self) -> Drafting:
        """Give every column a role, as far as that can be told.

        Raises
        ------
        GuessError
            When a column that was named is not there, or a role is none.
        """
        self._take_constants()
        self._take_given()
        self._take_learned()
        self._take_weeks()
        self._take_time()
        self._take_best("area", lambda c: c.areas, self._is_area)
        self._take_best("item", lambda c: c.measures, lambda c: c.measures >= PARTLY and c.numbers < MOSTLY)
        self._take_patterned()
        self._take_hinted("note", lambda c: c.numbers < MOSTLY)
        self._take_hinted("base", lambda c: c.numbers >= MOSTLY)
        self._take_hinted("level", lambda c: c.numbers < MOSTLY)
        self._spread()
        self._take_value()
        self._take_by_name()
        return self._draft

    def _take_constants(self) -> None:
        request, learned = self._request, self._lessons.constants
        given = {"item": request.measures.get(ALL), "area": request.areas.get(ALL), "period": request.period}
        for role, meaning in given.items():
            if meaning:
                self._draft.constants[role] = ConstantGuess(role, meaning, "given")
        for role, meaning in learned.items():
            self._draft.constants.setdefault(role, ConstantGuess(role, meaning, "learned"))

    def _take_given(self) -> None:
        for role, names in self._request.columns.items():
            if role not in ROLES:
                raise GuessError(f"There is no role called {role}. Roles are: {', '.join(ROLES)}.")
            for name in names.split(",") if role == NOT_READ else [names]:
                column = self._named(name)
                self._give(column, "" if role == NOT_READ else role, "given")
                self._draft.constants.pop(role, None)
        for name in self._request.unread:
            self._give(self._named(name), "", "given")

    def _named(self, name: str) -> Column:
        for column in self._columns:
            if same(column.name) == same(name):
                return column
        there = ", ".join(column.name for column in self._columns)
        raise GuessError(f"There is no column called {name}. Columns are: {there}.")

    def _take_learned(self) -> None:
        for column in self._free():
            role = self._lessons.roles.get(same(column.name), "")
            if role and not self._taken(role):
                self._give(column, role, "learned")

    def _take_weeks(self) -> None:
        """A column of weeks: as was learned, or where its cells, or its name with them, leave no doubt."""
        self._draft.weekly = dict(self._lessons.weekly)
        given = [
            c for c in self._columns if (one := self._draft.columns.get(c.place)) and one.role == "period"
        ]
        for column in [] if self._draft.weekly else given or self._free():
            if column.weeks and not self._draft.periods and "period" not in self._draft.constants:
                slashed = any("/" in cell for cell in column.examples)
                by = {"week_named_by": column.weeks} if column.weeks != "first-day" else {}
                self._draft.weekly = {"rhythm": "week", **by, **({"day_first": True} if slashed else {})}
                if not given:
                    self._give(column, "period", "sure")
                return

    def _take_time(self) -> None:
        """A period, or a year with a quarter or month beside it, or a first and a last day."""
        if self._taken("period") or any(self._taken(role) for role in ("year", "start")):
            return
        parts = [c for c in self._free() if c.quarters >= MOSTLY and c.hints & {"quarter", "month", "period"}]
        years = [c for c in self._free() if "year" in c.hints and c.distinct and c not in parts]
        ends = {
            role: [c for c in self._free() if role in c.hints and c.periods >= MOSTLY]
            for role in ("start", "end")
        }
        if parts and years:
            self._give(parts[0], "quarter" if "month" not in parts[0].hints else "month", "sure")
            self._give(years[0], "year", "sure")
        elif ends["start"] and ends["end"]:
            self._give(ends["start"][0], "start", "sure")
            self._give(ends["end"][0], "end", "sure")
        else:
            self._take_best(
                "period", lambda c: c.periods, lambda c: c.periods >= PARTLY and not self._counts(c)
            )

    def _counts(self, column: Column) -> bool:
        """Whether what looks like years may be numbers: a lone number of four digits, under a name that is no period's."""
        return column.numbers >= MOSTLY and not column.hints & {"period", "year", "month", "quarter"}

    def _is_area(self, column: Column) -> bool:
        return column.areas >= PARTLY or ("area" in column.hints and column.numbers < MOSTLY)

    def _take_best(self, role: str, score: Callable[[Column], float], fit: Callable[[Column], bool]) -> None:
        """Give a role to the column that fits best; where two fit alike, to the first, and say that it is unsure."""
        if self._taken(role):
            return
        fitting = [c for c in self._free() if fit(c)]
        if not fitting:
            return
        ranked = sorted(fitting, key=lambda c: (-score(c), role not in c.hints, c.place))
        best = ranked[0]
        rivals = [c for c in ranked[1:] if (score(c), role in c.hints) == (score(best), role in best.hints)]
        sure: Sure = "sure" if score(best) >= MOSTLY else "likely"
        self._give(best, role, "unsure" if rivals else sure)

    def _take_hinted(self, role: str, fit: Callable[[Column], bool]) -> None:
        if not self._taken(role):
            for column in self._free():
                if role in column.hints and fit(column):
                    self._give(column, role, "likely")
                    return

    def _spread(self) -> None:
        """Find what stands in the names of the columns, if the table is wide."""
        if self._taken("value") or self._draft.across:
            return
        free = [c for c in self._free() if c.numbers >= MOSTLY or not c.filled]
        ways: Mapping[str, Callable[[Column], bool]] = {
            "periods": lambda c: looks_like_period(c.name, self._draft.periods),
            "areas": lambda c: self._names_area(c.name),
            "items": lambda c: self._known.items.known(c.name) or same(c.name) in self._words(),
        }
        for across, is_one in ways.items():
            role = AMONG[across]
            found = [c for c in free if is_one(c)]
            if len(found) >= (1 if across != "areas" else 2) and not self._in_cells(role):
                self._lay(across, found)
                return
        unknown = [c for c in free if not (c.named and c.hints & {"base", "year"})]
        alone = sum(c.named and "value" in c.hints for c in free) == 1
        if (
            len(unknown) > 1
            and not alone
            and not self._in_cells("item")
            and "item" not in self._draft.constants
        ):
            self._lay("items", unknown)

    def _take_patterned(self) -> None:
        """Find columns whose names say two things: 2023/24 % and 2023/24 n, or a measure and a year."""
        if self._taken("value") or self._in_cells("value"):
            return
        free = [c for c in self._free() if c.numbers >= MOSTLY or not c.filled]
        found = None
        if not self._in_cells("period"):
            one = "item" in self._draft.constants or self._in_cells("item")
            found = by_period(free, self._draft.periods, self._hints, self._is_measure, one)
        if found is None and not self._in_cells("item") and "item" not in self._draft.constants:
            found = by_item(free, self._hints, self._is_measure)
        if found is not None:
            self._lay_patterned(found, {c.place: c for c in free})

    def _lay_patterned(self, found: Patterned, columns: Mapping[int, Column]) -> None:
        draft, role = self._draft, AMONG[found.across]
        draft.across, draft.values, draft.bases = found.across, found.values, found.bases
        draft.constants.pop(role, None)
        for place, said in found.columns.items():
            self._give(columns[place], role, "sure", across=True, said=said)
        for place, said in found.beside.items():
            self._give(columns[place], "base", "sure", across=True, said=said)

    def _hints(self, word: str) -> frozenset[str]:
        return self._known.hints.get(same(word), frozenset())

    def _is_measure(self, word: str) -> bool:
        return self._known.items.known(word) or same(word) in self._words()

    def _words(self) -> set[str]:
        return {same(word) for word in (*self._request.measures, *self._lessons.measures) if word}

    def _lay(self, across: str, columns: Sequence[Column]) -> None:
        self._draft.across = across
        self._draft.constants.pop(AMONG[across], None)
        for column in columns:
            self._give(column, AMONG[across], "sure" if len(columns) > 1 else "likely", across=True)

    def _names_area(self, name: str) -> bool:
        plain = comparable(name)
        return CODE.fullmatch(name.upper()) is not None or any(
            plain in names for names in self._known.areas.values()
        )

    def _in_cells(self, role: str) -> bool:
        return bool(self._draft.role_places(role))

    def _take_value(self) -> None:
        """The numbers of a table with one observation a row."""
        if self._draft.across or self._taken("value"):
            return
        numbers = [c for c in self._free() if c.numbers >= MOSTLY and c.filled]
        hinted = [c for c in numbers if "value" in c.hints]
        best = hinted or numbers
        if best:
            sure: Sure = "sure" if len(numbers) == 1 else "likely" if len(hinted) == 1 else "unsure"
            self._give(best[0], "value", sure)

    def _take_by_name(self) -> None:
        """Roles that only the name of a column speaks for."""
        for role in ("item", "period"):
            self._take_hinted(role, lambda c: bool(c.filled))

    def _free(self) -> list[Column]:
        return [c for c in self._columns if c.place not in self._draft.columns]

    def _taken(self, role: str) -> bool:
        return self._draft.has(role)

    def _give(
        self,
        column: Column,
        role: str,
        sure: Sure,
        across: bool = False,
        said: Mapping[str, str] | None = None,
    ) -> None:
        says = said or ({role: column.name} if across else {})
        self._draft.columns[column.place] = ColumnGuess(
            column.name, role, sure, column.examples, across, says
        )

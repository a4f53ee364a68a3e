"""Which column of a scoring sheet is what: the issue, the scorer, each criterion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise, product

from wardmote.definitions.matrices import HEADINGS, Criterion, Matrix
from wardmote.definitions.surveys import plain
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.given_tables import GivenTable, Heading


@dataclass
class Columns:
    """Places of columns: ``roles`` of those that are no criterion, ``criteria`` by identifier, and the rest by name."""

    roles: dict[str, int] = field(default_factory=dict)
    criteria: dict[str, int] = field(default_factory=dict)
    aside: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)

    @property
    def long(self) -> bool:
        """Whether each row is one score."""
        return {"issue", "criterion", "score"} <= set(self.roles)

    @property
    def fits(self) -> bool:
        """Whether scores can be read from it."""
        return self.long or ("issue" in self.roles and bool(self.criteria))


def names_of(criterion: Criterion) -> set[str]:
    """Every way in which a sheet may call a criterion."""
    return {plain(words) for words in (criterion.id, criterion.title, *criterion.also)}


def headings_of(matrices: Iterable[Matrix]) -> list[Heading]:
    """What heads a table of scores: two criteria of a matrix, however they are called, or the words of a row a score."""
    pairs = [
        pair
        for matrix in matrices
        for one, other in pairwise(matrix.criteria)
        for pair in product((one.id, one.title, *one.also), (other.id, other.title, *other.also))
    ]
    return [*pairs, *product(HEADINGS["criterion"], HEADINGS["score"])]


def columns_of(table: GivenTable, matrix: Matrix) -> Columns:
    """What each column is. A criterion goes before any other meaning of the same words."""
    found = Columns()
    criteria = {name: one.id for one in matrix.criteria for name in names_of(one)}
    roles = {plain(name): role for role, names in HEADINGS.items() for name in names}
    for place, heading in enumerate(table.columns):
        name = plain(heading)
        into, key = (
            (found.criteria, criteria.get(name)) if name in criteria else (found.roles, roles.get(name))
        )
        if key is None:
            found.aside += [heading] if heading and place else []
        elif key in into:
            found.twice.append(heading)
        else:
            into[key] = place
    if "issue" not in found.roles and 0 not in (*found.roles.values(), *found.criteria.values()):
        found.roles["issue"] = 0  # a sheet's first column, whatever it is called, names what the row is of
    return found


def matrix_for(tables: Iterable[GivenTable], asked: str, matrices: dict[str, Matrix]) -> Matrix:
    """The matrix asked for, or the one in force whose criteria the sheets name.

    Raises
    ------
    AskedWronglyError
        When there is none of that name, or the sheets do not say which it is.
    """
    ordered = sorted(matrices.values(), key=lambda one: (one.order, one.id))
    if asked:
        if asked not in matrices:
            raise AskedWronglyError(
                f"There is no matrix called {asked!r}. There are {', '.join(one.id for one in ordered)}."
            )
        return matrices[asked]
    today = date.today()
    in_force = [one for one in ordered if not (one.effective_to and one.effective_to < today)]
    fitting = [one for one in in_force if any(_holds_all(table, one) for table in tables)]
    if len(fitting) == 1:
        return fitting[0]
    why = (
        f"It fits {' and '.join(one.id for one in fitting)}"
        if fitting
        else "No matrix in force has all its criteria in it"
    )
    raise AskedWronglyError(
        f"It is not clear by which matrix this was scored. {why}. Name one with --matrix: "
        f"{', '.join(one.id for one in ordered)}."
    )


def _holds_all(table: GivenTable, matrix: Matrix) -> bool:
    found = columns_of(table, matrix)
    if len(found.criteria) == len(matrix.criteria):
        return True
    if not found.long:
        return False
    place = found.roles["criterion"]
    named = {plain(row.cells[place]) for row in table.whole}
    return all(names_of(one) & named for one in matrix.criteria)

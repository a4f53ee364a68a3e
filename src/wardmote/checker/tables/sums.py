"""Totals of rows and columns: which rows or columns a total adds up.

What it adds is chosen by arithmetic among what tables usually add: the block above, all rows, the sub-totals, all but the
parts of a row, all but what the document says is left out. A total that fits nothing is believed to be a sum only where its
words leave no doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from wardmote.checker.quantities.cells import Value
from wardmote.checker.quantities.vocabulary import Vocabulary
from wardmote.checker.tables.changes import slack_of
from wardmote.checker.tables.grid import Column, Grid, RowKind, kind_of
from wardmote.checker.tables.relations import Linear, LinearKind

SUMMED = ("count", "total", "difference", "share")


@dataclass(frozen=True, eq=False)
class Line:
    """A row, or a column: its label, what it is, and its cells."""

    label: str
    kind: RowKind
    values: tuple[Value, ...]


@dataclass(frozen=True, eq=False)
class _Plan:
    """One way to read a total: the lines that it adds up, and what is left out."""

    parts: tuple[Line, ...]
    left_out: str = ""
    said: bool = False


def sum_relations(grid: Grid, words: Vocabulary) -> list[Linear]:
    """The sums of a table, down and across."""
    columns = [one for one in grid.columns if one.role in SUMMED]
    down = [Line(row.label, row.kind, tuple(row.values[one.at] for one in columns)) for row in grid.rows]
    found = _sums(down, grid, "column-total", words, _units(columns))
    across = _across(grid, words)
    rows = [row for row in grid.rows if row.kind != "section"]
    for unit in {one.unit for one, _ in across}:
        lines = [
            Line(one.head, kind, tuple(row.values[one.at] for row in rows))
            for one, kind in across
            if one.unit == unit
        ]
        found += _sums(lines, grid, "row-total", words, [unit] * len(rows))
    return found


def _units(columns: list[Column]) -> list[str]:
    return [one.unit if one.role != "share" else "%" for one in columns]


def _across(grid: Grid, words: Vocabulary) -> list[tuple[Column, RowKind]]:
    """Columns that a total of the row may add, in order."""
    made: list[tuple[Column, RowKind]] = []
    for column in grid.columns:
        if column.role == "total":
            made.append((column, "sub-total" if words.says("sub-total", column.head) else "total"))
        elif column.role in ("count", "other"):
            kind = kind_of(column.head, column.head, words)
            made.append((column, kind if kind in ("all", "of-which") else "normal"))
        elif column.role == "words":
            made.append((column, "section"))
    return made


def _sums(
    lines: list[Line], grid: Grid, kind: LinearKind, words: Vocabulary, units: list[str]
) -> list[Linear]:
    made: list[Linear] = []
    for at, line in enumerate(lines):
        if line.kind not in ("total", "sub-total", "all"):
            continue
        plans = _plans(lines, at, grid, words)
        best = _best(line, plans, kind, grid, units)
        if best is not None and _believed(best, line, lines, at, grid, words):
            made += best
    return made


def _plans(lines: list[Line], at: int, grid: Grid, words: Vocabulary) -> list[_Plan]:
    """The ways in which a total is usually made, the likeliest first."""
    block: list[Line] = []
    for line in reversed(lines[:at]):
        if line.kind in ("total", "sub-total", "section"):
            break
        block.insert(0, line)
    before, after = lines[:at], lines[at + 1 :]
    following: list[Line] = []
    for line in after:
        if line.kind in ("total", "sub-total", "section"):
            break
        following.append(line)
    subs = [line for line in before if line.kind == "sub-total"]
    totals = [line for line in before if line.kind == "total"]
    sets = [block, before, subs if len(subs) > 1 else [], totals if len(totals) > 1 else [], following]
    sets += [after, [*before, *after]]
    if subs:
        last = max(i for i, line in enumerate(before) if line.kind == "sub-total")
        loose = [line for line in before[last + 1 :] if line.kind == "normal"]
        sets.append([*subs, *loose])
    plans: list[_Plan] = []
    for chosen in sets:
        whole = chosen is subs or chosen is totals or bool(subs and chosen[: len(subs)] == subs)
        plans += _variants(chosen, whole, grid, words)
    unique: dict[tuple[int, ...], _Plan] = {}
    for plan in plans:
        unique.setdefault(tuple(id(line) for line in plan.parts), plan)
    return [plan for plan in unique.values() if len(plan.parts) > 1]


def _variants(chosen: list[Line], whole: bool, grid: Grid, words: Vocabulary) -> list[_Plan]:
    """A set of lines as it is, without parts of rows, and without what the words around leave out."""
    lines = chosen if whole else [one for one in chosen if one.kind in ("normal", "of-which", "all")]
    plain = [one for one in lines if one.kind != "of-which"]
    weak = [one for one in plain if one.kind != "all"] if not whole else plain
    made = [_Plan(tuple(weak)), _Plan(tuple(plain))]
    if len(lines) != len(plain):
        made.append(_Plan(tuple(lines)))
    out = [one for one in weak if left_out(one.label, grid, words)]
    if out:
        names = ", ".join(one.label for one in out)
        made.insert(0, _Plan(tuple(one for one in weak if one not in out), names, True))
    return made


def left_out(label: str, grid: Grid, words: Vocabulary) -> bool:
    """Whether the label, or the words around the table, say that this line is not in the total."""
    if words.says("excludes", label) or (
        re.search(r"[*†‡^]\s*$", label) and words.says("excludes", grid.around)
    ):
        return True
    name = re.sub(r"\W+", " ", label.lower()).strip()
    if len(name) < 3:
        return False
    for sentence in re.split(r"(?<=[.;])\s+|\n", grid.around):
        said = re.sub(r"\W+", " ", sentence.lower())
        if words.says("excludes", sentence) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said):
            return True
    return False


def _counted(found: list[Linear]) -> list[Linear]:
    """The sums of counts; where there are none, all."""
    return [one for one in found if one.result.says == "number"] or found


def _best(
    line: Line, plans: list[_Plan], kind: LinearKind, grid: Grid, units: list[str]
) -> list[Linear] | None:
    """The relations of the plan that fits most often; None where none can be tested."""
    best: tuple[int, int, list[Linear]] | None = None
    for plan in plans:
        found = _planned(line, plan, kind, grid, units)
        fits = sum(one.holds() for one in _counted(found))
        if found and (best is None or (fits, -(len(_counted(found)) - fits)) > best[:2]):
            best = (fits, -(len(_counted(found)) - fits), found)
    return best[2] if best else None


def _planned(line: Line, plan: _Plan, kind: LinearKind, grid: Grid, units: list[str]) -> list[Linear]:
    made = []
    for at, result in enumerate(line.values):
        parts = tuple(one.values[at] for one in plan.parts)
        filled = tuple(one for one in parts if one.says != "blank")
        if not result.counts or len(filled) < 2 or not all(one.counts for one in filled):
            continue
        if units[at] == "%" and not 90 <= result.exact <= 110:
            continue
        found = Linear(
            kind,
            result,
            filled,
            (),
            _slack((result, *filled), grid),
            label=line.label,
            left_out=plan.left_out,
        )
        if len(filled) < len(parts) and not found.holds():
            continue
        made.append(found)
    return made


def _slack(cells: tuple[Value, ...], grid: Grid) -> Fraction:
    """How far rounding of its numbers can move a sum."""
    slack = slack_of(cells)
    if slack == 0 and re.search(r"\brounded\b|\brounding\b|nearest", grid.around, re.IGNORECASE):
        base = next(
            (Fraction(size, 2) for size in (1000, 100, 10, 5) if all(c.exact % size == 0 for c in cells)),
            Fraction(1, 2),
        )
        slack = base * len(cells)
    elif slack == 0 and len(cells) > 5 and all(one.exact % 5 == 0 for one in cells):
        slack = Fraction(5, 2) * len(cells)
    return slack


def _believed(
    found: list[Linear], line: Line, lines: list[Line], at: int, grid: Grid, words: Vocabulary
) -> bool:
    """Whether a total is a sum of these lines: enough of its cells fit, or its words leave no doubt."""
    counted = _counted(found)
    fits = sum(one.holds() for one in counted)
    if fits and (
        fits >= words.limit("check-fits") * len(counted)
        or (line.kind != "all" and len(found) > 3 and fits > 1)
    ):
        return True
    if fits or line.kind == "all":
        return False
    if _one_left_out(found) and not _excluding(grid, words):
        return True
    return len(found) == 1 and _no_doubt(found[0], line, lines, at, grid, words)


def _excluding(grid: Grid, words: Vocabulary) -> bool:
    """Whether the words around the table say that something is not in a total."""
    return any(
        words.says("excludes", sentence)
        and re.search(r"total|sum|table|figure|row|[*†‡]", sentence, re.IGNORECASE)
        for sentence in re.split(r"(?<=[.;])\s+|\n", grid.around)
    )


def _one_left_out(found: list[Linear]) -> bool:
    """Whether every total is that of all its parts but one, and always the same one."""
    places: set[int] | None = None
    for one in found:
        gap = one.computed() - one.result.exact
        here = {at for at, part in enumerate(one.plus) if part.exact == gap and gap != 0}
        places = here if places is None else places & here
    return bool(places) and all(len(one.plus) > 2 for one in found)


def _no_doubt(one: Linear, line: Line, lines: list[Line], at: int, grid: Grid, words: Vocabulary) -> bool:
    """Whether a single total that does not fit must be a sum all the same."""
    plain = words.pattern("total").sub(" ", line.label)
    bare = len(re.findall(r"\w+", plain)) <= 1
    nested = any(other.kind in ("of-which", "all") for other in lines)
    others_fit = _excluding(grid, words) and not one.left_out
    sizes = [part.exact for part in one.plus]
    last = at == len(lines) - 1
    return (
        bare and last and not nested and not others_fit and min(sizes) >= 0 and one.result.exact >= max(sizes)
    )

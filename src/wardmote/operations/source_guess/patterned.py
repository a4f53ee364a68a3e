"""Columns named after two things, such as 2023/24 % beside 2023/24 n: the patterns that hold for every year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wardmote.evidence.observations.periods import looks_like_period
from wardmote.evidence.recognise import same
from wardmote.operations.source_guess.looking import Column

TOKEN = re.compile(r"[^\s()\[\],:;|]+")
SIGNS = " ()[],:;|-–"
SUM = re.compile(r"(grand |sub-?)?totals?\b|year to date|ytd", re.IGNORECASE)


@dataclass(frozen=True)
class Patterned:
    """The columns of values and of their bases, what the name of each says, and the patterns that they follow."""

    across: str
    columns: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    """Place of a column of values -> role -> words."""
    beside: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    """The same for columns of bases."""
    values: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Named:
    """A name with a period in it."""

    column: Column
    before: str
    period: str
    after: str

    @property
    def word(self) -> str:
        """What else it says."""
        return f"{self.before.strip(SIGNS)} {self.after.strip(SIGNS)}".strip()

    def pattern(self, item: bool) -> str:
        """The name with the period, and if asked for the measure, left open."""
        before, after = self.before, self.after
        if item:
            before, after = (
                part.replace(self.word, "{item}") if self.word in part else part for part in (before, after)
            )
        return f"{before}{{period}}{after}"

    def said(self, item: bool) -> dict[str, str]:
        return {"period": self.period, **({"item": self.word} if item else {})}


def by_period(
    columns: Sequence[Column],
    periods: str,
    hints: Callable[[str], frozenset[str]],
    is_measure: Callable[[str], bool],
    one_measure: bool,
) -> Patterned | None:
    """The pairs of columns for each period, or the columns for each measure and period; None where names say one thing.

    Parameters
    ----------
    columns
        Those with numbers, or nothing, in their cells.
    hints
        Roles that a word speaks for.
    one_measure
        Whether it is known already that the whole table counts one thing.
    """
    named = [found for column in columns if (found := _with_period(column, periods)) is not None]
    bases = [one for one in named if one.word and "base" in hints(one.word) and not is_measure(one.word)]
    others = [one for one in named if one not in bases]
    plain = [one for one in others if not one.word]
    values = plain or [one for one in others if not SUM.match(one.word)] or others
    if not values or (plain and not bases):
        return None
    words = list(dict.fromkeys(same(one.word) for one in values))
    item = not plain and not one_measure and (len(words) > 1 or is_measure(values[0].word))
    if one_measure and len(words) > 1:
        return None
    return Patterned(
        "periods",
        {one.column.place: one.said(item) for one in values},
        {one.column.place: one.said(False) for one in bases},
        _patterns(one.pattern(item) for one in values),
        _patterns(one.pattern(False) for one in bases),
    )


def by_item(
    columns: Sequence[Column], hints: Callable[[str], frozenset[str]], is_measure: Callable[[str], bool]
) -> Patterned | None:
    """The pairs of columns for each measure: Feel safe %, Feel safe n; None where there are none."""
    ending = {
        c.place: c.name.split()[-1] for c in columns if len(c.name.split()) > 1 and not is_measure(c.name)
    }
    bases = [c for c in columns if c.place in ending and "base" in hints(ending[c.place])]
    wholes = {same(c.name): c for c in columns if c not in bases}
    cut = {same(_without(c, ending[c.place])): c for c in columns if c.place in ending and c not in bases}
    pairs = {
        c.place: wholes.get(stem) or cut.get(stem)
        for c in bases
        if (stem := same(_without(c, ending[c.place])))
    }
    if not bases or None in pairs.values():
        return None
    values = {c.place: c for c in pairs.values() if c is not None}
    short = {
        place: same(c.name) not in {same(_without(b, ending[b.place])) for b in bases}
        for place, c in values.items()
    }
    return Patterned(
        "items",
        {p: {"item": _without(c, ending[p]) if short[p] else c.name} for p, c in values.items()},
        {c.place: {"item": _without(c, ending[c.place])} for c in bases},
        _patterns(f"{{item}} {ending[p]}" if short[p] else "{item}" for p in values),
        _patterns(f"{{item}} {ending[c.place]}" for c in bases),
    )


def _without(column: Column, word: str) -> str:
    return " ".join(column.name.split()).removesuffix(word).strip()


def _patterns(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def _with_period(column: Column, periods: str) -> _Named | None:
    """The longest part of a name that is a period, and what stands around it; None where none is."""
    name = " ".join(column.name.split())
    tokens = list(TOKEN.finditer(name))
    spans = [(a.start(), b.end()) for at, a in enumerate(tokens) for b in tokens[at:]]
    for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
        if looks_like_period(name[start:end], periods):
            return _Named(column, name[:start], name[start:end], name[end:])
    return None

"""What was found about a stated figure, and the sentences that say it."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.analyses.observed_wording import value_words
from wardmote.analyses.reconcile.stated import Stated
from wardmote.analyses.wording import inside
from wardmote.figures.periods import in_dates

NEAR = 1e-9
"""Two numbers that differ by less are one: shares are kept as fractions of two."""


@dataclass(frozen=True)
class Way:
    """A way of counting that differs from ours on one side, or on two, and what it gives."""

    sides: tuple[str, ...]
    words: str
    """What is done otherwise, completing "ours, counted"."""
    count: float

    def away(self, stated: Stated) -> float:
        """Stated figure less what this way gives."""
        return stated.value - self.count


def agree(stated: Stated, ours: float) -> bool:
    """Whether ours is the number that they print, or rounds to it."""
    return abs(stated.value - ours) <= stated.within + NEAR


@dataclass(frozen=True)
class Reconciliation:
    """A stated figure beside ours.

    ``ours`` None where there is no number, and ``absent`` then says why. ``equal``: ways that give the stated figure;
    ``nearer``: those that close at least half of the difference; ``open``: what the evidence cannot tell, as questions
    to who states it.
    """

    stated: Stated
    ours: float | None
    snapshot: str
    equal: tuple[Way, ...]
    nearer: tuple[Way, ...]
    open: tuple[str, ...]
    notes: tuple[str, ...] = ()
    absent: str = ""

    @property
    def difference(self) -> float | None:
        """Theirs less ours."""
        return None if self.ours is None else _exact(self.stated.value - self.ours)

    @property
    def agrees(self) -> bool:
        """Whether ours is the number that they print, or rounds to it."""
        return self.ours is not None and agree(self.stated, self.ours)

    @property
    def unexplained(self) -> float | None:
        """What is left of the difference by the one way that comes nearest; ways are never added up."""
        if self.difference is None or self.agrees or self.equal:
            return None if self.difference is None else 0
        return _exact(min((abs(way.away(self.stated)) for way in self.nearer), default=abs(self.difference)))

    @property
    def explained(self) -> float | None:
        """How much of the difference that way would account for."""
        if self.difference is None or self.unexplained is None:
            return None
        return 0 if self.agrees else _exact(abs(self.difference) - self.unexplained)

    @property
    def headline(self) -> str:
        """Both figures and their difference in a sentence or two."""
        who = self.stated.says or "Theirs"
        what = (
            f"{inside(self.stated.measure.short_title)} in {self.stated.area.name}, "
            f"{in_dates(self.stated.period)}"
        )
        theirs = f"{who}: {self._number(self.stated.value)}."
        if self.ours is None or self.difference is None:
            return f"{theirs} Ours: {self.absent or 'not supplied for every month of'} {what}."
        both = f"{theirs} Ours: {self._number(self.ours)} ({what})."
        if self.agrees:
            rounded = ", rounded as theirs is" if abs(self.difference) > NEAR else ""
            return f"{both} They agree{rounded}."
        share = f" ({abs(self.difference) / abs(self.ours):.1%} of ours)" if self.ours else ""
        return f"{both} Theirs is {self._gap(self.difference)}{'' if self._shared else share}."

    @property
    def sentences(self) -> tuple[str, ...]:
        """Everything found, for people: what equals theirs, what comes nearer, what is left, what to ask."""
        if self.agrees:
            return (self.headline, *self.notes)
        found = [self.headline]
        found += [f"Ours is {self._number(way.count)}, as theirs, counted {way.words}." for way in self.equal]
        found += [] if self.equal else [self._nearer(way) for way in self.nearer]
        if not self.equal and self.ours is not None:
            found.append("No way of counting that the evidence allows gives their figure.")
        return (*found, *self._left(), *self.open, *self.notes)

    def _nearer(self, way: Way) -> str:
        away = way.away(self.stated)
        return f"Counted {way.words}, ours is {self._number(way.count)}: theirs is still {self._gap(away)}, unexplained."

    def _left(self) -> tuple[str, ...]:
        """How much of the difference is explained, and how much is not."""
        if self.difference is None or self.explained is None or self.unexplained is None:
            return ()
        whole = self._plain(abs(self.difference))
        if self.equal:
            one = "That" if len(self.equal) == 1 else "Any one of these"
            return (f"{one} would explain the whole difference of {whole}.",)
        if not self.nearer:
            return (f"None of the {whole} is explained.",)
        explained, rest = self._plain(self.explained), self._plain(self.unexplained)
        return (f"So {explained} of the {whole} could be explained, and {rest} would remain.",)

    @property
    def _shared(self) -> bool:
        return self.stated.measure.is_share

    def _number(self, value: float) -> str:
        return value_words(value, share=self._shared)

    def _plain(self, value: float) -> str:
        return (
            f"{value_words(value, share=False)} points" if self._shared else value_words(value, share=False)
        )

    def _gap(self, value: float) -> str:
        if self._shared:
            return f"{self._plain(abs(value))} {'higher' if value > 0 else 'lower'}"
        return f"{self._plain(abs(value))} {'more' if value > 0 else 'fewer'}"


def _exact(value: float) -> float:
    """A difference without the dust of binary fractions; a whole number as one."""
    cleaned = round(value, 6)
    return int(cleaned) if cleaned == int(cleaned) else cleaned

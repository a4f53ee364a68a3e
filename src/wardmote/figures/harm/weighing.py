"""Which system of weights a score is made with, and what of a year's crimes it weighs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from wardmote.definitions import UnknownNameError
from wardmote.definitions.word_groups import WordGroup, groups_of
from wardmote.evidence.observations.misread import slug
from wardmote.figures.evidence import Evidence
from wardmote.figures.harm.offences import OffenceYear
from wardmote.figures.reference.held import block_of, releases_held
from wardmote.figures.reference.weights import Weights, weights_of

POLICE = "police-initiated"


class NotOneSystemError(UnknownNameError):
    """Nobody said which of several systems of weights is meant, or none is held; says which are."""


@dataclass(frozen=True)
class HarmSystem:
    """One release of one system of weights, ready to weigh.

    ``weight``: by offence code, or by item where the system weighs groups. ``titles`` and ``codes``: the
    words of each, and its code as the table of weights writes it. ``published``:
    the measure of scores that its publisher makes, empty where none is known. ``left_out``: codes that are not weighed
    because only what victims report was asked for. ``own_rules``: whether a partner gave the system, whose rules nobody
    here knows.
    """

    held: Weights
    weight: Mapping[str, float]
    titles: Mapping[str, str]
    codes: Mapping[str, str]
    published: str
    left_out: frozenset[str] = frozenset()
    own_rules: bool = False

    @property
    def name(self) -> str:
        """System and release, as they stand beside every score."""
        return f"{self.title}, release {self.held.release}"

    @property
    def title(self) -> str:
        """What the system is called; one that a partner named by its identifier alone is called by that."""
        own = self.held.title == self.held.system
        return self.held.title.replace("-", " ").capitalize() if own else self.held.title

    def offence(self, code: str) -> str:
        """An offence in words, or its code where the system has none."""
        return self.titles.get(code, "") or f"code {self.code(code)}"

    def code(self, code: str) -> str:
        """An offence code as the table of weights writes it."""
        return self.codes.get(code, code.upper())

    @property
    def money(self) -> bool:
        """Whether it weighs in pounds."""
        return self.held.unit.startswith("pounds")


def harm_system(evidence: Evidence, words: str = "", *, victim_reported: bool = False) -> HarmSystem:
    """The system that words name (SYSTEM or SYSTEM/RELEASE), or the only one held.

    Raises
    ------
    NotOneSystemError
        When it is not held, or several are and nobody said which.
    NotHeldError
        When that release is not held.
    """
    words, _, release = (part.strip() for part in words.partition("/"))
    held = weights_of(evidence, _named(evidence, words), release)
    groups = groups_of(evidence.definitions.word_groups.values(), "offence")
    left = _left_out(groups) if victim_reported else frozenset()
    block = block_of(evidence.definitions, "weights", held.system)
    return HarmSystem(
        held,
        {slug(one.code): one.weight for one in held.each if one.weight is not None},
        {slug(one.code): one.detail or one.code.strip() for one in held.each},
        {slug(one.code): one.code.strip() for one in held.each},
        block.published if block else "",
        left,
        block is None,
    )


def _named(evidence: Evidence, words: str) -> str:
    """The identifier of the system that words name: by itself, or by its title; without words the only one."""
    held = {one.collection: one.title for one in releases_held(evidence, "weights")}
    able = {name: title for name, title in held.items() if _scored(evidence, name)}
    if not able:
        raise NotOneSystemError("No weights by which crimes may be added up are held.")
    said = words.casefold()
    found = [name for name, title in able.items() if not said or said in (name, title.casefold())]
    if len(found) == 1:
        return found[0]
    if said:
        raise NotOneSystemError(
            f"No weights called {words} are held that crimes may be added up by. Held: {', '.join(able)}."
        )
    raise NotOneSystemError(
        f"Weights of {len(able)} systems are held, and two are never mixed. Say which: {', '.join(able)}."
    )


def _scored(evidence: Evidence, system: str) -> bool:
    block = block_of(evidence.definitions, "weights", system)
    return block is None or block.scored


def _left_out(groups: Collection[WordGroup]) -> frozenset[str]:
    return frozenset(word for group in groups if group.role == POLICE for word in group.words)


@dataclass(frozen=True)
class Weighed:
    """The crimes of a year as far as they have a weight.

    ``counts``: by code, none below zero. ``without``: crimes by code that have no weight. ``below_zero``: codes whose
    year is below zero after revisions, with that number; they are counted as none. ``left_out``: crimes that were not
    weighed because only what victims report was asked for.
    """

    year: OffenceYear
    counts: Mapping[str, float]
    without: Mapping[str, float]
    below_zero: Mapping[str, float]
    left_out: float

    @property
    def share_without(self) -> float:
        """Share of the crimes that have no weight, 0 to 1; those left out on purpose are not among them."""
        missing = sum(value for value in self.without.values() if value > 0)
        whole = missing + sum(self.counts.values())
        return missing / whole if whole else 0.0


def weigh(year: OffenceYear, system: HarmSystem) -> Weighed:
    """Part a year's crimes into those that have a weight and those that have none."""
    counts: dict[str, float] = {}
    without: dict[str, float] = {}
    below: dict[str, float] = {}
    left = 0.0
    for code, value in sorted(year.counts.items()):
        if code in system.left_out:
            left += value
        elif _key(code, year, system):
            counts[code] = max(value, 0.0)
            if value < 0:
                below[code] = value
        elif value:
            without[code] = value
    return Weighed(year, counts, without, below, left)


def weight_of(code: str, year: OffenceYear, system: HarmSystem) -> float:
    """The weight of a code that has one: its own, else that of its item."""
    return system.weight[_key(code, year, system)]


def _key(code: str, year: OffenceYear, system: HarmSystem) -> str:
    """What the weight of a code stands under; empty where it has none."""
    return next((one for one in (code, year.items[code]) if one in system.weight), "")

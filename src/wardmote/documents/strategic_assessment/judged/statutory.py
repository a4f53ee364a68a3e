"""Which of the parts that the law asks for are filled, from what, and what is missing of the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from wardmote.analyses.wording import amount, number_word, opening
from wardmote.documents.strategic_assessment.duties import outline_of
from wardmote.documents.strategic_assessment.judged.part import day_words
from wardmote.documents.strategic_assessment.needs import PackNeeds

WORDS = "Partners' own words at its place in the document."


class Standing(StrEnum):
    """How a part stands."""

    FILLED = "filled"
    MISSING = "missing"
    WITHHELD = "left out"
    """Of the public edition, which does not tell it."""


@dataclass(frozen=True)
class StatutoryState:
    """One part of the seven: how it stands, from what or why not, and what to do where it is missing.

    ``section``: anchor of the part of the document that answers it.
    """

    letter: str
    title: str
    section: str
    standing: Standing
    because: str
    do: str = ""

    @property
    def filled(self) -> bool:
        """Whether it is there."""
        return self.standing is Standing.FILLED

    @property
    def missing(self) -> bool:
        """Whether it is not there, though it should be."""
        return self.standing is Standing.MISSING

    @property
    def words(self) -> str:
        """As a line: (c) Why those changes happened: missing, because no hypothesis is in the register. Do ..."""
        said = f"({self.letter}) {self.title}: {self.standing.value}"
        return (
            f"{said}, because {self.because} {self.do}"
            if self.missing
            else f"{said}. {opening(self.because)}"
        )


def statutory(needs: PackNeeds) -> tuple[StatutoryState, ...]:
    """Every part in its order; none where the law does not bind every part of the area."""
    outline = outline_of(needs)
    if not all(code[:1] in outline.duty_for for code in needs.table.area.member_codes):
        return ()
    found = []
    for part in outline.statutory:
        standing, because = HOW[part.letter](needs)
        if standing is Standing.MISSING and part.by_words and part.section in needs.written:
            standing, because = Standing.FILLED, WORDS
        do = part.do if standing is Standing.MISSING else ""
        found.append(StatutoryState(part.letter, part.title, part.section, standing, because, do))
    return tuple(found)


def all_judged(needs: PackNeeds) -> bool:
    """Whether all that partners must judge is there, so that the document may call itself an assessment."""
    return needs.judged is not None and not any(one.missing for one in statutory(needs))


def called(needs: PackNeeds) -> str:
    """What the document calls itself: an assessment, or an evidence pack until all that partners must judge is there."""
    outline = outline_of(needs)
    return outline.title if all_judged(needs) else outline.title_before_judgement


Found = tuple[Standing, str]


def _missing(because: str) -> Found:
    return Standing.MISSING, because


def _filled(because: str) -> Found:
    return Standing.FILLED, because


def _levels(needs: PackNeeds) -> Found:
    counted = [row for row in needs.table.rows if row.current is not None]
    if not counted:
        return _missing("no measure has a count.")
    return _filled(
        f"{amount(len(counted), 'measure', 'measures')} counted from snapshot {needs.table.snapshot}."
    )


def _since(needs: PackNeeds) -> Found:
    if needs.public is not None:
        return Standing.WITHHELD, "the public edition is not compared with an earlier assessment."
    if needs.since is None:
        return _missing("no earlier assessment was set beside this one.")
    kept = f"build {needs.since.build}" if needs.since.build else f"snapshot {needs.since.then.snapshot}"
    return _filled(f"what was said of the year to {needs.since.then.to}, asked again ({kept}).")


def _why(needs: PackNeeds) -> Found:
    held = needs.judged.hypotheses if needs.judged else ()
    argued = [one for one in held if one.speaks_for.strip() or one.speaks_against.strip()]
    if needs.public is not None and argued:
        return Standing.WITHHELD, "hypotheses are for the partnership's own edition."
    if not held:
        return _missing("no hypothesis is in the register.")
    if not argued:
        return _missing("of no hypothesis is it said what speaks for it or against it.")
    return _filled(f"{amount(len(argued), 'hypothesis', 'hypotheses')} of the register.")


def _priorities(needs: PackNeeds) -> Found:
    if needs.judged is None:
        return _missing("no workshop has recommended anything.")
    record = needs.judged.recommended
    if not record.priorities:
        return _missing("the workshop recommends no priority.")
    chosen = amount(len(record.priorities), "priority", "priorities")
    return _filled(f"{chosen}, recommended by the workshop of {day_words(record.day)}.")


def _voice(needs: PackNeeds) -> Found:
    asked = len(needs.voice) + len(needs.consulted)
    if not asked and needs.public is not None:
        return Standing.WITHHELD, "what residents say is for the partnership's own edition."
    if not asked:
        return _missing("no survey is held and no consultation that is done is in the register.")
    held = [
        *([amount(len(needs.voice), "survey", "surveys")] if needs.voice else []),
        *([amount(len(needs.consulted), "consultation", "consultations")] if needs.consulted else []),
    ]
    return _filled(f"{' and '.join(held)}.")


def _last_plan(needs: PackNeeds) -> Found:
    plan = needs.judged.last_plan if needs.judged else None
    if plan is None:
        return _missing("no plan of last year is kept.")
    told = plan.recommended.priorities
    silent = [one.title for one in told if plan.of(one.number).state == "not-known"]
    if silent:
        return _missing(f"nobody has said how far this was done: {'; '.join(silent)}.")
    if not told:
        return _missing("the plan that is kept holds no priority.")
    return _filled(
        f"what became of {amount(len(told), 'priority', 'priorities')} of {day_words(plan.recommended.day)}."
    )


def _county(needs: PackNeeds) -> Found:
    marked = [one for one in needs.judged.recommended.issues if one.county] if needs.judged else []
    if not marked:
        return _missing(
            "no issue is marked as a matter for the county, and nobody has said that there is none."
        )
    return _filled(
        f"{opening(number_word(len(marked)))} {'issue' if len(marked) == 1 else 'issues'} marked in the workshop."
    )


HOW: dict[str, Callable[[PackNeeds], Found]] = {
    "a": _levels,
    "b": _since,
    "c": _why,
    "d": _priorities,
    "e": _voice,
    "f": _last_plan,
    "g": _county,
}
"""How each part is looked at, by its letter in the law."""

"""Why areas cannot be set at equal ages, and which data would let them be."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.analyses.result import Refusal
from wardmote.analyses.wording import inside, listed
from wardmote.definitions import Measure
from wardmote.figures.ages import CountsByAge, ages_held
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.observed.measures import items_of, names_in
from wardmote.figures.peer_counts import LeftOut

ASK = (
    "Ask for a table with the columns Area, Measure, Age, Period and Value, a row for each area, band of age and period "
    "(18-64, 65-74, 85+, All ages), and take it in"
)
NAMED = 6
LATEST = "9999-12"
"""A month that no evidence reaches: whatever came last."""


def unfit(evidence: Evidence, measure: Measure) -> Refusal | None:
    """Why a measure cannot have such rates wherever it is counted; None where it can."""
    what = f"{measure.short_title} cannot be given at equal ages."
    if not measure.population:
        return Refusal(
            what,
            "No population is defined for it, so it has no rate, and counts of areas of different size cannot be compared.",
            "A measure with residents as its population can be; the list of measures shows which have one.",
        )
    if measure.population != "residents":
        return Refusal(
            what,
            f"Its rate is of {evidence.definitions.populations[measure.population].unit}, and these have no age.",
            "Plain rates of areas are compared in the analysis of peers.",
        )
    if not measure.adds_up:
        return Refusal(
            what,
            "It is a share or a caseload, which does not add up over ages and time.",
            "Take in the counts that it was worked out from, by age.",
        )
    return None


def no_ages(evidence: Evidence, measure: Measure, to: str) -> Refusal:
    """Nothing of the measure is held by age, or not of these areas and years."""
    everything = ages_held(evidence)
    if any(_counts(evidence, measure, source, item) for source, item in everything):
        return Refusal(
            f"{measure.short_title} cannot be given at equal ages here.",
            f"It is held by age, but not of these areas in whole years that end by {to}."
            if to < LATEST
            else "It is held by age, but not of these areas, or not in periods that make up whole years.",
            "Ask up to a later month, or for other areas; the board of expected feeds shows what came.",
        )
    held = sorted({item for _, item in everything})
    titles = [_title(evidence, item) for item in held]
    of_whom = (
        "police.uk counts crimes, and says of nobody how old they were."
        if measure.available
        else "What was supplied of it has no ages."
    )
    here = f" Held by age: {listed([inside(one) for one in titles[:NAMED]])}." if titles else ""
    return Refusal(
        f"{measure.short_title} cannot be given at equal ages.",
        f"{of_whom} Without the ages of people, nobody can say how much of a high rate is the make-up of the area.",
        f"{ASK}; for crimes it is the police who know the ages of victims.{here}",
    )


def no_areas(measure: Measure, own: Area, areas: Sequence[Area]) -> Refusal:
    """Nothing to compare with."""
    return Refusal(
        f"{measure.short_title} in {own.name} cannot be set at equal ages.",
        f"It takes at least two areas that are counted by age, and {'there is one' if areas else 'there is none'}.",
        "Name a group (--group) or areas (--areas), or ask for counts by age of its wards.",
    )


def overlap(measure: Measure, counted: CountsByAge) -> Refusal:
    """Areas that are counted by bands which do not go together."""
    pair = counted.overlap or (counted.bands[0], counted.bands[0])
    return Refusal(
        f"{measure.short_title} cannot be given at equal ages.",
        f"The areas are not counted by the same bands: {pair[0].title}, and {pair[1].title}.",
        "Ask all suppliers for the same bands of age, or compare only areas of one supplier (--areas).",
    )


def too_few_known(measure: Measure, counted: CountsByAge, out: Sequence[LeftOut]) -> Refusal:
    """Fewer than two areas have counts and residents by age."""
    reasons: dict[str, list[str]] = {}
    for one in out:
        reasons.setdefault(one.why, []).append(one.area.name)
    said = "; ".join(
        f"{listed(names) if len(names) <= NAMED else f'{len(names)} areas'}: {why}"
        for why, names in reasons.items()
    )
    people = any("residents" in one.why for one in out)
    would = (
        "Take in residents by single year of age of the small areas: the Office for National Statistics publishes them, "
        "and the how-to page on weights and deprivation says how."
        if people
        else "Ask for the missing numbers, for a row for All ages beside bands that are too small to give, or for several "
        "years together."
    )
    return Refusal(
        f"{measure.short_title} cannot be given at equal ages.",
        f"{_known(counted, out)} {said}."
        if said
        else f"{_known(counted, out)} Nobody has any event with an age.",
        would,
    )


def _known(counted: CountsByAge, out: Sequence[LeftOut]) -> str:
    n = len(counted.areas) - len(out)
    return f"Of {len(counted.areas)} areas {'one' if n == 1 else 'none' if n == 0 else n} can be used."


def _counts(evidence: Evidence, measure: Measure, source: str, item: str) -> bool:
    return item in names_in(items_of(evidence.definitions, measure), source)


def _title(evidence: Evidence, item: str) -> str:
    found = evidence.definitions.measures.get(item)
    return found.title if found else item.replace("-", " ")

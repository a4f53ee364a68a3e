"""Who lives in an area, in a sentence or two: deprivation and ages, each with its release."""

from __future__ import annotations

from wardmote.analyses.wording import share
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import in_words
from wardmote.figures.reference import NotHeldError, age_structure, deprivation_of
from wardmote.figures.tokens import State


def people_sentences(evidence: Evidence, area: Area) -> str:
    """What is held of an area's deprivation and ages, in words; empty where nothing is."""
    return " ".join(said for said in (_deprivation(evidence, area), _ages(evidence, area)) if said)


def _deprivation(evidence: Evidence, area: Area) -> str:
    try:
        (found,) = deprivation_of(evidence, [area])
    except NotHeldError:
        return ""
    whose = f"{found.title.split(',')[0]} {found.release}"
    if found.state != State.KNOWN or not found.shares:
        return ""
    if found.decile is not None:
        return f"Deprivation: tenth {found.decile} of 10, 1 being the most deprived ({whose})."
    return (
        f"{share(sum(found.shares[:2]))} live in the country's most deprived fifth of small areas ({whose})."
    )


def _ages(evidence: Evidence, area: Area) -> str:
    try:
        ages = age_structure(evidence, area)
    except NotHeldError:
        return ""
    if ages.state != State.KNOWN or not ages.total or ages.on is None:
        return ""
    young, old = (int(evidence.definitions.threshold(name)) for name in ("profile-young", "profile-old"))
    children, older = ages.band(0, young - 1) / ages.total, ages.band(old) / ages.total
    when = in_words(ages.on.strftime("%Y-%m"))
    return f"{share(children)} are under {young} and {share(older)} {old} or older ({when})."

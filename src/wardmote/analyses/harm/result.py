"""Harm as a whole analysis: the score beside the count, its change in volume and mix, and areas beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.analyses.harm import refusing, tables
from wardmote.analyses.harm.caveats import caveats_of, sure_of
from wardmote.analyses.harm.drawing import of_areas, of_groups
from wardmote.analyses.harm.grouping import groups_of_harm
from wardmote.analyses.harm.scoring import AreaHarm, area_harm, scores
from wardmote.analyses.harm.wording import findings_of, title_of
from wardmote.analyses.result import AnalysisResult, CannotBearError, Refusal, ResultTable
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.harm import HarmSystem, harm_system
from wardmote.figures.months import in_words
from wardmote.figures.observed.places import cells_of, makeups
from wardmote.figures.observed.reading import read_reported
from wardmote.figures.reference.held import releases_held
from wardmote.methods.severity import HarmScore

ORDER = ("scores", "split", "groups", "beside", "published", "without-weight", "offences")


@dataclass(frozen=True)
class HarmAsked:
    """What is asked of it: the system of weights, the last month, and areas to set beside.

    ``weights`` and ``to`` are empty for the only system held and the last period supplied. ``country``: an area that
    stands beside wherever it can be had, without a word where it cannot.
    """

    area: Area
    weights: str = ""
    to: str = ""
    beside: tuple[Area, ...] = ()
    country: Area | None = None
    victim_reported: bool = False


def harm_result(evidence: Evidence, asked: HarmAsked) -> AnalysisResult:
    """What the recorded crimes of an area weigh, beside how many they are.

    Raises
    ------
    CannotBearError
        When no weights are held, or the area's crimes cannot be weighed; says which data would do.
    NotOneSystemError, UnknownNameError
        When it is not clear which weights are meant, or they are not held.
    """
    if not releases_held(evidence, "weights"):
        raise CannotBearError(refusing.no_weights())
    system = harm_system(evidence, asked.weights, victim_reported=asked.victim_reported)
    harm = area_harm(evidence, asked.area, system, asked.to)
    definitions = evidence.definitions
    others, refused = _beside(evidence, asked, harm, system)
    standing, country = _together(evidence, harm, others, asked, system)
    groups = groups_of_harm(harm, definitions)
    found: list[ResultTable] = [
        tables.by_year(harm, system, definitions),
        *tables.split(harm, system, definitions),
        tables.by_group(groups, system, definitions),
        *tables.beside(standing, system, definitions),
        *_published(evidence, harm, system),
        *tables.without_weight(harm, system, definitions),
        tables.by_offence(harm, system, definitions),
    ]
    return AnalysisResult(
        analysis="harm",
        title=title_of(harm, system, definitions),
        asked=(
            ("Area", asked.area.name),
            ("Year", f"to {in_words(harm.period.end)}"),
            ("Weights", system.name),
            ("Crimes", _crimes(evidence, harm, asked)),
        ),
        findings=findings_of(harm, groups, system, definitions),
        tables=tuple(found),
        pictures=(
            of_groups(harm, groups, system, definitions),
            *of_areas(standing, harm, country, system, definitions),
        ),
        sure=sure_of(harm, system, definitions),
        refused=(*((harm.unchanged,) if harm.unchanged else ()), *refused),
        caveats=caveats_of(evidence, harm, system),
        snapshot=evidence.snapshot,
        options=f"weights={system.held.system}/{system.held.release};source={harm.years.source};"
        f"every={harm.years.every};population={harm.people.on};victim_reported={asked.victim_reported}",
        marking=evidence.marking,
    )


def _crimes(evidence: Evidence, harm: AreaHarm, asked: HarmAsked) -> str:
    source = evidence.definitions.sources.get(harm.years.source)
    title = source.title if source else harm.years.source
    return f"{title}{', without what the police find themselves' if asked.victim_reported else ''}"


def _beside(
    evidence: Evidence, asked: HarmAsked, own: AreaHarm, system: HarmSystem
) -> tuple[list[AreaHarm], list[Refusal]]:
    """The other areas in the same year, and why some cannot stand there."""
    found: list[AreaHarm] = []
    refused: list[Refusal] = []
    for area in asked.beside:
        try:
            found.append(_same_year(area_harm(evidence, area, system, own.period.end), own))
        except CannotBearError as error:
            refused.append(error.refusal)
    return found, refused


def _same_year(other: AreaHarm, own: AreaHarm) -> AreaHarm:
    if other.period != own.period:
        raise CannotBearError(
            Refusal(
                f"{other.area.name} does not stand beside {own.area.name}.",
                f"Its last year is the {other.period.words}, and not the {own.period.words}.",
                "The table of the same quarters.",
            )
        )
    return other


def _together(
    evidence: Evidence, own: AreaHarm, others: Sequence[AreaHarm], asked: HarmAsked, system: HarmSystem
) -> tuple[list[tuple[AreaHarm, HarmScore]], tuple[AreaHarm, HarmScore] | None]:
    """Scores that may stand together, and the country's where it can be had."""
    country: AreaHarm | None = None
    if asked.country is not None and asked.country.code not in {one.area.code for one in (own, *others)}:
        try:
            country = _same_year(area_harm(evidence, asked.country, system, own.period.end), own)
        except CannotBearError:
            country = None
    every = [own, *others, *([country] if country else [])]
    made = scores(evidence, [one.now for one in every], [one.people for one in every], system)
    standing = list(zip(every, made, strict=True))
    return standing, standing[-1] if country else None


def _published(evidence: Evidence, harm: AreaHarm, system: HarmSystem) -> list[ResultTable]:
    """The publisher's own scores of these years; none of a score that leaves offences out on purpose."""
    measure = evidence.definitions.measures.get(system.published)
    if measure is None or system.left_out:
        return []
    makeup = next(iter(makeups(evidence, harm.area)), None)
    if makeup is None:
        return []
    cells = cells_of(read_reported(evidence, [measure], makeup.every_code), measure, makeup)
    return tables.published(harm, cells, measure.title, system, evidence.definitions)

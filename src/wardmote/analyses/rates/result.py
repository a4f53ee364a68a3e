"""Areas at equal ages as a whole analysis: plain rate, directly standardised rate, standardised ratio, a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wardmote.analyses.finding import Finding
from wardmote.analyses.pictures import Caption, DotRanges, RangeRow
from wardmote.analyses.rates.refusing import LATEST, no_ages, no_areas, overlap, too_few_known, unfit
from wardmote.analyses.rates.standardising import Standardised, standardised
from wardmote.analyses.rates.words import caveats, meaning, moved, people_words, rates, sure, title
from wardmote.analyses.result import AnalysisResult, CannotBearError, Cell, Kind, ResultColumn, ResultTable
from wardmote.analyses.wording import inside, level_name, one_decimal, opening, per
from wardmote.definitions import Measure
from wardmote.figures.ages import counts_by_age
from wardmote.figures.areas import Area, areas_within
from wardmote.figures.evidence import Evidence
from wardmote.figures.peer_groups import level_of
from wardmote.methods.checks import FloatArray
from wardmote.methods.peers.group import Position

AREAS = (
    ResultColumn("code", "Code"),
    ResultColumn("area", "Area"),
    ResultColumn("count", "Count", Kind.COUNT),
    ResultColumn("population", "Population", Kind.COUNT),
    ResultColumn("rate", "Plain rate", Kind.RATIO),
    ResultColumn("rate_low", "Plain rate from", Kind.RATIO),
    ResultColumn("rate_high", "to", Kind.RATIO),
    ResultColumn("standardised", "At equal ages", Kind.RATIO),
    ResultColumn("standardised_low", "At equal ages from", Kind.RATIO),
    ResultColumn("standardised_high", "to", Kind.RATIO),
    ResultColumn("expected", "Expected by ages", Kind.NUMBER),
    ResultColumn("ratio", "Ratio", Kind.RATIO),
    ResultColumn("ratio_low", "Ratio from", Kind.RATIO),
    ResultColumn("ratio_high", "to", Kind.RATIO),
    ResultColumn("position_plain", "By plain rate"),
    ResultColumn("position", "At equal ages"),
)
BANDS = (
    ResultColumn("band", "Age"),
    ResultColumn("count", "Count", Kind.COUNT),
    ResultColumn("population", "Population", Kind.COUNT),
    ResultColumn("share_percent", "Share of people", Kind.PERCENT),
    ResultColumn("rate", "Rate", Kind.RATIO),
)
OWN_BANDS = (
    ResultColumn("own_count", "Own count", Kind.COUNT),
    ResultColumn("own_population", "Own population", Kind.COUNT),
    ResultColumn("own_share_percent", "Own share of people", Kind.PERCENT),
    ResultColumn("own_rate", "Own rate", Kind.RATIO),
)


SMALLEST = 1e-9
"""Below any ratio: of none the logarithm is taken as of this."""


@dataclass(frozen=True)
class RatesAsked:
    """A measure at equal ages in some areas; without any in the parts of the own area that are counted by age.

    ``group``: what the areas are called inside a sentence; ``to``: the last month at the latest.
    """

    measure: Measure
    own: Area
    areas: tuple[Area, ...] = ()
    group: str = ""
    to: str = LATEST
    years: int = 1


def rates_result(evidence: Evidence, asked: RatesAsked) -> AnalysisResult:
    """Set areas at equal ages.

    Raises
    ------
    CannotBearError
        When the measure has no such rate, or counts or residents by age are not held of two areas.
    """
    measure = asked.measure
    if refusal := unfit(evidence, measure):
        raise CannotBearError(refusal)
    areas = asked.areas or _parts(evidence, asked)
    counted = counts_by_age(evidence, measure, areas or [asked.own], asked.to, asked.years)
    if counted is None:
        raise CannotBearError(no_ages(evidence, measure, asked.to))
    if len(areas) < 2:
        raise CannotBearError(no_areas(measure, asked.own, areas))
    if counted.overlap:
        raise CannotBearError(overlap(measure, counted))
    found, out = standardised(evidence, counted)
    if found is None:
        raise CannotBearError(too_few_known(measure, counted, out))
    return _result(evidence, asked, found)


def _parts(evidence: Evidence, asked: RatesAsked) -> tuple[Area, ...]:
    """The parts of the own area of the largest level of which several are counted by age; the own level is no part."""
    levels = evidence.definitions.levels
    own = levels[level_of(asked.own)].rank
    for level in sorted((one for one in levels if levels[one].rank < own), key=lambda one: -levels[one].rank):
        parts = tuple(areas_within(evidence.connection, asked.own, level, evidence.definitions))
        if len(parts) < 2 or any(one.part_of for one in parts):
            continue
        counted = counts_by_age(evidence, asked.measure, parts, asked.to, asked.years)
        if counted and sum(one.supplied for one in counted.areas) > 1:
            return parts
    return ()


def _result(evidence: Evidence, asked: RatesAsked, found: Standardised) -> AnalysisResult:
    said = title(evidence, found, asked.own)
    sentences = (
        said,
        rates(evidence, found, asked.own),
        moved(found),
        meaning(found),
    )
    return AnalysisResult(
        analysis="rates",
        title=said,
        asked=_asked(evidence, asked, found),
        findings=tuple(Finding(one, "", "", None, ()) for one in sentences),
        tables=(_areas(evidence, found), _bands(evidence, found, asked.own)),
        pictures=(_picture(evidence, found, asked.own, said),),
        sure=sure(evidence, found),
        caveats=caveats(evidence, found),
        snapshot=evidence.snapshot,
        options=f"areas={','.join(area.code for area in found.areas)};bands={','.join(one.id for one in found.bands)};"
        f"years={asked.years};per={found.per:g};source={found.counted.source}",
        marking=evidence.marking,
    )


def _asked(evidence: Evidence, asked: RatesAsked, found: Standardised) -> tuple[tuple[str, str], ...]:
    plural = level_name(evidence.definitions, level_of(found.areas[0]), 2)
    group = asked.group or f"the {plural} of {asked.own.name}"
    return (
        ("Measure", found.counted.measure.title),
        ("Area", asked.own.name),
        ("Compared", f"{opening(group)}, {len(found.areas)} areas"),
        ("Standard", "the people of all of them together"),
        ("Ages", ", ".join(one.title for one in found.bands)),
        ("Period", found.period.words),
        ("Counts by age from", found.counted.title),
    )


def _number(value: float) -> Cell:
    return None if np.isnan(value) else float(value)


def _areas(evidence: Evidence, found: Standardised) -> ResultTable:
    rows = [
        (
            area.code,
            area.name,
            float(found.events[at]),
            float(found.people[at].sum()) / found.counted.years,
            *(
                float(part[at])
                for part in (found.plain.rate.value, found.plain.rate.low, found.plain.rate.high)
            ),
            *(_number(part[at]) for part in (found.direct.value, found.direct.low, found.direct.high)),
            *(
                float(part[at])
                for part in (found.ratio.expected, found.ratio.value, found.ratio.low, found.ratio.high)
            ),
            found.plain.position[at].value,
            found.equal.position[at].value,
        )
        for at, area in enumerate(found.areas)
    ]
    order = sorted(range(len(rows)), key=lambda at: (-float(found.ratio.value[at]), found.areas[at].code))
    unit = people_words(evidence.definitions, found.bands)
    a_year = " a year" if found.counted.years > 1 else ""
    return ResultTable(
        "areas",
        f"{found.counted.measure.title} {per(evidence.definitions)} {unit}{a_year}, by area, the highest ratio first",
        AREAS,
        tuple(rows[at] for at in order),
        (
            f"All together: {one_decimal(found.standard_rate)} {per(evidence.definitions)} {unit}{a_year}. A ratio of 1 is "
            "as many as the ages of the people alone would give.",
        ),
    )


def _bands(evidence: Evidence, found: Standardised, own: Area) -> ResultTable:
    at = found.at(own)
    rows: list[tuple[Cell, ...]] = []
    for place, band in enumerate(found.bands):
        row = (band.title, *_of_band(found, found.standard_counts, found.standard_people, place))
        rows.append(
            row if at is None else (*row, *_of_band(found, found.counts[at], found.people[at], place))
        )
    name = f" beside {own.name}" if at is not None else ""
    return ResultTable(
        "ages",
        f"{found.counted.measure.title} by age, all areas together{name}",
        (*BANDS, *(OWN_BANDS if at is not None else ())),
        tuple(rows),
    )


def _of_band(found: Standardised, counts: FloatArray, people: FloatArray, place: int) -> tuple[Cell, ...]:
    n, living = float(counts[place]), float(people[place])
    rate = n / living * found.per if living else np.nan
    return _number(n), living / found.counted.years, 100 * living / float(people.sum()), _number(rate)


def _picture(evidence: Evidence, found: Standardised, own: Area, said: str) -> DotRanges:
    """Rates at equal ages with their intervals; ratios where most areas have too few for a rate."""
    rated = ~np.isnan(found.direct.value)
    of_rates = rated.sum() * 2 > len(found.areas)
    value, low, high = (
        (found.direct.value, found.direct.low, found.direct.high)
        if of_rates
        else (found.ratio.value, found.ratio.low, found.ratio.high)
    )
    order = _drawn(found, value, int(evidence.definitions.threshold("rates-drawn")), found.at(own))
    unit = people_words(evidence.definitions, found.bands)
    rate = f"{per(evidence.definitions)} {unit}"
    what = "Rate at equal ages" if of_rates else "Ratio to what ages alone would give"
    level = found.standard_rate if of_rates else 1.0
    words = f"All together {one_decimal(level)}" if of_rates else "As ages alone would give"
    lines = [
        RangeRow(
            found.areas[at].name,
            _shown(value[at]),
            _shown(low[at]),
            _shown(high[at]),
            f"plain {one_decimal(float(found.plain.rate.value[at]))}"
            if of_rates
            else found.equal.position[at].value,
            found.equal.position[at] != Position.INLINE,
            at == found.at(own),
        )
        for at in order
    ]
    told = "; ".join(f"{one.label} {one_decimal(one.value)}" for one in lines if one.value is not None)
    return DotRanges(
        caption=Caption(
            title=said.rstrip("."),
            subtitle=f"{opening(found.period.words)}. {what}{f', {rate}; beside it the plain rate' if of_rates else ''}.",
            alt=f"{what} of {inside(found.counted.measure.title)}: {told}. {words}.",
        ),
        rows=tuple(lines),
        unit=opening(f"{found.counted.measure.unit} {rate}") if of_rates else "Ratio",
        reference=(level, words),
        from_zero=True,
    )


def _drawn(found: Standardised, value: FloatArray, most: int, own: int | None) -> Sequence[int]:
    """Areas with the highest first; where they are too many those farthest from all together, and the own one."""
    every = sorted(range(len(found.areas)), key=lambda at: -float(np.nan_to_num(value[at], nan=-1)))
    if len(every) <= most:
        return every
    apart = np.abs(np.log(np.maximum(found.ratio.value, SMALLEST)))
    first = sorted(every, key=lambda at: (at != own, -float(apart[at])))
    return [at for at in every if at in set(first[:most])]


def _shown(value: float) -> float | None:
    return None if np.isnan(value) else float(value)

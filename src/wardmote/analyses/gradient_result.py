"""How a measure's rate changes from the least to the most deprived small areas, as a whole analysis."""

from __future__ import annotations

from wardmote.analyses.finding import Finding
from wardmote.analyses.pictures import Caption, DotRanges, RangeRow
from wardmote.analyses.result import AnalysisResult, CannotBearError, Kind, Refusal, ResultColumn, ResultTable
from wardmote.analyses.wording import (
    amount,
    count,
    interval_name,
    number_word,
    one_decimal,
    opening,
    per,
    share,
)
from wardmote.definitions import Measure
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, spans
from wardmote.figures.reference.deciles import ByDecile, by_decile
from wardmote.figures.reference.held import NotHeldError, block_of
from wardmote.figures.suppliers import forces_of, months_sent
from wardmote.methods.intervals import Rate, crude_rate
from wardmote.methods.peers.gradient import Gradient, Index, log_gradient
from wardmote.methods.rounding import half_up

COLUMNS = (
    ResultColumn("decile", "Tenth", Kind.COUNT),
    ResultColumn("areas", "Small areas", Kind.COUNT),
    ResultColumn("population", "Population", Kind.COUNT),
    ResultColumn("count", "Count", Kind.COUNT),
    ResultColumn("rate", "Rate", Kind.RATIO),
    ResultColumn("rate_low", "from", Kind.RATIO),
    ResultColumn("rate_high", "to", Kind.RATIO),
    ResultColumn("fitted", "On the line", Kind.RATIO),
)
FEWEST = 3
"""Groups that a line through them needs."""


def gradient_result(
    evidence: Evidence,
    area: Area,
    measure: Measure,
    period: Period,
    domain: str = "overall",
    release: str = "",
) -> AnalysisResult:
    """Rate by tenth of deprivation with the slope and relative index of inequality.

    Raises
    ------
    CannotBearError
        When the measure has no place or population, months are missing, or deprivation does not cover the area.
    """
    _check(evidence, area, measure, period)
    found = counted_by_decile(evidence, area, measure, period, domain, release)
    rate = crude_rate(
        [one.count for one in found.deciles],
        [one.population for one in found.deciles],
        evidence.definitions.threshold("rate-per"),
        evidence.definitions.threshold("confidence"),
    )
    line = _line(evidence, found)
    said = _title(found, line)
    return AnalysisResult(
        analysis="deprivation",
        title=said,
        asked=(
            ("Measure", measure.title),
            ("Area", area.name),
            ("Period", period.words),
            (
                "Deprivation",
                f"{found.release.title.split(',')[0]} {found.release.release}, {_domain(domain)}",
            ),
        ),
        findings=tuple(
            Finding(one, "", "", None, ()) for one in (said, _slope(evidence, found, line), *_meaning(line))
        ),
        tables=(_table(evidence, found, rate, line), _indices(evidence, found, line)),
        pictures=(_picture(evidence, found, rate, said),),
        sure=_sure(found, line),
        caveats=_caveats(evidence, found),
        snapshot=evidence.snapshot,
        options=f"release={found.release.release};domain={domain}",
        marking=evidence.marking,
    )


def _check(evidence: Evidence, area: Area, measure: Measure, period: Period) -> None:
    """Refuse what has no small areas, no rate, or not every month."""
    what = f"{measure.short_title} in {area.name} cannot be set against deprivation."
    if not measure.available:
        raise CannotBearError(
            Refusal(
                what,
                "It is counted for whole areas, and deprivation differs from street to street.",
                "Records with a small area each would do, such as the street files of the police.",
            )
        )
    if not measure.population:
        raise CannotBearError(
            Refusal(
                what, "No population is defined for it, so it has no rate.", "A measure with one would do."
            )
        )
    forces = [one.code for one in forces_of(evidence, [area]).get(area.code, [])]
    sent = months_sent(evidence, forces)
    missing = sorted({month for code in forces for month in period.months if month not in sent[code]})
    if missing or not forces:
        raise CannotBearError(
            Refusal(
                what,
                f"Not every month was supplied: {', '.join(spans(missing))} of {period.words} is missing."
                if forces
                else "The lookup does not say which police force it lies in.",
                "Take those months in, or ask for an earlier last month.",
            )
        )


def counted_by_decile(
    evidence: Evidence, area: Area, measure: Measure, period: Period, domain: str, release: str
) -> ByDecile:
    """The measure by tenth of deprivation.

    Raises
    ------
    CannotBearError
        When deprivation is not held or does not cover the area, or too few tenths lie in it.
    """
    what = f"{measure.short_title} in {area.name} cannot be set against deprivation."
    try:
        found = by_decile(evidence, area, measure, period, domain, release)
    except NotHeldError as error:
        would = (
            "Take in the Indices of Deprivation of small areas; the profile of small areas holds them, too."
        )
        raise CannotBearError(Refusal(what, str(error), would)) from error
    block = block_of(evidence.definitions, "deprivation", found.release.collection)
    covered = "None of its small areas has a decile." if not found.deciles else ""
    if covered and block is not None and any(code.startswith(block.leaves_out) for code in area.member_codes):
        raise CannotBearError(
            Refusal(
                f"{what} Not available.",
                block.outside,
                "An index of its own with deciles would do, in the layout that an export gives.",
            )
        )
    if len(found.deciles) < FEWEST:
        n = number_word(len(found.deciles))
        raise CannotBearError(
            Refusal(
                what,
                covered
                or f"Its small areas lie in {n} of the ten tenths of the country, and a line needs three at least.",
                "Ask for a larger area, such as the whole police force area.",
            )
        )
    return found


def _line(evidence: Evidence, found: ByDecile) -> Gradient:
    try:
        return log_gradient(
            [one.count for one in found.deciles],
            [one.population for one in found.deciles],
            evidence.definitions.threshold("rate-per"),
            evidence.definitions.threshold("confidence"),
        )
    except ValueError as error:
        raise CannotBearError(
            Refusal(
                f"{found.measure.short_title} in {found.area.name} shows no line against deprivation.",
                f"{str(error)[:1].upper()}{str(error)[1:]}",
                "A larger area or a more common measure would do.",
            )
        ) from error


def _clear(index: Index) -> int:
    """1 where the ratio is above one by more than chance, -1 below, else 0."""
    return 1 if index.low > 1 else -1 if index.high < 1 else 0


def _title(found: ByDecile, line: Gradient) -> str:
    name, where = found.measure.short_title, found.area.name
    side = _clear(line.ratio)
    if side == 0:
        return f"{name} in {where} shows no clear gradient from its least to its most deprived small areas."
    how = line.ratio.value if side > 0 else 1 / line.ratio.value
    ends = ("most", "least") if side > 0 else ("least", "most")
    return (
        f"{name} is recorded about {one_decimal(how)} times as often at the {ends[0]} deprived end of {where} as at the "
        f"{ends[1]} deprived end."
    )


def _slope(evidence: Evidence, found: ByDecile, line: Gradient) -> str:
    definitions = evidence.definitions
    unit = definitions.populations[found.measure.population].unit
    ratio, slope = line.ratio, line.slope
    return (
        f"Relative index of inequality {_two(ratio.value)} ({interval_name(definitions)} {_two(ratio.low)} to "
        f"{_two(ratio.high)}); slope index {_signed(slope.value)} {per(definitions)} {unit} ({_signed(slope.low)} to "
        f"{_signed(slope.high)})."
    )


def _meaning(line: Gradient) -> tuple[str, ...]:
    if _clear(line.ratio) == 0:
        return (
            "A gradient of either direction would fit these figures: do not say that deprivation makes no difference here.",
        )
    return (
        "This is about places, not people: a crime counts where it was recorded. It does not say that deprivation causes "
        "it, nor who the victims are.",
    )


def _table(evidence: Evidence, found: ByDecile, rate: Rate, line: Gradient) -> ResultTable:
    unit = evidence.definitions.populations[found.measure.population].unit
    rows = tuple(
        (
            one.decile,
            one.areas,
            one.population,
            one.count,
            *(float(part[at]) for part in (rate.value, rate.low, rate.high)),
            float(line.fitted[at]),
        )
        for at, one in enumerate(found.deciles)
    )
    return ResultTable(
        "deciles",
        f"{found.measure.title} {per(evidence.definitions)} {unit} by tenth of deprivation, 1 the most deprived",
        COLUMNS,
        tuple(reversed(rows)),
        ("Tenths are of the country. Those that are not listed hold none of the area's small areas.",),
    )


def _indices(evidence: Evidence, found: ByDecile, line: Gradient) -> ResultTable:
    columns = (
        ResultColumn("index", "Index"),
        ResultColumn("value", "Value", Kind.RATIO),
        ResultColumn("low", "from", Kind.RATIO),
        ResultColumn("high", "to", Kind.RATIO),
        ResultColumn("p", "Chance of so much without a gradient", Kind.CHANCE),
        ResultColumn("phi", "Times chance", Kind.RATIO),
    )
    unit = evidence.definitions.populations[found.measure.population].unit
    rows = (
        (f"Slope index of inequality, {per(evidence.definitions)} {unit}", *line.slope, line.p, line.phi),
        ("Relative index of inequality, most over least deprived", *line.ratio, line.p, line.phi),
    )
    return ResultTable("indices", "From the least to the most deprived end", columns, rows)


def _picture(evidence: Evidence, found: ByDecile, rate: Rate, said: str) -> DotRanges:
    definitions = evidence.definitions
    unit = f"{per(definitions)} {definitions.populations[found.measure.population].unit}"
    ends = {1: ", most deprived", 10: ", least deprived"}
    rows = tuple(
        RangeRow(
            f"Tenth {one.decile}{ends.get(one.decile, '')}",
            float(rate.value[at]),
            float(rate.low[at]),
            float(rate.high[at]),
            told=f"{count(one.count)} in {amount(one.areas, 'small area', 'small areas')}",
        )
        for at, one in reversed(list(enumerate(found.deciles)))
    )
    whole = sum(one.count for one in found.deciles) / sum(one.population for one in found.deciles)
    mean = whole * definitions.threshold("rate-per")
    each = ", ".join(f"{row.label} {one_decimal(row.value)}" for row in rows)
    return DotRanges(
        caption=Caption(
            title=said.rstrip("."),
            subtitle=f"{opening(found.period.words)}, rate {unit} with its {interval_name(definitions)}, by tenth of the "
            f"country ({found.release.title.split(',')[0]} {found.release.release}).",
            alt=f"{found.measure.short_title} {unit} by tenth of deprivation: {each}.",
        ),
        rows=rows,
        unit=f"{opening(found.measure.unit)} {unit}",
        reference=(mean, f"All of {found.area.name} {one_decimal(mean)}"),
        from_zero=True,
    )


def _sure(found: ByDecile, line: Gradient) -> tuple[str, ...]:
    said = [
        "Slope and relative index of inequality by Poisson regression of the rate on the place of each tenth along all "
        "people, the least deprived first: both ends of the whole line are compared, not the two outer tenths alone.",
        f"It assumes that the rate rises or falls evenly. These tenths lie {one_decimal(line.phi)} times further off "
        "the line than chance would put them, and the intervals are widened for that (Student's t)."
        if line.phi > 1
        else "The tenths lie no further off the line than chance would put them.",
        "A few town centres, stations or shopping streets can carry a gradient by themselves; look at the map of small "
        "areas beside it.",
    ]
    if found.domain in ("overall", "crime"):
        said.append(
            "The overall index counts recorded crime as a part of deprivation, so a little of the gradient is built in; "
            "the domain of income alone leaves that out."
            if found.domain == "overall"
            else "This domain is recorded crime itself: the gradient is built in."
        )
    return tuple(said)


def _caveats(evidence: Evidence, found: ByDecile) -> tuple[str, ...]:
    said = [
        f"Tenths are of {found.release.title.split(',')[0]} {found.release.release}; those of another release are not "
        "compared with them."
    ]
    if found.vintage and found.vintage != found.today:
        said.append(
            f"The release is of the small areas of {found.vintage}; each stands where the small area of {found.today} that "
            "fits it best lies, and where several fit one, their mean tenth stands."
        )
    if found.without:
        said.append(
            f"{opening(amount(found.without, 'small area', 'small areas'))} without a tenth or a population "
            f"{'is' if found.without == 1 else 'are'} left out."
        )
    if found.not_located > 0:
        said.append(
            f"Records without a location, {share(found.not_located)} of those of the police force, lie in no small area and "
            "are left out; they need not be spread as the others are."
        )
    said += [evidence.definitions.caveats[name].text for name in found.measure.caveats]
    return tuple(said)


def _domain(domain: str) -> str:
    return "all domains" if domain == "overall" else f"{domain.replace('-', ' ')} domain"


def _two(value: float) -> str:
    return f"{half_up(value, 2):,.2f}" if value < float("inf") else "no limit"


def _signed(value: float) -> str:
    return f"{half_up(value, 1):+,.1f}".replace("-", "−")

"""One measure of an area against its group, as a whole analysis with a funnel."""

from __future__ import annotations

from wardmote.analyses.finding import Finding
from wardmote.analyses.peers.placing import Placed, limits_over_sizes, placed
from wardmote.analyses.peers.refusing import refused
from wardmote.analyses.peers.words import caveats, how_sure, meaning, sure_sentences, title
from wardmote.analyses.pictures import Caption, Funnel, FunnelLimits, FunnelPoint
from wardmote.analyses.result import AnalysisResult, CannotBearError, Kind, ResultColumn, ResultTable
from wardmote.analyses.wording import inside, one_decimal, opening, per
from wardmote.definitions import Measure
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period
from wardmote.figures.peer_counts import peer_counts
from wardmote.figures.peer_groups import PeerGroup, level_of
from wardmote.methods.peers.group import Position

COLUMNS = (
    ResultColumn("rank", "Rank", Kind.COUNT),
    ResultColumn("code", "Code"),
    ResultColumn("area", "Area"),
    ResultColumn("count", "Count", Kind.COUNT),
    ResultColumn("population", "Population", Kind.COUNT),
    ResultColumn("rate", "Rate", Kind.RATIO),
    ResultColumn("rate_low", "Rate from", Kind.RATIO),
    ResultColumn("rate_high", "to", Kind.RATIO),
    ResultColumn("limit_low", "Limit below", Kind.RATIO),
    ResultColumn("limit_high", "Limit above", Kind.RATIO),
    ResultColumn("position", "Position"),
    ResultColumn("distance_percent", "From the mean", Kind.PERCENT),
    ResultColumn("rank_best", "Rank from", Kind.COUNT),
    ResultColumn("rank_worst", "to", Kind.COUNT),
)


def one_measure(evidence: Evidence, group: PeerGroup, measure: Measure, period: Period) -> AnalysisResult:
    """Place one measure of the own area in its group.

    Raises
    ------
    CannotBearError
        When the measure has no rate, or the own area or all others cannot be counted; says which files would help.
    """
    found_counts = peer_counts(evidence, group, [measure], period)
    counts = found_counts[0] if found_counts else None
    found = placed(evidence, counts, group.own.code) if counts else None
    if found is None:
        raise CannotBearError(refused(evidence, group, measure, counts))
    said = title(found, group)
    return AnalysisResult(
        analysis="peers",
        title=said,
        asked=_asked(evidence, found, group),
        findings=(
            Finding(said, "", "", None, ()),
            Finding(how_sure(found, evidence.definitions), "", "", None, ()),
            Finding(meaning(found, group, evidence.definitions.threshold("peers-few")), "", "", None, ()),
        ),
        tables=(_table(evidence, found),),
        pictures=(_funnel(evidence, found, group, said),),
        sure=sure_sentences(found, evidence),
        caveats=caveats(evidence, found, group),
        snapshot=evidence.snapshot,
        options=f"group={','.join(area.code for area in group.areas)};per={found.per:g}",
        marking=evidence.marking,
    )


def _asked(evidence: Evidence, found: Placed, group: PeerGroup) -> tuple[tuple[str, str], ...]:
    plural = evidence.definitions.levels[level_of(group.own)].plural
    return (
        ("Measure", found.counts.measure.title),
        ("Area", group.own.name),
        ("Group", f"{opening(group.title)}, {len(found.members)} {plural} with its own"),
        ("Period", found.counts.period.words),
    )


def _table(evidence: Evidence, found: Placed) -> ResultTable:
    group = found.group
    rows = []
    for at, one in enumerate(found.members):
        distance = None if group.mean == 0 else 100 * float(group.distance[at])
        rows.append(
            (
                int(group.ranks.rank[at]),
                one.area.code,
                one.area.name,
                one.count,
                one.population.value,
                *(float(part[at]) for part in (group.rate.value, group.rate.low, group.rate.high)),
                *(float(part[at]) for part in (group.low, group.high)),
                group.position[at].value,
                distance,
                int(group.ranks.best[at]),
                int(group.ranks.worst[at]),
            )
        )
    rows.sort(key=lambda row: (row[0], str(row[1])))
    measure = found.counts.measure
    unit = evidence.definitions.populations[measure.population].unit
    on = sorted({one.population.on for one in found.members})
    dated = " and ".join(f"{day.day} {day:%B %Y}" for day in on)
    return ResultTable(
        "areas",
        f"{measure.title} {per(evidence.definitions)} {unit}, by area, the lowest first",
        COLUMNS,
        tuple(rows),
        (
            f"Mean of the group: {one_decimal(group.mean)}, all its {measure.unit} over all its {unit} ({dated}). Limits: "
            "between them an area of that size is Inline.",
        ),
    )


def _funnel(evidence: Evidence, found: Placed, group: PeerGroup, said: str) -> Funnel:
    definitions, measure = evidence.definitions, found.counts.measure
    unit = definitions.populations[measure.population].unit
    own = set(group.own.member_codes)
    shares = (definitions.threshold("confidence"), definitions.threshold("peers-wide"))
    return Funnel(
        caption=Caption(
            title=said.rstrip("."),
            subtitle=f"{opening(found.counts.period.words)}. Rate {per(definitions)} {unit} against the number of {unit}.",
            alt=f"Funnel of {inside(measure.short_title)} in {len(found.members)} areas round a mean of "
            f"{one_decimal(found.group.mean)} {per(definitions)} {unit}. {said}",
        ),
        points=tuple(
            FunnelPoint(
                one.area.name,
                one.population.value,
                float(found.group.rate.value[at]),
                found.group.position[at] != Position.INLINE,
                bool(own & set(one.area.member_codes)),
            )
            for at, one in enumerate(found.members)
        ),
        limits=tuple(FunnelLimits(one, *limits_over_sizes(found, one)) for one in shares)
        if found.group.mean > 0
        else (),
        level=(found.group.mean, f"Mean of the group {one_decimal(found.group.mean)}"),
        size_title=opening(unit),
        unit=f"{opening(measure.unit)} {per(definitions)} {unit}",
        named=int(definitions.threshold("examples-named")),
    )

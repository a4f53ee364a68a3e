"""The tables of a harm analysis: scores, what the change owes, groups, offences, areas beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.analyses.harm.grouping import GroupHarm
from wardmote.analyses.harm.refusing import group_title
from wardmote.analyses.harm.scoring import AreaHarm
from wardmote.analyses.result import Cell, Kind, ResultColumn, ResultTable
from wardmote.analyses.wording import interval_name, per
from wardmote.definitions import Definitions
from wardmote.figures.harm import HarmSystem, Weighed
from wardmote.figures.observed.reading import Cells
from wardmote.methods.severity import HarmScore


def number(system: HarmSystem) -> Kind:
    """How a score is written."""
    return Kind.MONEY if system.money else Kind.COUNT


def _score_columns(system: HarmSystem, definitions: Definitions) -> tuple[ResultColumn, ...]:
    kind, interval = number(system), interval_name(definitions)
    return (
        ResultColumn("crimes", "Crimes weighed", Kind.COUNT),
        ResultColumn("rate", f"Crimes {per(definitions)}", Kind.NUMBER),
        ResultColumn("score", f"Score {per(definitions)}", kind),
        ResultColumn("low", f"{interval}, low", kind),
        ResultColumn("high", "high", kind),
        ResultColumn("per_crime", "Weight of a crime", Kind.MONEY if system.money else Kind.NUMBER),
    )


def _score_cells(score: HarmScore) -> tuple[Cell, ...]:
    mean = score.per_crime if score.count else None
    return round(score.count), score.rate, score.score, score.low, score.high, mean


def by_year(harm: AreaHarm, system: HarmSystem, definitions: Definitions) -> ResultTable:
    """The score of each year beside the rate of crimes."""
    both = [(harm.before, harm.earlier), (harm.now, harm.score)]
    return ResultTable(
        "scores",
        f"Harm beside the number of crimes, by {system.name}",
        (ResultColumn("year", "Year"), *_score_columns(system, definitions)),
        tuple(
            (weighed.year.period.words, *_score_cells(score))
            for weighed, score in both
            if weighed is not None and score is not None
        ),
    )


def split(harm: AreaHarm, system: HarmSystem, definitions: Definitions) -> list[ResultTable]:
    """What the change owes to the number of crimes and what to their mix."""
    if harm.change is None:
        return []
    kind = number(system)
    return [
        ResultTable(
            "split",
            f"What the change of the score owes to number and to mix, {per(definitions)} residents",
            (
                ResultColumn("part", "Part"),
                ResultColumn("change", "Change", kind),
                ResultColumn("low", f"{interval_name(definitions)}, low", kind),
                ResultColumn("high", "high", kind),
            ),
            (
                ("More or fewer crimes", harm.change.volume, None, None),
                ("More or less serious crimes", harm.change.mix, None, None),
                ("Together", harm.change.change, harm.change.low, harm.change.high),
            ),
            ("The two parts add up to the change exactly. The interval is of the change as a whole.",),
        )
    ]


def by_group(found: Sequence[GroupHarm], system: HarmSystem, definitions: Definitions) -> ResultTable:
    """What each group weighs and what it gave."""
    kind, compared = number(system), any(one.change for one in found)
    earlier = (
        (
            ResultColumn("crimes_before", "Crimes, year before", Kind.COUNT),
            ResultColumn("score_before", "Score, year before", kind),
            ResultColumn("change", "Gave to the change", kind),
            ResultColumn("low", f"{interval_name(definitions)}, low", kind),
            ResultColumn("high", "high", kind),
            ResultColumn("mix", "Of the mix", kind),
        )
        if compared
        else ()
    )
    whole = sum(one.now.score for one in found)
    return ResultTable(
        "groups",
        f"Groups of offences, {per(definitions)} residents",
        (
            ResultColumn("group", "Group"),
            ResultColumn("crimes", "Crimes", Kind.COUNT),
            ResultColumn("score", "Score", kind),
            ResultColumn("share", "Of the score", Kind.PERCENT),
            *earlier,
        ),
        tuple(_group_row(one, whole, compared=compared) for one in found),
        ("What the groups gave adds up to the change of the score, and their parts of the mix to the mix.",)
        if compared
        else (),
    )


def _group_row(one: GroupHarm, whole: float, *, compared: bool) -> tuple[Cell, ...]:
    row: tuple[Cell, ...] = (
        one.title,
        round(one.now.count),
        one.now.score,
        100 * one.now.score / whole if whole else None,
    )
    if not compared or one.before is None or one.change is None:
        return row
    change = one.change
    return (
        *row,
        round(one.before.count),
        one.before.score,
        change.change,
        change.low,
        change.high,
        one.mix,
    )


def by_offence(harm: AreaHarm, system: HarmSystem, definitions: Definitions) -> ResultTable:
    """Every offence with its weight and its counts, so that anybody can add up the score again."""
    earlier = (ResultColumn("crimes_before", "Crimes, year before", Kind.COUNT),) if harm.earlier else ()
    rows = []
    for code, crimes in harm.score.counts.items():
        before = harm.earlier.counts[code] if harm.earlier else 0.0
        if crimes or before:
            rows.append(
                (
                    system.code(code),
                    system.titles.get(code, ""),
                    group_title(definitions, harm.years.source, harm.groups[code]),
                    harm.score.weights.weight[code],
                    round(crimes),
                    *((round(before),) if harm.earlier else ()),
                )
            )
    return ResultTable(
        "offences",
        "Each offence with its weight",
        (
            ResultColumn("code", "Code"),
            ResultColumn("offence", "Offence"),
            ResultColumn("group", "Group"),
            ResultColumn("weight", "Weight", Kind.MONEY if system.money else Kind.RATIO),
            ResultColumn("crimes", "Crimes", Kind.COUNT),
            *earlier,
        ),
        tuple(rows),
    )


def without_weight(harm: AreaHarm, system: HarmSystem, definitions: Definitions) -> list[ResultTable]:
    """Offences that have no weight, with their share of the crimes of the last year."""
    lacking = harm.now.without
    if not lacking:
        return []
    whole = sum(harm.now.counts.values()) + sum(lacking.values())
    return [
        ResultTable(
            "without-weight",
            f"Crimes without a weight in {system.name}, which are in no score",
            (
                ResultColumn("code", "Code"),
                ResultColumn("group", "Group"),
                ResultColumn("crimes", "Crimes", Kind.COUNT),
                ResultColumn("share", "Of all crimes", Kind.PERCENT),
            ),
            tuple(
                (
                    system.code(code),
                    group_title(definitions, harm.years.source, harm.groups[code]),
                    round(crimes),
                    100 * crimes / whole if whole else None,
                )
                for code, crimes in sorted(lacking.items(), key=lambda one: (-one[1], one[0]))
            ),
        )
    ]


def beside(
    found: Sequence[tuple[AreaHarm, HarmScore]], system: HarmSystem, definitions: Definitions
) -> list[ResultTable]:
    """Areas beside each other, by the same weights in the same year."""
    if len(found) < 2:
        return []
    return [
        ResultTable(
            "beside",
            f"Areas beside each other in the {found[0][0].period.words}, by {system.name}",
            (
                ResultColumn("area", "Area"),
                *_score_columns(system, definitions),
                ResultColumn("people", "Residents", Kind.COUNT),
            ),
            tuple((harm.area.name, *_score_cells(score), round(harm.people.value)) for harm, score in found),
        )
    ]


def published(
    harm: AreaHarm, cells: Cells, title: str, system: HarmSystem, definitions: Definitions
) -> list[ResultTable]:
    """What the publisher of the weights scored the area, beside ours; nothing where none is held of these years."""
    per_head = definitions.threshold("rate-per")
    rows: list[tuple[Cell, ...]] = []
    for weighed, score in ((harm.before, harm.earlier), (harm.now, harm.score)):
        cell = cells.get(weighed.year.period) if weighed else None
        if weighed and score and cell and cell.value:
            theirs = cell.value * per_head
            rows.append(
                (weighed.year.period.words, theirs, score.score, 100 * (score.score - theirs) / theirs)
            )
    if not rows:
        return []
    return [
        ResultTable(
            "published",
            f"{title} as it was published, {per(definitions)} residents, and ours",
            (
                ResultColumn("year", "Year"),
                ResultColumn("published", "Published", number(system)),
                ResultColumn("ours", "Ours", number(system)),
                ResultColumn("difference", "Ours against it", Kind.PERCENT),
            ),
            tuple(rows),
            (
                "They are not equal: the publisher uses the weights of its own day, its own estimate of residents, and "
                "counts as they stood after later corrections.",
            ),
        )
    ]


def counted(weighed: Weighed) -> float:
    """Every crime of a year, weighed or not."""
    return sum(weighed.counts.values()) + sum(weighed.without.values()) + weighed.left_out

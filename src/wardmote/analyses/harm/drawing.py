"""The pictures of a harm analysis: what each group gave to the change, and areas beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.analyses.harm.grouping import GroupHarm
from wardmote.analyses.harm.scoring import AreaHarm
from wardmote.analyses.harm.wording import amount_of, signed_amount, unit_words
from wardmote.analyses.pictures import Caption, DotRanges, RangeRow
from wardmote.analyses.wording import amount, in_line, inside, interval_name, number_word
from wardmote.definitions import Definitions
from wardmote.figures.harm import HarmSystem
from wardmote.methods.severity import HarmScore


def of_groups(
    harm: AreaHarm, found: Sequence[GroupHarm], system: HarmSystem, definitions: Definitions
) -> DotRanges:
    """What each group gave to the change with its interval; without a change, what each weighs."""
    most = int(definitions.threshold("harm-groups-drawn"))
    drawn = found[:most]
    rows = tuple(_group_row(one, system) for one in drawn)
    name = in_line(harm.area.name)
    what = "What each group of offences gave to the change" if harm.change else "What each group weighs"
    if harm.change:
        clear = [one.title for one in found if one.change and (one.change.low > 0 or one.change.high < 0)]
        title = (
            f"Of {amount(len(found), 'group', 'groups')} of offences, {number_word(len(clear))} moved by more than "
            "chance alone"
        )
    else:
        title = f"{drawn[0].title} weighs most in the harm score"
    more = f" The {most} largest of {len(found)} groups." if len(found) > most else ""
    return DotRanges(
        Caption(
            title=title,
            subtitle=f"{name}, {harm.period.words}{' against the year before' if harm.change else ''}. {system.name}. "
            f"Lines: {interval_name(definitions)} of each group by itself.{more}",
            alt=f"{what}, {name}: "
            + "; ".join(
                f"{inside(row.label)} {_told(row, system, changed=harm.change is not None)}" for row in rows
            )
            + ".",
        ),
        rows,
        f"{'Change of the score' if harm.change else 'Score'}, {unit_words(system, definitions)}",
        reference=(0.0, "No change") if harm.change else None,
        from_zero=harm.change is None,
    )


def _group_row(one: GroupHarm, system: HarmSystem) -> RangeRow:
    if one.change is None:
        return RangeRow(one.title, one.now.score, one.now.low, one.now.high)
    out = one.change.low > 0 or one.change.high < 0
    told = signed_amount(one.change.change, system) if out else ""
    return RangeRow(one.title, one.change.change, one.change.low, one.change.high, told, stands_out=out)


def _told(row: RangeRow, system: HarmSystem, *, changed: bool) -> str:
    if row.value is None:
        return "not available"
    return signed_amount(row.value, system) if changed else amount_of(row.value, system)


def of_areas(
    found: Sequence[tuple[AreaHarm, HarmScore]],
    own: AreaHarm,
    country: tuple[AreaHarm, HarmScore] | None,
    system: HarmSystem,
    definitions: Definitions,
) -> list[DotRanges]:
    """Areas beside each other, the highest first; the country is ruled across where it is held."""
    shown = [one for one in found if country is None or one[0] is not country[0]]
    if len(shown) < 2:
        return []
    ordered = sorted(shown, key=lambda one: (-one[1].score, one[0].area.name))
    rows = tuple(
        RangeRow(harm.area.name, score.score, score.low, score.high, own=harm is own)
        for harm, score in ordered
    )
    return [
        DotRanges(
            Caption(
                title=f"Harm scores of {len(rows)} areas in the {own.period.words}",
                subtitle=f"{system.name}. Lines: {interval_name(definitions)}, of chance alone. No order of merit: areas "
                "differ in who lives, works and visits there.",
                alt="Harm scores: "
                + "; ".join(f"{row.label} {amount_of(row.value or 0, system)}" for row in rows)
                + ".",
            ),
            rows,
            f"Score, {unit_words(system, definitions)}",
            reference=(country[1].score, country[0].area.name) if country else None,
            from_zero=True,
        )
    ]

"""A harm score and its change in sentences that can be repeated."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.analyses.finding import Finding
from wardmote.analyses.harm.grouping import GroupHarm
from wardmote.analyses.harm.scoring import AreaHarm
from wardmote.analyses.wording import (
    count,
    in_line,
    inside,
    interval_name,
    listed,
    one_decimal,
    opening,
    per,
    percent,
    share,
)
from wardmote.definitions import Definitions
from wardmote.figures.harm import HarmSystem
from wardmote.figures.tokens import Verdict

NAMED = 3
"""Groups that a sentence names."""


def amount_of(value: float, system: HarmSystem) -> str:
    """A score: 12,045, or £12,045."""
    return f"{'£' if system.money else ''}{count(abs(value))}"


def signed_amount(value: float, system: HarmSystem) -> str:
    """A change of a score with its sign: +120, −£45."""
    sign = "" if not round(value) else "+" if value > 0 else "−"
    return f"{sign}{amount_of(value, system)}"


def unit_words(system: HarmSystem, definitions: Definitions) -> str:
    """What a score is per: weight per 1,000 residents."""
    return f"{'pounds' if system.money else 'weight'} {per(definitions)} residents"


def verdict_of(harm: AreaHarm) -> Verdict | None:
    """Whether the score moved by more than chance; None where it is not compared."""
    if harm.change is None:
        return Verdict.NOT_COMPARABLE if harm.unchanged else None
    if harm.change.low > 0:
        return Verdict.ROSE
    return Verdict.FELL if harm.change.high < 0 else Verdict.NO_CLEAR_CHANGE


def title_of(harm: AreaHarm, system: HarmSystem, definitions: Definitions) -> str:
    """What was found, in a sentence."""
    name, year = in_line(harm.area.name), harm.period.words
    verdict = verdict_of(harm)
    if harm.change is None or harm.earlier is None:
        return (
            f"The crimes of {name} weigh {amount_of(harm.score.score, system)} {per(definitions)} residents in the {year}, "
            "which cannot be set against the year before."
        )
    if verdict is Verdict.NO_CLEAR_CHANGE:
        return f"The harm score of {name} in the {year} did not clearly change on the year before."
    word = "rose" if verdict is Verdict.ROSE else "fell"
    by = f" by {share(abs(harm.change.change) / harm.earlier.score)}" if harm.earlier.score else ""
    return f"The harm score of {name} {word}{by} in the {year}, {_owed(harm)}."


def _owed(harm: AreaHarm) -> str:
    """What most of the change is owed to, in words."""
    change = harm.change
    if change is None:
        return ""
    number = "more crimes" if change.volume > 0 else "fewer crimes"
    kind = "more serious crimes" if change.mix > 0 else "less serious crimes"
    if change.volume * change.mix < 0:
        larger, smaller = (number, kind) if abs(change.volume) > abs(change.mix) else (kind, number)
        return f"for {larger}, against {smaller}"
    part = abs(change.volume) / (abs(change.volume) + abs(change.mix) or 1)
    if part >= 0.5:
        return f"{share(part)} of it for {number} and the rest for {kind}"
    return f"{share(1 - part)} of it for {kind} and the rest for {number}"


def findings_of(
    harm: AreaHarm, groups: Sequence[GroupHarm], system: HarmSystem, definitions: Definitions
) -> tuple[Finding, ...]:
    """The score, its change, what it owes to number and mix, which groups gave most, and what is not weighed."""
    return (
        _level(harm, system, definitions),
        *_change(harm, system, definitions),
        *_groups(harm, groups, system),
        *_heaviest(groups),
        *_missing(harm, groups, system),
    )


def _level(harm: AreaHarm, system: HarmSystem, definitions: Definitions) -> Finding:
    score = harm.score
    lead = f"The crimes of {in_line(harm.area.name)} weigh {amount_of(score.score, system)} {per(definitions)} residents"
    rest = (
        f" in the {harm.period.words} ({interval_name(definitions)} {amount_of(score.low, system)} to "
        f"{amount_of(score.high, system)}), beside {one_decimal(score.rate)} crimes {per(definitions)}."
    )
    meaning = f"Each crime counts by its weight in {system.name}. " + (
        "Costs are averages over the country: nobody spent this sum here, and a lower one is no saving."
        if system.money
        else "It is a weight of records, not a measure of what victims suffered."
    )
    partial = f" {system.held.warning}" if system.held.warning else ""
    return Finding(lead, rest, meaning + partial, None, ())


def _change(harm: AreaHarm, system: HarmSystem, definitions: Definitions) -> list[Finding]:
    change, earlier = harm.change, harm.earlier
    if change is None or earlier is None:
        return []
    crimes = (
        f" The number of crimes moved by {percent(100 * (harm.score.count - earlier.count) / earlier.count)}."
        if earlier.count
        else ""
    )
    return [
        Finding(
            f"{opening(_moved(harm))}: {signed_amount(change.change, system)} {per(definitions)}",
            f" ({interval_name(definitions)} {signed_amount(change.low, system)} to {signed_amount(change.high, system)}), "
            f"of which {signed_amount(change.volume, system)} from {'more' if change.volume > 0 else 'fewer'} crimes and "
            f"{signed_amount(change.mix, system)} from {'more' if change.mix > 0 else 'less'} serious ones.{crimes}",
            "That says what changed in the records, and not why.",
            verdict_of(harm),
            (),
        )
    ]


def _moved(harm: AreaHarm) -> str:
    match verdict_of(harm):
        case Verdict.ROSE:
            return "on the year before it rose by more than chance alone"
        case Verdict.FELL:
            return "on the year before it fell by more than chance alone"
        case _:
            return "on the year before there is no clear change"


def _groups(harm: AreaHarm, groups: Sequence[GroupHarm], system: HarmSystem) -> list[Finding]:
    """Which groups gave most to the change."""
    gave = [one for one in groups if one.change is not None and round(one.change.change)][:NAMED]
    if not gave:
        return []
    said = listed(
        [
            f"{inside(one.title)} ({signed_amount(one.change.change if one.change else 0, system)}, from "
            f"{count(one.before.count if one.before else 0)} to {count(one.now.count)} crimes)"
            for one in gave
        ]
    )
    clear = [inside(one.title) for one in gave if one.change and (one.change.low > 0 or one.change.high < 0)]
    meaning = (
        f"Of these, {listed(clear)} moved by more than chance alone."
        if clear
        else "None of these moved by more than chance alone."
    )
    return [Finding("What gave most to the change", f": {said}.", meaning, None, ())]


def _heaviest(groups: Sequence[GroupHarm]) -> list[Finding]:
    """The group that weighs most, with its share of the score beside its share of the crimes."""
    whole, crimes = sum(one.now.score for one in groups), sum(one.now.count for one in groups)
    if not whole or not crimes:
        return []
    first = max(groups, key=lambda one: one.now.score)
    return [
        Finding(
            f"{first.title} weighs most",
            f": {share(first.now.score / whole)} of the score and {share(first.now.count / crimes)} of the crimes weighed.",
            "",
            None,
            (),
        )
    ]


def _missing(harm: AreaHarm, groups: Sequence[GroupHarm], system: HarmSystem) -> list[Finding]:
    """Crimes that are in no score."""
    now = harm.now
    if not now.without:
        return []
    largest = sorted(now.without, key=lambda code: (-now.without[code], code))[:NAMED]
    named = listed([system.offence(code) for code in largest])
    return [
        Finding(
            f"{share(now.share_without)} of the crimes have no weight",
            f" and are in no score: {named}{' and others' if len(now.without) > NAMED else ''}.",
            "",
            None,
            (),
        )
    ]

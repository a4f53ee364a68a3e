"""An area's place in its group, as people say it."""

from __future__ import annotations

from wardmote.analyses.peers.placing import Placed
from wardmote.analyses.wording import (
    amount,
    count,
    interval_name,
    listed,
    number_word,
    one_decimal,
    per,
    share,
)
from wardmote.definitions import Definitions
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period
from wardmote.figures.peer_counts import LeftOut
from wardmote.figures.peer_groups import PeerGroup, level_of
from wardmote.methods.peers.group import Position
from wardmote.methods.rounding import half_up

NAMED = 12
"""Areas left out that a sentence names; of more it says how many."""
TIMES = 200.0
"""Percent above the mean from which a distance is said as times."""


def title(found: Placed, group: PeerGroup) -> str:
    """Where the area stands, how far and which rank, in one sentence."""
    measure = found.counts.measure.short_title
    rank, _, _ = found.rank
    where = {
        Position.ABOVE: "Above its group",
        Position.INLINE: "Inline with its group",
        Position.BELOW: "Below its group",
    }[found.position]
    return (
        f"{measure} in {group.own.name} is {where}: {one_decimal(found.rate)} against "
        f"{one_decimal(found.group.mean)}{_apart(found)}, rank {rank} of {len(found.members)} (1 is the lowest rate)."
    )


def _apart(found: Placed) -> str:
    distance = found.distance
    if distance is None:
        return ""
    if distance >= TIMES:
        return f", {one_decimal(1 + distance / 100)} times the mean"
    whole = half_up(abs(distance), 0)
    if whole == 0:
        return ", level with the mean"
    return f", {whole:.0f}% {'above' if distance > 0 else 'below'} the mean"


def how_sure(found: Placed, definitions: Definitions) -> str:
    """The interval and the range of ranks."""
    low, high = found.interval
    _, best, worst = found.rank
    unit = definitions.populations[found.counts.measure.population].unit
    ranks = (
        f"the rank could also be {best} to {worst}" if worst > best else "no other rank would fit the data"
    )
    return (
        f"That is {count(found.members[0].count)} {found.counts.measure.unit} in {in_the(found.counts.period)}, "
        f"{one_decimal(found.rate)} {per(definitions)} {unit} ({interval_name(definitions)} {one_decimal(low)} to "
        f"{one_decimal(high)}); {ranks}."
    )


def meaning(found: Placed, group: PeerGroup, fewest: float) -> str:
    """What may be concluded, and what not; ``fewest``: areas whose spread can be judged steadily."""
    low, high = (one_decimal(limit) for limit in found.limits)
    if found.position == Position.INLINE:
        shown = (
            ""
            if len(found.members) >= fewest
            else f", as far as {number_word(len(found.members))} areas can show"
        )
        return (
            f"An area of its size in this group may have {low} to {high} without being unusual{shown}. "
            "It should be called neither high nor low."
        )
    more, beyond = ("More", high) if found.position == Position.ABOVE else ("Less", low)
    side = "above" if found.position == Position.ABOVE else "below"
    return (
        f"{more} is recorded for each of its people than areas of this group usually have (the limit for its size is "
        f"{beyond}). Why it lies {side} this cannot say: who was put into the group, how each force records and who "
        "passes through all count."
    )


def sure_sentences(found: Placed, evidence: Evidence) -> tuple[str, ...]:
    """The method, what it assumes, and where it fails."""
    definitions = evidence.definitions
    spread = found.group.dispersion
    level = share(definitions.threshold("confidence"))
    said = [
        f"Rate of each area with Byar's interval (exact below ten), and {level} limits round the group's pooled rate for "
        "an area of its size. Events are taken as independent; where the same people are counted again and again, the "
        "intervals are too narrow.",
        _on_spread(found)
        if spread is not None and spread.tau2 > 0
        else "The areas of this group differ no more than chance explains, so the limits are those of chance alone.",
        "Rank 1 is the lowest rate. A rank moves when areas join or leave the group; the ranks that the data also allow "
        "hold for all areas together.",
        f"The rates are of {definitions.populations[found.counts.measure.population].unit}: where many others "
        "pass through, as in a town centre, a high rate is no higher risk to who lives there.",
    ]
    if len(found.members) < definitions.threshold("peers-few"):
        said.append(
            f"With {amount(len(found.members), 'area', 'areas')} the spread between them is barely known, and the own area "
            "makes up much of the mean: only a difference that is very large would be seen."
        )
    return tuple(said)


def _on_spread(found: Placed) -> str:
    spread = found.group.dispersion
    phi = spread.phi if spread else 1.0
    return (
        f"These areas differ among themselves by {one_decimal(phi)} times what chance would give; the limits are widened "
        "for that (over-dispersion, with the ends of the group drawn in), so Above and Below mean unusual even for this "
        "group."
    )


def caveats(evidence: Evidence, found: Placed, group: PeerGroup) -> tuple[str, ...]:
    """What to know about the data: the group, areas left out, records without a location, breaks."""
    counts, definitions = found.counts, evidence.definitions
    said = [*group.told, *left_out_sentences(evidence, counts.left_out, group)]
    if counts.located_only:
        said.append(
            "Only records with a location are counted, in every area alike; those without one cannot be given to an area."
        )
    said += [f"{one.title}: {one.explanation} Some areas of the group, not all." for one in counts.breaks]
    most = definitions.threshold("not-located-share")
    doubtful = [
        one.area.name for one in found.members if (one.not_located or 0) > most and counts.located_only
    ]
    if doubtful:
        some = len(doubtful) < len(found.members)
        said.append(
            f"More than {share(most)} of these records of the force have no location"
            f"{f' in {_few(doubtful)}' if some else ''}: {'such' if some else 'all'} rates are minimums."
        )
    if not group.holds:
        said.append(
            "The group was not in force for the whole period: ranks of before and after a revision are not compared."
        )
    said += [definitions.caveats[name].text for name in counts.measure.caveats if name in definitions.caveats]
    return tuple(said)


def left_out_sentences(evidence: Evidence, out: tuple[LeftOut, ...], group: PeerGroup) -> tuple[str, ...]:
    """Areas left out, by why."""
    if not out:
        return ()
    reasons: dict[str, list[str]] = {}
    for one in out:
        reasons.setdefault(one.why, []).append(one.area.name)
    parts = [f"{_few(names)} ({why})" for why, names in reasons.items()]
    plural = evidence.definitions.levels[level_of(group.own)].plural
    return (
        f"Left out of the group, {len(out)} of its {len(group.areas)} {plural}: {'; '.join(parts)}. A rank among the "
        "others is no rank in the whole group.",
    )


def _few(names: list[str]) -> str:
    if len(names) <= NAMED:
        return listed(names)
    return f"{', '.join(names[:NAMED])} and {len(names) - NAMED} more"


def in_the(period: Period) -> str:
    """A period inside a sentence: the year to April 2024."""
    return f"the {period.words}" if period.words.startswith("year") else period.words

"""Why an area cannot be placed in its group, and which files would let it be."""

from __future__ import annotations

from collections.abc import Iterable

from wardmote.analyses.peers.words import in_the
from wardmote.analyses.result import Refusal
from wardmote.analyses.wording import inside, listed
from wardmote.definitions import Measure
from wardmote.figures.areas import areas_around
from wardmote.figures.evidence import Evidence
from wardmote.figures.peer_counts import PeerCounts
from wardmote.figures.peer_groups import PeerGroup

FORCES_NAMED = 6


def refused(evidence: Evidence, group: PeerGroup, measure: Measure, counts: PeerCounts | None) -> Refusal:
    """What was asked, why it cannot be said, and which data would bear it."""
    what = _what(measure, group)
    if not measure.population:
        return Refusal(
            what,
            "No population is defined for it, so it has no rate, and counts of areas of different size cannot be compared.",
            "A measure with a population can be; the list of measures shows which have one.",
        )
    if not measure.adds_up:
        return Refusal(
            what,
            "It is a share or an average that was worked out already, and its place depends on how many stand behind it.",
            "Take in the counts that it was worked out from.",
        )
    if len(group.areas) < 2:
        return Refusal(
            what,
            "It is the only area there: nothing stands beside it.",
            "Compare a ward with the others, name a group or single areas, or ask for the nearest in "
            "make-up, and take in the street files of their police forces.",
        )
    out = counts.left_out if counts else ()
    if counts is not None and any(one.area == group.own for one in out):
        why = next(one.why for one in out if one.area == group.own)
        return Refusal(
            what,
            f"{group.own.name} itself cannot be counted: {why}.",
            "Take in what is missing, or ask for an earlier last month.",
        )
    if counts is None:
        return Refusal(
            what,
            f"Nothing of {inside(measure.short_title)} was supplied for it with a population to go with it.",
            "Take in a table that holds it for every area of the group, such as the Home Office tables by partnership.",
        )
    return Refusal(what, "None of the other areas can be counted.", _would(evidence, group, counts))


def nobody(group: PeerGroup, measure: Measure) -> Refusal:
    """A measure that no area of the group counted once."""
    return Refusal(
        _what(measure, group),
        "No area of the group counted any, so no rate stands above or below another.",
        "Ask again when there is something to compare.",
    )


def by_reason(refusals: Iterable[Refusal], group: PeerGroup) -> tuple[Refusal, ...]:
    """Measures that cannot be placed for one reason together, in the order in which the reasons first came."""
    reasons: dict[tuple[str, str], list[str]] = {}
    for one in refusals:
        title = one.what.removesuffix(_cannot(group))
        why = one.why.replace(inside(title), "it").replace(title, "it")
        reasons.setdefault((why, one.would), []).append(title)
    return tuple(
        Refusal(f"{listed(titles)}{_cannot(group)}", _of_each(why, titles), would)
        for (why, would), titles in reasons.items()
    )


def _of_each(why: str, titles: list[str]) -> str:
    return why if len(titles) == 1 else f"Of each: {inside(why)}"


def _what(measure: Measure, group: PeerGroup) -> str:
    return f"{measure.short_title}{_cannot(group)}"


def _cannot(group: PeerGroup) -> str:
    return f" in {group.own.name} cannot be set against {group.title}."


def _would(evidence: Evidence, group: PeerGroup, counts: PeerCounts) -> str:
    """Which forces' files to take in."""
    absent = [one.area for one in counts.left_out]
    if counts.measure.available:
        forces = {force.name for area in absent for force in areas_around(evidence.connection, area, "force")}
        names = sorted(forces)
        shown = listed(names[:FORCES_NAMED])
        more = f" and {len(names) - FORCES_NAMED} more" if len(names) > FORCES_NAMED else ""
        return (
            f"Take in the street files of {in_the(counts.period)} of {shown}{more}: on data.police.uk one download can hold "
            "several forces."
        )
    return "Take in a table that holds it for every area of the group, for the same year."

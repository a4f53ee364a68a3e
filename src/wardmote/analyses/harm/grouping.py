"""What each group of offences weighs, and what it gave to the change of the score."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.analyses.harm.refusing import group_title
from wardmote.analyses.harm.scoring import AreaHarm
from wardmote.definitions import Definitions
from wardmote.methods.severity import HarmScore, harm_score
from wardmote.methods.severity_change import HarmChange, harm_change


@dataclass(frozen=True)
class GroupHarm:
    """A group of offences. ``change``: what it gave to the change of the whole, None where there is none to give.

    ``mix``: its part of what the mix of offences gave; the parts of all groups add up to the whole.
    """

    item: str
    title: str
    now: HarmScore
    before: HarmScore | None = None
    change: HarmChange | None = None
    mix: float | None = None


def groups_of_harm(harm: AreaHarm, definitions: Definitions) -> list[GroupHarm]:
    """Every group with any crime in either year: the one that gave most to the change first, else the heaviest."""
    codes: dict[str, list[str]] = {}
    for code in harm.score.counts:
        codes.setdefault(harm.groups[code], []).append(code)
    confidence = definitions.threshold("confidence")
    found = []
    for item, mine in sorted(codes.items()):
        now = _part(harm.score, mine, confidence)
        before = _part(harm.earlier, mine, confidence) if harm.earlier else None
        if not now.count and not (before and before.count):
            continue
        mix = sum(harm.change.by_offence[code] for code in mine) if harm.change else None
        change = harm_change(before, now) if before else None
        title = group_title(definitions, harm.years.source, item)
        found.append(GroupHarm(item, title, now, before, change, mix))
    return sorted(
        found, key=lambda one: (-abs(one.change.change if one.change else one.now.score), one.title)
    )


def _part(score: HarmScore, codes: list[str], confidence: float) -> HarmScore:
    """The score of some of the offences."""
    counts = {code: score.counts[code] for code in codes}
    return harm_score(counts, score.population, score.weights, score.per, confidence)

"""What not to conclude: the lines of the definitions that concern this area, filled in."""

from __future__ import annotations

from typing import Literal

from wardmote.analyses.change_in_words import cut_months
from wardmote.analyses.wording import inside, listed, share
from wardmote.definitions import Caution
from wardmote.documents.area_profile.needs import ProfileNeeds
from wardmote.figures import Row, Verdict
from wardmote.publishing.tree import Block, BulletList, Heading

SMALL = ("lsoa", "ward")
"""Levels so small that a moved map point can change what is counted."""


def cautions(needs: ProfileNeeds) -> list[Block]:
    """The heading and its lines."""
    lines = needs.definitions.documents["area-profile"].cautions
    most = int(needs.definitions.threshold("profile-cautions"))
    printed = [_filled(caution, needs) for caution in lines if _concerns(caution, needs)]
    if not printed:
        return []
    return [Heading(1, "What not to conclude", "cautions"), BulletList(tuple(printed[:most]))]


def _concerns(caution: Caution, needs: ProfileNeeds) -> bool:
    match caution.when:
        case "always":
            return True
        case "not-located":
            return bool(_lost(needs)) and not any(row.with_not_located for row in needs.table.rows)
        case "recording-changed":
            return bool(_cut(needs, "recording"))
        case "geography-changed":
            return bool(_cut(needs, "geography"))
        case "far-above":
            return _far_above(needs)
        case "few":
            least = needs.definitions.threshold("too-few")
            return any(
                (row.previous or 0) + (row.current or 0) < least
                for row in needs.table.rows
                if row.change is not None
            )
        case "moved-points":
            return needs.table.area.level in SMALL


def _filled(caution: Caution, needs: ProfileNeeds) -> str:
    cut = _cut(needs, "recording")
    return caution.text.strip().format(
        area=needs.table.area.name,
        share=share(_lost(needs)),
        level=needs.place.level,
        levels=needs.place.levels,
        few=f"{needs.definitions.threshold('too-few'):.0f}",
        recording=cut_months(cut, "recording"),
        geography=cut_months(_cut(needs, "geography"), "geography"),
        measures=listed([inside(row.measure.short_title) for row in cut]),
    )


def _total(needs: ProfileNeeds) -> Row | None:
    return next((row for row in needs.table.rows if row.measure.id == "all-crime"), None)


def _lost(needs: ProfileNeeds) -> float | None:
    """Share of the force's records of the later year without a location."""
    total = _total(needs)
    return total.not_located_share[1] if total else None


def _cut(needs: ProfileNeeds, kind: Literal["recording", "geography"]) -> list[Row]:
    """The rows that a change of this kind cuts."""
    return [
        row
        for row in needs.table.rows
        if row.change is not None and row.verdict == Verdict.NOT_COMPARABLE and cut_months([row], kind)
    ]


def _far_above(needs: ProfileNeeds) -> bool:
    """Whether the rate is so many times the larger area's as the threshold says."""
    total, other = _total(needs), needs.profile.others.get("all-crime")
    if total is None or other is None or total.rate is None or not other.rate:
        return False
    return total.rate > other.rate * needs.definitions.threshold("town-centre-rate")

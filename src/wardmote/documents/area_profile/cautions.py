"""What not to conclude: the lines of the definitions that concern this area, filled in."""

from __future__ import annotations

from typing import Literal

from wardmote.analyses.change_in_words import cut_months
from wardmote.analyses.rates_beside import beside
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
        case "higher-rate":
            return _higher(needs) or _high_around(needs)
        case "moved-points":
            return needs.table.area.level in SMALL


def _filled(caution: Caution, needs: ProfileNeeds) -> str:
    cut = _cut(needs, "recording")
    return caution.text.strip().format(
        area=needs.table.area.name,
        share=share(_lost(needs)),
        shares=_shares(needs),
        level=needs.place.level,
        levels=needs.place.levels,
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


def _shares(needs: ProfileNeeds) -> str:
    """The share without a location of each measure that the headline names and that has more of them than the total:
    " (11% of shoplifting)".
    """
    each = [
        f"{share(row.not_located_share[1])} of {inside(row.measure.short_title)}"
        for row in needs.profile.named
        if (row.not_located_share[1] or 0.0) > (_lost(needs) or 0.0)
    ]
    return f" ({listed(each)})" if each else ""


def _higher(needs: ProfileNeeds) -> bool:
    """Whether the page calls any rate higher than the larger area's."""
    profile = needs.profile
    total = _total(needs)
    called = [*profile.said, *([total] if total else [])]
    return any(beside(row, profile.others.get(row.measure.id)) == "higher than" for row in called)


def _high_around(needs: ProfileNeeds) -> bool:
    """Whether the map names a rate so many times the larger area's as the threshold says."""
    picture, total = needs.profile.picture, _total(needs)
    whole = needs.profile.others.get("all-crime", total)
    if picture is None or total is None or total.rate is None or whole is None or not whole.rate:
        return False
    limit = whole.rate * needs.definitions.threshold("town-centre-rate")
    return any(area.value is not None and area.value > limit for area in picture.areas)

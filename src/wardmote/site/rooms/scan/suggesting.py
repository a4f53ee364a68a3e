"""What evidence cards suggest, and who scored as suggested or otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wardmote.definitions.matrices import Matrix
from wardmote.site.rooms.scan.models import Issue, Return
from wardmote.site.rooms.scan.selectors import Closed


@dataclass(frozen=True)
class Followed:
    """A score that a card suggests for a criterion, who gave it, and who gave another: partner, score, and the reason where
    it lies far from what was suggested."""

    score: int
    same: list[str]
    otherwise: list[tuple[str, int, str]]


def suggested_in(card: Mapping[str, Any], matrix: Matrix) -> dict[str, int]:
    """Criterion -> the score that a card suggests for it."""
    criteria = {one.title: one.id for one in matrix.criteria}
    kept = card.get("suggested") or ()
    return {criteria[one["criterion"]]: one["score"] for one in kept if one["criterion"] in criteria}


def suggested_of(closed: Closed) -> dict[int, dict[str, int]]:
    """Issue -> criterion -> what its card suggests; of a card, nothing else is read."""
    found = Issue.objects.filter(scan=closed.scan).values_list("pk", "card__suggested")
    return {key: suggested_in({"suggested": kept}, closed.matrix) for key, kept in found}


def followed(matrix: Matrix, criterion: str, score: int | None, said: Iterable[Return]) -> Followed | None:
    """Who gave the score that was suggested for a criterion, and who another; None where nothing was suggested. A reason
    stands beside a score that lies as far off as scores that are talked over."""
    if score is None:
        return None
    given = [(one, value) for one in said if isinstance(value := one.scores.get(criterion), int)]
    far = matrix.flag_spread
    return Followed(
        score,
        [str(one.partner) for one, value in given if value == score],
        [
            (str(one.partner), value, one.reason if abs(value - score) >= far else "")
            for one, value in given
            if value != score
        ],
    )

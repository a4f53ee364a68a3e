"""What the verdicts that stand on the page mean, in a line."""

from __future__ import annotations

from wardmote.analyses.what_matters import MATTERS
from wardmote.analyses.wording import count, listed, opening
from wardmote.documents.area_profile.needs import ProfileNeeds
from wardmote.figures import Verdict


def verdict_words(needs: ProfileNeeds) -> str:
    """The meanings in the order in which verdicts matter, one sentence for those that mean the same; else empty."""
    meanings = needs.definitions.documents["area-profile"].verdicts
    found: dict[str, list[str]] = {}
    for verdict in MATTERS:
        if verdict in _printed(needs) and verdict.value in meanings:
            found.setdefault(meanings[verdict.value].strip(), []).append(verdict.words)
    few = count(needs.definitions.threshold("too-few"))
    return " ".join(
        f"{opening(listed(words))}: {meaning.format(few=few)}." for meaning, words in found.items()
    )


def _printed(needs: ProfileNeeds) -> set[Verdict]:
    """The verdicts of the table, and of the counts that stand in the lines under it."""
    return {
        row.verdict
        for row in needs.table.rows
        if row.verdict is not None
        and row.previous is not None
        and (row in needs.profile.said or (row.measure.base and (row.previous or row.current)))
    }

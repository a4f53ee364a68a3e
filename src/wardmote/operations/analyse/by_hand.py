"""Two counts or two proportions entered by hand, as analyses asked for by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from wardmote.analyses.result import AnalysisResult
from wardmote.evidence import Progress
from wardmote.operations.analyse.asking import Ask
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.workspace import Workspace

WHOLE = re.compile(r"\d{1,3}(,\d{3})+|\d{1,12}")
PAIR = 2


@dataclass(frozen=True)
class CountsRequest:
    """Two counts, with the days behind each."""

    before: Annotated[str, Ask("The earlier count, such as 85.", "BEFORE", first=True)]
    after: Annotated[str, Ask("The later count, such as 151.", "AFTER", first=True)]
    days: Annotated[str, Ask("Days behind each count, with a comma; the same without it.", "365,366")] = ""


@dataclass(frozen=True)
class ProportionsRequest:
    """Two proportions, each as so many of so many."""

    before: Annotated[
        str, Ask("The earlier one as so many of so many, such as 34/448.", "BEFORE", first=True)
    ]
    after: Annotated[str, Ask("The later one, such as 41/448.", "AFTER", first=True)]


def counts(workspace: Workspace, request: CountsRequest, progress: Progress) -> AnalysisResult:
    """Ask whether two counts differ by more than pure chance."""
    from wardmote.analyses.two_periods.by_hand import counts_result

    pair = _whole(request.before), _whole(request.after)
    return counts_result(*pair, _days(request.days), workspace.definitions)


def proportions(workspace: Workspace, request: ProportionsRequest, progress: Progress) -> AnalysisResult:
    """Ask whether two proportions differ by more than chance."""
    from wardmote.analyses.two_periods.by_hand import Part, proportions_result

    parts = [Part(*_part(words)) for words in (request.before, request.after)]
    return proportions_result(parts[0], parts[1], workspace.definitions)


def _whole(words: str) -> int:
    said = str(words).strip()
    if not WHOLE.fullmatch(said):
        raise AskedWronglyError(
            f"A count is a whole number, not below zero, such as 85 or 1,838: {said!r} is none."
        )
    return int(said.replace(",", ""))


def _days(words: str) -> tuple[float, float]:
    """The days behind each count; the same for both where none are given."""
    if not words:
        return 1.0, 1.0
    said = [one.strip() for one in str(words).split(",")]
    if len(said) != PAIR or not all(one.isdigit() and int(one) for one in said):
        raise AskedWronglyError(
            f"Days are two whole numbers above zero with a comma between, such as 365,366: {words!r} is not."
        )
    return float(said[0]), float(said[1])


def _part(words: str) -> tuple[int, int]:
    said = str(words).split("/")
    if len(said) != PAIR:
        raise AskedWronglyError(
            f"A proportion is written as so many of so many, such as 34/448: {words!r} is not."
        )
    count, of = _whole(said[0]), _whole(said[1])
    if not of or count > of:
        raise AskedWronglyError(
            f"{words}: a part cannot be larger than its whole, and the whole cannot be zero."
        )
    return count, of

"""What people said in a survey, as an analysis asked for by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from wardmote.analyses.result import AnalysisResult
from wardmote.evidence import Progress
from wardmote.operations.analyse.asking import Ask
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.workspace import Workspace

INTERVALS: dict[str, Literal["logit", "beta"]] = {"logit": "logit", "korn-graubard": "beta"}
"""What an interval is asked for by -> what the methods call it."""


@dataclass(frozen=True)
class SurveyRequest:
    """One wave of a survey, whole or a question, by group, against another wave."""

    survey: Annotated[str, Ask("Identifier of the survey, such as residents.", "SURVEY", first=True)]
    wave: Annotated[str | None, Ask("Its wave; the latest without one.", "WAVE")] = None
    question: Annotated[str | None, Ask("Only this question.", "NAME")] = None
    by: Annotated[str | None, Ask("By what is known of people, such as ward.", "NAME")] = None
    against: Annotated[str | None, Ask("An earlier wave to compare with.", "WAVE")] = None
    interval: Annotated[str, Ask("How intervals of shares are made: logit or korn-graubard.", "NAME")] = (
        "logit"
    )


def run(workspace: Workspace, request: SurveyRequest, progress: Progress) -> AnalysisResult:
    """Shares with their margins of error, where there are any; who differs; what changed by more than chance."""
    from wardmote.analyses.surveys.asking import Asked
    from wardmote.analyses.surveys.result import survey_result
    from wardmote.figures.survey_waves import wave_asked

    if request.interval not in INTERVALS:
        raise AskedWronglyError(
            f"There is no interval called {request.interval!r}. There are {' and '.join(INTERVALS)}."
        )
    evidence = workspace.evidence()
    wave = wave_asked(evidence, request.survey, request.wave)
    before = wave_asked(evidence, wave.book.survey, request.against) if request.against else None
    if before is not None and before.book.id == wave.book.id:
        raise AskedWronglyError(
            f"Wave {wave.book.wave} cannot be compared with itself. Name another: --against WAVE."
        )
    asked = Asked(
        request.question or "", request.by or "", request.against or "", INTERVALS[request.interval]
    )
    return survey_result(evidence, wave, asked, before)

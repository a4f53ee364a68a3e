"""Analyses by name: the job behind ``wardmote analyse``, the notebook and the site."""

from __future__ import annotations

from typing import Any

from wardmote.analyses.result import AnalysisResult
from wardmote.evidence import Progress, quiet
from wardmote.operations.analyse.asking import Ask, Field, MeasureRequest, fields_of
from wardmote.operations.analyse.catalogue import CATALOGUE, OFFERED, Offered
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.workspace import Workspace

__all__ = ["CATALOGUE", "OFFERED", "Ask", "Field", "MeasureRequest", "Offered", "analyse", "fields_of"]


def analyse(workspace: Workspace, name: str, request: Any, progress: Progress = quiet) -> AnalysisResult:
    """Run an analysis of the catalogue on the workspace's current snapshot.

    Raises
    ------
    AskedWronglyError
        When there is no such analysis, or ``request`` is of another.
    CannotBearError
        When the data cannot bear it; says why, and which data would.
    EvidenceAbsent, UnknownAreaError, TableError, MonthError
        When something was asked for that does not exist; each says what does.
    """
    offered = CATALOGUE.get(name)
    if offered is None:
        raise AskedWronglyError(f"There is no analysis called {name!r}. There are {', '.join(CATALOGUE)}.")
    if not isinstance(request, offered.request):
        raise AskedWronglyError(f"The analysis {name!r} is asked for with a {offered.request.__name__}.")
    return offered.run(workspace, request, progress)

"""Analyses by name: the job behind ``wardmote analyse``, the notebook and the site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wardmote.analyses.result import AnalysisResult
from wardmote.analyses.wording import listed
from wardmote.evidence import Progress, quiet
from wardmote.operations.analyse.asking import Ask, Field, MeasureRequest, fields_of
from wardmote.operations.analyse.catalogue import CATALOGUE, OFFERED, Offered
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.workspace import Workspace

__all__ = [
    "CATALOGUE",
    "OFFERED",
    "Ask",
    "Field",
    "MeasureRequest",
    "Offered",
    "analyse",
    "fields_of",
    "request_for",
]


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
    offered = _named(name)
    if not isinstance(request, offered.request):
        raise AskedWronglyError(f"The analysis {name!r} is asked for with a {offered.request.__name__}.")
    return offered.run(workspace, request, progress)


def request_for(name: str, given: Mapping[str, Any]) -> Any:
    """What is asked of an analysis, from names and values.

    Raises
    ------
    AskedWronglyError
        When there is no such analysis, something it needs was not given, or it does not know a name.
    """
    offered = _named(name)
    fields = {field.name: field for field in fields_of(offered.request)}
    unknown = [one for one in given if one not in fields]
    lacking = [one for one, field in fields.items() if field.needed and one not in given]
    if unknown:
        raise AskedWronglyError(
            f"{name} knows no {listed(unknown)}. It can be asked for {listed([*fields])}."
        )
    if lacking:
        raise AskedWronglyError(f"{name} needs {listed(lacking)}: {fields[lacking[0]].ask.help}")
    return offered.request(**given)


def _named(name: str) -> Offered:
    if name not in CATALOGUE:
        raise AskedWronglyError(f"There is no analysis called {name!r}. There are {listed([*CATALOGUE])}.")
    return CATALOGUE[name]

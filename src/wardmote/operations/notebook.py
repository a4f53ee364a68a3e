"""The notebook's door: an open workspace whose answers are DataFrames."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from wardmote.analyses.headlines import headlines
from wardmote.analyses.result import AnalysisResult
from wardmote.evidence import IngestReport
from wardmote.figures.export import as_frame
from wardmote.figures.observed.export import period_record
from wardmote.figures.periods import Length, Quarters
from wardmote.figures.records import series_records, target_records
from wardmote.operations.analyse import analyse, request_for
from wardmote.operations.analyse.charts import write_charts
from wardmote.operations.assess import FORMATS, AssessResult, assess
from wardmote.operations.measures import measures
from wardmote.operations.observed import ObservedRequest, observed
from wardmote.operations.profile import FORMATS as PAGE_FORMATS
from wardmote.operations.profile import ProfileResult, profile
from wardmote.operations.series import SeriesRequest, measure_series
from wardmote.operations.tables import TableRequest, table
from wardmote.operations.targets import targets
from wardmote.operations.workspace import Workspace, find_workspace

PathLike = str | os.PathLike[str]


@dataclass(frozen=True)
class NotebookAnalysis:
    """An analysis in a notebook: its tables as frames, its sentences as text."""

    result: AnalysisResult
    colour: str = ""

    def frame(self, table: str = "") -> pd.DataFrame:
        """A table by its identifier, the first without one; what is not available is missing."""
        found = self.result.table(table)
        return pd.DataFrame(found.records(), columns=[one.id for one in found.columns]).convert_dtypes()

    @property
    def findings(self) -> list[str]:
        """What was found, in sentences."""
        return [finding.sentence for finding in self.result.findings]

    @property
    def sure(self) -> list[str]:
        """How sure we are and what it rests on, and what the data cannot bear."""
        return [*self.result.sure, *(refusal.sentence for refusal in self.result.refused)]

    def draw(self, file: PathLike) -> tuple[Path, ...]:
        """Write its pictures to a file that ends in .svg, .png or .pdf, further ones beside it."""
        return write_charts(self.result, Path(file), self.colour)


class OpenWorkspace:
    """A workspace in a notebook. Every method is one job, the same as on the command line."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def __repr__(self) -> str:
        return f"<{self.workspace.settings.name}, {self.workspace.folder}>"

    def ingest(self, *paths: PathLike, dry_run: bool = False, skip_refused: bool = False) -> IngestReport:
        """Take files in; the answer says what became of each."""
        report = self.workspace.store.ingest(
            [Path(path) for path in paths], dry_run=dry_run, skip_refused=skip_refused
        )
        self.workspace = find_workspace(self.workspace.folder)
        return report

    def evidence(self) -> pd.DataFrame:
        """What each file supplies, one row a force and month."""
        return pd.DataFrame(self.workspace.store.holdings())

    def measures(self) -> pd.DataFrame:
        """Every measure: its title, what it counts, and whether it can be had."""
        return pd.DataFrame(measures(self.workspace.definitions))

    def performance(
        self,
        area: str | None = None,
        *,
        by: str = "category",
        measures: Sequence[str] = (),
        to: str | None = None,
        months: int = 12,
        compare: Sequence[str] = (),
        period: str = "",
        two_years: bool = False,
    ) -> pd.DataFrame:
        """The performance table, one row per measure and area. ``period`` names it: 2023-24, Q4 2023-24, ytd."""
        request = TableRequest(area, by, measures, to, months, compare, period, two_years)
        return as_frame(table(self.workspace, request), self.workspace.definitions)

    def series(
        self,
        measure: str,
        area: str | None = None,
        *,
        by: str = "month",
        start: str | None = None,
        to: str | None = None,
        quarters: str | None = None,
    ) -> pd.DataFrame:
        """A measure over time, one row a ``month``, ``quarter`` or ``year``; what was not supplied is missing."""
        request = SeriesRequest(
            measure, area, Length(by), start, to, Quarters(quarters) if quarters else None
        )
        return pd.DataFrame(series_records(measure_series(self.workspace, request))).convert_dtypes()

    def targets(self) -> pd.DataFrame:
        """What became of each target, one row each."""
        return pd.DataFrame(target_records(targets(self.workspace))).convert_dtypes()

    def observed(
        self,
        area: str | None = None,
        *,
        measures: Sequence[str] = (),
        start: str | None = None,
        to: str | None = None,
    ) -> pd.DataFrame:
        """What partners and the Home Office reported, one row a measure and period, with its state."""
        found = observed(self.workspace, ObservedRequest(area, measures, start, to))
        return pd.DataFrame([period_record(one) for one in found.periods])

    def analyse(self, name: str, **asked: Any) -> NotebookAnalysis:
        """Run an analysis by name: ``analyse("season", measure="burglary")``.

        Raises
        ------
        AskedWronglyError
            When there is none of that name, or it cannot be asked that.
        CannotBearError
            When the data cannot bear it.
        """
        result = analyse(self.workspace, name, request_for(name, asked))
        return NotebookAnalysis(result, self.workspace.settings.colour)

    def findings(self, area: str | None = None, *, to: str | None = None) -> pd.DataFrame:
        """The headline findings in plain sentences, with the identities of their figures."""
        made = table(self.workspace, TableRequest(area, to=to))
        found = headlines(made, self.workspace.definitions)
        return pd.DataFrame(
            {
                "finding": finding.sentence,
                "verdict": finding.verdict.value if finding.verdict else None,
                "figures": [figure.identity for figure in finding.figures],
            }
            for finding in found.findings
        )

    def assess(
        self,
        *,
        to: str | None = None,
        out: PathLike | None = None,
        formats: Sequence[str] = FORMATS,
        templates: Sequence[PathLike] = (),
        since: str | None = None,
    ) -> AssessResult:
        """Write the evidence pack. The answer names its files, and the words of people that need another look."""
        own, folder = [Path(path) for path in templates], Path(out) if out else None
        return assess(self.workspace, to=to, out=folder, formats=formats, templates=own, since=since)

    def profile(
        self,
        *areas: str,
        name: str = "",
        to: str | None = None,
        out: PathLike | None = None,
        formats: Sequence[str] = PAGE_FORMATS,
        templates: Sequence[PathLike] = (),
    ) -> ProfileResult:
        """Write one page about an area, by code or name; several of one level are taken as one, called ``name``."""
        own, folder = [Path(path) for path in templates], Path(out) if out else None
        return profile(self.workspace, areas, name=name, to=to, out=folder, formats=formats, templates=own)


def open_workspace(folder: PathLike | None = None) -> OpenWorkspace:
    """Open a workspace: the folder given, else the one WARDMOTE_WORKSPACE names, else the current one.

    Raises
    ------
    WorkspaceError
        When there is none.
    """
    return OpenWorkspace(find_workspace(Path(folder) if folder else None))

"""Commands about what changed: between two snapshots, and of one figure through all of them."""

from __future__ import annotations

from typing import Annotated

import typer

from wardmote.cli.console import note, say
from wardmote.cli.errors import reporting
from wardmote.cli.options import Format, FormatOption, WorkspaceOption
from wardmote.operations.workspace import find_workspace


@reporting
def diff_command(
    before: Annotated[
        str, typer.Argument(metavar="[A]", help="Snapshot, or its first digits; without it the one before.")
    ] = "",
    after: Annotated[str, typer.Argument(metavar="[B]", help="Snapshot; the current one.")] = "",
    to: Annotated[
        str,
        typer.Option("--to", metavar="YYYY-MM", help="Last month of the years; the last complete in both."),
    ] = "",
    area: Annotated[
        str, typer.Option("--area", metavar="CODE", help="Area code; the partnership itself.")
    ] = "",
    workspace: WorkspaceOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """What changed from one snapshot to another, and which figures it moves."""
    from wardmote.cli.changes_text import diff_csv, diff_json, diff_text
    from wardmote.operations.evidence_diff import evidence_diff

    found = evidence_diff(find_workspace(workspace), before, after, to, area)
    if form is not Format.TEXT:
        for sentence in (*found.notes, *([found.why_no_figures] if found.why_no_figures else [])):
            note(sentence)
    say({Format.TEXT: diff_text, Format.CSV: diff_csv, Format.JSON: diff_json}[form](found))


@reporting
def vintages_command(
    measure: Annotated[
        str, typer.Argument(metavar="MEASURE", help="Its name; 'wardmote measures' lists them.")
    ],
    area: Annotated[
        str | None, typer.Option("--area", metavar="CODE", help="Area code; the partnership itself.")
    ] = None,
    month: Annotated[str | None, typer.Option("--month", metavar="YYYY-MM", help="One month.")] = None,
    period: Annotated[
        str | None,
        typer.Option("--period", metavar="PERIOD", help="Such as 2023-24, Q4 2023-24, 'year to 2024-04'."),
    ] = None,
    workspace: WorkspaceOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """How one figure stood in each snapshot: the same period, side by side."""
    from wardmote.cli.changes_text import vintages_csv, vintages_json, vintages_text
    from wardmote.operations.vintages import VintagesRequest, vintages

    found = vintages(find_workspace(workspace), VintagesRequest(measure, area, month, period))
    say({Format.TEXT: vintages_text, Format.CSV: vintages_csv, Format.JSON: vintages_json}[form](found))

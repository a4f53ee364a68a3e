"""Commands about the evidence: taking it in, listing it, verifying it, looking at what was rejected."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from wardmote.cli.console import NOTHING, note, progress, say
from wardmote.cli.errors import reporting
from wardmote.cli.evidence_changes import diff_command, vintages_command
from wardmote.cli.evidence_export import export_command
from wardmote.cli.evidence_feeds import feeds_command
from wardmote.cli.evidence_forget import forget_command, forgotten_command
from wardmote.cli.evidence_quality import quality_command
from wardmote.cli.evidence_reference import deprivation_command, profile_command, weights_command
from wardmote.cli.options import Format, FormatOption, WorkspaceOption
from wardmote.cli.tables import grid
from wardmote.evidence import Holding, IngestRefused, IngestReport
from wardmote.evidence.rows.rejects import harmless
from wardmote.operations.workspace import find_workspace

app = typer.Typer(help="What was taken in.", no_args_is_help=True, rich_markup_mode=None)
app.command("quality")(quality_command)
app.command("feeds")(feeds_command)
app.command("diff")(diff_command)
app.command("vintages")(vintages_command)
app.command("weights")(weights_command)
app.command("deprivation")(deprivation_command)
app.command("profile")(profile_command)
app.command("export")(export_command)
app.command("forget")(forget_command)
app.command("forgotten")(forgotten_command)


@reporting
def ingest_command(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", exists=True, help="Zips, folders or files.")
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything and change nothing.")] = False,
    skip_refused: Annotated[
        bool, typer.Option("--skip-refused", help="Leave refused files out instead of refusing the call.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Take in files, too, of which something was removed on request.")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Take files in: all of them, or none."""
    store = find_workspace(workspace).store
    try:
        with progress() as bar:
            report = store.ingest(
                paths, dry_run=dry_run, skip_refused=skip_refused, again=again, progress=bar
            )
    except IngestRefused as error:
        _tell(error.report)
        raise typer.Exit(NOTHING) from error
    _tell(report)


@app.command("list")
@reporting
def list_command(workspace: WorkspaceOption = None, form: FormatOption = Format.TEXT) -> None:
    """What each file supplies, by month (or period), force (or source) and kind."""
    store = find_workspace(workspace).store
    holdings = store.holdings()
    note(f"Snapshot {store.current_id() or 'none yet'}")
    say(_holdings_text(holdings, form))


@app.command("verify")
@reporting
def verify_command(workspace: WorkspaceOption = None) -> None:
    """Check that what is stored is what was stored."""
    store = find_workspace(workspace).store
    with progress() as bar:
        report = store.verify(progress=bar)
    for problem in report.problems:
        note(problem)
    if not report.sound:
        raise typer.Exit(NOTHING)
    say(f"Snapshot {report.snapshot} is sound: {report.files:,} files, {report.rows:,} rows.")


@app.command("rejects")
@reporting
def rejects_command(workspace: WorkspaceOption = None) -> None:
    """The rows that were rejected, as CSV: file, line, column, what was found and what was expected."""
    path = find_workspace(workspace).store.rejects()
    if path is None:
        note("No row was rejected in the call that made this snapshot.")
        return
    say(path.read_text(encoding="utf-8"))


def _tell(report: IngestReport) -> None:
    headline, *rest = report.sentences()
    for sentence in rest:
        note(sentence)
    for reason in report.reasons:
        rows = "1 row" if reason.rows == 1 else f"{reason.rows:,} rows"
        note(f"{rows} rejected: {reason.reason.rstrip('.')}. For example {reason.example}.")
    if report.rejects is not None:
        note(f"Every rejected row is in {report.rejects}.")
    say(headline)


def _holdings_text(holdings: list[Holding], form: Format) -> str:
    if form is Format.JSON:
        return json.dumps([asdict(one) for one in holdings], indent=1)
    columns = [
        "month",
        "force",
        "kind",
        "rows",
        "kept",
        "rejected",
        "repeated",
        "not_located",
        "unknown_lsoa",
        "vintage",
        "name",
    ]
    rows = [[str(getattr(one, column)) for column in columns] for one in holdings]
    if form is Format.CSV:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerows([columns, *([harmless(cell) for cell in row] for row in rows)])
        return text.getvalue()
    short = [[*row[:-1], row[-1].rsplit("/", maxsplit=1)[-1]] for row in rows]
    return grid([name.replace("_", " ") for name in columns], short, right=range(3, 9))

"""``wardmote priorities``: matrices, scoring sheets, and issues in order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from wardmote.analyses.result_records import result_json, table_csv
from wardmote.cli.analysis_text import analysis_text
from wardmote.cli.console import note, progress, say
from wardmote.cli.errors import reporting
from wardmote.cli.grids import grid
from wardmote.cli.options import Format, FormatOption, WorkspaceOption, listed_option
from wardmote.operations.analyse.charts import write_charts
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.priorities import RankRequest, SheetRequest, rank_sheets, write_sheet
from wardmote.operations.workspace import find_workspace

app = typer.Typer(
    help="From scores to an order of issues that stands up to challenge. Wardmote suggests, people decide.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
MatrixOption = Annotated[
    str,
    typer.Option(
        "--matrix", metavar="NAME", help="The matrix; without it the one whose criteria the sheets name."
    ),
]


@app.command("matrices")
@reporting
def matrices_command(form: FormatOption = Format.TEXT, workspace: WorkspaceOption = None) -> None:
    """List the matrices by which issues can be scored, with their criteria."""
    found = sorted(
        find_workspace(workspace).definitions.matrices.values(), key=lambda one: (one.order, one.id)
    )
    if form is Format.JSON:
        say(json.dumps([one.model_dump(mode="json") for one in found], indent=1, ensure_ascii=False))
        return
    rows = [
        [one.id, one.title, f"{one.scale.least} to {one.scale.most}", str(len(one.criteria)), f"{one.most:g}"]
        for one in found
    ]
    say(grid(["Name", "Matrix", "Scale", "Criteria", "Most"], rows, right=[3, 4]))


@app.command("sheet")
@reporting
def sheet_command(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The workbook to write: a name that ends in .xlsx.")
    ],
    issues: Annotated[
        str, typer.Option("--issues", metavar="NAMES", help="Issues to score, with commas between.")
    ],
    matrix: Annotated[str, typer.Option("--matrix", metavar="NAME", help="By which matrix.")] = "scan",
    scorer: Annotated[str, typer.Option("--scorer", metavar="NAME", help="Who is to fill it in.")] = "",
    workspace: WorkspaceOption = None,
) -> None:
    """Write a blank scoring sheet with its legend, for those who score without the website."""
    asked = SheetRequest(matrix, listed_option(issues), file, scorer)
    note(f"Written: {write_sheet(find_workspace(workspace), asked)}")


@app.command("rank")
@reporting
def rank_command(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Filled scoring sheets: CSV, XLSX or ODS.")
    ],
    matrix: MatrixOption = "",
    invited: Annotated[
        str, typer.Option("--invited", metavar="NAMES", help="Who was asked to score, with commas between.")
    ] = "",
    table: Annotated[
        str,
        typer.Option("--table", metavar="NAME", help="Which table to print as CSV; the first without it."),
    ] = "",
    chart: Annotated[
        Path | None,
        typer.Option("--chart", metavar="FILE", help="Draw it, too: a file that ends in .svg, .png or .pdf."),
    ] = None,
    form: FormatOption = Format.TEXT,
    workspace: WorkspaceOption = None,
) -> None:
    """Put issues in order by the scores in filled sheets, and say how firm the order is."""
    opened = find_workspace(workspace)
    with progress() as bar:
        made = rank_sheets(opened, RankRequest(tuple(files), matrix, tuple(listed_option(invited))), bar)
    if form is Format.JSON:
        say(result_json(made.result))
    elif form is Format.CSV:
        try:
            say(table_csv(made.result.table(table)))
        except KeyError as error:
            raise AskedWronglyError(error.args[0]) from error
    else:
        say(analysis_text(made.result))
    for fault in made.faults:
        note(fault.sentence)
    if chart is not None:
        for file in write_charts(made.result, chart, opened.settings.colour):
            note(f"Drawn: {file}")

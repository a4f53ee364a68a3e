"""``wardmote analyse NAME``: one command for each analysis of the catalogue, made from what it asks for."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Annotated, Any

import typer

from wardmote.analyses.result import AnalysisResult
from wardmote.analyses.result_records import result_json, table_csv
from wardmote.cli.analysis_text import analysis_text
from wardmote.cli.console import note, progress, say
from wardmote.cli.errors import reporting
from wardmote.cli.options import Format, FormatOption, WorkspaceOption
from wardmote.operations.analyse import OFFERED, Field, Offered, analyse, fields_of
from wardmote.operations.analyse.charts import write_charts
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.workspace import find_workspace

app = typer.Typer(
    help="Analyses that can be defended: what was found, how sure it is, and what the data cannot bear.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
TableOption = Annotated[
    str, typer.Option("--table", metavar="NAME", help="Which table to print as CSV; the first without it.")
]
ChartOption = Annotated[
    Path | None,
    typer.Option("--chart", metavar="FILE", help="Draw it, too: a file that ends in .svg, .png or .pdf."),
]
OURS: dict[str, tuple[Any, Any]] = {
    "table": (TableOption, ""),
    "chart": (ChartOption, None),
    "form": (FormatOption, Format.TEXT),
    "workspace": (WorkspaceOption, None),
}
"""What every one of these commands takes besides what its analysis asks for."""


def _command(offered: Offered) -> None:
    """Add the command of one analysis, with an argument or option for each field of its request."""
    fields = list(fields_of(offered.request))

    @reporting
    def run(**given: Any) -> None:
        asked = offered.request(**{field.name: given[field.name] for field in fields})
        with progress() as bar:
            opened = find_workspace(given["workspace"])
            result = analyse(opened, offered.name, asked, bar)
        say(_printed(result, given["form"], given["table"]))
        if given["chart"] is not None:
            for file in write_charts(result, given["chart"], opened.settings.colour):
                note(f"Drawn: {file}")

    parameters = [_parameter(field) for field in fields] + [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for name, (kind, default) in OURS.items()
    ]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    run.__doc__ = offered.question
    app.command(offered.name)(run)


def _parameter(field: Field) -> inspect.Parameter:
    ask, words = field.ask, field.name.replace("_", "-")
    option = f"--{words}/--no-{words}" if field.type is bool and field.default else f"--{words}"
    asked = (
        typer.Argument(metavar=ask.metavar or None, help=ask.help)
        if ask.first
        else typer.Option(option, metavar=ask.metavar or None, help=ask.help)
    )
    return inspect.Parameter(
        field.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=inspect.Parameter.empty if field.needed else field.default,
        annotation=Annotated[field.type, asked],
    )


def _printed(result: AnalysisResult, form: Format, table: str) -> str:
    if form is Format.TEXT:
        return analysis_text(result)
    if form is Format.JSON:
        return result_json(result)
    try:
        return table_csv(result.table(table))
    except KeyError as error:
        raise AskedWronglyError(error.args[0]) from error


for _offered in OFFERED:
    _command(_offered)

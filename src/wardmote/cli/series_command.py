"""The command that prints a measure over time."""

from __future__ import annotations

from typing import Annotated

import typer

from wardmote.cli.console import say
from wardmote.cli.errors import reporting
from wardmote.cli.options import Format, FormatOption, PublicOption, ToOption, WorkspaceOption
from wardmote.cli.series_text import series_text
from wardmote.figures.periods import Length, Quarters
from wardmote.figures.records import series_csv, series_json
from wardmote.operations.public_over_time import public_series
from wardmote.operations.series import SeriesRequest, measure_series
from wardmote.operations.workspace import find_workspace

WRITERS = {Format.TEXT: series_text, Format.CSV: series_csv, Format.JSON: series_json}


@reporting
def series_command(
    measure: Annotated[
        str, typer.Argument(metavar="MEASURE", help="Its name; 'wardmote measures' lists them.")
    ],
    area: Annotated[
        str | None, typer.Option("--area", metavar="CODE", help="Area code or group; the partnership itself.")
    ] = None,
    by: Annotated[
        Length | None,
        typer.Option("--by", help="What one step is; without it a month, or the periods that were reported."),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option("--from", metavar="YYYY-MM", help="First month; without it the first supplied."),
    ] = None,
    to: ToOption = None,
    quarters: Annotated[
        Quarters | None,
        typer.Option("--quarters", help="Which quarters and years; without it those of wardmote.toml."),
    ] = None,
    public: PublicOption = False,
    form: FormatOption = Format.TEXT,
    workspace: WorkspaceOption = None,
) -> None:
    """A measure over time. What was not supplied is a gap, and a part is never summed as if it were whole."""
    opened = find_workspace(workspace)
    make = public_series if public else measure_series
    made = make(opened, SeriesRequest(measure, area, by, start, to, quarters))
    say(WRITERS[form](made))

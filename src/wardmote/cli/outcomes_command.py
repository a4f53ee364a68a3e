"""The commands that print how crimes ended, and stop and search."""

from __future__ import annotations

from typing import Annotated

import typer

from wardmote.cli.console import say
from wardmote.cli.errors import reporting
from wardmote.cli.options import Format, FormatOption, PublicOption, WorkspaceOption, listed_option
from wardmote.cli.outcomes_text import (
    outcomes_csv,
    outcomes_json,
    outcomes_text,
    searches_csv,
    searches_json,
    searches_text,
)
from wardmote.operations.outcomes import OutcomesRequest, SearchesRequest, outcomes, searches
from wardmote.operations.public_tables import public_outcomes, public_searches
from wardmote.operations.workspace import find_workspace

AreaOption = Annotated[
    str | None, typer.Option("--area", metavar="CODE", help="Area code; the partnership itself.")
]
MonthsOption = Annotated[int, typer.Option("--months", min=1, max=12, help="Length of both periods.")]


@reporting
def outcomes_command(
    area: AreaOption = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="YYYY-MM", help="Last month; without it the last that can be followed."),
    ] = None,
    measure: Annotated[
        str | None, typer.Option("--measure", metavar="ID,...", help="Only these measures, each in full.")
    ] = None,
    months: MonthsOption = 12,
    public: PublicOption = False,
    form: FormatOption = Format.TEXT,
    workspace: WorkspaceOption = None,
) -> None:
    """How crimes ended, every crime followed for the same time: two periods, and the change in points."""
    asked = listed_option(measure)
    make = public_outcomes if public else outcomes
    made = make(find_workspace(workspace), OutcomesRequest(area, asked, to, months))
    writers = {Format.TEXT: outcomes_text, Format.CSV: outcomes_csv, Format.JSON: outcomes_json}
    say(writers[form](made, asked))


@reporting
def searches_command(
    area: AreaOption = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="YYYY-MM", help="Last month; without it the last supplied."),
    ] = None,
    months: MonthsOption = 12,
    public: PublicOption = False,
    form: FormatOption = Format.TEXT,
    workspace: WorkspaceOption = None,
) -> None:
    """Stop and search: how many, for what, whether something was found, what came of it, of whom."""
    make = public_searches if public else searches
    made = make(find_workspace(workspace), SearchesRequest(area, to, months))
    writers = {Format.TEXT: searches_text, Format.CSV: searches_csv, Format.JSON: searches_json}
    say(writers[form](made))

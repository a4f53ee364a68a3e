"""The command that lists what partners and the Home Office reported."""

from __future__ import annotations

from typing import Annotated

import typer

from wardmote.cli.console import say
from wardmote.cli.errors import reporting
from wardmote.cli.observed_text import observed_csv, observed_json, observed_text
from wardmote.cli.options import Format, FormatOption, PublicOption, WorkspaceOption, listed_option
from wardmote.operations.observed import ObservedRequest, observed
from wardmote.operations.public_over_time import public_observed
from wardmote.operations.workspace import find_workspace

WRITERS = {Format.TEXT: observed_text, Format.CSV: observed_csv, Format.JSON: observed_json}


@reporting
def observed_command(
    measure: Annotated[
        str | None, typer.Option("--measure", metavar="ID,...", help="Only these measures.")
    ] = None,
    area: Annotated[
        str | None, typer.Option("--area", metavar="CODE", help="Area code; the partnership itself.")
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="YYYY-MM", help="First month; else the first supplied.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="YYYY-MM", help="Last month; else the last supplied.")
    ] = None,
    public: PublicOption = False,
    form: FormatOption = Format.TEXT,
    workspace: WorkspaceOption = None,
) -> None:
    """What partners and the Home Office reported, period by period, and what they did not."""
    opened = find_workspace(workspace)
    make = public_observed if public else observed
    made = make(opened, ObservedRequest(area, listed_option(measure), start, to))
    say(WRITERS[form](made, opened.definitions))

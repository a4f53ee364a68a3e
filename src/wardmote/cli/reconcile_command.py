"""The command that sets somebody else's figure beside ours."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from wardmote.cli.console import progress, say
from wardmote.cli.errors import reporting
from wardmote.cli.options import Format, WorkspaceOption
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.reconcile import StatedRequest, as_record, read_table, reconcile_figures
from wardmote.operations.workspace import find_workspace


@reporting
def reconcile_command(
    value: Annotated[
        str | None, typer.Argument(metavar="FIGURE", help="Their figure: 1234, 1,234, 12k; of a share 58%.")
    ] = None,
    measure: Annotated[
        str | None, typer.Option("--measure", metavar="NAME", help="What it counts, such as burglary.")
    ] = None,
    area: Annotated[
        str, typer.Option("--area", metavar="AREA", help="Code or name; the partnership without it.")
    ] = "",
    period: Annotated[
        str,
        typer.Option(
            "--period", metavar="PERIOD", help="Such as 2023-24 or 'Q4 2023-24'; the latest year without it."
        ),
    ] = "",
    says: Annotated[
        str, typer.Option("--says", metavar="WHO", help="Who states it, such as 'Police dashboard'.")
    ] = "",
    table: Annotated[
        str | None,
        typer.Option(
            "--table",
            metavar="FILE",
            help="Many figures: a table with names of columns or periods, or lines measure, period, value; - to paste.",
        ),
    ] = None,
    workspace: WorkspaceOption = None,
    form: Annotated[Format, typer.Option("--format", help="text or json.")] = Format.TEXT,
) -> None:
    """Why does this not match? Explains somebody else's figure as far as the evidence can."""
    asked = _asked(value, measure, area, period, says, table)
    with progress() as bar:
        answers = reconcile_figures(find_workspace(workspace), asked, bar)
    if form is Format.TEXT:
        parts = ["\n".join(_lines(one.sentences)) for one in answers.found]
        if answers.unanswered:
            parts.append("\n".join(["Not answered:", *(f"- {sentence}" for sentence in answers.unanswered)]))
        say("\n\n".join(parts))
    elif form is Format.JSON:
        say(json.dumps(as_record(answers), indent=1, ensure_ascii=False))
    else:
        raise AskedWronglyError("An explanation is printed as text or json.")


def _asked(
    value: str | None, measure: str | None, area: str, period: str, says: str, table: str | None
) -> list[StatedRequest]:
    if table is not None:
        if value is not None or measure is not None:
            raise AskedWronglyError(
                "Give one figure with --measure, or a table of them with --table; not both."
            )
        return read_table(sys.stdin.read() if table == "-" else Path(table).read_text(encoding="utf-8-sig"))
    if value is None or measure is None:
        raise AskedWronglyError(
            "Give their figure and what it counts, such as: wardmote reconcile 1234 --measure burglary"
        )
    return [StatedRequest(value, measure, area, period, says)]


def _lines(sentences: tuple[str, ...]) -> list[str]:
    first, *rest = sentences
    return [first, *(f"- {sentence}" for sentence in rest)]

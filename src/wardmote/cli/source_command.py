"""The command that drafts a mapping from a partner's spreadsheet."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from wardmote.cli.console import note, program, say
from wardmote.cli.errors import reporting
from wardmote.cli.grids import grid
from wardmote.cli.options import Format, FormatOption, WorkspaceOption
from wardmote.operations.source_guess import ColumnGuess, Guess, GuessRequest, guess_source, pairs
from wardmote.operations.workspace import find_workspace

app = typer.Typer(help="Definitions of partners' tables.", no_args_is_help=True, rich_markup_mode=None)

SURE = {
    "given": "you said so",
    "learned": "as you said before",
    "sure": "clear from the cells",
    "likely": "likely",
    "unsure": "not clear",
}
LONG = re.compile(r"(\d\.\d\d)\d{3,}")
"""More decimals of a number than its cell shows in a spreadsheet."""
SHOWN = 30
"""Words of each kind that are shown."""


@app.command("guess")
@reporting
def guess_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, help="CSV, XLSX or ODS.")],
    sheet: Annotated[str, typer.Option("--sheet", metavar="NAME", help="Sheet of a workbook.")] = "",
    column: Annotated[
        list[str] | None, typer.Option("--column", metavar='ROLE="NAME"', help="What a column holds.")
    ] = None,
    measure: Annotated[
        list[str] | None,
        typer.Option(
            "--measure", metavar='"WORD"=ID', help="What a word counts; ID alone for the whole table."
        ),
    ] = None,
    area: Annotated[
        list[str] | None,
        typer.Option("--area", metavar='"WORD"=CODE', help="Which area; CODE alone for the whole table."),
    ] = None,
    mark: Annotated[
        list[str] | None,
        typer.Option("--mark", metavar='"SIGN"=MEANING', help="zero, not-supplied or suppressed."),
    ] = None,
    level: Annotated[
        str, typer.Option("--level", metavar="LEVEL", help="What the areas are: ward, csp ...")
    ] = "",
    period: Annotated[str, typer.Option("--period", metavar="TEXT", help="What the whole table is of.")] = "",
    periods: Annotated[
        str, typer.Option("--periods", metavar="KIND", help="month, financial-quarter, calendar-year ...")
    ] = "",
    titled: Annotated[
        list[str] | None,
        typer.Option("--titled", metavar="WORDS", help="Words that its title, sheet or file always has."),
    ] = None,
    publisher: Annotated[str, typer.Option("--publisher", metavar="NAME", help="Who sends it.")] = "",
    licence: Annotated[
        str, typer.Option("--licence", metavar="TEXT", help="What documents must print.")
    ] = "",
    save: Annotated[
        str, typer.Option("--save", metavar="NAME", help="Save the mapping under this name.")
    ] = "",
    form: FormatOption = Format.TEXT,
    workspace: WorkspaceOption = None,
) -> None:
    """Draft a mapping from anyone's spreadsheet, and show what would be taken from it."""
    request = GuessRequest(
        file=file,
        sheet=sheet,
        columns=pairs(column or [], "--column", whole=False),
        measures=pairs(measure or [], "--measure"),
        areas=pairs(area or [], "--area"),
        marks=pairs(mark or [], "--mark", whole=False),
        period=period,
        periods=periods,
        level=level,
        titled=tuple(titled or []),
        publisher=publisher,
        licence=licence,
        save=save,
    )
    made = guess_source(find_workspace(workspace), request)
    if form is Format.JSON:
        record: dict[str, Any] = {
            **asdict(made),
            "source": made.source.model_dump(mode="json") if made.source else None,
        }
        del record["asked"]
        if made.taken is not None:
            del record["taken"]["rows"]
        say(json.dumps(record, indent=1, ensure_ascii=False))
        return
    say(as_csv(made) if form is Format.CSV else guess_text(made))
    _say_what_next(made, file)


def guess_text(made: Guess) -> str:
    """A guess as tables: columns, what holds for the whole table, words, and a few observations."""
    parts = [
        grid(["Column", "Is taken as", "How sure", "For example"], [_column(one) for one in made.columns])
    ]
    if made.constants:
        rows = [[one.role, one.meaning, SURE[one.sure]] for one in made.constants]
        parts.append("For the whole table:\n" + grid(["What", "Is", "How sure"], rows))
    if made.level:
        parts.append(f"Names of areas are taken as names of level {made.level}.")
    if made.words:
        words = sorted(made.words, key=lambda one: (one.kind, bool(one.meaning)))[:SHOWN]
        rows = [[one.kind, one.word, one.meaning or _near(one.near), SURE[one.sure]] for one in words]
        parts.append("Words:\n" + grid(["Kind", "In the file", "Means", "How sure"], rows))
    if made.taken is not None:
        rows = [list(row) for row in made.taken.examples]
        parts.append(
            f"{_counted(made.taken.observations)} would be taken, {made.taken.rejected:,} rejected. The first:\n"
            + grid(["Area", "What", "From", "To", "Value"], rows, right={4})
        )
    return "\n\n".join(parts) + "\n"


def as_csv(made: Guess) -> str:
    """The columns of a guess as CSV."""
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["column", "role", "across", "sure", "examples"])
    writer.writerows(
        [one.column, one.role, one.across, one.sure, "; ".join(one.examples)] for one in made.columns
    )
    return text.getvalue()


def _column(one: ColumnGuess) -> list[str]:
    role = _across(one) if one.across else one.role or "not read"
    examples = ", ".join(LONG.sub(r"\1", example) for example in one.examples)
    return [one.column, role, SURE[one.sure] if one.role else "", examples[:60]]


def _across(one: ColumnGuess) -> str:
    """What stands in a column whose name says of what."""
    what = "number asked" if one.role == "base" else "values"
    return f"{what} of one {' and '.join(sorted(one.said)) or one.role}"


def _counted(n: int) -> str:
    return "1 observation" if n == 1 else f"{n:,} observations"


def _near(near: tuple[str, ...]) -> str:
    return f"? ({' or '.join(near)})" if near else "?"


def _say_what_next(made: Guess, file: Path) -> None:
    for sentence in made.notes:
        note(sentence)
    if made.learned_from:
        note(f"Learned from your mapping {', '.join(made.learned_from)}.")
    if made.taken is not None:
        for sentence in (*made.taken.notes, *made.taken.reasons):
            note(sentence)
    for sentence in made.questions:
        note(sentence)
    if made.saved:
        note(f"Saved as {made.saved}. Next: {program()} ingest {file}")
    elif made.fits and (made.questions or made.taken is None or not made.taken.observations):
        note(f"The file already fits a definition: {made.fits}. It cannot be taken in before that is mended.")
    elif made.fits:
        note(f"The file already fits a definition: {made.fits}. Next: {program()} ingest {file}")
    elif not made.questions:
        note("Nothing is saved yet. Say --save NAME once this is right.")

"""The command that drafts a codebook from a file of answers to a survey."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from wardmote.cli.console import note, program, say
from wardmote.cli.errors import reporting
from wardmote.cli.grids import grid
from wardmote.cli.options import Format, FormatOption, WorkspaceOption
from wardmote.operations.survey_guess import Column, SurveyGuess, SurveyGuessRequest, guess_survey
from wardmote.operations.workspace import find_workspace

app = typer.Typer(help="Codebooks of surveys.", no_args_is_help=True, rich_markup_mode=None)

TAKEN_AS = {
    "single": "one answer",
    "scale": "a scale",
    "multi": "several answers",
    "number": "a number",
    "tick": "one of several to tick",
    "weight": "the weight",
    "stratum": "drawn within",
    "cluster": "drawn together",
    "unique": "not kept",
    "left-aside": "left aside",
}


@app.callback()
def survey() -> None:
    """Codebooks of surveys."""


@app.command("guess")
@reporting
def guess_command(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", exists=True, help="Answers, one respondent a row: CSV, XLSX or ODS."),
    ],
    sheet: Annotated[str, typer.Option("--sheet", metavar="NAME", help="Sheet of a workbook.")] = "",
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="What the survey is called.")] = "",
    survey_name: Annotated[
        str, typer.Option("--survey", metavar="NAME", help="What all of its waves are called together.")
    ] = "",
    wave: Annotated[
        str, typer.Option("--wave", metavar="YEAR", help="Year, month or day of this wave.")
    ] = "",
    starts: Annotated[str, typer.Option("--starts", metavar="DAY", help="First day, as 2025-05-01.")] = "",
    ends: Annotated[str, typer.Option("--ends", metavar="DAY", help="Last day.")] = "",
    mode: Annotated[
        str, typer.Option("--mode", metavar="TEXT", help="How people were asked: online ...")
    ] = "",
    asked: Annotated[str, typer.Option("--asked", metavar="TEXT", help="Who was asked.")] = "",
    chosen: Annotated[
        str, typer.Option("--chosen", metavar="HOW", help="random, quota, self-selected or census.")
    ] = "",
    publisher: Annotated[str, typer.Option("--publisher", metavar="NAME", help="Who asked.")] = "",
    save: Annotated[
        str, typer.Option("--save", metavar="NAME", help="Save the codebook under this name.")
    ] = "",
    form: FormatOption = Format.TEXT,
    workspace: WorkspaceOption = None,
) -> None:
    """Draft a codebook from a file of answers: what is asked, what can be answered, and what is left aside."""
    said = {
        "title": title, "wave": wave, "starts": starts, "ends": ends, "mode": mode, "asked": asked, "chosen": chosen,
        "publisher": publisher,
    }  # fmt: skip
    made = guess_survey(find_workspace(workspace), SurveyGuessRequest(file, sheet, survey_name, said, save))
    if form is Format.JSON:
        say(json.dumps(asdict(made), indent=1, ensure_ascii=False))
        return
    rows = [[one.name[:60], TAKEN_AS[one.kind], _shown(one)] for one in made.columns]
    say(grid(["Column", "Is taken as", "Answers"], rows) + "\n\n" + made.draft)
    _say_what_next(made, file)


def _shown(one: Column) -> str:
    words = one.why or ", ".join(one.answers)
    return words if len(words) <= 70 else f"{words[:67]}..."


def _say_what_next(made: SurveyGuess, file: Path) -> None:
    if made.learned_from:
        note(f"Questions and answers are those of your codebook {made.learned_from}.")
    for question in made.questions:
        note(question)
    if made.saved:
        note(f"Saved as {made.saved}. Read it through and correct it. Next: {program()} ingest {file}")
    elif made.fits:
        note(f"The file already fits a codebook: {made.fits}. Next: {program()} ingest {file}")
    else:
        note("Nothing is saved yet. Say --save NAME once this is right.")

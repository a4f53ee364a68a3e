"""The command that checks anybody's document."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from wardmote.checker.reading.refusals import UnreadableError
from wardmote.checker.report.record import as_unreadable
from wardmote.cli.console import NOTHING, note, progress, say
from wardmote.cli.errors import reporting
from wardmote.operations.check import Answer, check_file
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.workspace import ENVIRONMENT, find_workspace

FOUND = 3


@reporting
def check_command(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="ODT, DOCX, PDF, HTML, text, CSV, XLSX, ODS or PPTX."),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write a page that shows the document with its marks."),
    ] = None,
    comments: Annotated[
        Path | None,
        typer.Option("--comments", metavar="FILE", help="Write a copy of an ODT or DOCX with comments."),
    ] = None,
    workspace: Annotated[
        Path | None,
        typer.Option(
            "--workspace",
            metavar="DIR",
            envvar=ENVIRONMENT,
            help="Compare figures with this partnership's evidence.",
        ),
    ] = None,
) -> None:
    """Recompute what a document states. Ends with 0 when nothing is wrong, 3 with findings, 1 when unreadable."""
    _refuse_clashes(files, html, comments)
    held = find_workspace(workspace) if workspace is not None else None
    answers: list[Answer] = []
    records: list[dict[str, Any]] = []
    unreadable = False
    with progress() as bar:
        for path in files:
            try:
                answers.append(check_file(path, held, bar))
                records.append(answers[-1].record)
            except UnreadableError as error:
                note(str(error))
                records.append(as_unreadable(path.name, str(error)))
                unreadable = True
    for answer in answers:
        if html is not None:
            html.write_text(answer.html, encoding="utf-8")
        if comments is not None:
            comments.write_bytes(answer.commented())
    if as_json:
        say(json.dumps(records[0] if len(files) == 1 else records, indent=1, ensure_ascii=False))
    elif answers:
        say("\n\n".join(answer.text for answer in answers))
    if unreadable:
        raise typer.Exit(NOTHING)
    if not all(answer.clean for answer in answers):
        raise typer.Exit(FOUND)


def _refuse_clashes(files: list[Path], html: Path | None, comments: Path | None) -> None:
    """What is written stands apart from what is read, and is of one document."""
    written = [path for path in (html, comments) if path is not None]
    if written and len(files) > 1:
        raise AskedWronglyError("--html and --comments are written for one document. Name one file.")
    taken = {os.path.realpath(path) for path in files}
    for path in written:
        if os.path.realpath(path) in taken:
            raise AskedWronglyError(f"{path} is the document itself. Name another file to write.")
    if html is not None and comments is not None and os.path.realpath(html) == os.path.realpath(comments):
        raise AskedWronglyError("--html and --comments name the same file. Name two.")

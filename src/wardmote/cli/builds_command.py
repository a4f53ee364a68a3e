"""Commands about builds: listing what was said when, and what changed from one to another."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Annotated

import typer

from wardmote.cli.console import note, say
from wardmote.cli.errors import reporting
from wardmote.cli.options import Format, FormatOption, WorkspaceOption, listed_option
from wardmote.cli.tables import grid
from wardmote.operations.workspace import find_workspace

COLUMNS = ("build", "snapshot", "to", "document", "version", "status", "edition", "written")
BuildArgument = Annotated[str, typer.Argument(metavar="BUILD", help="Its id, or the first digits of it.")]


@reporting
def builds_command(workspace: WorkspaceOption = None, form: FormatOption = Format.TEXT) -> None:
    """What each assessment was made from: builds, snapshots and last months, the oldest first; public editions last."""
    from wardmote.operations.builds import EDITIONS, sound_and_damaged

    opened = find_workspace(workspace)
    each = [sound_and_damaged(opened, name) for name in EDITIONS]
    found, damaged = [one for sound, _ in each for one in sound], [one for _, bad in each for one in bad]
    for error in damaged:
        note(str(error))
    if not found:
        note("No build is kept yet. 'wardmote assess' keeps one.")
    rows = [
        [
            build.id,
            build.record.snapshot,
            build.record.to,
            build.record.kind,
            build.record.version,
            build.record.status,
            EDITIONS.get(build.record.document, build.record.document),
            f"{build.written:%Y-%m-%d %H:%M}",
        ]
        for build in found
    ]
    say(_text(rows, form))


@reporting
def redline_command(
    earlier: BuildArgument,
    later: BuildArgument,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Folder to write to.")] = None,
    formats: Annotated[str, typer.Option("--formats", help="Of html, pdf, docx and odt.")] = "html,pdf",
    workspace: WorkspaceOption = None,
) -> None:
    """Write what changed from one build to another, word by word."""
    from wardmote.operations.redline import compare_builds

    opened = find_workspace(workspace)
    for path in compare_builds(opened, earlier, later, out=out, formats=listed_option(formats)):
        say(str(path))


def _text(rows: list[list[str]], form: Format) -> str:
    if form is Format.JSON:
        return json.dumps([dict(zip(COLUMNS, row, strict=True)) for row in rows], indent=1)
    if form is Format.CSV:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([COLUMNS, *rows])
        return text.getvalue()
    return grid(COLUMNS, rows)

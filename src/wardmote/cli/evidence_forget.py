"""Commands about removal on request: what would go, its confirmation, and what was removed before."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from wardmote.cli.console import NOTHING, note, progress, say
from wardmote.cli.errors import reporting
from wardmote.cli.options import Format, FormatOption, WorkspaceOption
from wardmote.cli.tables import grid
from wardmote.evidence import ForgetRequest, Tombstone
from wardmote.operations.workspace import find_workspace

SHOWN = 4
"""Names of files that the question shows."""
TABLES = {
    "crime": "crimes",
    "outcomes": "outcomes",
    "searches": "searches",
    "observations": "observations",
    "weeks": "counts by week",
    "weights": "weights",
    "deprivation": "figures of deprivation",
    "profile": "figures of profiles",
}


@reporting
def forget_command(
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Who asked for it, and why. It is kept.")
    ],
    files: Annotated[
        list[str] | None,
        typer.Option(
            "--file", metavar="NAME", help="A file, an archive or a folder as named, or a hash; again."
        ),
    ] = None,
    force: Annotated[str, typer.Option("--force", metavar="NAME", help="A police force, with --month.")] = "",
    months: Annotated[
        list[str] | None, typer.Option("--month", metavar="YYYY-MM", help="A month of the force; again.")
    ] = None,
    crime_ids: Annotated[
        list[str] | None, typer.Option("--crime-id", metavar="ID", help="One record; again for more.")
    ] = None,
    listed: Annotated[
        Path | None,
        typer.Option("--crime-ids", metavar="FILE", help="Records: a file with one Crime ID a line."),
    ] = None,
    observations: Annotated[
        str, typer.Option("--observations", metavar="SOURCE", help="All observations of a source.")
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Remove without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go and change nothing.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Remove something from every snapshot, for good."""
    from wardmote.operations.evidence_forget import forget, read_crime_ids

    opened = find_workspace(workspace)
    ids = [*(crime_ids or []), *(read_crime_ids(listed) if listed else [])]
    request = ForgetRequest(tuple(files or ()), force, tuple(months or ()), tuple(ids), observations, reason)
    with progress() as bar:
        found = forget(opened, request, dry_run=True, progress=bar)
    removal = found.removal
    if not removal.anything:
        note("Nothing in the evidence answers to that, in no snapshot. Nothing was changed.")
        raise typer.Exit(NOTHING)
    for sentence in _would_go(removal.tombstone, removal.names, removal.absent):
        note(sentence)
    if found.builds:
        note(
            f"Documents made from these snapshots keep their figures: builds {', '.join(found.builds)}. Write them again "
            "if they should not."
        )
    if dry_run:
        say("Nothing was changed.")
        return
    if not yes and not _confirmed():
        note("Nothing was changed. To remove it, answer y or add --yes.")
        raise typer.Exit(NOTHING)
    with progress() as bar:
        removal = forget(opened, request, progress=bar).removal
    if found.files:
        more = f" and {len(found.files) - SHOWN} more" if len(found.files) > SHOWN else ""
        named = ", ".join(found.files[:SHOWN])
        note(
            f"Files that were taken in still hold it wherever you keep them, for you to delete: {named}{more}."
        )
    say(_is_gone(removal.tombstone, removal.after))


@reporting
def forgotten_command(workspace: WorkspaceOption = None, form: FormatOption = Format.TEXT) -> None:
    """What was removed on request: when, why, what kind, how much."""
    found = find_workspace(workspace).store.tombstones()
    if form is Format.JSON:
        say(json.dumps([asdict(one) for one in found], indent=1, ensure_ascii=False))
        return
    columns = ["number", "made", "kind", "rows", "rejected rows", "snapshots replaced", "reason"]
    rows = [
        [
            str(one.number),
            one.made[:16].replace("T", " "),
            one.kind,
            str(sum(one.rows.values())),
            str(one.rejected_rows),
            " ".join(f"{r.was}>{r.now}" for r in one.replaced),
            one.reason,
        ]
        for one in found
    ]
    if form is Format.CSV:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([columns, *rows])
        say(text.getvalue())
    elif not rows:
        note("Nothing was removed on request.")
    else:
        say(grid(columns, rows, right=(0, 3, 4)))


def _would_go(tombstone: Tombstone, names: tuple[str, ...], absent: int) -> list[str]:
    rows = [f"{_rows(n)} of {TABLES[table]}" for table, n in tombstone.rows.items()]
    if tombstone.rejected_rows:
        rows.append(f"{_rows(tombstone.rejected_rows)} among the rejected")
    said = [f"This removes {' and '.join(rows)}, for good."]
    if tombstone.replaced:
        pairs = ", ".join(f"{one.was} by {one.now}" for one in tombstone.replaced)
        said.append(f"Snapshots replaced ({len(tombstone.replaced)}): {pairs}.")
    if names:
        more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        shown = [name.replace("\\", "/").rsplit("/", 1)[-1] for name in names[:SHOWN]]
        said.append(f"From {', '.join(shown)}{more}.")
    if absent:
        are = "Crime ID is" if absent == 1 else "Crime IDs are"
        said.append(f"{absent:,} {are} in no stored table.")
    return said


def _rows(n: int) -> str:
    return "1 row" if n == 1 else f"{n:,} rows"


def _confirmed() -> bool:
    if not sys.stdin.isatty():
        return False
    return typer.confirm("Remove it?", default=False, err=True)


def _is_gone(tombstone: Tombstone, current: str) -> str:
    return (
        f"Removed. The evidence is now snapshot {current}; the record of the removal is number {tombstone.number} "
        "('wardmote evidence forgotten'). Copies elsewhere, such as backups and the files it came in, are not touched."
    )

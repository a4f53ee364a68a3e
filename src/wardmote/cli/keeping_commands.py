"""``wardmote backup``, ``restore`` and ``doctor``: keeping a workspace safe and well."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wardmote.cli.console import NOTHING, progress, say
from wardmote.cli.options import WorkspaceOption
from wardmote.operations.workspace import find_workspace

SIGNS = {"well": "well", "look": "look", "ill": "ILL"}


def backup_command(
    out: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="File or folder to write to; here without one.")
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Write the whole workspace, with the website's database, into one file, and read it back."""
    from wardmote.operations.backup import backup

    opened = find_workspace(workspace)
    with progress() as bar:
        made = backup(opened, out, progress=bar)
    rows = f"{sum(made.contents.tables.values()):,} rows of {len(made.contents.tables)} tables"
    say(
        f"{made.file}: {len(made.contents.entries):,} files, {rows}, {made.bytes / 1e6:,.1f} MB; read back and whole."
    )
    say("It holds passwords' hashes and keys: keep it as safe as the server.")


def restore_command(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", exists=True, help="A file that 'wardmote backup' wrote.")
    ],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is empty or not there.")],
) -> None:
    """Put a backup back into an empty folder, and compare every file and table with it."""
    from wardmote.operations.backup import restore

    with progress() as bar:
        back = restore(file, folder, progress=bar)
    say(
        f"{back.contents.partnership} stands in {folder} as it was on {back.contents.made}: {back.files:,} files compared."
    )
    say(f"Next: wardmote doctor --workspace {folder}")


def doctor_command(workspace: WorkspaceOption = None) -> None:
    """Look everything over: definitions, evidence, key, disk, and the website where there is one."""
    from wardmote.operations.backup.databases import engine_of
    from wardmote.operations.doctor import examine

    opened = find_workspace(workspace)
    with progress() as bar:
        found = list(examine(opened, progress=bar))
    if engine_of(opened.folder) != "none":
        from wardmote.site.serving.ready import set_up

        set_up(opened.folder)
        from wardmote.site.serving.doctor import examine_site

        found += examine_site()
    for one in found:
        say(f"{SIGNS[one.health]:5} {one.what}: {one.words}")
    if any(one.health == "ill" for one in found):
        raise typer.Exit(NOTHING)

"""The command that takes the evidence out as plain files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wardmote.cli.console import note, progress, say
from wardmote.cli.errors import reporting
from wardmote.cli.options import WorkspaceOption
from wardmote.operations.workspace import find_workspace


@reporting
def export_command(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="New folder to write to.")],
    snapshot: Annotated[
        str, typer.Option("--snapshot", metavar="ID", help="Its id or first digits; the current one.")
    ] = "",
    packed: Annotated[bool, typer.Option("--gzip", help="Pack each file.")] = False,
    parquet: Annotated[
        bool, typer.Option("--parquet", help="Put the stored tables beside them, for notebooks.")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Write all that a snapshot holds as plain files that can be taken in again."""
    from wardmote.operations.evidence_diff import find_snapshot

    store = find_workspace(workspace).store
    notes: list[str] = []
    wanted = find_snapshot(store, snapshot, notes).id if snapshot else None
    with progress() as bar:
        report = store.export(out, wanted, packed=packed, parquet=parquet, progress=bar)
    for sentence in notes:
        note(sentence)
    for reason in dict.fromkeys(one.note for one in report.left_out if "/parquet/" not in one.path):
        note(f"Only to be read: {reason}")
    say(
        f"Snapshot {report.snapshot} is in {out}: {len(report.files):,} files. Read {out / 'README.txt'} first."
    )

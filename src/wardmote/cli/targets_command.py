"""The command that prints what became of the partnership's targets."""

from __future__ import annotations

from wardmote.cli.console import say
from wardmote.cli.errors import reporting
from wardmote.cli.options import Format, FormatOption, WorkspaceOption
from wardmote.cli.targets_text import targets_csv, targets_json, targets_text
from wardmote.operations.targets import targets
from wardmote.operations.workspace import find_workspace

WRITERS = {Format.TEXT: targets_text, Format.CSV: targets_csv, Format.JSON: targets_json}


@reporting
def targets_command(form: FormatOption = Format.TEXT, workspace: WorkspaceOption = None) -> None:
    """Whether each target is met, on course or not, and how far it is from what was set out."""
    say(WRITERS[form](targets(find_workspace(workspace))))

"""The command that prints what became of the partnership's targets."""

from __future__ import annotations

from wardmote.cli.console import note, say
from wardmote.cli.errors import reporting
from wardmote.cli.options import Format, FormatOption, PublicOption, WorkspaceOption
from wardmote.cli.targets_text import targets_csv, targets_json, targets_text
from wardmote.operations.public_tables import public_targets
from wardmote.operations.targets import targets
from wardmote.operations.workspace import find_workspace

WRITERS = {Format.TEXT: targets_text, Format.CSV: targets_csv, Format.JSON: targets_json}


@reporting
def targets_command(
    public: PublicOption = False, form: FormatOption = Format.TEXT, workspace: WorkspaceOption = None
) -> None:
    """Whether each target is met, on course or not, and how far it is from what was set out."""
    opened = find_workspace(workspace)
    if not public:
        say(WRITERS[form](targets(opened)))
        return
    made = public_targets(opened)
    if made.left_out:
        note(made.left_out)
    if made.rows or not made.left_out:
        say(WRITERS[form](made.rows))

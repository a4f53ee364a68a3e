"""The command that writes the page about one area."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wardmote.cli.console import progress, say
from wardmote.cli.errors import reporting
from wardmote.cli.options import PublicOption, ToOption, WorkspaceOption, listed_option
from wardmote.operations.workspace import find_workspace


@reporting
def profile_command(
    codes: Annotated[
        list[str],
        typer.Argument(
            metavar="CODE...", help="Code or name of the area; several of one level are taken as one."
        ),
    ],
    name: Annotated[str, typer.Option("--name", help="What to call the area, such as a town.")] = "",
    to: ToOption = None,
    formats: Annotated[
        str, typer.Option("--formats", help="html, pdf, docx, odt, pptx, xlsx; several with commas.")
    ] = "html,pdf",
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Folder to write to.")] = None,
    template: Annotated[
        list[Path] | None,
        typer.Option(
            "--template", metavar="FILE", exists=True, help="Your own .docx or .pptx to write into."
        ),
    ] = None,
    public: PublicOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Write one page about a ward, small area, town, district or partnership."""
    from wardmote.operations.profile import profile

    with progress() as bar:
        made = profile(
            find_workspace(workspace),
            codes,
            name=name,
            to=to,
            out=out,
            formats=listed_option(formats),
            templates=template or (),
            public=public,
            progress=bar,
        )
    for path in made.files:
        say(str(path))

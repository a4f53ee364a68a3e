"""Commands that fetch what publishers publish, and hand it to ingest."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ParamSpec

import typer

from wardmote.cli import INTERRUPTED
from wardmote.cli.console import note, program, progress, say
from wardmote.cli.errors import reporting
from wardmote.cli.evidence_commands import ingest_command
from wardmote.cli.options import WorkspaceOption, listed_option
from wardmote.definitions import Definitions, load
from wardmote.operations.fetch import FetchError, FetchResult
from wardmote.operations.workspace import Workspace, WorkspaceError, find_workspace

app = typer.Typer(
    help="Fetch public data: politely, resuming where it was interrupted.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Arguments = ParamSpec("Arguments")

OutOption = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Folder for the files; downloads in the workspace without it."),
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Say what would be fetched, and how large it is; fetch nothing.")
]
IngestOption = Annotated[bool, typer.Option("--ingest", help="Take the files in when they are there.")]


@dataclass(frozen=True)
class _Place:
    """Whose definitions hold, and where files go."""

    workspace: Workspace | None
    definitions: Definitions
    folder: Path


def _stopping(command: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Say what is true of an interrupted fetch: that what came is kept."""

    @functools.wraps(command)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except KeyboardInterrupt as error:
            note("Interrupted. What came so far is kept (.part); the same command goes on from there.")
            raise typer.Exit(INTERRUPTED) from error

    return run


@app.command("police-uk")
@reporting
@_stopping
def police_command(
    force: Annotated[
        str | None,
        typer.Option(
            "--force", metavar="NAME,...", help="Police forces; those of the partnership without it."
        ),
    ] = None,
    first: Annotated[
        str, typer.Option("--from", metavar="YYYY-MM", help="First month; the earliest on offer without it.")
    ] = "",
    last: Annotated[
        str, typer.Option("--to", metavar="YYYY-MM", help="Last month; the latest on offer without it.")
    ] = "",
    only: Annotated[
        str | None,
        typer.Option(
            "--only", metavar="KIND,...", help="Of street, outcomes, stop-and-search; all without it."
        ),
    ] = None,
    archive: Annotated[
        str,
        typer.Option(
            "--archive",
            metavar="YYYY-MM",
            help="Take the files out of the archive that ends with this month (over 1 GB), for months no longer on offer.",
        ),
    ] = "",
    out: OutOption = None,
    dry_run: DryRunOption = False,
    ingest: IngestOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Crime, outcomes and stop and search of your own police force, from data.police.uk."""
    from wardmote.operations.fetch.own import own_forces
    from wardmote.operations.fetch.police import PoliceRequest, fetch_police

    place = _place(workspace, out, ingest)
    forces = tuple(listed_option(force)) or (own_forces(place.workspace) if place.workspace else ())
    request = PoliceRequest(forces, first, last, tuple(listed_option(only)), archive, dry_run)
    definitions = place.definitions
    with progress() as bar:
        done = fetch_police(
            definitions.downloads["police-uk"], definitions.forces, request, place.folder, progress=bar
        )
    _tell(done)
    _go_on(done, done.paths, place, ingest)


@app.command("home-office")
@reporting
@_stopping
def home_office_command(
    since: Annotated[
        int,
        typer.Option(
            "--since", metavar="YEAR", help="All tables that reach this year; the newest without it."
        ),
    ] = 0,
    out: OutOption = None,
    dry_run: DryRunOption = False,
    ingest: IngestOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Recorded crime by partnership and offence, from the Home Office."""
    from wardmote.operations.fetch.home_office import HomeOfficeRequest, fetch_home_office

    place = _place(workspace, out, ingest)
    with progress() as bar:
        done = fetch_home_office(
            place.definitions.downloads["home-office"],
            HomeOfficeRequest(since, dry_run),
            place.folder,
            progress=bar,
        )
    _tell(done)
    _go_on(done, done.paths, place, ingest)


@app.command("geography")
@reporting
@_stopping
def geography_command(
    without_outlines: Annotated[
        bool, typer.Option("--without-outlines", help="Leave out what only maps need: most of the download.")
    ] = False,
    out: OutOption = None,
    dry_run: DryRunOption = False,
    ingest: IngestOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Lookups, residents and outlines of England and Wales, from the Office for National Statistics."""
    from wardmote.operations.fetch.geography import PLACE, GeographyRequest, fetch_geography

    place = _place(workspace, out, ingest)
    with progress() as bar:
        done = fetch_geography(
            place.definitions.downloads["geography"],
            GeographyRequest(not without_outlines, dry_run),
            place.folder,
            progress=bar,
        )
    _tell(done)
    if place.workspace is None and not dry_run:
        say(f"Next: {program()} init DIR --partnership CODE --geography {done.folder / PLACE}")
        return
    _go_on(done, done.paths, place, ingest)


def _place(workspace: Path | None, out: Path | None, ingest: bool) -> _Place:
    """The workspace, if there is one: the geography is fetched before there is."""
    try:
        found = find_workspace(workspace)
    except WorkspaceError:
        if workspace is not None or ingest:
            raise
        return _Place(None, load(), out or Path("downloads"))
    from wardmote.operations.fetch.own import downloads_of

    return _Place(found, found.definitions, out or downloads_of(found))


def _tell(done: FetchResult) -> None:
    for sentence in done.notes:
        note(sentence)
    for plan in done.planned:
        say(f"{plan.title}: {plan.size}\n  from {plan.address}\n  to {plan.path}")
    for got in done.files:
        if not got.new:
            note(f"{got.title} has not changed since it was fetched.")
        say(str(got.path))


def _go_on(done: FetchResult, paths: tuple[Path, ...], place: _Place, ingest: bool) -> None:
    """Take the files in through the one job that does, or say how."""
    if done.planned:
        return
    if not paths:
        raise FetchError("Nothing was fetched.")
    if ingest:
        ingest_command(list(paths), workspace=place.workspace.folder if place.workspace else None)
        return
    named = " ".join(f'"{path}"' if " " in str(path) else str(path) for path in paths)
    where = f" --workspace {place.workspace.folder}" if place.workspace else " --workspace DIR"
    note(f"Next: {program()} ingest {named}{where}")

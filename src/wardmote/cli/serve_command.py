"""``wardmote serve``: the site of a workspace, web server and worker in one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wardmote.cli.console import NOTHING, note, say
from wardmote.cli.options import WorkspaceOption
from wardmote.operations.workspace import find_workspace

HostOption = Annotated[
    str, typer.Option("--host", help="Address to listen on; others reach it through a TLS proxy.")
]
PortOption = Annotated[int, typer.Option("--port", min=1, max=65535, help="Port to listen on.")]
ProcessesOption = Annotated[int, typer.Option("--processes", min=1, max=64, help="Web server processes.")]


def serve_command(
    workspace: WorkspaceOption = None,
    host: HostOption = "127.0.0.1",
    port: PortOption = 8000,
    processes: ProcessesOption = 1,
) -> None:
    """Serve the website of a workspace until Ctrl-C."""
    serve(find_workspace(workspace).folder, host, port, processes)


def serve_made_up(folder: Path, port: int) -> None:
    """Serve the made-up partnership on this machine alone, and print a sign-in for each of its people."""
    _make_ready(folder)
    from wardmote.site.made_up.boards import boards_met
    from wardmote.site.made_up.people import people_moved_in
    from wardmote.site.made_up.registers import registers_filled
    from wardmote.site.made_up.scans import scans_run
    from wardmote.site.made_up.workshops import workshops_held

    people = people_moved_in()
    registers_filled()
    scans_run()
    workshops_held()
    boards_met()
    say("Sign in as any of these (made-up people; the passwords are new at each start):")
    for one in people:
        say(f"  {one.role:28} {one.email:44} {one.password}")
    serve(folder, "127.0.0.1", port)


def serve(folder: Path, host: str, port: int, processes: int = 1) -> None:
    """Bring the database up to date and serve; say the address once the site answers."""
    _make_ready(folder)
    from wardmote.site.serving.supervisor import CannotServe, Supervisor

    try:
        Supervisor(host, port, processes, say=note).run(_say_where)
    except CannotServe as error:
        note(str(error))
        raise typer.Exit(NOTHING) from error


def _say_where(address: str) -> None:
    from django.conf import settings

    say(f"Open {address} (Ctrl-C ends it)")
    if settings.PROXIES:
        note(
            f"Behind {settings.PROXIES} {'proxy' if settings.PROXIES == 1 else 'proxies'}, which say where a caller is. "
            "If there are more or fewer, set WARDMOTE_PROXIES."
        )
    else:
        note(
            "No proxy is believed: a caller's address is the one that connects. Behind proxies, set WARDMOTE_PROXIES."
        )


def _make_ready(folder: Path) -> None:
    from wardmote.site.serving.ready import bring_up_to_date, set_up

    set_up(folder)
    made = bring_up_to_date()
    if made:
        note(f"The site's database was brought up to date ({len(made)} steps).")

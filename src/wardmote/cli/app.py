"""The commands of Wardmote."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

import wardmote
from wardmote.cli import (
    analyse_commands,
    builds_command,
    commentary_commands,
    evidence_commands,
    fetch_command,
    priorities_command,
    source_command,
    survey_command,
)
from wardmote.cli.check_command import check_command
from wardmote.cli.console import DONE, NOTHING, note, program, progress, say
from wardmote.cli.errors import reporting
from wardmote.cli.keeping_commands import backup_command, doctor_command, restore_command
from wardmote.cli.observed_command import observed_command
from wardmote.cli.options import (
    BenchPart,
    By,
    Format,
    FormatOption,
    PublicOption,
    SinceOption,
    ToOption,
    WorkspaceOption,
    listed_option,
)
from wardmote.cli.outcomes_command import outcomes_command, searches_command
from wardmote.cli.profile_command import profile_command
from wardmote.cli.reconcile_command import reconcile_command
from wardmote.cli.series_command import series_command
from wardmote.cli.serve_command import PortOption, serve_command, serve_made_up
from wardmote.cli.tables import measures_text, table_text
from wardmote.cli.targets_command import targets_command
from wardmote.figures.export import as_csv, as_json
from wardmote.operations.tables import TableRequest, table
from wardmote.operations.workspace import ENVIRONMENT, find_workspace
from wardmote.publishing.writing import WRITERS

app = typer.Typer(
    help="The workbench of a Community Safety Partnership: evidence in, tested figures and documents out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
table_app = typer.Typer(help="Tables of figures.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(table_app, name="table")
app.add_typer(analyse_commands.app, name="analyse")
app.add_typer(evidence_commands.app, name="evidence")
app.add_typer(source_command.app, name="source")
app.add_typer(survey_command.app, name="survey")
app.add_typer(commentary_commands.app, name="commentary")
app.add_typer(priorities_command.app, name="priorities")
app.add_typer(fetch_command.app, name="fetch")
app.command("ingest")(evidence_commands.ingest_command)
app.command("profile")(profile_command)
app.command("reconcile")(reconcile_command)
app.command("check")(check_command)
app.command("builds")(builds_command.builds_command)
app.command("redline")(builds_command.redline_command)
table_app.command("series")(series_command)
table_app.command("observed")(observed_command)
table_app.command("targets")(targets_command)
app.command("serve")(reporting(serve_command))
app.command("backup")(reporting(backup_command))
app.command("restore")(reporting(restore_command))
app.command("doctor")(reporting(doctor_command))
table_app.command("outcomes")(outcomes_command)
table_app.command("searches")(searches_command)


def _version(asked: bool) -> None:
    if asked:
        say(f"wardmote {wardmote.__version__}")
        raise typer.Exit(DONE)


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
    workspace: Annotated[
        Path | None,
        typer.Option("--workspace", metavar="DIR", help="The partnership's folder, for any command."),
    ] = None,
) -> None:
    """The workbench of a Community Safety Partnership."""
    if workspace is not None:
        os.environ[ENVIRONMENT] = str(workspace)


@app.command("init")
@reporting
def init_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="New folder for the partnership.")],
    partnership: Annotated[
        list[str], typer.Option("--partnership", metavar="CODE", help="CSP code; again for each of several.")
    ],
    geography: Annotated[
        list[Path],
        typer.Option("--geography", metavar="PATH", exists=True, help="Lookups, boundaries and population."),
    ],
    name: Annotated[str, typer.Option("--name", help="What the partnership calls itself.")] = "",
    marking: Annotated[str, typer.Option("--marking", help="Marking printed on documents.")] = "OFFICIAL",
    colour: Annotated[
        str, typer.Option("--colour", metavar="#RRGGBB", help="The partnership's own, for its documents.")
    ] = "",
) -> None:
    """Make the partnership's folder and take in its geography."""
    from wardmote.operations.init import init

    with progress() as bar:
        made = init(folder, partnership, geography, name=name, marking=marking, colour=colour, progress=bar)
    for sentence in made.report.notes:
        note(sentence)
    say(
        f"{made.workspace.settings.name} is set up in {folder}. Next: wardmote ingest PATH --workspace {folder}"
    )


@app.command("measures")
@reporting
def measures_command(workspace: WorkspaceOption = None, form: FormatOption = Format.TEXT) -> None:
    """List what can be counted, and what cannot and why."""
    say(measures_text(find_workspace(workspace).definitions, form))


@table_app.command("performance")
@reporting
def performance_command(
    area: Annotated[
        str | None, typer.Option("--area", metavar="CODE", help="Area code; the partnership itself.")
    ] = None,
    by: Annotated[
        By, typer.Option("--by", help="A row a measure, or a row per area of a level.")
    ] = By.CATEGORY,
    measure: Annotated[
        str | None, typer.Option("--measure", metavar="ID,...", help="Only these measures.")
    ] = None,
    to: ToOption = None,
    months: Annotated[int, typer.Option("--months", min=1, max=12, help="Length of both periods.")] = 12,
    period: Annotated[
        str,
        typer.Option(
            "--period",
            metavar="PERIOD",
            help="By name instead: 2023-24, 'Q4 2023-24', ytd, 2024-01..2024-03.",
        ),
    ] = "",
    compare: Annotated[
        str | None,
        typer.Option(
            "--compare",
            metavar="WHAT,...",
            help="Set beside it: force, region, peers, county, national, a code or a group.",
        ),
    ] = None,
    two_years: Annotated[
        bool, typer.Option("--two-years", help="Set the change over two years beside that on the year.")
    ] = False,
    public: PublicOption = False,
    form: FormatOption = Format.TEXT,
    workspace: WorkspaceOption = None,
) -> None:
    """Two periods, the change between them, and whether it is more than chance."""
    opened = find_workspace(workspace)
    made = table(
        opened,
        TableRequest(
            area,
            by.value,
            listed_option(measure),
            to,
            months,
            listed_option(compare),
            period,
            two_years,
            totals=True,
            public=public,
        ),
    )
    writers = {Format.TEXT: table_text, Format.CSV: as_csv, Format.JSON: as_json}
    say(writers[form](made, opened.definitions))


@app.command("assess")
@reporting
def assess_command(
    to: ToOption = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Folder to write to.")] = None,
    formats: Annotated[
        str, typer.Option("--formats", metavar="FORMAT,...", help=f"Of {', '.join(WRITERS)}.")
    ] = ",".join(WRITERS),
    template: Annotated[
        list[Path] | None,
        typer.Option("--template", metavar="FILE", help="Your own template; once for Word, once for slides."),
    ] = None,
    since: SinceOption = None,
    public: PublicOption = False,
    judgement: Annotated[
        Path | None,
        typer.Option(
            "--judgement", metavar="FILE", help="What partners judged: the file that the site writes."
        ),
    ] = None,
    consultations: Annotated[
        Path | None,
        typer.Option(
            "--consultations", metavar="FILE", help="The register of consultations, as the site exports it."
        ),
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Write the strategic assessment: an evidence pack until all that partners must judge is there."""
    from wardmote.operations.assess import assess
    from wardmote.operations.consulted import consulted_from
    from wardmote.operations.judgement import judged_from

    place = find_workspace(workspace)
    with progress() as bar:
        made = assess(
            place,
            to=to,
            out=out,
            formats=listed_option(formats),
            templates=template or [],
            since=since,
            public=public,
            consulted=consulted_from(place, consultations) if consultations else (),
            judged=judged_from(judgement) if judgement else None,
            progress=bar,
        )
    if judgement:
        for part in made.parts:
            say(part.words)
    commentary_commands.tell_review(made.look_again, made.lapsed, made.notes)
    for path in (*made.files, *made.redline):
        say(str(path))


@app.command("demo")
@reporting
def demo_command(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for it.")] = Path(
        "demo-partnership"
    ),
    open_site: Annotated[bool, typer.Option("--serve", help="Then serve its website until Ctrl-C.")] = False,
    port: PortOption = 8000,
) -> None:
    """Build a made-up partnership, write its evidence pack, and with --serve open its website."""
    from wardmote.operations.demo import demo

    with progress() as bar:
        made = demo(out, progress=bar)
    folder = made.workspace.folder
    pack = next(path for path in made.pack.files if path.suffix == ".html")
    others = ", ".join(path.suffix for path in made.pack.files if path != pack)
    say(f"Read the evidence pack:  {pack} (and {others} beside it)")
    say(f"See the figures:         {program()} table performance --workspace {folder}")
    say(f"Look at its files:       {made.files}")
    if open_site:
        serve_made_up(folder, port)


@app.command("bench")
@reporting
def bench_command(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for its data.")] = Path(
        "bench-results"
    ),
    scale: Annotated[float, typer.Option("--scale", min=0.001, max=1, help="1 is 20 million rows.")] = 1.0,
    keep: Annotated[bool, typer.Option("--keep", help="Keep the generated data.")] = False,
    only: Annotated[
        BenchPart | None, typer.Option("--only", help="The figures alone, or the site under load alone.")
    ] = None,
) -> None:
    """Measure Wardmote beside its peers, on generated national data, and its site under load."""
    from wardmote.operations.bench import run as measure_figures
    from wardmote.site.bench import run as measure_site

    with progress() as bar:
        if only is not BenchPart.SITE:
            kept = keep or only is None
            say(measure_figures(out, scale=scale, progress=bar, keep=kept).text())
        if only is not BenchPart.FIGURES:
            say(measure_site(out, scale=scale, progress=bar, keep=keep).text())


def run() -> None:
    """Run the commands on the words of the command line."""
    try:
        app(standalone_mode=True)
    except BrokenPipeError:
        sys.exit(NOTHING)

"""Commands about people's words in the document: what waits for them, and their decisions."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Annotated

import typer

from wardmote.cli.console import note, progress, say
from wardmote.cli.errors import reporting
from wardmote.cli.options import Format, FormatOption, SinceOption, ToOption, WorkspaceOption
from wardmote.cli.tables import grid
from wardmote.documents.commentary import looks
from wardmote.evidence.to_type import typed
from wardmote.operations.review import Place
from wardmote.operations.workspace import find_workspace

app = typer.Typer(
    help="People's words in the assessment, and the review of machine sentences.", rich_markup_mode=None
)


@app.callback(invoke_without_command=True)
def _root(context: typer.Context) -> None:
    """People's words in the assessment, and the review of machine sentences."""
    if context.invoked_subcommand is None:
        list_command()


@app.command("list")
@reporting
def list_command(
    to: ToOption = None,
    since: SinceOption = None,
    form: FormatOption = Format.TEXT,
    workspace: WorkspaceOption = None,
) -> None:
    """Every place for words: what it is for, how it stands, and its file."""
    from wardmote.operations.commentary import commentary

    with progress() as bar:
        found = commentary(find_workspace(workspace), to=to, since=since, progress=bar)
    for sentence in found.notes:
        note(sentence)
    say(_listed(found.places, form))


@app.command("show")
@reporting
def show_command(
    slot: Annotated[str, typer.Argument(metavar="SLOT", help="Name of the place.")],
    to: ToOption = None,
    since: SinceOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """One place in full: the question or sentence, how it stands and why, and its file."""
    from wardmote.operations.commentary import show

    with progress() as bar:
        place = show(find_workspace(workspace), slot, to=to, since=since, progress=bar)
    lines = {
        "State": f"{place.state}. {place.why}".strip(),
        "By": place.by,
        "On": place.on,
        "File": place.file,
    }
    say(place.asks)
    for name, value in lines.items():
        if value:
            say(f"{name}: {value}")


@app.command("accept")
@reporting
def accept_command(
    slots: Annotated[
        list[str] | None, typer.Argument(metavar="[SLOT...]", help="Names of the places.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All that wait for a review.")] = False,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who accepts, to be recorded.")] = "",
    on: Annotated[str, typer.Option("--on", metavar="YYYY-MM-DD", help="When, to be recorded.")] = "",
    to: ToOption = None,
    since: SinceOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Accept machine sentences as they are, and confirm words that needed another look."""
    from wardmote.operations.commentary import accept

    with progress() as bar:
        done = accept(
            find_workspace(workspace),
            slots or [],
            everything=everything,
            by=by,
            on=on,
            to=to,
            since=since,
            progress=bar,
        )
    for sentence in done.notes:
        note(sentence)
    for name in done.unchanged:
        note(f"{name} was waiting for nothing.")
    for name in done.accepted:
        say(name)
    note(
        f"Accepted: {len(done.accepted)}. To print it, write the document again with the options that you used "
        "('wardmote assess --since last' where it looks back)."
        if done.accepted
        else "There was nothing to accept."
    )


def tell_review(look_again: Sequence[Place], lapsed: Sequence[Place], notes: Sequence[str]) -> None:
    """Note what to know about the document, which sentences are drafts again, and which words need another look."""
    for sentence in notes:
        note(typed(sentence))
    if lapsed:
        names = ", ".join(place.slot for place in lapsed)
        note(f"{_changed(len(lapsed))} again: {names}.")
    if look_again:
        note(f"{looks(len(look_again))}:")
    for place in look_again:
        note(f"  {place.slot}: {place.why}")


def _changed(number: int) -> str:
    if number == 1:
        return "1 accepted sentence has changed and is a draft"
    return f"{number} accepted sentences have changed and are drafts"


def _listed(places: tuple[Place, ...], form: Format) -> str:
    records = [asdict(place) for place in places]
    if form is Format.JSON:
        return json.dumps(records, indent=1, ensure_ascii=False)
    if form is Format.CSV:
        text = io.StringIO()
        writer = csv.DictWriter(text, [field.name for field in fields(Place)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(records)
        return text.getvalue()
    rows = [[place.slot, place.state, _short(place.why or place.asks)] for place in places]
    folder = Path(places[0].file).parent if places else ""
    return f"{grid(['Place', 'State', 'What it is, or why'], rows)}\n\nWords go into {folder}, see README.md there."


def _short(text: str, longest: int = 90) -> str:
    return text if len(text) <= longest else f"{text[: longest - 3].rstrip()}..."

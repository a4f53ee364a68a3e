"""Commands that show what is held of weights, deprivation and the make-up of areas."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Container, Iterable, Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer

from wardmote.cli.console import note, say
from wardmote.cli.errors import reporting
from wardmote.cli.options import Format, FormatOption, WorkspaceOption
from wardmote.cli.tables import grid
from wardmote.evidence.rows.rejects import harmless
from wardmote.figures.reference import AreaDeprivation, Profile, Release
from wardmote.operations.reference import (
    WeightsHeld,
    deprivation_held,
    profiles_held,
    weights_held,
)
from wardmote.operations.workspace import find_workspace

AreaOption = Annotated[
    str | None, typer.Option("--area", metavar="CODE", help="Area code; without it the partnership.")
]
ReleaseOption = Annotated[
    str | None, typer.Option("--release", metavar="RELEASE", help="Such as 2021-03; without it the newest.")
]
RELEASES = ["Collection", "What", "Release", "Rows"]


@reporting
def weights_command(
    system: Annotated[
        str | None, typer.Option("--system", metavar="ID", help="List the weights of this system.")
    ] = None,
    release: ReleaseOption = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="YYYY-MM-DD", help="The newest release of that day or before."),
    ] = None,
    workspace: WorkspaceOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Weights of offences: the systems and releases held, or the weights of one."""
    held = weights_held(find_workspace(workspace), system or "", release or "", as_of or "")
    if held.weights is None:
        _releases(
            held.releases, form, "No weights are held yet. Take a file of them in: wardmote ingest FILE."
        )
        return
    for sentence in _on_weights(held):
        note(sentence)
    header = ["System", "Release", "Code", "Offence", "Category", "Weight", "State", "Unit", "Note"]
    whose = held.weights.system, held.weights.release
    rows = [
        [*whose, w.code, w.detail, w.category, _number(w.weight), w.state.value, held.weights.unit, w.note]
        for w in held.weights.each
    ]
    short = [row[2:7] for row in rows]
    _print(
        form,
        header,
        rows,
        asdict(held),
        (["Code", "Offence", "Category", "Weight", "State"], short, range(3, 4)),
    )


@reporting
def deprivation_command(
    area: AreaOption = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="LEVEL", help="The areas of this level in it: ward, lsoa, lad."),
    ] = None,
    release: ReleaseOption = None,
    domain: Annotated[
        str, typer.Option("--domain", metavar="ID", help="Such as income, crime or indoors.")
    ] = "overall",
    workspace: WorkspaceOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Deprivation of an area, or of the areas in it, by a release of the Indices of Deprivation."""
    held = deprivation_held(find_workspace(workspace), area or "", by or "", release or "", domain)
    if not held.areas:
        note("No deprivation is held yet. Take a file of it in: wardmote ingest FILE.")
        return
    for sentence in dict.fromkeys(said for one in held.areas for said in one.notes):
        note(sentence)
    header = [
        "Code",
        "Area",
        "Release",
        "Domain",
        "State",
        "Score",
        "Rank",
        "Decile",
        "Most deprived tenth",
        "Residents",
    ]
    rows = [_of_deprivation(one) for one in held.areas]
    _print(form, header, rows, asdict(held), (header, rows, range(5, 10)))


@reporting
def profile_command(
    area: AreaOption = None,
    topic: Annotated[
        str | None,
        typer.Option("--topic", metavar="ID", help="Such as tenure or age; without it all but ages."),
    ] = None,
    workspace: WorkspaceOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """The make-up of an area: tenure, ages, overcrowding and whatever else is held, each with its day."""
    held = profiles_held(find_workspace(workspace), area or "", topic or "")
    if not held.releases:
        note("No profiles are held yet. Take a file of them in: wardmote ingest FILE.")
        return
    shown = [one for one in held.topics if topic or form is not Format.TEXT or one.topic != "age"]
    for sentence in dict.fromkeys(said for one in shown for said in one.notes):
        note(sentence)
    header = ["Code", "Area", "Topic", "Day", "Category", "Number", "Unit", "Of", "Share", "State"]
    rows = [row for one in shown for row in _of_profile(one)]
    _print(form, header, rows, asdict(held), (header[2:], [row[2:] for row in rows], (3, 5, 6)))


def _on_weights(held: WeightsHeld) -> Iterable[str]:
    weights = held.weights
    if weights is None:
        return
    yield f"{weights.title}, release {weights.release}: {len(weights.each):,} codes, {weights.unit}."
    if weights.warning:
        yield weights.warning
    if weights.newer:
        yield f"Newer releases are held: {', '.join(weights.newer)}."
    if held.spread:
        yield (
            "A police.uk category has no weight of its own: "
            + "; ".join(
                f"{s.category} {_number(s.least)} to {_number(s.most)} ({s.codes})" for s in held.spread
            )
            + ". In brackets how many codes."
        )
    if held.scored:
        able = [one for one in held.scored if one.with_weight]
        yield f"Of {len(held.scored)} headings of the tables held, {len(able)} can be scored by code."


def _of_deprivation(one: AreaDeprivation) -> list[str]:
    tenth = f"{one.shares[0]:.1%}" if one.shares else ""
    place = [str(value) if value is not None else "" for value in (one.rank, one.decile)]
    score = "" if one.score is None else f"{one.score:.2f}"
    residents = "" if one.residents is None else f"{one.residents:.0f}"
    return [
        one.area.code,
        one.area.name,
        one.release,
        one.domain,
        one.state.value,
        score,
        *place,
        tenth,
        residents,
    ]


def _of_profile(one: Profile) -> list[list[str]]:
    first = [one.area.code, one.area.name, one.topic, one.on.isoformat() if one.on else ""]
    if not one.categories:
        return [[*first, "", "", "", "", "", one.state.value]]
    return [
        [
            *first,
            category.name,
            _number(category.value and round(category.value, 1)),
            one.unit,
            _number(category.base),
            "" if category.share is None else f"{category.share:.1%}",
            one.state.value,
        ]
        for category in one.categories
    ]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


def _releases(releases: Sequence[Release], form: Format, none: str) -> None:
    if not releases:
        note(none)
        return
    for sentence in dict.fromkeys(f"{one.title}: {one.warning}" for one in releases if one.warning):
        note(sentence)
    rows = [[one.collection, one.title, one.release, str(one.rows)] for one in releases]
    _print(
        form, RELEASES, rows, {"releases": [asdict(one) for one in releases]}, (RELEASES, rows, range(3, 4))
    )


def _print(
    form: Format,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    record: dict[str, Any],
    short: tuple[Sequence[str], Sequence[Sequence[str]], Container[int]],
) -> None:
    """Print rows as they were asked for; ``short`` is what a reader sees: header, rows, columns of numbers."""
    if form is Format.JSON:
        say(json.dumps(record, indent=1, ensure_ascii=False, default=str))
        return
    if form is Format.TEXT:
        say(grid(list(short[0]), [list(row) for row in short[1]], right=short[2]))
        return
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([name.lower().replace(" ", "_") for name in header])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    say(text.getvalue())

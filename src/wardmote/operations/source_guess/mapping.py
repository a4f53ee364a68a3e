"""Makes a source definition out of a draft, tries it on the file, and writes it down."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import yaml

from wardmote.definitions import DefinitionError, Definitions, Source, load
from wardmote.evidence import EvidenceError
from wardmote.evidence.layout import Layout as EvidenceLayout
from wardmote.evidence.layout import write_durably
from wardmote.evidence.observations.door import try_out
from wardmote.evidence.observations.misread import slug
from wardmote.evidence.peek import Look
from wardmote.evidence.recognise import called, recognise, same
from wardmote.evidence.refusals import Refused
from wardmote.evidence.rows.call import Call
from wardmote.evidence.rows.files import ArrivedFile
from wardmote.evidence.rows.rejects import describe
from wardmote.evidence.to_type import to_type
from wardmote.operations.source_guess.draft import Drafting, Taken, WordGuess
from wardmote.operations.source_guess.opening import OpenTable, as_recognised
from wardmote.operations.source_guess.request import GuessError, GuessRequest
from wardmote.operations.workspace import Workspace

DATED = re.compile(r"\d{4}|\d\d[/-]\d\d")
"""How a column is called that another return calls otherwise."""
SUM = re.compile(r"(grand |sub-?)?totals?\b|year to date|ytd")
PLACE_AND_TIME = ("area", "level", "period", "year", "quarter", "month", "start", "end")
SHOWN = 5
"""Observations that are shown of those that would be taken."""


def as_source(
    draft: Drafting, table: OpenTable, request: GuessRequest, titled: Sequence[str] = ()
) -> dict[str, Any]:
    """The mapping as it stands in YAML."""
    name = slug(request.save or Path(request.file).stem) or "partner-table"
    in_cells = {one.role: one.column for one in draft.columns.values() if one.role and not one.across}
    across = [one.column for one in draft.wide()] if draft.across != "periods" else []
    recognised = _lasting(table, draft, [*in_cells.values(), *across]) or [
        next(c for c in table.columns if c)
    ]
    layout: dict[str, Any] = {
        "across": draft.across,
        "values": list(draft.values),
        "bases": list(draft.bases),
        "level": draft.level,
        "periods": draft.periods,
        **draft.weekly,
        "constants": {role: one.meaning for role, one in sorted(draft.constants.items())},
        "areas": _words(draft, "area"),
        "marks": _words(draft, "mark"),
    }
    parts: dict[str, Any] = {
        "id": name,
        "title": request.save.replace("-", " ").capitalize() if request.save else Path(table.name).stem,
        "publisher": request.publisher or "A partner",
        "reader": "observations",
        "container": "csv",
        "recognise": recognised,
        "titled": list(titled),
        "columns": in_cells,
        "categories": _words(draft, "measure"),
        "layout": {key: value for key, value in layout.items() if value},
        "licence": request.licence,
        "open": False,
        "source": f"Drafted from {Path(table.name).name}",
    }
    return {key: value for key, value in parts.items() if value or key in ("licence", "open", "layout")}


def _lasting(table: OpenTable, draft: Drafting, read: Sequence[str]) -> list[str]:
    """The names of columns that stay from return to return, those that are read first: no periods, and no sums."""
    periods = {one.column for one in draft.wide()} if draft.across == "periods" else set()
    unread = [
        c for c in table.columns if c and c not in periods and not DATED.search(c) and not SUM.match(same(c))
    ]
    return list(dict.fromkeys([*read, *unread]))


def _words(draft: Drafting, kind: str) -> dict[str, str]:
    """Words of a kind and what they mean, where that is not the word itself."""
    constant = draft.constants["item"].meaning if "item" in draft.constants else ""

    def needed(one: WordGuess) -> bool:
        return bool(one.meaning) and one.kind == kind and one.word not in (one.meaning, constant)

    return {one.word: one.meaning for one in draft.words if needed(one)}


def tried(source: Source, table: OpenTable, workspace: Workspace) -> Taken:
    """What the door would make of the table by a mapping, beside all that is held already.

    Raises
    ------
    Refused
        When the door would refuse it.
    """
    definitions = workspace.definitions
    known = definitions.with_kind("sources", definitions.sources | {source.id: source})
    file = ArrivedFile(0, as_recognised(table, source), table.staged.lines, "")
    folder = table.folder / "trial"
    folder.mkdir()
    with duckdb.connect() as connection:
        trial = try_out(Call(connection, known, folder, _held(workspace), {}, {}), file)
    worst = sorted(trial.tally.reasons.values(), key=lambda reason: -reason.rows)
    return Taken(
        observations=trial.observations,
        rejected=trial.tally.rejected,
        reasons=tuple(describe(reason) for reason in worst),
        notes=trial.notes,
        examples=tuple(
            (row.area, row.item, row.start, row.end, row.state if row.value is None else f"{row.value:g}")
            for row in trial.rows[:SHOWN]
        ),
        rows=trial.rows,
    )


def _held(workspace: Workspace) -> dict[tuple[str, str], Path]:
    """Stored files of the current snapshot, by table and key; none before the first."""
    try:
        manifest = workspace.store.manifest()
    except EvidenceError:
        return {}
    layout = EvidenceLayout(workspace.folder / "evidence")
    return {(one.table, one.key): layout.stored(one) for one in manifest.files}


def check_name(name: str, ours: Definitions) -> None:
    """Make sure that a mapping does not take the name of a source that Wardmote brings along.

    Raises
    ------
    GuessError
        When it does.
    """
    if name in ours.sources:
        raise GuessError(
            f"{name} is a source that Wardmote brings along. Choose another name to save it under."
        )


def check_alone(source: Source, table: OpenTable, definitions: Definitions) -> None:
    """Make sure that the file would be recognised as this mapping, and as no other.

    Raises
    ------
    GuessError
        When another definition fits it as well or better.
    """
    known = definitions.sources | {source.id: source}
    try:
        found = recognise(table.name, Look("csv", table.columns, titles=table.titles), known.values())
    except Refused as refusal:
        raise GuessError(
            f"{refusal.whole} To change an earlier mapping, save this one under its name."
        ) from refusal
    if found.id != source.id:
        raise GuessError(
            f"The file would be taken for {found.title}, whose definition asks for more of its columns. Give the table a "
            "column that tells it apart, or change that definition."
        )


def check_titled(source: Source, table: OpenTable, definitions: Definitions) -> None:
    """Make sure that a mapping of one measure would not fit another partner's table as well.

    Raises
    ------
    GuessError
        When its columns are anybody's and no words of its title are given, or those given are not there.
    """
    said = ", ".join(f"“{title}”" for title in table.titles) or "nothing"
    if source.titled and not called(source, table.titles):
        words = " or ".join(f"“{word}”" for word in source.titled)
        raise GuessError(f"Not saved: the table is nowhere called {words}. It is called {said}.")
    if source.titled or source.layout is None or "item" not in source.layout.constants:
        return
    plain = {same(word) for heading in definitions.headings.values() for word in heading.words}
    plain |= {same(column) for role, column in source.columns.items() if role in PLACE_AND_TIME}
    telling = [column for column in source.recognise if same(column) not in plain]
    if len(source.recognise) < 2 or not telling:
        raise GuessError(
            f"Not saved: any table with {_and(source.recognise)} would be taken for this one, and its numbers for "
            f"{source.layout.constants['item']}. Say which words its title, its sheet or its file always has"
            + to_type(': --titled "WORDS"')
            + f". This one is called {said}."
        )


def _and(words: Sequence[str]) -> str:
    return " and ".join(f"“{word}”" for word in words)


def write(parts: dict[str, Any], folder: Path, ours: Definitions, own: Definitions) -> Path:
    """Write a mapping among the partnership's own definitions, and make sure that they still load.

    Raises
    ------
    GuessError
        When the name is one of ours, or belongs to something else.
    DefinitionError
        When the definitions do not fit together with it; nothing is left of it then.
    """
    name = parts["id"]
    if name in ours.sources:
        raise GuessError(
            f"{name} is a source that Wardmote brings along. Choose another name to save it under."
        )
    path = folder / "sources" / f"{name}.yaml"
    before = path.read_bytes() if path.exists() else None
    earlier = own.sources.get(name)
    if earlier is not None and (earlier.reader != "observations" or before is None):
        raise GuessError(f"{name} is defined already, and not by a mapping in {path}. Choose another name.")
    version = {"version": earlier.version + 1} if earlier is not None else {"version": 1}
    entry = {"id": name, **version, **{key: value for key, value in parts.items() if key != "id"}}
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(entry, sort_keys=False, allow_unicode=True, width=110)
    write_durably(path, text.encode(), path.parent)
    try:
        load(folder)
    except DefinitionError:
        if before is None:
            path.unlink()
        else:
            write_durably(path, before, path.parent)
        raise
    return path

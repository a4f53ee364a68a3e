"""Drafts a mapping from anyone's spreadsheet, shows it, learns corrections, and writes it down when asked to."""

from __future__ import annotations

import re

import duckdb

from wardmote.definitions import Source, load
from wardmote.evidence import EvidenceError
from wardmote.evidence.peek import Look
from wardmote.evidence.recognise import recognise
from wardmote.evidence.refusals import Refused
from wardmote.evidence.to_type import to_type, typed, untyped
from wardmote.operations.source_guess.draft import (
    ColumnGuess,
    ConstantGuess,
    Drafting,
    Guess,
    Taken,
    WordGuess,
)
from wardmote.operations.source_guess.learned import Lessons, learn, own_mappings
from wardmote.operations.source_guess.looking import knowledge, look_at
from wardmote.operations.source_guess.mapping import (
    as_source,
    check_alone,
    check_name,
    check_titled,
    tried,
    write,
)
from wardmote.operations.source_guess.meanings import explain
from wardmote.operations.source_guess.opening import OpenTable, open_table
from wardmote.operations.source_guess.request import (
    GuessError,
    GuessRequest,
    SeveralTablesError,
    check,
    pairs,
)
from wardmote.operations.source_guess.roles import RoleFinder
from wardmote.operations.workspace import Workspace

__all__ = [
    "ColumnGuess",
    "ConstantGuess",
    "Guess",
    "GuessError",
    "GuessRequest",
    "SeveralTablesError",
    "Taken",
    "WordGuess",
    "guess_source",
    "pairs",
]

NEEDED = {
    "area": "Where the area stands is not clear. Name its column" + to_type(': --column area="NAME"')
    + "; or, if the whole table is of one area, name that" + to_type(": --area CODE") + ".",
    "item": "What is counted is not clear. Name its column" + to_type(': --column item="NAME"')
    + "; or, if the whole table counts one thing, name that"
    + to_type(": --measure MEASURE ('wardmote measures' lists them)") + ".",
    "period": "Where the period stands is not clear. Name its column" + to_type(': --column period="NAME"')
    + "; or, if the whole table is of one period, name that" + to_type(': --period "2023/24"') + ".",
    "value": "Where the numbers stand is not clear. Name their column" + to_type(': --column value="NAME"') + ".",
}  # fmt: skip
"""Role -> what to say where nothing has it."""
A_WORD = re.compile(r"[^\W\d_]{2}")
EACH = " Or, if each of these columns counts something of its own, say what each counts"
EACH_TYPED = ': --measure "{word}"=MEASURE, and so on for each'
PERIODS = ("period", "year", "start")
SHOWN = 5
"""Most words that one question names."""


def guess_source(workspace: Workspace, request: GuessRequest) -> Guess:
    """Draft a mapping for a file, try it, and save it if a name was given and nothing is open.

    Raises
    ------
    GuessError
        When the file holds no table, a correction makes no sense, or it is to be saved and cannot be.
    EvidenceError
        When the file cannot be read.
    """
    definitions, ours = workspace.definitions, load()
    check(request, definitions)
    with open_table(request, definitions) as table:
        lessons = learn(table.columns, own_mappings(definitions, ours), table.titles)
        known = knowledge(
            definitions, _connection(workspace), _words(lessons, request), workspace.settings.codes
        )
        columns = look_at(table, known, request.periods or lessons.periods)
        draft = RoleFinder(columns, known, lessons, request).find()
        explain(draft, table, known, lessons, request)
        _assume_area(draft, workspace)
        _ask(draft, table)
        titled = request.titled or lessons.titled
        parts = as_source(draft, table, request, titled)
        source = None if draft.questions else Source.model_validate(parts)
        taken = _try(source, table, workspace, draft) if source is not None else None
        saved = ""
        if request.save:
            if source is None or draft.questions:
                raise GuessError(" ".join(["Not saved: there is more to say first.", *draft.questions]))
            check_name(source.id, ours)
            check_titled(source, table, definitions)
            check_alone(source, table, definitions)
            saved = str(write(parts, workspace.folder / "definitions", ours, definitions))
        return _as_guess(draft, table, lessons, workspace, source, taken, saved)


def _connection(workspace: Workspace) -> duckdb.DuckDBPyConnection | None:
    """A cursor on the current snapshot; None before the first."""
    try:
        return workspace.snapshot.connection()
    except EvidenceError:
        return None


def _words(lessons: Lessons, request: GuessRequest) -> Source:
    """A definition that knows the words that were learned and given already."""
    marks = lessons.marks | request.marks
    return Source.model_validate(
        {
            "id": "drafted", "title": "Drafted", "publisher": "A partner", "reader": "observations", "container": "csv",
            "recognise": ["Value"], "licence": "", "source": "Drafted", "layout": {"marks": marks, "negative": True},
            "categories": {w: m for w, m in (lessons.measures | request.measures).items() if w},
        }
    )  # fmt: skip


def _assume_area(draft: Drafting, workspace: Workspace) -> None:
    """A table without areas is of the partnership, if that is one area."""
    if not draft.has("area") and len(workspace.settings.codes) == 1:
        draft.constants["area"] = ConstantGuess("area", workspace.settings.codes[0], "likely")


def _ask(draft: Drafting, table: OpenTable) -> None:
    """Ask for every part of an observation that stands nowhere."""
    for role in ("area", "item"):
        if not draft.has(role):
            draft.questions.append(
                NEEDED[role].replace('"NAME"', f'"{_words_column(draft, table) or "NAME"}"')
            )
    if not any(draft.has(role) for role in PERIODS):
        draft.questions.append(NEEDED["period"])
    if not draft.across and not draft.has("value") and draft.weekly.get("rows") != "incident":
        draft.questions.append(NEEDED["value"])
    unsure = [one for one in draft.columns.values() if one.sure == "unsure"]
    draft.questions += [_which(one) for one in unsure]
    words = [one for one in draft.words if one.kind == "measure"]
    if words and not any(one.meaning for one in words) and draft.has("item"):
        shown = ", ".join(f"“{one.word}”" for one in words[:5])
        typing = to_type(f': --measure "{words[0].word}"=MEASURE')
        draft.questions.append(f"No word for what is counted is known ({shown}). Say what they mean{typing}.")


def _which(one: ColumnGuess) -> str:
    """Ask whether a column is what it is taken for."""
    asked = f"Whether “{one.column}” is the {one.role} is not clear, as another column could be it as well. Say so"
    each = f"{EACH}{to_type(EACH_TYPED.format(word=one.column))}." if one.role == "value" else ""
    typing = to_type(f': --column {one.role}="{one.column}"')
    return f"{asked}{typing}.{each}"


def _words_column(draft: Drafting, table: OpenTable) -> str:
    """The one column of words that nothing is known of; empty where there is none or several."""
    free = [place for place, name in enumerate(table.columns) if name and place not in draft.columns]
    found = [
        place
        for place in free
        if (cells := table.cells(place)) and all(A_WORD.search(cell) for cell in cells)
    ]
    return table.columns[found[0]] if len(found) == 1 else ""


def _try(source: Source, table: OpenTable, workspace: Workspace, draft: Drafting) -> Taken | None:
    try:
        return tried(source, table, workspace)
    except Refused as refusal:
        draft.questions += _unexplained(draft) or [refusal.whole]
        return None


def _unexplained(draft: Drafting) -> list[str]:
    """What to write for the words that nobody has explained, without which too few figures can be taken."""
    words = [one for one in draft.words if not one.meaning]
    said = [f'--{one.kind} "{one.word}"={one.near[0] if one.near else one.kind.upper()}' for one in words]
    more = f", and {len(said) - SHOWN:,} more" if len(said) > SHOWN else ""
    asked = "Too few figures can be taken before these words are explained. Say what each means"
    typing = to_type(f": {' '.join(said[:SHOWN])}{more}. What stands there now is only the nearest")
    return [f"{asked}{typing}."] if said else []


def _as_guess(
    draft: Drafting,
    table: OpenTable,
    lessons: Lessons,
    workspace: Workspace,
    source: Source | None,
    taken: Taken | None,
    saved: str,
) -> Guess:
    named = {place: one for place, one in draft.columns.items() if one.role}
    rest = {
        place: ColumnGuess(name, "", "sure", tuple(dict.fromkeys(table.cells(place)))[:4])
        for place, name in enumerate(table.columns)
        if name and place not in named
    }
    return Guess(
        name=table.name,
        columns=tuple(one for _, one in sorted({**rest, **named}.items())),
        constants=tuple(draft.constants.values()),
        words=tuple(draft.words),
        questions=tuple(typed(one) for one in draft.questions),
        asked=tuple(untyped(one) for one in draft.questions),
        level=draft.level,
        periods=draft.periods,
        learned_from=lessons.titles,
        fits=_fits(table, workspace),
        source=source,
        taken=taken,
        notes=table.staged.notes,
        saved=saved,
    )


def _fits(table: OpenTable, workspace: Workspace) -> str:
    """Title of the definition that the file fits already; empty where none does."""
    try:
        return recognise(
            table.name,
            Look("csv", table.columns, titles=table.titles),
            workspace.definitions.sources.values(),
        ).title
    except Refused:
        return ""

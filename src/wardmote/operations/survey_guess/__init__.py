"""Drafts a codebook from a file of answers, for a person to correct, and writes it down when asked to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from wardmote.definitions import Definitions
from wardmote.definitions.surveys import Survey, plain
from wardmote.evidence.observations.misread import slug
from wardmote.operations.source_guess.opening import OpenTable, open_table
from wardmote.operations.source_guess.request import GuessError, GuessRequest
from wardmote.operations.survey_guess.columns import Column, Taker
from wardmote.operations.workspace import Workspace

__all__ = ["Column", "SurveyGuess", "SurveyGuessRequest", "guess_survey"]

ASKED = {
    "title": ("What is it called?", '"Residents\' survey 2025"'),
    "wave": ("Which wave is it?", "2025"),
    "starts": ("On which day could people first answer?", "2025-05-01"),
    "ends": ("And on which day last?", "2025-06-30"),
    "mode": ("How were people asked?", '"online"'),
    "asked": ("Who was asked?", '"residents aged 16 and over"'),
    "chosen": ("How did people come to answer: random, quota, self-selected or census?", "self-selected"),
    "publisher": ("Who asked?", '"the council"'),
}
"""What no file of answers says -> the question, and an example."""
STEM = re.compile(r"(.*?)\s*[:_\-\[(]\s*([^:_\[(]+?)[\])]?")
"""A heading of one answer of several: what is asked, and the answer."""


@dataclass(frozen=True)
class SurveyGuessRequest:
    """A file of answers, and what it does not say of itself. Nothing is written without ``save``."""

    file: Path
    sheet: str = ""
    survey: str = ""
    """What all waves are called together; the name to save under without the wave where it is empty."""
    said: Mapping[str, str] | None = None
    """By the names of ``ASKED``."""
    save: str = ""


@dataclass(frozen=True)
class SurveyGuess:
    """A draft. ``questions``: what to say before it can be saved; ``learned_from``: the codebook that it was taken from."""

    name: str
    columns: tuple[Column, ...]
    draft: str
    """The codebook as it would be written."""
    questions: tuple[str, ...] = ()
    learned_from: str = ""
    fits: str = ""
    """Title of a codebook that the file fits already."""
    saved: str = ""


def guess_survey(workspace: Workspace, request: SurveyGuessRequest) -> SurveyGuess:
    """Draft a codebook, and save it if a name was given and nothing is open.

    Raises
    ------
    GuessError
        When the file holds no table, a codebook of that name is there already, or it is to be saved and cannot be.
    EvidenceError
        When the file cannot be read.
    """
    definitions = workspace.definitions
    with open_table(GuessRequest(request.file, request.sheet), definitions) as table:
        taker = Taker(definitions)
        columns = tuple(
            taker.take(name, table.cells(place), len(table.rows))
            for place, name in enumerate(table.columns)
            if name
        )
        earlier = _earlier(table, definitions)
        said = {name: words for name, words in (request.said or {}).items() if words}
        parts = _parts(request, said, columns, taker, earlier)
    open_questions = tuple(
        f"{question} --{name} {example}" for name, (question, example) in ASKED.items() if name not in said
    )
    fits = earlier.title if earlier and earlier.wave == said.get("wave") else ""
    draft = yaml.safe_dump(parts, sort_keys=False, allow_unicode=True, width=110)
    learned = earlier.title if earlier else ""
    saved = str(_save(workspace, request, parts, draft, open_questions)) if request.save else ""
    return SurveyGuess(table.name, columns, draft, open_questions, learned, fits, saved)


def _earlier(table: OpenTable, definitions: Definitions) -> Survey | None:
    """The latest codebook whose columns all stand in the file."""
    having = {plain(name) for name in table.columns}
    fitting = [
        one for one in definitions.surveys.values() if {plain(name) for name in one.headings} <= having
    ]
    return max(fitting, key=lambda one: (len(one.headings), one.wave), default=None)


def _parts(
    request: SurveyGuessRequest,
    said: Mapping[str, str],
    columns: Sequence[Column],
    taker: Taker,
    earlier: Survey | None,
) -> dict[str, Any]:
    """The codebook as it is written, with a question mark for what nobody said."""
    wave = said.get("wave", "?")
    survey = slug(request.survey) or (
        earlier.survey if earlier else slug(request.save).removesuffix(f"-{wave}")
    )
    head = {"id": slug(request.save) or f"{survey or 'survey'}-{wave}", "survey": survey or "?"}
    head |= {name: said.get(name, "?") for name in ASKED}
    head |= {"source": f"Drafted from {request.file.name}; corrected by people"}
    if earlier is not None:
        kept = earlier.model_dump(mode="json", exclude_defaults=True, include=_KEPT)
        return head | {"titled": [wave]} | kept
    return head | _drafted(columns, taker)


_KEPT = {"questions", "background", "weight", "stratum", "cluster", "unique"}


def _drafted(columns: Sequence[Column], taker: Taker) -> dict[str, Any]:
    questions = [*_ticked(columns)]
    background: list[dict[str, Any]] = []
    for column in columns:
        if column.kind in ("single", "scale", "multi", "number"):
            known = column.background and column.kind == "single"
            (background if known else questions).append(_question(column, taker))
    made: dict[str, Any] = {"questions": questions, "background": background}
    for column in columns:
        if column.kind in ("weight", "stratum", "cluster", "unique"):
            made[column.kind] = column.name
    for question in questions:
        if question["type"] == "multi" and taker.heading(question["title"], "concerns"):
            question["asks"] = "concerns"
            break
    return made


def _question(column: Column, taker: Taker) -> dict[str, Any]:
    made: dict[str, Any] = {"id": slug(column.name)[:40].strip("-") or "question", "title": column.name}
    made |= {"type": column.kind, "column": column.name}
    if column.kind == "number":
        return made | {"least": column.bounds[0], "most": column.bounds[1]}
    if column.separator:
        made["separator"] = column.separator
    scale = taker.scale(column.answers)
    answers = [_answer(word, taker) for word in column.answers]
    if scale is not None and column.kind == "scale":
        said = [one for one in answers if "means" not in one]
        for at, one in enumerate(said):
            one["score"] = len(said) - at
            word = plain(one["label"])
            one |= {"side": "positive"} if word in map(plain, scale.positive) else {}
            one |= {"side": "negative"} if word in map(plain, scale.negative) else {}
    if column.rest:
        other = next((one for one in answers if taker.answer(one["label"], "other")), None)
        if other is None:
            other = {"id": "other-words", "label": "Other"}
            answers.append(other)
        other["rest"] = True
    return made | {"answers": answers}


def _answer(word: str, taker: Taker) -> dict[str, Any]:
    made: dict[str, Any] = {"id": slug(word)[:40].strip("-") or "answer", "label": word}
    means = next((m for m in ("dont-know", "refused", "missing", "none") if taker.answer(word, m)), "")
    return made | ({"means": means} if means else {})


def _ticked(columns: Sequence[Column]) -> list[dict[str, Any]]:
    """Columns of ticks whose headings begin alike are the answers to one question."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for column in columns:
        if column.kind == "tick":
            found = STEM.fullmatch(column.name)
            stem, answer = (found[1], found[2]) if found and found[1] else ("Which apply?", column.name)
            groups.setdefault(stem, []).append((column.name, answer))
    return [
        {
            "id": slug(stem)[:40].strip("-") or "which-apply",
            "title": stem,
            "type": "multi",
            "columns": {name: slug(answer)[:40].strip("-") for name, answer in ticks},
            "answers": [{"id": slug(answer)[:40].strip("-"), "label": answer} for _, answer in ticks],
        }
        for stem, ticks in groups.items()
        if len(ticks) > 1
    ]


def _save(
    workspace: Workspace,
    request: SurveyGuessRequest,
    parts: dict[str, Any],
    draft: str,
    questions: Sequence[str],
) -> Path:
    """Write the codebook into the workspace, once it holds together."""
    if questions:
        raise GuessError(" ".join(["Not saved: there is more to say first.", *questions]))
    if not slug(request.save):
        raise GuessError(f"“{request.save}” is no name to save under: use letters and digits.")
    try:
        Survey.model_validate(parts)
    except ValidationError as error:
        said = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:3])
        raise GuessError(f"Not saved: {said}.") from error
    place = workspace.folder / "definitions" / "surveys" / f"{parts['id']}.yaml"
    if place.exists() or parts["id"] in workspace.definitions.surveys:
        raise GuessError(
            f"A codebook {parts['id']} is there already. Correct it in {place}, or save under another name."
        )
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(
        f"# Drafted by survey guess. Correct it, then take the file in.\n{draft}", encoding="utf-8"
    )
    return place

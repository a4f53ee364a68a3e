"""Pages of documents, of what the checker looks for in them, and of surveys."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, cast

from generating.markdown import code, document, table
from wardmote.definitions import Definitions, DocumentOutline, Part
from wardmote.definitions.surveys import Answer, PopulationMargin, Question, Survey


def checks_page(definitions: Definitions) -> str:
    """Everything that the checker looks for."""
    kinds = sorted(definitions.checks.values(), key=lambda kind: kind.order)
    words = definitions.check_words.values()
    return document(
        "Checks",
        "What the checker recomputes in anyone's document. An error contradicts arithmetic or the calendar, a warning is "
        "likely wrong, a note is worth a look. Words in braces are filled in.",
        *(
            f"## {kind.title}\n\n{kind.explains} Identifier: `{kind.id}`.\n\n"
            + table(["Case", "How sure", "What it says"], [[c.id, c.severity, c.why] for c in kind.cases])
            for kind in kinds
        ),
        "## Words by which it understands a document",
        table(["What they mean", "Where", "Words"], [[w.title, w.used, ", ".join(w.words)] for w in words]),
    )


def documents_page(definitions: Definitions) -> str:
    """Every document and its parts."""
    blocks = []
    for outline in definitions.documents.values():
        lead = (
            f"Until partners have added their judgement it calls itself *{outline.title_before_judgement}*. "
            f"Source: {outline.source}.{bound(outline)}"
        )
        rows = [
            [part.number, part.title, part.duty, waits(part), part.who]
            for part in sorted(outline.parts, key=lambda part: part.number)
        ]
        heads = ["Part", "Title", "Duty", "Filled from", "Who can supply it"]
        said = [f"## {outline.title}", lead, table(heads, rows), *meanings(outline), *cautions(outline)]
        blocks.append("\n\n".join(said))
    return document("Documents", "The documents that Wardmote writes, and what each part waits for.", *blocks)


PRINTED = {
    "always": "always",
    "recording-changed": "recording changed between the two years, for a measure of the page",
    "geography-changed": "areas or their map points changed between the two years",
    "not-located": "the force has records of the year without a location",
    "higher-rate": "a rate is called higher, or the map names a high one",
    "moved-points": "the area is a ward or a small area",
}


def meanings(outline: DocumentOutline) -> list[str]:
    """What the verdicts mean, as the document explains those that stand in it."""
    rows = [[code([token]), " ".join(text.split())] for token, text in outline.verdicts.items()]
    return (
        ["What it says of the verdicts that stand in it:", table(["Verdict", "Meaning"], rows)]
        if rows
        else []
    )


def cautions(outline: DocumentOutline) -> list[str]:
    """What not to conclude, in order."""
    rows = [[code([c.id]), PRINTED[c.when], c.text] for c in outline.cautions]
    heads = ["Caution", "Printed when", "Words"]
    return ["What it warns of, the most important first:", table(heads, rows)] if rows else []


def bound(outline: DocumentOutline) -> str:
    """Where its statutory duties bind."""
    letters = " or ".join(outline.duty_for)
    return (
        f" The duties bind areas whose code begins with {letters}; elsewhere none is printed."
        if letters
        else ""
    )


def waits(part: Part) -> str:
    """What fills a part."""
    return f"Not yet assessed. Waits for: {part.waits_for}" if part.waits_for else "The evidence"


def surveys_page(definitions: Definitions) -> str:
    """What a codebook holds; partnerships write their own, so there is none to list."""
    blocks = [
        f"## {title}\n\n" + table(["Field", "Needed", "What"], fields_of(model))
        for title, model in (
            ("A codebook", Survey),
            ("A question, or one thing known of people", Question),
            ("An answer", Answer),
            ("A margin", PopulationMargin),
        )
    ]
    return document(
        "Codebooks of surveys",
        "A codebook says what one wave of a survey asked, of whom, and what the words in its file mean. A partnership's own "
        "lie in its `definitions/surveys/`; `wardmote survey guess FILE` [drafts one](../how-to/take-in-a-survey.md).",
        *blocks,
    )


def fields_of(model: type) -> Iterator[list[str]]:
    """Each field of a schema with the words that stand under it in the code."""
    fields: dict[str, Any] = model.model_fields  # type: ignore[attr-defined]
    lines = {
        name: words for kind in reversed(model.__mro__[:-1]) for name, words in words_under(kind).items()
    }
    for name, field in fields.items():
        if name not in ("version", "author", "effective_from", "effective_to"):
            words = lines.get(name, "Its own name" if name == "id" else "").replace("``", "`")
            yield [code([name]), "yes" if field.is_required() else "", words]


def words_under(kind: type) -> dict[str, str]:
    """Name of each attribute of a class -> the string that stands under it."""
    if not kind.__module__.startswith("wardmote"):
        return {}
    body = cast("ast.ClassDef", ast.parse(inspect.getsource(kind)).body[0]).body
    return {
        one.target.id: said.value.value
        for one, said in pairwise(body)
        if isinstance(one, ast.AnnAssign)
        and isinstance(one.target, ast.Name)
        and isinstance(said, ast.Expr)
        and isinstance(said.value, ast.Constant)
    }

"""A small codebook and files of answers to it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from wardmote.definitions import Definitions, load
from wardmote.definitions.surveys import Survey, source_of
from wardmote.evidence import EvidenceStore

HEADER = (
    "ID",
    "Email",
    "How safe?",
    "Problems",
    "Litter",
    "Noise",
    "Years here",
    "Sex",
    "Age",
    "Weight",
    "Street",
)
SAFE = ("Very safe", "Fairly safe", "Unsafe")


def book(wave: str = "2025", **changes: Any) -> dict[str, Any]:
    """A codebook as a person writes it."""
    return {
        "id": f"town-{wave}", "title": "Town survey", "survey": "town", "wave": wave, "starts": f"{wave}-05-01",
        "ends": f"{wave}-06-30", "mode": "online", "asked": "residents", "chosen": "quota", "publisher": "Town council",
        "source": "Questionnaire", "titled": [wave], "unique": "ID", "weight": "Weight", "cluster": "Street",
        "questions": [
            {"id": "safe", "title": "How safe do you feel?", "type": "scale", "column": "How safe?", "answers": [
                {"id": "very", "label": "Very safe", "codes": [1], "score": 3, "side": "positive"},
                {"id": "fairly", "label": "Fairly safe", "codes": [2], "score": 2, "side": "positive"},
                {"id": "unsafe", "label": "Unsafe", "codes": [3], "score": 1, "side": "negative"},
                {"id": "dont-know", "label": "Do not know", "codes": [9], "means": "dont-know"},
                {"id": "absent", "label": "Not answered", "codes": [-1], "means": "missing"}]},
            {"id": "problems", "title": "Which are problems?", "type": "multi", "column": "Problems", "separator": ";",
             "answers": [{"id": "drugs", "label": "Drugs"}, {"id": "speeding", "label": "Speeding"},
                         {"id": "other", "label": "Other", "rest": True}]},
            {"id": "nuisance", "title": "Which trouble you?", "type": "multi",
             "columns": {"Litter": "litter", "Noise": "noise"},
             "answers": [{"id": "litter", "label": "Litter"}, {"id": "noise", "label": "Noise"}]},
            {"id": "years", "title": "How long here?", "type": "number", "column": "Years here", "least": 0, "most": 99}],
        "background": [
            {"id": "sex", "title": "Sex", "column": "Sex",
             "answers": [{"id": "female", "label": "Female"}, {"id": "male", "label": "Male"}]},
            {"id": "age", "title": "Age group", "column": "Age",
             "answers": [{"id": "young", "label": "16-34"}, {"id": "old", "label": "35 and over"}]}],
        **changes,
    }  # fmt: skip


def row(number: int, **changes: str) -> list[str]:
    """One respondent; ``changes`` by the first word of the heading, in small letters."""
    made = {
        "id": f"R{number}",
        "email": f"someone.{number}@example.org",
        "how": SAFE[number % 3],
        "problems": "Drugs;Speeding" if number % 2 else "Speeding",
        "litter": "1" if number % 4 else "0",
        "noise": "0",
        "years": str(number % 30),
        "sex": "Female" if number % 2 else "Male",
        "age": "16-34" if number % 5 else "35 and over",
        "weight": "1.25",
        "street": f"High Street {number % 7}",
    }
    return list((made | changes).values())


def file(path: Path, rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> Path:
    """A file of answers."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
    return path


def definitions(*books: dict[str, Any]) -> Definitions:
    """Our definitions with codebooks laid over them, as the loader does."""
    read = [Survey.model_validate(one) for one in books or [book()]]
    sources = {source.id: source for source in map(source_of, read)}
    ours = _ours()
    return ours.with_kind("surveys", {one.id: one for one in read}).with_kind(
        "sources", ours.sources | sources
    )


@cache
def _ours() -> Definitions:
    return load()


def store(folder: Path, *books: dict[str, Any]) -> EvidenceStore:
    """A store whose definitions hold codebooks."""
    folder.mkdir(exist_ok=True)
    return EvidenceStore(folder / "evidence", definitions(*books))


def codebook(**changes: Any) -> Survey:
    """A checked codebook."""
    return Survey.model_validate(book(**changes))

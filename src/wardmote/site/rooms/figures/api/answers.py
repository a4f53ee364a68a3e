"""How an answer is sent: JSON or CSV, with a mark by which a program knows that nothing has changed."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from wardmote.operations.workspace import Workspace
from wardmote.site.kit.access.programs import JSON, as_json
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.pages.tables import csv_answer
from wardmote.site.kit.results import standing_of

SAME = 304
PRIVATE = "private, no-cache"
"""Kept by the program that asked alone, which asks each time whether it still holds."""


@dataclass(frozen=True)
class Answer:
    """What a route answers: plain values, and the same as CSV where it has such a form."""

    record: Mapping[str, Any]
    as_csv: Callable[[], str] | None = None


def answered(request: HttpRequest, answer: Answer, mark: str) -> HttpResponse:
    """An answer in the form that was asked for."""
    if answer.as_csv is not None and request.GET.get("format") == "csv":
        made = csv_answer(answer.as_csv(), "figures")
    else:
        made = HttpResponse(as_json(answer.record), content_type=JSON)
    return _marked(made, mark)


def same(request: HttpRequest, mark: str) -> HttpResponse | None:
    """That nothing has changed, where a program holds the answer already."""
    held = {one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")}
    return _marked(HttpResponse(status=SAME), mark) if mark in held else None


def mark_of(request: HttpRequest, scope: Scope, place: Workspace) -> str:
    """The ETag: what was asked, who may see what, and the evidence, definitions, settings and program behind it.

    The day is in it, as what is due and what is held are of a day.
    """
    told = (
        standing_of(place),
        request.path,
        sorted(request.GET.lists()),
        sorted(scope.sees.items()),
        sorted(scope.organisations),
        timezone.localdate().isoformat(),
    )
    return f'"{hashlib.sha256(repr(told).encode()).hexdigest()[:32]}"'


def rows_as_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """Flat records as CSV; what is absent is empty, and several words of one cell stand side by side."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: " ".join(one) if isinstance(one, list) else one for name, one in row.items()})
    return text.getvalue()


def _marked(made: HttpResponse, mark: str) -> HttpResponse:
    made.headers["ETag"] = mark
    made.headers["Cache-Control"] = PRIVATE
    made.headers["Vary"] = "Authorization"
    return made

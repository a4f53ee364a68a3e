"""Saying on the site what the columns of a file hold that nobody knows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from wardmote.operations.source_guess import Guess, GuessRequest
from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.evidence import selectors, services, teaching

NOT_YET = 422


@needs("evidence-manage")
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, key: UUID) -> HttpResponse:
    """What each column holds as far as that can be told; corrections; and, once nothing is open, saving it."""
    job = selectors.arrival(request.scope, key)  # type: ignore[attr-defined]
    said = request.POST.dict() if request.method == "POST" else request.GET.dict()
    name = said.get("file", "")
    file = teaching.waiting_file(str(job.request["key"]), name) if job is not None else None
    if job is None or file is None:
        raise Http404
    table = said.get("table", "") or teaching.table_of(name)
    asked = teaching.request_of(file, table, said if request.method == "POST" else {})
    found = teaching.guessed(asked)
    why_not, wanted = found.why_not, said.get("whole-name", "").strip()
    if said.get("do") == "save" and found.guess is not None and not found.guess.asked:
        if not wanted:
            why_not = gettext("Say a name to save it under, such as “fire-service-return”.")
        else:
            try:
                services.teach(actor_of(request), job, replace(asked, save=wanted))
            except Exception as error:
                why_not = teaching.in_words(error, file)
            else:
                messages.success(
                    request, gettext("Saved. The next such file is known, and this one is now taken in.")
                )
                again = services.go_on(actor_of(request), job, "take")
                return redirect("evidence-arrival", key=again.pk)
    context = _context(found.guess, asked, said, name)
    context |= {"job": job, "why_not": why_not, "tables": found.tables, "table": table}
    return render(request, "evidence/columns.html", context, status=NOT_YET if why_not else 200)


def _context(made: Guess | None, asked: GuessRequest, said: dict[str, str], name: str) -> dict[str, Any]:
    definitions = workspace().definitions
    measures = {one.id: one.title for one in definitions.measures.values() if one.observed}
    words = sorted(made.words, key=lambda one: (bool(one.meaning), one.kind)) if made else []
    return {
        "made": made,
        "file": name,
        "short": asked.file.name,
        "said": {key: value for key, value in said.items() if key.startswith(("was-", "whole-"))},
        "words": words[: teaching.MOST_WORDS],
        "roles": teaching.ROLES,
        "kinds": teaching.WORDS,
        "marks": teaching.MARKS,
        "sure": teaching.SURE,
        "measures": dict(sorted(measures.items(), key=lambda one: one[1].casefold())),
        "levels": definitions.levels,
        "most_columns": teaching.MOST_COLUMNS,
        "periods": teaching.PERIODS,
    }

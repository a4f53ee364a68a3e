"""The door for programs: everything below /api/ is asked for with a token, and never with a session."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, JsonResponse

PREFIX = "/api/"
"""Beginning of every address that programs ask for."""
UNKNOWN, ABSENT, METHOD, WRONG, OURS = 401, 404, 405, 400, 500
JSON = "application/json"
SENTENCES = {
    UNKNOWN: "Send a token that holds, as 'Authorization: Bearer TOKEN'. You make one on your account page.",
    ABSENT: "There is nothing at this address.",
    METHOD: "Figures are only read here: ask with GET.",
    OURS: "Something went wrong on our side. It was noted; nothing was changed.",
}
Admit = Callable[[HttpRequest], HttpResponse | None]
_doors: list[Admit] = []


def is_for_programs(request: HttpRequest) -> bool:
    """Whether an address is one that programs ask for."""
    return request.path_info.startswith(PREFIX)


def admit_by(admit: Admit) -> None:
    """Name what looks at tokens: it gives the request its person and scope, or answers it."""
    _doors[:] = [admit]


def program_answer(request: HttpRequest, answer: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """Answer a program: who it acts for is told by its token alone, and every refusal is JSON."""
    request.COOKIES = {}
    request.session = SessionBase()
    refused = _doors[0](request) if _doors else refusal(UNKNOWN)
    made = refused or answer(request)
    if made.status_code >= WRONG and not made.headers.get("Content-Type", "").startswith(JSON):
        made = refusal(made.status_code)
    made.headers["Cache-Control"] = made.headers.get("Cache-Control", "no-store")
    return made


def refusal(status: int, sentence: str = "", ask: Sequence[Any] = ()) -> JsonResponse:
    """The one form in which a program is refused: a sentence, and what can be asked instead."""
    words = sentence or SENTENCES.get(status, "This cannot be asked for in this way.")
    told = {"error": {"status": status, "sentence": words, "ask": list(ask)}}
    made = JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
    if status == UNKNOWN:
        made.headers["WWW-Authenticate"] = "Bearer"
    return made


def as_json(told: object) -> str:
    """Plain values as they are sent: numbers are numbers, what is absent is null."""
    return json.dumps(told, ensure_ascii=False, allow_nan=False)

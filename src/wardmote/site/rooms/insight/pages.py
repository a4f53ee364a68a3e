"""What all pages of this room share: where they stand, and what is said when something cannot be had."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wardmote.operations.refusals import sentence_of
from wardmote.site.kit.results import Refused

AnyView = TypeVar("AnyView", bound=Callable[..., HttpResponse])
NOT_TO_BE_HAD = 422


def teaching(view: AnyView) -> AnyView:
    """Show a refusal as a page that says why, instead of a fault. Fetched by htmx, the sentence alone."""

    @wraps(view)
    def answer(request: HttpRequest, **named: str) -> HttpResponse:
        try:
            return view(request, **named)
        except Refused as error:
            return _refused(request, str(error))
        except Exception as error:
            sentence = sentence_of(error, for_command_line=False)
            if sentence is None:
                raise
            return _refused(request, sentence)

    return cast(AnyView, answer)


def _refused(request: HttpRequest, sentence: str) -> HttpResponse:
    if is_part(request):
        return render(request, "insight/refused-part.html", {"sentence": sentence})
    return render(request, "insight/refused.html", {"sentence": sentence}, status=NOT_TO_BE_HAD)


def is_part(request: HttpRequest) -> bool:
    """Whether only a part of the page was asked for, by htmx."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"


def scope_in(request: HttpRequest) -> Any:
    """What whoever sent a request may see."""
    return request.scope  # type: ignore[attr-defined]

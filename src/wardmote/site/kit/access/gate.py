"""The gate: nobody reaches a view whose right they do not have, and what is refused looks like what is absent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve

from wardmote.site.kit.access.routes import PUBLIC, declaration_of
from wardmote.site.kit.access.scope import NOBODY, actor_of, scope_of
from wardmote.site.kit.audit.reading import note_read
from wardmote.site.kit.house import workspace

OK = 200
Answer = Callable[[HttpRequest], HttpResponse]


class Gate:
    """Gives each request its scope, sends strangers to the sign-in page whether the address exists or not, and
    answers 404 where a right is missing."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let a request in, or not."""
        signed_in = request.user.is_authenticated
        request.scope = scope_of(request.user, workspace().definitions) if signed_in else NOBODY  # type: ignore[attr-defined, arg-type]
        if not signed_in and not _open(request):
            return HttpResponseRedirect(
                f"{settings.LOGIN_URL}?{urlencode({'next': request.get_full_path()})}"
            )
        answer = self.answer(request)
        _record_the_read(request, answer)
        return answer

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], words: tuple[Any, ...], named: dict[str, Any]
    ) -> None:
        """Raise 404 where the right that the view declares is missing, or none is declared."""
        del words, named
        match = request.resolver_match
        declared = declaration_of(view, match.url_name if match else None)
        if declared is None:
            raise Http404
        if declared.right != PUBLIC and not request.scope.may(declared.right):  # type: ignore[attr-defined]
            raise Http404


def _record_the_read(request: HttpRequest, answer: HttpResponse) -> None:
    """Write that a page was looked at, where its route asks for that."""
    match = request.resolver_match
    if match is None or request.method not in ("GET", "HEAD") or answer.status_code != OK:
        return
    declared = declaration_of(match.func, match.url_name)
    if declared is not None and declared.read_is_recorded:
        note_read(actor_of(request), request.path, request.GET.dict())


def _open(request: HttpRequest) -> bool:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return False
    declared = declaration_of(match.func, match.url_name)
    return declared is not None and declared.right == PUBLIC

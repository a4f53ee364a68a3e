"""The gate: nobody reaches a view whose right they do not have, and what is refused looks like what is absent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse

from wardmote.site.kit.access.models import KeptForm
from wardmote.site.kit.access.programs import is_for_programs, program_answer
from wardmote.site.kit.access.routes import PUBLIC, declaration_of
from wardmote.site.kit.access.scope import NOBODY, actor_of, scope_of
from wardmote.site.kit.access.second_factor import is_missing
from wardmote.site.kit.access.too_late import sent_to_sign_in
from wardmote.site.kit.audit.marked import shown_under
from wardmote.site.kit.audit.reading import note_read
from wardmote.site.kit.house import workspace

OK = 200
MOST_DIGITS = 18
OF_PAGES = ("GET", "HEAD", "OPTIONS", "POST")
"""Methods that browsers send for pages and forms."""
Answer = Callable[[HttpRequest], HttpResponse]


class Gate:
    """Gives each request its scope, sends strangers to the sign-in page whether the address exists or not, and
    answers 404 where a right is missing."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let a request in, or not; programs come by a door of their own, with a token and without a session."""
        if is_for_programs(request):
            answer = program_answer(request, self.answer)
            _record_the_read(request, answer)
            return answer
        signed_in = request.user.is_authenticated
        request.scope = scope_of(request.user, workspace().definitions) if signed_in else NOBODY  # type: ignore[attr-defined, arg-type]
        if not signed_in and not _open(request):
            return sent_to_sign_in(request)
        if signed_in and not request.scope.rights and not _open(request):  # type: ignore[attr-defined]
            logout(request)
            return HttpResponseRedirect(reverse("role-ended"))
        answer = self.answer(request)
        _record_the_read(request, answer)
        return answer

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], words: tuple[Any, ...], named: dict[str, Any]
    ) -> HttpResponse | None:
        """Raise 404 where the right that the view declares is missing, or none is declared; send somebody who lacks
        their second factor to set it up."""
        del words, named
        match = request.resolver_match
        declared = declaration_of(view, match.url_name if match else None)
        if declared is None:
            raise Http404
        if declared.right != PUBLIC and not request.scope.may(declared.right):  # type: ignore[attr-defined]
            raise Http404
        if is_for_programs(request):
            return None
        if request.method not in OF_PAGES:  # some libraries' views take PUT and DELETE for POST
            return HttpResponseNotAllowed(OF_PAGES)
        if declared.right != PUBLIC and _is_to_set_up(request, match.url_name if match else None):
            return HttpResponseRedirect(reverse("mfa_index"))
        _forget_the_kept(request)
        return None


def _is_to_set_up(request: HttpRequest, name: str | None) -> bool:
    """Whether a second factor is missing, and this is not where it is set up."""
    from wardmote.site.kit.access.urls import SETTING_UP

    return name not in SETTING_UP and is_missing(request, request.scope)  # type: ignore[attr-defined]


def _forget_the_kept(request: HttpRequest) -> None:
    """A form that was kept and is sent now need not be kept any longer."""
    key = request.POST.get("kept_form", "") if request.method == "POST" else ""
    if key.isdecimal() and len(key) < MOST_DIGITS:
        KeptForm.objects.filter(pk=int(key), person=request.user.pk).delete()


def _record_the_read(request: HttpRequest, answer: HttpResponse) -> None:
    """Write that a page was looked at, where its route or the marking of what it shows asks for that."""
    match = request.resolver_match
    if match is None or request.method not in ("GET", "HEAD") or answer.status_code != OK:
        return
    declared = declaration_of(match.func, match.url_name)
    if declared is None:
        return
    marking = shown_under(request)
    if declared.read_is_recorded or marking:
        note_read(actor_of(request), request.path, request.GET.dict(), marking)


def _open(request: HttpRequest) -> bool:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return False
    declared = declaration_of(match.func, match.url_name)
    return declared is not None and declared.right == PUBLIC

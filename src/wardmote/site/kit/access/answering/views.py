"""Pages of somebody who only answers. Their browser holds a cookie of its own, for these pages alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from wardmote.site.kit.access.answering import services
from wardmote.site.kit.access.answering.asked import KINDS, Asked, OwnPages, asked_of
from wardmote.site.kit.access.answering.models import Answerer, Code
from wardmote.site.kit.access.caller import address_of
from wardmote.site.kit.access.limits import span
from wardmote.site.kit.access.routes import open_to_all
from wardmote.site.kit.access.scope import NOBODY, Actor
from wardmote.site.kit.access.too_late import carried, told_in_place
from wardmote.site.kit.pages.asking import Question, ask

COOKIE = "answering"
SALT = "wardmote.answering.browser"
WHY = "Who only answers has no account; the personal link and the emailed code are the proof."


class CodeForm(forms.Form):
    """The code from the letter."""

    code = forms.CharField(
        label=gettext_lazy("Code from the letter"),
        max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class WrongCodeError(Exception):
    """The code opens nothing."""


@open_to_all(WHY)
@never_cache
def answering(request: HttpRequest, token: str) -> HttpResponse:
    """What is asked of you; before that, the offer to send a code."""
    one = services.answerer_of(token)
    if _opened(request, one):
        return render(
            request, "answering/asked.html", {"one": one, "asked": asked_of(one.email), "token": token}
        )
    there, code = _address("answering", token), _address("answering-code", token)
    note = _(
        "We send a code to the email address that your link was sent to. It shows that the link is in your hands."
    )
    question = Question(
        _("Hello %(name)s") % {"name": one.name}, _("Send me a code"), there, code, "", (note,)
    )
    form = forms.Form(request.POST if request.method == "POST" else None)
    return ask(
        request, question, form, lambda told: services.send_code(_actor(request, one), one), WrongCodeError
    )


@open_to_all(WHY)
@never_cache
def answering_code(request: HttpRequest, token: str) -> HttpResponse:
    """Type the code."""
    one, made = services.answerer_of(token), []
    there = _address("answering", token)

    def check(told: dict[str, Any]) -> None:
        code = services.open_with(_actor(request, one), one, told["code"])
        if code is None:
            raise WrongCodeError(
                _("This code does not open anything. Check it, or go back and ask for a new one.")
            )
        made.append(code)

    note = _("A letter with a code is on its way to you. It may take a few minutes.")
    question = Question(_("Type the code"), _("Go on"), there, there, "", (note,))
    answer = ask(request, question, CodeForm(request.POST or None), check, WrongCodeError)
    if made:
        held = signing.dumps([one.pk, made[0].pk], salt=SALT)
        path = _address("answering", token)
        answer.set_cookie(COOKIE, held, path=path, httponly=True, samesite="Lax", secure=settings.TLS)
    return answer


@open_to_all(WHY)
@never_cache
def answering_question(request: HttpRequest, token: str, kind: str, key: str) -> HttpResponse:
    """One question."""
    one = services.answerer_of(token)
    there = _address("answering", token)
    if not _opened(request, one):
        told = told_in_place(request, there, False) or carried(request, there)
        return told or HttpResponseRedirect(there)
    questions = KINDS.get(kind)
    if isinstance(questions, OwnPages):
        return questions.page(request, _actor(request, one), key, one.email, _within(token, kind))
    asked = _asked(one, kind, key)
    questions = KINDS[kind]
    notes = (asked.more,) if asked.more else ()
    question = Question(
        asked.title, _("Send"), there, there, _("Thank you. Your answer has been kept."), notes
    )
    form = questions.form(key, one.email, request.POST if request.method == "POST" else None)
    return ask(
        request,
        question,
        form,
        lambda told: questions.answer(_actor(request, one), key, one.email, told),
        ValueError,
    )


@open_to_all(WHY)
@require_POST
def answering_leave(request: HttpRequest, token: str) -> HttpResponse:
    """Close it in this browser."""
    one = services.answerer_of(token)
    code = _opened(request, one)
    if code:
        services.leave(_actor(request, one), code)
    answer = HttpResponseRedirect(_address("answering", token))
    answer.delete_cookie(COOKIE, path=_address("answering", token))
    return answer


def _asked(one: Answerer, kind: str, key: str) -> Asked:
    for asked in KINDS[kind].asked_of(one.email) if kind in KINDS else ():
        if asked.key == key:
            return asked
    raise Http404


def _within(token: str, kind: str) -> Callable[[str], str]:
    """Addresses of the keys of a kind; without a key, that of everything asked."""

    def address(key: str) -> str:
        named = {"token": token, "kind": kind, "key": key}
        return reverse("answering-question", kwargs=named) if key else _address("answering", token)

    return address


def _opened(request: HttpRequest, one: Answerer) -> Code | None:
    """The code that opened this browser for them, while it holds."""
    try:
        answerer, key = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    now = timezone.now()
    code = one.codes.filter(
        pk=key,
        ended=None,
        seen__gt=now - span("session-idle-minutes"),
        opened__gt=now - span("session-longest-hours"),
    ).first()
    if code is None or answerer != one.pk:
        return None
    Code.objects.filter(pk=code.pk).update(seen=now)
    return code


def _actor(request: HttpRequest, one: Answerer) -> Actor:
    return Actor(None, one.name, NOBODY, address=address_of(request))


def _address(name: str, token: str) -> str:
    return reverse(name, kwargs={"token": token})

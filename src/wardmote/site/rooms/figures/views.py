"""Pages about figures for programs: one's tokens, and what can be asked."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wardmote.site.kit.access.limits import count
from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of, scope_from
from wardmote.site.kit.pages.asking import Question, ask
from wardmote.site.rooms.figures import selectors, services
from wardmote.site.rooms.figures.api.document import offered_routes, openapi_document
from wardmote.site.rooms.figures.forms import TokenForm


@needs("figures-read")
@require_safe
def token_list(request: HttpRequest) -> HttpResponse:
    """One's tokens."""
    now = timezone.now()
    found = [(one, one.holds_at(now)) for one in selectors.own_tokens(scope_from(request))]
    return render(request, "figures/tokens.html", {"found": found})


@never_cache
@needs("figures-read")
def token_make(request: HttpRequest) -> HttpResponse:
    """Make a token, and show it this once."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.make_token(
                actor_of(request), form.cleaned_data["name"], form.cleaned_data["days"]
            )
        except services.TokenRefused as refused:
            form.add_error(None, str(refused))
        else:
            return render(request, "figures/made.html", {"made": made})
    question = Question(_("Make a token"), _("Make the token"), reverse("tokens"), reverse("tokens"))
    return render(request, "parts/question.html", {"question": question, "form": form})


@needs("figures-read")
def token_revoke(request: HttpRequest, key: int) -> HttpResponse:
    """End a token at once."""
    token = selectors.own_token(scope_from(request), key)
    if token is None or token.revoked is not None:
        raise Http404
    question = Question(
        _("Revoke the token %(name)s") % {"name": token.name},
        _("Revoke it"),
        reverse("tokens"),
        reverse("tokens"),
        _("The token was revoked."),
        (_("Whatever reads figures with it is refused from now on. This cannot be undone."),),
        warns=True,
    )
    form = forms.Form(request.POST if request.method == "POST" else None)
    return ask(
        request, question, form, lambda _fields: services.revoke_token(actor_of(request), token), ValueError
    )


@needs("figures-read")
@require_safe
def about_page(request: HttpRequest) -> HttpResponse:
    """What programs can ask for, and how."""
    told = {
        "routes": offered_routes(),
        "site": request.build_absolute_uri("/").rstrip("/"),
        "calls": count("api-calls-a-minute"),
    }
    return render(request, "figures/about.html", told)


@needs("figures-read")
@require_safe
def openapi_file(request: HttpRequest) -> HttpResponse:
    """The same for programs that make programs: the OpenAPI document."""
    del request
    made = JsonResponse(openapi_document(), json_dumps_params={"indent": 1, "ensure_ascii": False})
    made.headers["Content-Disposition"] = 'attachment; filename="wardmote-openapi.json"'
    return made

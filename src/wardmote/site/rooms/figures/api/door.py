"""The interface itself: how routes are declared, and how everything that is refused is said."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, get_args, get_type_hints

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError
from ninja.security import HttpBearer

from wardmote import __version__
from wardmote.operations.refusals import sentence_of
from wardmote.site.kit.access.programs import ABSENT, OURS, refusal
from wardmote.site.kit.access.routes import borrow
from wardmote.site.kit.access.scope import scope_from
from wardmote.site.kit.results import Refused
from wardmote.site.rooms.figures.api.answers import Answer, answered, mark_of, same
from wardmote.site.rooms.figures.api.reading import place_of
from wardmote.site.rooms.figures.api.shapes import Refused as RefusedShape

WRONG = 422
REFUSALS = {401: RefusedShape, 404: RefusedShape, 405: RefusedShape, 422: RefusedShape, 429: RefusedShape}
WHY = "Reads only; the gate asks for a token, and for this right of its person."
log = logging.getLogger(__name__)


class AskedWrongly(ValueError):  # noqa: N818
    """A question that the route does not know; says which it does."""


class ByToken(HttpBearer):
    """Tokens, for the OpenAPI document. Who asks was settled by the gate."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Whoever passed the gate, which has looked at the token."""
        return request.user


api = NinjaAPI(
    title="Figures of a Community Safety Partnership",
    version=__version__,
    description=(
        "Read-only. Every number comes with what it rests on. Where there is none, its state says why: not-supplied, "
        "not-assessed, not-available or suppressed; zero is a number."
    ),
    auth=ByToken(),
    docs_url=None,
    openapi_url=None,
    urls_namespace="programs",
)


def reads(
    path: str, name: str, shape: Any, *, right: str = "figures-read", csv: bool = False
) -> Callable[[Callable[..., Answer]], Callable[..., HttpResponse]]:
    """Declare a route: its address below /api/, its name, the form of its answer, and the right that it asks for."""

    def declare(view: Callable[..., Answer]) -> Callable[..., HttpResponse]:
        hints = get_type_hints(view, include_extras=True)
        form = get_args(hints["asked"])[0] if "asked" in hints else Schema

        @wraps(view)
        def route(request: HttpRequest, **named: Any) -> HttpResponse:
            _check_names(request, form)
            mark = mark_of(
                request, scope_from(request), place_of(getattr(named.get("asked"), "snapshot", None))
            )
            return same(request, mark) or answered(request, view(request, **named), mark)

        given = inspect.signature(view).parameters.values()
        route.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
            [one.replace(annotation=hints.get(one.name, one.annotation)) for one in given]
        )
        borrow(name, right, WHY)
        return api.get(
            path,
            url_name=name,
            operation_id=name,
            summary=(view.__doc__ or "").partition("\n")[0].rstrip("."),
            description=" ".join((view.__doc__ or "").split()),
            response={200: shape, **REFUSALS},
            by_alias=True,
            openapi_extra=_as_csv() if csv else {},
        )(route)

    return declare


@api.exception_handler(ValidationError)
def _asked_in_a_wrong_form(request: HttpRequest, error: ValidationError) -> HttpResponse:
    faults = [f"{fault['loc'][-1]}: {fault['msg']}" for fault in error.errors]
    return refusal(WRONG, f"This cannot be asked. {'; '.join(faults)}.", _known(request))


@api.exception_handler(Http404)
def _absent(request: HttpRequest, error: Http404) -> HttpResponse:
    del request, error
    return refusal(ABSENT)


@api.exception_handler(HttpError)
def _refused_by_the_library(request: HttpRequest, error: HttpError) -> HttpResponse:
    del request
    return refusal(error.status_code)


@api.exception_handler(Exception)
def _refused_or_broken(request: HttpRequest, error: Exception) -> HttpResponse:
    sentence = (
        str(error)
        if isinstance(error, Refused | AskedWrongly)
        else sentence_of(error, for_command_line=False)
    )
    if sentence is None:
        log.error("A program's question failed: %s", request.path, exc_info=error)
        return refusal(OURS)
    return refusal(WRONG, sentence, _known(request))


def _check_names(request: HttpRequest, form: type[Schema]) -> None:
    """Refuse what the route does not know, and what is asked twice: half an answer would look like a whole one."""
    known = [field.alias or name for name, field in form.model_fields.items()]
    unknown = [name for name in request.GET if name not in known]
    if unknown:
        offered = f"It can be asked {', '.join(known)}." if known else "It can be asked nothing."
        raise AskedWrongly(f"This address knows no {', '.join(unknown)}. {offered}")
    twice = [name for name, values in request.GET.lists() if len(values) > 1]
    if twice:
        raise AskedWrongly(f"Asked more than once: {', '.join(twice)}. Ask each thing once.")


def _known(request: HttpRequest) -> list[dict[str, Any]]:
    """What the route of a request can be asked, for its refusal."""
    from wardmote.site.rooms.figures.api.document import asks_of

    match = request.resolver_match
    return [{"name": name, "words": words} for name, words in asks_of(match.url_name or "" if match else "")]


def _as_csv() -> dict[str, Any]:
    return {"responses": {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}}


from wardmote.site.rooms.figures.api import routes  # noqa: E402, F401 - they declare themselves

"""What everybody may read: public editions that were published, and nothing else."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wardmote.site.kit.access.routes import open_to_all
from wardmote.site.rooms.library import files, selectors
from wardmote.site.rooms.library.forms import NAMES
from wardmote.site.rooms.library.models import Build

WHY = "Public editions are published for everybody."
GONE = 410


@open_to_all(WHY)
@require_GET
def published(request: HttpRequest) -> HttpResponse:
    """Everything that was published for the public."""
    return render(request, "library/published.html", {"builds": selectors.published()})


@open_to_all(WHY)
@require_GET
def document(request: HttpRequest, slug: str) -> HttpResponse:
    """A published document with its formats."""
    found = _found(slug)
    later = next(
        (one for one in selectors.published() if one.stage == "published" and _same(one, found)), None
    )
    context = {"build": found, "names": NAMES, "later": later if found.stage == "superseded" else None}
    return render(request, "library/public.html", context)


@open_to_all(WHY)
@require_GET
def read(request: HttpRequest, slug: str) -> HttpResponse:
    """The document itself, shut off from the site."""
    found = _found(slug)
    file = selectors.file_of(found, "html")
    if file is None:
        raise Http404
    try:
        return files.shown(str(found.pk), file)
    except files.FileAlteredError:
        return render(request, "library/unavailable.html", {}, status=GONE)


@open_to_all(WHY)
@require_GET
def download(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """A file of it, to keep."""
    found = _found(slug)
    file = selectors.file_of(found, form)
    if file is None:
        raise Http404
    try:
        return files.sent(str(found.pk), file)
    except files.FileAlteredError:
        return render(request, "library/unavailable.html", {}, status=GONE)


def _found(slug: str) -> Build:
    found = selectors.published_as(slug)
    if found is None:
        raise Http404
    return found


def _same(one: Build, other: Build) -> bool:
    return (one.document, one.area) == (other.document, other.area)

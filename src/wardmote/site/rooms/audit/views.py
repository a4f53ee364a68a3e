"""Pages of the audit room."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of, scope_from
from wardmote.site.kit.audit.chain import verify
from wardmote.site.kit.audit.reading import note_export
from wardmote.site.rooms.audit import selectors
from wardmote.site.rooms.audit.exports import WRITTEN_AS
from wardmote.site.rooms.audit.forms import RecordFilter
from wardmote.site.rooms.audit.wording import in_words

A_PAGE = 50


@needs("audit-see", read_is_recorded=True)
@require_safe
def record_list(request: HttpRequest) -> HttpResponse:
    """The record, newest first, by the filters in the address."""
    form = _filter_of(request)
    asked = form.cleaned_data if form.is_valid() else {}
    found = (
        selectors.records(scope_from(request), asked)
        if form.is_valid()
        else selectors.records(scope_from(request), {}).none()
    )
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    kept = urlencode({name: value for name, value in request.GET.items() if name != "page" and value})
    return render(request, "audit/list.html", {"form": form, "page": page, "kept": kept})


@needs("audit-see", read_is_recorded=True)
@require_safe
def record_page(request: HttpRequest, key: int) -> HttpResponse:
    """One record: what was before and after."""
    one = get_object_or_404(selectors.records(scope_from(request), {}), pk=key)
    changed = [
        (name, one.before.get(name), one.after.get(name)) for name in sorted({*one.before, *one.after})
    ]
    return render(
        request, "audit/record.html", {"one": one, "done": in_words(one.action), "changed": changed}
    )


@needs("audit-see")
@require_safe
def record_export(request: HttpRequest, written_as: str) -> HttpResponseBase:
    """The records that fit the filters, as a file; the export is recorded."""
    form = _filter_of(request)
    if written_as not in WRITTEN_AS or not form.is_valid():
        raise Http404
    found = selectors.records(scope_from(request), form.cleaned_data)
    asked = {name: str(value) for name, value in request.GET.items() if value}
    newest = found.values_list("pk", flat=True).first() or 0
    note_export(actor_of(request), "audit records", asked, written_as, found.count())
    kind, write = WRITTEN_AS[written_as]
    answer = StreamingHttpResponse(
        write(found.filter(pk__lte=newest).iterator(chunk_size=2000)), content_type=kind
    )
    name = f"audit-{timezone.localdate():%Y-%m-%d}.{written_as}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@needs("audit-see")
@require_safe
def chain_page(request: HttpRequest) -> HttpResponse:
    """Whether the record is whole."""
    return render(request, "audit/chain.html", {"verdict": verify()})


def _filter_of(request: HttpRequest) -> RecordFilter:
    return RecordFilter(
        request.GET, actions=selectors.actions(), organisations=selectors.organisations(scope_from(request))
    )

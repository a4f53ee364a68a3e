"""Looking at registers: which there are, what stands in one, an entry, two of its versions."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from wardmote.definitions.registers import Register
from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of, scope_from
from wardmote.site.kit.audit import marked
from wardmote.site.kit.audit.reading import note_export
from wardmote.site.kit.house import workspace
from wardmote.site.kit.pages.tables import csv_answer
from wardmote.site.kit.registers import charts, comparing, counts, rules, selectors
from wardmote.site.kit.registers.selectors import Asked, Row
from wardmote.site.rooms.registers.views.finding import asked_of, entry_or_404, names_of, register_or_404

A_PAGE = 50


@needs("registers-see")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every register that they may open, with what is open and late in it."""
    scope, day = scope_from(request), timezone.localdate()
    known = selectors.registers(scope)
    rows: dict[str, list[selectors.Row]] = {one.id: [] for one in known}
    for row in selectors.rows_of_all(scope, known, day):
        rows[row.register.id].append(row)
    found = [(one, counts.standing(rows[one.id])) for one in known]
    return render(request, "registers/index.html", {"found": found})


@needs("registers-see")
@require_safe
def entry_list(request: HttpRequest, register: str) -> HttpResponse:
    """What stands in a register, by the filters and the order in the address."""
    one, scope = register_or_404(request, register), scope_from(request)
    names = names_of(request, one)
    form, asked = asked_of(request.GET, one, names)
    found = selectors.rows(scope, one, asked) if asked else []
    every = found if asked == Asked(choices=asked.choices if asked else None) else selectors.rows(scope, one)
    kept = [(name, value) for name, value in request.GET.items() if name not in ("page", "sort") and value]
    marked.shows(request, *(selectors.marking_of(row.entry) for row in found))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    shown: dict[str, Any] = {
        "register": one,
        "form": form,
        "page": page,
        "lines": _lines(found, page),
        "columns": _columns(one, request.GET.get("sort", ""), urlencode(kept)),
        "kept": urlencode([*kept, *((("sort", request.GET["sort"]),) if request.GET.get("sort") else ())]),
        "filtered": bool(kept),
        "standing": counts.standing(every),
        "counts": counts.counted(one, every, timezone.localdate()),
        "may_change": rules.may_change(scope, one),
    }
    return render(request, "registers/list.html", shown)


@needs("registers-see")
@require_safe
def entry_page(request: HttpRequest, register: str, number: int) -> HttpResponse:
    """An entry: what it says, which days run, all that it ever was, and what points at it."""
    one, scope = register_or_404(request, register), scope_from(request)
    entry = entry_or_404(request, one, number)
    shown = {
        "register": one,
        "row": selectors.row_of(entry, one, names_of(request, one)),
        "versions": list(entry.versions.all()),
        "adding": [
            (other, f"{reverse('register-add', kwargs={'register': other.id})}?{field.id}={entry.number}")
            for other in selectors.registers(scope)
            for field in other.fields
            if field.leads_to == one.id != other.id and rules.may_change(scope, other)
        ],
        "pointing": selectors.pointing_at(scope, one, entry.number),
        "may_change": rules.may_change(scope, one),
    }
    return render(request, "registers/entry.html", shown)


@needs("registers-see")
@require_safe
def chart(request: HttpRequest, register: str) -> HttpResponse:
    """Which entry stands under which, as a drawing and as a table."""
    one, scope = register_or_404(request, register), scope_from(request)
    if not one.under:
        raise Http404
    standing = charts.standing_under(
        selectors.rows(scope, one, Asked(state="open", sort="number")), one.under
    )
    return render(
        request,
        "registers/chart.html",
        {"register": one, "places": standing, "drawn": charts.drawn(standing)},
    )


@needs("registers-see")
@require_safe
def compare(request: HttpRequest, register: str, number: int) -> HttpResponse:
    """Two versions of an entry: what differs."""
    one = register_or_404(request, register)
    entry = entry_or_404(request, one, number)
    versions = {version.number: version for version in entry.versions.all()}
    later = versions.get(_number(request.GET.get("to")) or entry.version)
    earlier = versions.get(_number(request.GET.get("from")) or (later.number - 1 if later else 0))
    if later is None or earlier is None:
        raise Http404
    names = names_of(request, one)
    shown = {
        "register": one,
        "row": selectors.row_of(entry, one, names),
        "earlier": earlier,
        "later": later,
        "versions": sorted(versions),
        "differences": comparing.differences(one, earlier.state, later.state, names),
    }
    return render(request, "registers/compare.html", shown)


@needs("registers-see")
@require_safe
def counts_file(request: HttpRequest) -> HttpResponse:
    """Every count of every register as it stands today, as the door of the evidence takes it in; it is recorded."""
    scope, day = scope_from(request), timezone.localdate()
    found = [
        count
        for one in selectors.registers(scope)
        for count in counts.counted(one, selectors.rows(scope, one, day=day), day)
    ]
    note_export(actor_of(request), "counts of registers", {}, "csv", len(found))
    whole = scope.sight("registers-see") == "partnership"
    area = "+".join(workspace().settings.codes) if whole else ""
    return csv_answer(counts.as_csv(found, area), f"register-counts-{day:%Y-%m-%d}")


def _lines(found: list[Row], page: Page[Row]) -> list[tuple[Row, bool]]:
    """What the list writes, each with whether it stands on this page; the rest of what fits is for paper alone, and left
    out where it is more than anybody prints."""
    if len(found) > workspace().definitions.threshold("register-print-rows"):
        return [(one, True) for one in page]
    return [(one, page.start_index() <= at <= page.end_index()) for at, one in enumerate(found, 1)]


def _columns(register: Register, sort: str, kept: str) -> list[dict[str, str]]:
    """The columns of the list, each with the address that sorts by it."""
    titles = [("number", gettext("No.")), *((field.id, field.title) for field in register.listed)]
    titles += [("status", gettext("Status"))]
    titles += [] if register.of_organisations else [("organisation", gettext("Organisation"))]
    titles += [("owner", gettext("Looked after by"))]
    titles += [("due", gettext("Next day"))] if register.clocks else []
    made = []
    for name, title in titles:
        turned = f"-{name}" if sort == name else name
        way = {name: "ascending", f"-{name}": "descending"}.get(sort, "none")
        address = f"?{kept}{'&' if kept else ''}{urlencode({'sort': turned})}"
        made.append({"name": name, "title": title, "address": address, "way": way})
    return made


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0

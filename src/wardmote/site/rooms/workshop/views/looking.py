"""Scoring by an account, and what a frozen workshop recommends: on a page, and as a file."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wardmote.documents.judged import Recommended
from wardmote.documents.judgement import Adoption
from wardmote.operations.recommendation import FORMATS, recommendation, recommendation_document
from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of, scope_from
from wardmote.site.kit.audit import marked
from wardmote.site.kit.audit.reading import note_export
from wardmote.site.kit.house import workspace
from wardmote.site.kit.registers.models import Entry
from wardmote.site.kit.results import kept
from wardmote.site.rooms.priorities import selectors as priorities
from wardmote.site.rooms.scan.outcome import ACTIONS
from wardmote.site.rooms.workshop import rules, selectors
from wardmote.site.rooms.workshop.models import Stage, Workshop
from wardmote.site.rooms.workshop.phone import NOW, Phone, screen
from wardmote.site.rooms.workshop.views.finding import page_of, workshop_or_404

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "html": "text/html; charset=utf-8",
}


@needs(rules.SCORE)
@require_http_methods(["GET", "HEAD", "POST"])
def score(request: HttpRequest, key: int, number: int = 0) -> HttpResponse:
    """Score in silence for one's own organisation."""
    workshop = workshop_or_404(request, key)
    own = selectors.own_seat(scope_from(request), workshop)
    if own is None or workshop.stage != Stage.OPEN:
        raise Http404

    def at(step: str) -> str:
        if step == NOW:
            return reverse("workshop-score", kwargs={"key": workshop.pk})
        return reverse("workshop-score-card", kwargs={"key": workshop.pk, "number": int(step)})

    phone = Phone(actor_of(request), own, at, (page_of(workshop), workshop.title))
    return screen(request, phone, str(number) if number else NOW)


@needs(rules.SEE)
@require_safe
def recommended(request: HttpRequest, key: int) -> HttpResponse:
    """What a workshop recommends, as the board is asked to approve it."""
    workshop, told = _frozen_or_404(request, key)
    found = priorities.recommendation(scope_from(request), workshop.pk)
    document = recommendation_document(workspace(), told, adoption=_adoption(found))
    actions = Entry.objects.filter(register=ACTIONS, origin__startswith=f"workshop {workshop.pk} issue ")
    shown = {
        "workshop": workshop,
        "document": document,
        "told": told,
        "found": found,
        "actions": actions if scope_from(request).may("registers-see") else [],
        "forms": FORMATS,
    }
    marked.shows(request, marked.of_papers())
    return render(request, "workshop/recommendation.html", shown)


@needs(rules.SEE)
@require_safe
def download(request: HttpRequest, key: int, form: str) -> HttpResponse:
    """The same as a file; the export is recorded."""
    workshop, told = _frozen_or_404(request, key)
    if form not in FORMATS:
        raise Http404
    name, here = f"recommendation-{told.day:%Y-%m-%d}", workspace()
    adoption = _adoption(priorities.recommendation(scope_from(request), workshop.pk))

    def written() -> bytes:
        with TemporaryDirectory() as folder:
            return recommendation(here, told, Path(folder), [form], name=name, adoption=adoption)[
                0
            ].read_bytes()

    file = kept(here, ("recommendation", told.mark, adoption, form), written)
    note_export(actor_of(request), f"the recommendation of {workshop.title}", {}, form, 1)
    answer = HttpResponse(file, content_type=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


def _adoption(found: priorities.Recommendation | None) -> Adoption | None:
    return priorities.frozen(found.adoption) if found else None


def _frozen_or_404(request: HttpRequest, key: int) -> tuple[Workshop, Recommended]:
    workshop = workshop_or_404(request, key)
    told = workshop.recommendation
    if told is None:
        raise Http404
    return workshop, told

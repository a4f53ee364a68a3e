"""Groups and meetings at a glance, the papers of a meeting, and what its minutes ask for."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wardmote.operations.meeting_papers import FORMATS, write_papers
from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of, scope_from
from wardmote.site.kit.audit import marked
from wardmote.site.kit.audit.reading import note_export
from wardmote.site.kit.pages.asking import Question, ask
from wardmote.site.kit.registers import selectors as registers
from wardmote.site.kit.registers.names import people_and_organisations
from wardmote.site.kit.registers.rules import NotAccepted
from wardmote.site.kit.registers.selectors import Row
from wardmote.site.rooms.library.files import KINDS
from wardmote.site.rooms.library.forms import NAMES
from wardmote.site.rooms.meetings import minutes as of_minutes
from wardmote.site.rooms.meetings import selectors
from wardmote.site.rooms.meetings.forms import WhoseForm
from wardmote.site.rooms.meetings.minutes import Asked
from wardmote.site.rooms.meetings.owners import Owners
from wardmote.site.rooms.meetings.pack import AROUND, papers_of
from wardmote.site.rooms.meetings.rules import Group, Meeting, is_quorate
from wardmote.site.rooms.meetings.selectors import Kept
from wardmote.site.rooms.meetings.together import PACK, together

ZIP = "zip"


@needs("registers-see")
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """Which groups meet, how often, who comes, and who is missing."""
    scope, day = scope_from(request), timezone.localdate()
    found = selectors.overview(scope, day)
    known = {one.group.number: one.group for one in found.groups}
    held = sorted(found.meetings, key=lambda one: one.day, reverse=True)
    lines = [(one, known.get(one.group), _quorum(one, known)) for one in held]
    return render(request, "meetings/groups.html", {"found": found, "meetings": lines, "today": day})


@needs("registers-see")
@require_safe
def papers(request: HttpRequest, number: int) -> HttpResponse:
    """The papers of a meeting, and what its minutes ask for."""
    row, held = _meeting_or_404(request, number)
    marked.shows(request, registers.marking_of(row.entry), marked.of_papers())
    shown = {
        "row": row,
        "papers": papers_of(scope_from(request), row, held),
        "formats": [
            *((one, NAMES.get(one, one)) for one in FORMATS),
            *([(ZIP, _("ZIP, with the documents"))] if row.entry.values.get("documents") else []),
        ],
        "asked": of_minutes.asked_in(scope_from(request), row),
    }
    return render(request, "meetings/papers.html", shown)


@needs("registers-see")
@require_safe
def download(request: HttpRequest, number: int, written_as: str) -> HttpResponse:
    """The pack as a file; the export is recorded."""
    row, held = _meeting_or_404(request, number)
    if written_as not in (*FORMATS, ZIP):
        raise Http404
    name, documents = f"papers-{number}-{row.entry.values['day']}", 0
    form = PACK if written_as == ZIP else written_as
    with TemporaryDirectory(prefix="wardmote-") as folder:
        made = write_papers(papers_of(scope_from(request), row, held), Path(folder), form, name)
        content = made.read_bytes()
    if written_as == ZIP:
        content, documents = together(scope_from(request), row, content, name)
    marking = marked.recorded([registers.marking_of(row.entry), marked.of_papers()])
    note_export(actor_of(request), f"the papers of {row.title}", {}, written_as, 1 + documents, marking)
    answer = HttpResponse(content, content_type=KINDS.get(written_as, "application/zip"))
    answer["Content-Disposition"] = f'attachment; filename="{name}.{written_as}"'
    return answer


@needs("registers-change")
@require_http_methods(["GET", "HEAD", "POST"])
def minutes(request: HttpRequest, number: int) -> HttpResponse:
    """Enter the actions and decisions that the minutes name."""
    row, _held = _meeting_or_404(request, number)
    owners = of_minutes.owners_of_actions(scope_from(request))
    asked = of_minutes.asked_in(scope_from(request), row, owners)
    ready = [one for one in asked if one.ready]
    if not ready:
        raise Http404
    there = reverse("meeting", kwargs={"number": number})
    question = Question(
        _("What the minutes ask for"), _("Add them to the registers"), there, there,
        _("Added: %(n)s.") % {"n": len(ready)},
        shown={_("To be added"): [_line(one, owners) for one in ready]},
    )  # fmt: skip
    form = WhoseForm(*((request.POST,) if request.method == "POST" else ()), asked=ready, owners=owners)
    return ask(
        request, question, form,
        lambda told: of_minutes.enter(actor_of(request), row, ready, form.chosen()), NotAccepted,
    )  # fmt: skip


def _line(one: Asked, owners: Owners) -> str:
    """What is to be entered, and for whom."""
    keys = (f"person-{one.whose.person}", f"organisation-{one.whose.organisation}")
    named = ", ".join(owners.titles[key] for key in keys if key in owners.titles)
    return (
        _("%(action)s (for %(names)s)") % {"action": one.point.words, "names": named}
        if named
        else one.point.words
    )


def _meeting_or_404(request: HttpRequest, number: int) -> tuple[Row, Kept]:
    """A meeting, and what the registers hold around it."""
    day, names = timezone.localdate(), people_and_organisations()
    held = selectors.kept(scope_from(request), day, *AROUND, names=names)
    found = held.one(selectors.MEETINGS, number)
    if found is None:
        raise Http404
    return found, held


def _quorum(one: Meeting, known: dict[int, Group]) -> bool | None:
    group = known.get(one.group)
    return is_quorate(group, one) if group and one.took_place else None

"""Files of the priorities: decision records as a table, and the judgement for an assessment without the site."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wardmote.publishing.plain_sheets import WRITERS, Column, Sheet
from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of, scope_from
from wardmote.site.kit.audit.reading import note_export
from wardmote.site.kit.sheets import as_file
from wardmote.site.rooms.priorities import rules
from wardmote.site.rooms.priorities.judging import judged_for
from wardmote.site.rooms.priorities.selectors import Recommendation
from wardmote.site.rooms.priorities.thread import counted
from wardmote.site.rooms.priorities.views.finding import found_or_404, lasting

JSON = "application/json"


@needs(rules.SEE)
@require_safe
def decisions(request: HttpRequest, key: int, written_as: str) -> HttpResponse:
    """A row for each issue, in and out; the export is recorded."""
    found = found_or_404(request, key)
    if written_as not in WRITERS:
        raise Http404
    sheet = _sheet(request, found)
    note_export(actor_of(request), f"decisions of {found.record.workshop}", {}, written_as, len(sheet.rows))
    return as_file(sheet, f"decisions-{found.record.day:%Y-%m-%d}", written_as)


@needs(rules.SEE)
@require_safe
def judgement(request: HttpRequest, key: int) -> HttpResponse:
    """All that partners judged, for ``wardmote assess --judgement``; the export is recorded."""
    found, scope = found_or_404(request, key), scope_from(request)
    judged = judged_for(scope, found) if rules.sees_all(scope) else None
    if judged is None:
        raise Http404
    note_export(
        actor_of(request), f"judgement of {found.record.workshop}", {}, "json", len(judged.recommended.issues)
    )
    answer = HttpResponse(judged.as_file(), content_type=JSON)
    answer["Content-Disposition"] = f'attachment; filename="judgement-{found.record.day:%Y-%m-%d}.json"'
    return answer


def _sheet(request: HttpRequest, found: Recommendation) -> Sheet:
    record, adoption = found.record, found.adoption
    titles = {one.number: one.title for one in record.issues}
    board = f"{adoption.get_decided_display()}, {adoption.day}" if adoption else _("not decided yet")
    rows = []
    for one in record.issues:
        work = found.work(one.number)
        figures = "; ".join(
            f"{each.title}, {each.period}: {each.figure.value if each.figure.value is not None else each.figure.state.words}"
            for each in counted(one)
        )
        against = "; ".join(
            f"{d.partner}: {d.words}" for d in record.dissents if d.issue in (None, one.number)
        )
        rows.append((
            one.number, one.title, one.outcome.words, one.reason, one.places.place, figures,
            ", ".join(titles.get(at, str(at)) for at in one.passed_over), one.passing, against,
            work.owner if work else "", work.aim if work else "", work.first_action if work else "",
            work.due if work and work.due else "", record.day, record.chair, board, record.snapshot,
            request.build_absolute_uri(lasting(found, one.number)),
        ))  # fmt: skip
    heads = (
        _("No."), _("Issue"), _("Becomes"), _("Why"), _("Place"), _("Figures as decided"), _("Chosen before"),
        _("Why before them"), _("Who thought otherwise"), _("Whose it is"), _("What is to change"), _("Next step"),
        _("By when"), _("Day of the workshop"), _("Chair"), _("Board"), _("Snapshot of the evidence"), _("Golden thread"),
    )  # fmt: skip
    return Sheet(record.workshop, tuple(Column(one) for one in heads), tuple(rows))

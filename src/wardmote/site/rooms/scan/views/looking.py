"""The list of scans, and one of them: what is set up, how far partners are, or what came of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wardmote.site.kit.access.leavers import left_of
from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import scope_from
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.scan import rules, selectors
from wardmote.site.rooms.scan.models import Stage
from wardmote.site.rooms.scan.views.finding import scan_or_404


@needs(rules.SEE)
@require_safe
def scans(request: HttpRequest) -> HttpResponse:
    """Every scan, and for each what waits for whoever looks."""
    scope, today = scope_from(request), timezone.localdate()
    mine = {one.scan_id for one in selectors.to_score(scope, today)}
    lines = [(one, one.pk in mine) for one in selectors.scans(scope)]
    return render(request, "scan/list.html", {"lines": lines, "manages": rules.may_manage(scope)})


@needs(rules.SEE)
@require_safe
def scan_page(request: HttpRequest, key: int) -> HttpResponse:
    """One scan: once it is closed, its results."""
    found, scope = scan_or_404(request, key), scope_from(request)
    if found.stage == Stage.CLOSED:
        return redirect("scan-results", key=key)
    own = selectors.own_partner(scope, found)
    listed = selectors.issues(found)
    manages = rules.may_manage(scope)
    asked = selectors.partners(found)
    shown: dict[str, Any] = {
        "scan": found,
        "manages": manages,
        "matrix": selectors.matrix_of(found),
        "own": own,
        "late": own is None and selectors.is_late_for(scope, found),
        "takes": own is not None and rules.takes_scores(found, timezone.localdate()),
        "issues": listed if manages else [one for one in listed if one.for_all],
        "partners": [(one, rules.state_of(one)) for one in asked],
        "gone": left_of([one for who in asked for one in (who.scorer_email, who.deputy_email)]),
        "most": int(workspace().definitions.threshold("scan-issues")),
        "today": timezone.localdate(),
    }
    return render(request, "scan/scan.html", shown)

"""While a scan is open: scoring by an account, letters, more time, the close."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of, scope_from
from wardmote.site.rooms.scan import closing, inviting, rules, selectors
from wardmote.site.rooms.scan.desk import START, Desk, screen
from wardmote.site.rooms.scan.forms import AfreshForm, LastDayForm, WhyForm
from wardmote.site.rooms.scan.models import Scan, Stage
from wardmote.site.rooms.scan.setting_up import NotNow
from wardmote.site.rooms.scan.views.finding import asked, managed_or_404, page_of, partner_or_404, scan_or_404

both = require_http_methods(["GET", "HEAD", "POST"])


@needs(rules.SCORE)
@both
def score(request: HttpRequest, key: int, step: str = START) -> HttpResponse:
    """Score for one's own organisation."""
    scan = scan_or_404(request, key)
    own = selectors.own_partner(scope_from(request), scan)
    if own is None:
        raise Http404
    own.scan = scan
    at = Desk(
        actor_of(request), own, lambda step: reverse("scan-score", kwargs={"key": scan.pk, "step": step}),
        (page_of(scan), scan.title),
    )  # fmt: skip
    return screen(request, at, step)


@needs(rules.MANAGE)
@require_POST
def chase(request: HttpRequest, key: int, which: int) -> HttpResponse:
    """Remind a partner."""
    scan = _open_or_404(request, key)
    partner = partner_or_404(scan, which)
    try:
        inviting.chase(actor_of(request), partner, _site(request))
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(partner)s was reminded.") % {"partner": partner})
    return redirect(page_of(scan))


@needs(rules.MANAGE)
@require_POST
def invite(request: HttpRequest, key: int, which: int) -> HttpResponse:
    """Send those who score for a partner their letter; a new link ends the old one."""
    scan = _open_or_404(request, key)
    partner = partner_or_404(scan, which)
    sent = inviting.invite(actor_of(request), scan, _site(request), [partner])
    messages.success(request, _("Letters sent: %(n)s.") % {"n": sent})
    return redirect(page_of(scan))


@needs(rules.MANAGE)
@both
def give_back(request: HttpRequest, key: int, which: int) -> HttpResponse:
    """Give a partner back what it handed in, to be put right."""
    scan = _open_or_404(request, key)
    partner = partner_or_404(scan, which)
    if not partner.submitted:
        raise Http404
    form = WhyForm(request.POST if request.method == "POST" else None)
    notes = (
        _("Its scores stay as they are until it changes them, and count once they are handed in again."),
        _("Who scores for it gets a letter with your reason."),
    )
    title = _("Give %(partner)s its scores back") % {"partner": partner}
    return asked(
        request, scan, (title, _("Give them back")),
        lambda told: inviting.give_back(actor_of(request), partner, told["why"], _site(request)), form, notes=notes,
    )  # fmt: skip


@needs(rules.MANAGE)
@both
def afresh(request: HttpRequest, key: int, which: int) -> HttpResponse:
    """Have somebody else score for a partner, from the beginning."""
    scan = _open_or_404(request, key)
    partner = partner_or_404(scan, which)
    if partner.submitted or not partner.began:
        raise Http404
    form = AfreshForm(request.POST if request.method == "POST" else None)
    notes = (
        _(
            "What was begun is put aside, counts nowhere, and is shown to nobody, whoever scores now included."
        ),
        _("Who scored so far gets a letter with your reason."),
    )
    title = _("Somebody else scores for %(partner)s, afresh") % {"partner": partner}
    return asked(
        request, scan, (title, _("Begin afresh")),
        lambda told: inviting.begin_afresh(actor_of(request), partner, told, _site(request)), form,
        notes=notes, warns=True,
    )  # fmt: skip


@needs(rules.MANAGE)
@both
def extend(request: HttpRequest, key: int) -> HttpResponse:
    """Another last day."""
    scan = _open_or_404(request, key)
    form = LastDayForm(request.POST if request.method == "POST" else None, initial={"closes": scan.closes})
    return asked(
        request, scan, (_("Give partners more time"), _("Save")),
        lambda told: closing.extend(actor_of(request), scan, told["closes"]), form,
    )  # fmt: skip


@needs(rules.MANAGE)
@both
def close(request: HttpRequest, key: int) -> HttpResponse:
    """Close a scan, for good."""
    scan = _open_or_404(request, key)
    held = selectors.progress(scan)
    missing = [str(one) for one in (*held.started, *held.silent)]
    notes = (
        _("Nobody can score afterwards, and everybody who may see scans sees what was submitted."),
        _("What was begun and not submitted does not count."),
    )
    return asked(
        request, scan, (_("Close the scan"), _("Close it")),
        lambda told: closing.close_scan(actor_of(request), scan),
        notes=notes, warns=True, shown={_("Has not submitted"): missing},
    )  # fmt: skip


def _open_or_404(request: HttpRequest, key: int) -> Scan:
    scan = managed_or_404(request, key)
    if scan.stage != Stage.OPEN:
        raise Http404
    return scan


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")

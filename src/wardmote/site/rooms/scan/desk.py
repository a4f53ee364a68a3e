"""The desk at which a partner scores: the same screens for who is signed in and for who comes by a link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from wardmote.definitions.matrices import Matrix
from wardmote.site.kit.access.leavers import left_of
from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.identifying import warning
from wardmote.site.kit.pages.asking import Question, ask
from wardmote.site.rooms.scan import inviting, rules, scoring, selectors
from wardmote.site.rooms.scan.forms import DeputyForm, OwnIssueForm, ScoreForm
from wardmote.site.rooms.scan.models import Issue, Partner, Return
from wardmote.site.rooms.scan.setting_up import NotNow

START, ADD, DEPUTY, REVIEW, RECEIPT = "start", "add", "deputy", "review", "receipt"
UNPROCESSABLE = 422


@dataclass
class Desk:
    """Who scores, for whom, and where: ``at`` gives the address of a step; ``back``: the way out, address and words.

    ``keeps`` is false in a preview: everything can be tried, and nothing is kept.
    """

    actor: Actor
    partner: Partner
    at: Callable[[str], str]
    back: tuple[str, str]
    keeps: bool = True
    matrix: Matrix = field(init=False)
    issues: list[Issue] = field(init=False)
    said: dict[int, Return] = field(init=False)

    def __post_init__(self) -> None:
        scan = self.partner.scan
        self.matrix = selectors.matrix_of(scan)
        self.issues = selectors.issues_for(self.partner) if self.keeps else selectors.issues(scan)
        self.said = selectors.own_returns(self.partner) if self.keeps else {}

    @property
    def takes(self) -> bool:
        """Whether scores are taken now."""
        open_now = rules.takes_scores(self.partner.scan, timezone.localdate())
        return not self.keeps or (open_now and not self.partner.submitted)

    @property
    def names(self) -> list[str]:
        """Who scores for the partner, as it was told."""
        return [name for name, _email in inviting.scorers(self.partner)] if self.keeps else []

    @property
    def lacks_deputy(self) -> bool:
        """Whether who scores may name a deputy: none is named, or the one that was has left."""
        deputy = self.partner.deputy_email
        return self.keeps and (not deputy or bool(left_of([deputy])))

    def answered(self, issue: Issue) -> str:
        """How far one issue is, in words."""
        said = self.said.get(issue.pk)
        given = len(said.scores) if said else 0
        if not given:
            return _("Not begun")
        return _("Done") if given == len(self.matrix.criteria) else _("Begun")


def screen(request: HttpRequest, desk: Desk, step: str) -> HttpResponse:
    """One step of scoring."""
    if desk.partner.submitted and step != RECEIPT:
        return redirect(desk.at(RECEIPT))
    if step.isdecimal():
        return _issue(request, desk, int(step))
    named = {START: _start, ADD: _add, DEPUTY: _deputy, REVIEW: _review, RECEIPT: _receipt}
    if step not in named:
        raise Http404
    return named[step](request, desk)


def _start(request: HttpRequest, desk: Desk) -> HttpResponse:
    return render(request, "scan/start.html", _told(desk))


def _issue(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    place = next((at for at, one in enumerate(desk.issues) if one.number == number), None)
    if place is None:
        raise Http404
    issue = desk.issues[place]
    typed = request.headers.get("HX-Request") == "true"
    sent = request.POST if request.method == "POST" else None
    form = ScoreForm(desk.matrix, sent, desk.said.get(issue.pk), whole=not typed)
    after = desk.issues[place + 1].number if place + 1 < len(desk.issues) else None
    kept = _Kept(desk.said.get(issue.pk))
    if sent is not None:
        form.is_valid()
        kept = _keep(desk, issue, form, sent.get("seen", ""))
        if typed:
            told = {"kept": kept, "at": timezone.now(), "warning": warning([form.said.reason])}
            return render(request, "scan/saved.html", told)
        if not kept.fault and form.is_valid():
            return redirect(desk.at(str(after) if after else REVIEW))
    shown = _told(desk) | {
        "issue": issue,
        "form": form,
        "kept": kept,
        "theirs": [(issue, kept.theirs)] if kept.theirs else [],
        "CANNOT_SAY": rules.CANNOT_SAY,
        "place": place + 1,
        "before": desk.issues[place - 1].number if place else None,
        "after": after,
        "warning": warning([form["reason"].value() or ""]),
    }
    return render(
        request, "scan/issue.html", shown, status=UNPROCESSABLE if form.errors or kept.fault else 200
    )


@dataclass(frozen=True)
class _Kept:
    """What came of saving. ``theirs``: what another of the organisation saved meanwhile, until this is sent again."""

    held: Return | None = None
    fault: str = ""
    theirs: Return | None = None
    told: str = ""
    """The version that whoever types has seen, where it is not that which is held."""

    @property
    def seen(self) -> str:
        """The version that was seen, as the next save tells it."""
        return self.held.saved.isoformat() if self.held else self.told


def _keep(desk: Desk, issue: Issue, form: ScoreForm, seen: str) -> _Kept:
    """Keep what was given, right or not yet whole."""
    if not desk.keeps:
        return _Kept()
    try:
        return _Kept(scoring.save_return(desk.actor, desk.partner, issue, form.said, seen=seen))
    except scoring.SavedMeanwhile as refusal:
        return _Kept(fault=str(refusal), theirs=refusal.held, told=seen)
    except NotNow as refusal:
        return _Kept(fault=str(refusal), told=seen)


def _add(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = OwnIssueForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not desk.keeps:
            return redirect(desk.at(START))
        try:
            told = form.cleaned_data
            made = scoring.add_own_issue(desk.actor, desk.partner, told["title"], told["words"])
            return redirect(desk.at(str(made.number)))
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    return render(
        request, "scan/add.html", _told(desk) | {"form": form}, status=UNPROCESSABLE if form.errors else 200
    )


def _deputy(request: HttpRequest, desk: Desk) -> HttpResponse:
    if not desk.takes or not desk.lacks_deputy:
        raise Http404
    form = DeputyForm(request.POST if request.method == "POST" else None)
    start, site = desk.at(START), request.build_absolute_uri("/").rstrip("/")
    question = Question(
        _("Name a deputy"), _("Name them"), start, start, _("They were sent a letter."),
        (_("They see everything that was given here, and can change it. Nobody else can name them."),),
    )  # fmt: skip
    return ask(
        request, question, form,
        lambda told: inviting.name_deputy(desk.actor, desk.partner, told["deputy_name"], told["deputy_email"], site),
        NotNow,
    )  # fmt: skip


def _review(request: HttpRequest, desk: Desk) -> HttpResponse:
    fault = ""
    if request.method == "POST" and desk.keeps:
        try:
            scoring.submit(desk.actor, desk.partner)
            return redirect(desk.at(RECEIPT))
        except NotNow as refusal:
            fault = str(refusal)
    lines = [(one, desk.said.get(one.pk)) for one in desk.issues]
    missing = scoring.without_reason(desk.partner) if desk.keeps else []
    told = [(one, warning([said.reason])) for one, said in lines if said]
    shown = _told(desk) | {
        "lines": lines,
        "missing": missing,
        "told": told,
        "fault": fault,
        "CANNOT_SAY": rules.CANNOT_SAY,
    }
    return render(request, "scan/review.html", shown, status=UNPROCESSABLE if fault else 200)


def _receipt(request: HttpRequest, desk: Desk) -> HttpResponse:
    if not desk.partner.submitted:
        return redirect(desk.at(START))
    lines = [(one, desk.said.get(one.pk)) for one in desk.issues]
    shown = _told(desk) | {
        "lines": lines,
        "receipt": scoring.receipt_of(desk.partner),
        "CANNOT_SAY": rules.CANNOT_SAY,
    }
    return render(request, "scan/receipt.html", shown)


def _told(desk: Desk) -> dict[str, Any]:
    return {"desk": desk, "scan": desk.partner.scan, "matrix": desk.matrix}

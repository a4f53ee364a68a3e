"""The cases of the services of the scan: one for each, as ``audit_cases`` asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from wardmote.site.rooms.scan import afresh, closing, scoring, setting_up
from wardmote.site.rooms.scan.models import Issue, Partner, Return, Scan, Stage
from wardmote.site.rooms.scan.scoring import Said
from wardmote.site.rooms.scan.selectors import matrix_of

ISSUE = {"title": "Shop theft", "measure": "", "words": ""}
NOBODY = {"scorer_name": "", "scorer_email": "", "deputy_name": "", "deputy_email": ""}

AFRESH = {"scorer_name": "B", "scorer_email": "b@example.test", "why": "The first one is ill."}


def _told(given: Any) -> dict[str, Any]:
    later = given.today + timedelta(days=21)
    return {"title": "Autumn", "matrix": "scan", "opens": given.today, "closes": later}


def _scan(given: Any, stage: Stage = Stage.SETTING_UP) -> tuple[Scan, Issue, Partner]:
    scan = Scan.objects.create(**_told(given), stage=stage)
    if stage != Stage.SETTING_UP:
        scan.matrix_said = matrix_of(scan).model_dump(mode="json")
        scan.save()
    issue = Issue.objects.create(scan=scan, number=1, title="Shop theft")
    return scan, issue, Partner.objects.create(scan=scan, organisation=given.organisation)


def _with(
    work: Callable[[Any, Scan, Issue, Partner], object],
    stage: Stage = Stage.SETTING_UP,
    *,
    said: bool = False,
) -> Callable[[Any], Callable[[], object]]:
    """A case that has a scan at a stage; ``said``: with a return that was handed in where it is closed or closing."""

    def case(given: Any) -> Callable[[], object]:
        scan, issue, partner = _scan(given, stage)
        if said:
            Return.objects.create(
                partner=partner, issue=issue, scores={"data": 3}, saved="2026-01-01T00:00:00Z"
            )
        return lambda: work(given.actor, scan, issue, partner)

    return case


def _submitted(
    work: Callable[[Any, Scan, Issue], object], stage: Stage
) -> Callable[[Any], Callable[[], object]]:
    def case(given: Any) -> Callable[[], object]:
        scan, issue, partner = _scan(given, stage)
        Partner.objects.filter(pk=partner.pk).update(submitted="2026-01-01T00:00:00Z")
        Return.objects.create(partner=partner, issue=issue, scores={"data": 3}, saved="2026-01-01T00:00:00Z")
        return lambda: work(given.actor, scan, issue)

    return case


def _handed_in(work: Callable[[Any, Partner], object]) -> Callable[[Any], Callable[[], object]]:
    def case(given: Any) -> Callable[[], object]:
        _open, _issue, partner = _scan(given, Stage.OPEN)
        Partner.objects.filter(pk=partner.pk).update(submitted="2026-01-01T00:00:00Z")
        return lambda: work(given.actor, partner)

    return case


def _begun(work: Callable[[Any, Partner], object]) -> Callable[[Any], Callable[[], object]]:
    def case(given: Any) -> Callable[[], object]:
        _open, _issue, partner = _scan(given, Stage.OPEN)
        Partner.objects.filter(pk=partner.pk).update(began="2026-01-01T00:00:00Z")
        return lambda: work(given.actor, partner)

    return case


CASES: dict[Any, Callable[[Any], Callable[[], object]]] = {
    setting_up.keep_scan: lambda given: lambda: setting_up.keep_scan(given.actor, None, _told(given)),
    setting_up.write_issue: _with(
        lambda actor, scan, issue, partner: setting_up.write_issue(
            actor, scan, None, ISSUE | {"title": "B"}, {}
        )
    ),
    setting_up.keep_issues: _with(
        lambda actor, scan, issue, partner: setting_up.keep_issues(actor, scan, ["Knives", "shop theft"])
    ),
    setting_up.remove_issue: _with(lambda actor, scan, issue, partner: setting_up.remove_issue(actor, issue)),
    setting_up.keep_partner: _with(
        lambda actor, scan, issue, partner: setting_up.keep_partner(actor, scan, partner, NOBODY)
    ),
    setting_up.remove_partner: _with(
        lambda actor, scan, issue, partner: setting_up.remove_partner(actor, partner)
    ),
    setting_up.begin: _with(lambda actor, scan, issue, partner: setting_up.begin(actor, scan, {})),
    scoring.save_return: _with(
        lambda actor, scan, issue, partner: scoring.save_return(actor, partner, issue, Said({"data": 2})),
        Stage.OPEN,
    ),
    scoring.add_own_issue: _with(
        lambda actor, scan, issue, partner: scoring.add_own_issue(actor, partner, "Other", ""), Stage.OPEN
    ),
    scoring.name_deputy: _with(
        lambda actor, scan, issue, partner: scoring.name_deputy(actor, partner, "B", "b@example.test"),
        Stage.OPEN,
    ),
    afresh.begin_afresh: _begun(
        lambda actor, partner: afresh.begin_afresh(actor, partner, AFRESH, [("a@example.test", "A", "B")])
    ),
    scoring.ask_all: _with(lambda actor, scan, issue, partner: scoring.ask_all(actor, issue), Stage.OPEN),
    scoring.submit: _with(
        lambda actor, scan, issue, partner: scoring.submit(actor, partner), Stage.OPEN, said=True
    ),
    scoring.take_sheet: _with(
        lambda actor, scan, issue, partner: scoring.take_sheet(
            actor, partner, [("Shop theft", Said({"data": 2}))]
        ),
        Stage.OPEN,
    ),
    closing.note_invited: _with(
        lambda actor, scan, issue, partner: closing.note_invited(actor, scan, [partner]), Stage.OPEN
    ),
    closing.chase: _with(
        lambda actor, scan, issue, partner: closing.chase(actor, partner, [("a@example.test", "A", "B")]),
        Stage.OPEN,
    ),
    closing.give_back: _handed_in(
        lambda actor, partner: closing.give_back(
            actor, partner, "A row slipped.", [("a@example.test", "A", "B")]
        )
    ),
    closing.extend: _with(
        lambda actor, scan, issue, partner: closing.extend(actor, scan, scan.closes + timedelta(days=1)),
        Stage.OPEN,
    ),
    closing.close_scan: _submitted(lambda actor, scan, issue: closing.close_scan(actor, scan), Stage.OPEN),
    closing.agree: _submitted(
        lambda actor, scan, issue: closing.agree(actor, issue, "data", 4, "One shop."), Stage.CLOSED
    ),
}

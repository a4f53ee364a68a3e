"""Gives the made-up partnership the scans of its years 3 and 4, and one that is open. All scores are made up."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from wardmote.site.kit.access.models import Organisation, Person
from wardmote.site.kit.access.scope import Actor, scope_of
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.scan import closing, rules, scoring, setting_up
from wardmote.site.rooms.scan.models import Partner, Scan
from wardmote.site.rooms.scan.scoring import Said

PLAN = Path(__file__).parent / "scans.yaml"
OPEN = "Scan of year 5"
ASKED_NOW = 3
"""Issues of the one that is open."""
CRITERIA = ("data", "judgement", "demand")
WHY = "Made up: so our people say."


def scans_run() -> int:
    """Run those of the plan to their close and open another, where there is none yet; say how many were made."""
    person = Person.objects.filter(email="cora.dinate@marrowmere.example").first()
    if person is None or Scan.objects.exists():
        return 0
    actor = Actor(person.pk, person.name, scope_of(person, workspace().definitions))
    plan: dict[str, Any] = yaml.safe_load(PLAN.read_text(encoding="utf-8"))
    for one in plan["scans"]:
        closed = _opened(actor, one)
        for partner in closed.partners.select_related("organisation", "scan"):
            if str(partner) in plan["partners"]:
                _submitted(actor, partner, plan["partners"].index(str(partner)), one["issues"])
        closing.close_scan(actor, closed)
        _dated(closed, one["opens"], one["closes"])
    last = plan["scans"][-1]
    _opened(actor, {"title": OPEN, "to": "", "issues": last["issues"][:ASKED_NOW]})
    return len(plan["scans"]) + 1


def _opened(actor: Actor, plan: dict[str, Any]) -> Scan:
    today = timezone.localdate()
    told = {
        "title": plan["title"],
        "matrix": "scan",
        "opens": today,
        "closes": today + timedelta(days=21),
        "to": plan["to"],
    }
    scan = setting_up.keep_scan(actor, None, told)
    known = workspace().definitions.measures
    for one in plan["issues"]:
        measure = one.get("measure", "")
        asked = {
            "title": one["title"],
            "measure": measure if measure in known else "",
            "words": one.get("words", ""),
        }
        setting_up.keep_issue(actor, scan, None, asked)
    nobody = {"scorer_name": "", "scorer_email": "", "deputy_name": "", "deputy_email": ""}
    for home in Organisation.objects.all():
        setting_up.keep_partner(actor, scan, None, {"organisation": home, **nobody})
    return setting_up.open_scan(actor, scan)


def _dated(scan: Scan, opens: date, closes: date) -> None:
    """Set a scan into the year that it tells of: it was opened and closed today, in one go."""
    zone = timezone.get_current_timezone()
    opened, closed = (datetime.combine(one, time(9), zone) for one in (opens, closes))
    Scan.objects.filter(pk=scan.pk).update(opens=opens, closes=closes, opened=opened, closed=closed)


def _submitted(actor: Actor, partner: Partner, place: int, plan: list[dict[str, Any]]) -> None:
    for issue, one in zip(partner.scan.issues.all(), plan, strict=True):
        given = {name: one[name][place] for name in CRITERIA}
        scores = {name: rules.CANNOT_SAY if value == "-" else value for name, value in given.items()}
        scoring.save_return(actor, partner, issue, Said(scores, "medium", WHY))
    scoring.submit(actor, partner)

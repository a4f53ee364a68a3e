"""Gives the made-up partnership one scan that is closed and one that is open. All scores are made up."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from wardmote.site.kit.access.models import Organisation, Person
from wardmote.site.kit.access.scope import Actor, scope_of
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.scan import closing, scoring, setting_up
from wardmote.site.rooms.scan.models import Partner, Scan
from wardmote.site.rooms.scan.scoring import Said

ISSUES = (
    ("Shoplifting in Old Quay", "shoplifting", "Traders of the quay tell of groups from outside."),
    ("Violence around Saltgate at night", "violence-and-sexual-offences", ""),
    (
        "Lanterns let fly over the lake",
        "",
        "The fire service fears for a thatched roof. None has burned in ten years.",
    ),
)
SCORES: dict[str, tuple[tuple[int | str, ...], ...]] = {
    "Council": ((4, 4, 3), (3, 4, 2), (1, 1, 1)),
    "Police": ((5, 3, 5), (4, 4, 4), (1, 1, 1)),
    "Fire": ((1, "cannot-say", 1), (2, "cannot-say", 1), (2, 4, 2)),
    "Probation": (("cannot-say", 3, 2), (4, 5, 3), ("cannot-say", 1, 1)),
}
"""Partner -> data, judgement and demand of each issue. Health does not respond."""
WHY = "Made up: so our people say."


def scans_run() -> int:
    """Make both where there is none yet, and say how many were made."""
    person = Person.objects.filter(email="cora.dinate@marrowmere.example").first()
    if person is None or Scan.objects.exists():
        return 0
    actor = Actor(person.pk, person.name, scope_of(person, workspace().definitions))
    closed = _opened(actor, "Made-up scan of last autumn")
    for partner in closed.partners.select_related("organisation", "scan"):
        if str(partner) in SCORES:
            _submitted(actor, partner)
    closing.close_scan(actor, closed)
    _opened(actor, "Made-up scan of this autumn")
    return 2


def _opened(actor: Actor, title: str) -> Scan:
    today = timezone.localdate()
    told = {"title": title, "matrix": "scan", "opens": today, "closes": today + timedelta(days=21)}
    scan = setting_up.keep_scan(actor, None, told)
    known = workspace().definitions.measures
    for name, measure, words in ISSUES:
        asked = {"title": name, "measure": measure if measure in known else "", "words": words}
        setting_up.keep_issue(actor, scan, None, asked)
    nobody = {"scorer_name": "", "scorer_email": "", "deputy_name": "", "deputy_email": ""}
    for home in Organisation.objects.all():
        setting_up.keep_partner(actor, scan, None, {"organisation": home, **nobody})
    return setting_up.open_scan(actor, scan)


def _submitted(actor: Actor, partner: Partner) -> None:
    criteria = ("data", "judgement", "demand")
    for issue, scores in zip(partner.scan.issues.all(), SCORES[str(partner)], strict=False):
        said = Said(dict(zip(criteria, scores, strict=True)), "medium", WHY)
        scoring.save_return(actor, partner, issue, said)
    scoring.submit(actor, partner)

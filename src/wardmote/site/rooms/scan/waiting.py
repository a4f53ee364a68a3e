"""What waits for people in scans."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.home.register import Need, declares
from wardmote.site.rooms.scan import rules, selectors
from wardmote.site.rooms.scan.flags import flagged
from wardmote.site.rooms.scan.models import Scan, Stage


@declares(rules.SCORE)
def to_score(scope: Scope, day: date) -> Iterator[Need]:
    """Scans that wait for the scores of somebody's organisation."""
    for one in selectors.to_score(scope, day):
        words = gettext("Score the issues: %(scan)s.") % {"scan": one.scan.title}
        yield Need(words, one.scan.closes, address=reverse("scan", kwargs={"key": one.scan_id}))


@declares(rules.MANAGE)
def to_run(scope: Scope, day: date) -> Iterator[Need]:
    """Scans whose end is near while partners are silent, that are over and not closed, or not talked over."""
    if not rules.may_manage(scope):
        return
    ahead = workspace().definitions.threshold("scan-ahead-days")
    for one in Scan.objects.exclude(stage=Stage.SETTING_UP):
        there = reverse("scan", kwargs={"key": one.pk})
        if one.stage == Stage.CLOSED:
            yield from _to_agree(one, there)
            continue
        held = selectors.progress(one)
        missing = [*held.started, *held.silent]
        if one.closes < day or not missing:
            words = gettext("Close the scan: %(scan)s.") % {"scan": one.title}
            yield Need(words, one.closes, address=there, late=one.closes < day)
        elif (one.closes - day).days <= ahead:
            words = gettext("Remind partners: %(scan)s.") % {"scan": one.title}
            names = ", ".join(str(partner) for partner in missing)
            more = gettext("Not yet submitted: %(names)s.") % {"names": names}
            yield Need(words, one.closes, more, there)


def _to_agree(scan: Scan, there: str) -> Iterator[Need]:
    """Scores far apart on which nothing was agreed."""
    scoring = selectors.scoring_of(scan)
    done = {(str(one.issue.number), name) for (_, name), one in selectors.agreed(scan).items()}
    left = flagged(scoring, apart_alone=True) - done
    if left:
        words = gettext("Talk over scores that lie far apart: %(scan)s.") % {"scan": scan.title}
        more = gettext("%(n)s of them are open.") % {"n": len(left)}
        yield Need(words, more=more, address=there)

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
from wardmote.site.rooms.scan.models import Partner, Scan, Stage
from wardmote.site.rooms.scan.selectors import Closed
from wardmote.site.rooms.workshop.models import Stage as Held


@declares(rules.SCORE)
def to_score(scope: Scope, day: date) -> Iterator[Need]:
    """Scans that wait for the scores of somebody's organisation."""
    for one in selectors.to_score(scope, day):
        words = gettext("Score the issues: %(scan)s.") % {"scan": one.scan.title}
        yield Need(words, one.scan.closes, address=reverse("scan", kwargs={"key": one.scan_id}))


@declares(rules.MANAGE)
def to_run(scope: Scope, day: date) -> Iterator[Need]:
    """Scans whose end is near while partners are silent, that are over and not closed, or not talked over before a workshop
    over them was frozen.
    """
    if not rules.may_manage(scope):
        return
    ahead = workspace().definitions.threshold("scan-ahead-days")
    begun = list(Scan.objects.exclude(stage=Stage.SETTING_UP).exclude(workshops__stage=Held.FROZEN))
    for closed in selectors.closed_scans(begun):
        yield from _to_agree(closed)
    silent: dict[int, list[Partner]] = {}
    for partner in selectors.yet_to_submit():
        silent.setdefault(partner.scan_id, []).append(partner)
    for one in (scan for scan in begun if scan.stage == Stage.OPEN):
        there, missing = _page(one), silent.get(one.pk)
        if one.closes < day or not missing:
            words = gettext("Close the scan: %(scan)s.") % {"scan": one.title}
            yield Need(words, one.closes, address=there, late=one.closes < day)
        elif (one.closes - day).days <= ahead:
            words = gettext("Remind partners: %(scan)s.") % {"scan": one.title}
            names = ", ".join(str(partner) for partner in missing)
            more = gettext("Not yet submitted: %(names)s.") % {"names": names}
            yield Need(words, one.closes, more, there)


def _to_agree(closed: Closed) -> Iterator[Need]:
    """Scores far apart on which nothing was agreed."""
    numbers = {one.pk: str(one.number) for one in closed.issues}
    done = {(numbers[issue], name) for issue, name in closed.agreed}
    left = flagged(closed.scoring(), apart_alone=True) - done
    if left:
        words = gettext("Talk over scores that lie far apart: %(scan)s.") % {"scan": closed.scan.title}
        more = gettext("%(n)s of them are open.") % {"n": len(left)}
        yield Need(words, more=more, address=_page(closed.scan))


def _page(scan: Scan) -> str:
    return reverse("scan", kwargs={"key": scan.pk})

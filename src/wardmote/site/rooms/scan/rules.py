"""What must hold in a scan, and who may do what with it: pure questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from wardmote.definitions.matrices import Matrix
from wardmote.definitions.registers import Identifying
from wardmote.site.kit.access.scope import Scope
from wardmote.site.rooms.scan.models import Issue, Partner, Scan, Stage

SEE, MANAGE, SCORE = "scan-see", "scan-manage", "scan-score"
CANNOT_SAY = "cannot-say"
SUBMITTED, STARTED, SILENT = "submitted", "started", "silent"


def takes_scores(scan: Scan, day: date) -> bool:
    """Whether partners may score on a day."""
    return scan.stage == Stage.OPEN and scan.opens <= day <= scan.closes


def state_of(partner: Partner) -> str:
    """How far a partner is; all that anybody but the partner learns before the close."""
    if partner.submitted:
        return SUBMITTED
    return STARTED if partner.began else SILENT


def may_see(scope: Scope, scan: Scan) -> bool:
    """Whether somebody may know of a scan: who manages it of every one, others once it has opened."""
    if not scope.may(SEE) or scope.sight(SEE) == "public":
        return False
    return may_manage(scope) or scan.stage != Stage.SETTING_UP


def may_manage(scope: Scope) -> bool:
    """Whether somebody sets scans up and closes them."""
    return scope.may(MANAGE) and scope.sight(MANAGE) == "partnership"


def may_see_results(scope: Scope, scan: Scan) -> bool:
    """Whether somebody may see scores: nobody before the close."""
    return scan.stage == Stage.CLOSED and may_see(scope, scan)


def may_score(scope: Scope, partner: Partner) -> bool:
    """Whether somebody scores for a partner by their account: for their own organisation alone."""
    return scope.may(SCORE) and partner.organisation_id in scope.organisations


def asked_of(issue: Issue, partner: Partner) -> bool:
    """Whether a partner is asked of an issue."""
    return issue.for_all or issue.added_by_id == partner.pk


def numbers(scores: Mapping[str, object]) -> list[int]:
    """The scores that are numbers."""
    return [one for one in scores.values() if isinstance(one, int)]


def needs_reason(matrix: Matrix, scores: Mapping[str, object]) -> bool:
    """Whether a score stands at an end of the scale, and so must be explained."""
    ends = {matrix.scale.least, matrix.scale.most}
    return any(one in ends for one in numbers(scores))


def fitting(matrix: Matrix, scores: Mapping[str, object]) -> dict[str, int | str]:
    """The scores of criteria that there are and values that the scale has; all else is not assessed."""
    known = {one.id for one in matrix.criteria}
    found: dict[str, int | str] = {}
    for name, one in scores.items():
        if name not in known:
            continue
        if isinstance(one, str):
            found |= {name: one} if one == CANNOT_SAY else {}
        elif isinstance(one, int) and matrix.scale.least <= one <= matrix.scale.most:
            found[name] = one
    return found


def identifying(texts: Iterable[str], looks: Iterable[Identifying]) -> str:
    """A warning where words look as if they told who somebody is; empty where they do not."""
    found = list(dict.fromkeys(look.title for text in texts for look in looks if re.search(look.match, text)))
    if not found:
        return ""
    return _("This looks like %(what)s. Write nothing by which somebody could be known.") % {
        "what": _(" and ").join(found)
    }

"""What must hold in a scan, and who may do what with it: pure questions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from wardmote.definitions.matrices import Matrix
from wardmote.site.kit.access.scope import Scope
from wardmote.site.rooms.scan.models import Issue, Partner, Return, Scan, Stage

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


def is_theirs_alone(partner: Partner) -> bool:
    """Whether a partner has said something that only it sees; who runs the scan has read what came by sheet."""
    return bool(partner.began or partner.submitted) and not partner.by_sheet


def asked_of(issue: Issue, partner: Partner) -> bool:
    """Whether a partner is asked of an issue."""
    return issue.for_all or issue.added_by_id == partner.pk


def overwrites(held: Return | None, by: str, seen: str) -> bool:
    """Whether somebody would overwrite what another of their organisation saved, unseen. ``seen``: the moment of the
    version that they saw; empty where there was none."""
    return held is not None and bool(held.saved_by) and held.saved_by != by and held.saved.isoformat() != seen


def takes_sheet(partner: Partner) -> bool:
    """Whether a filled sheet may be taken in for a partner: nothing was said online, and no sheet stands."""
    return not partner.submitted and (partner.by_sheet or not partner.began)


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

"""The only readers of scans. Scores of a partner are read by itself; all of them by nobody before the close."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from wardmote.analyses.priorities.scores import Answer, Score, Scoring
from wardmote.definitions.matrices import Matrix
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.scan import rules
from wardmote.site.rooms.scan.models import Agreed, Issue, Partner, Return, Scan, Stage


class NotYetError(PermissionError):
    """Scores were asked for before the close."""


@dataclass(frozen=True)
class Progress:
    """How many partners are how far."""

    submitted: list[Partner]
    started: list[Partner]
    silent: list[Partner]


def matrix_of(scan: Scan) -> Matrix:
    """The matrix of a scan: as it was when the scan opened, or as it is now.

    Raises
    ------
    KeyError
        When there is no such matrix.
    """
    if scan.matrix_said:
        return Matrix.model_validate(scan.matrix_said)
    return workspace().definitions.matrices[scan.matrix]


def scans(scope: Scope) -> list[Scan]:
    """Scans that somebody may know of, the latest first."""
    return [one for one in Scan.objects.all() if rules.may_see(scope, one)]


def scan_of(scope: Scope, key: int) -> Scan | None:
    """One of them."""
    found = Scan.objects.filter(pk=key).first()
    return found if found is not None and rules.may_see(scope, found) else None


def issues(scan: Scan) -> list[Issue]:
    """The issues of a scan in their order."""
    return list(scan.issues.select_related("added_by__organisation"))


def partners(scan: Scan) -> list[Partner]:
    """The partners of a scan in their order."""
    return list(scan.partners.select_related("organisation", "scan"))


def progress(scan: Scan) -> Progress:
    """Who is how far."""
    found: dict[str, list[Partner]] = {rules.SUBMITTED: [], rules.STARTED: [], rules.SILENT: []}
    for one in partners(scan):
        found[rules.state_of(one)].append(one)
    return Progress(**found)


def own_partner(scope: Scope, scan: Scan) -> Partner | None:
    """The partner for which somebody scores by their account."""
    return next((one for one in partners(scan) if rules.may_score(scope, one)), None)


def to_score(scope: Scope, day: date) -> list[Partner]:
    """Partners that are asked today and have not submitted, for which somebody scores by their account."""
    open_now = Partner.objects.filter(scan__stage=Stage.OPEN, submitted=None, by_sheet=False)
    found = open_now.select_related("organisation", "scan")
    return [one for one in found if rules.may_score(scope, one) and rules.takes_scores(one.scan, day)]


def asked_by_link(email: str, day: date) -> list[Partner]:
    """Partners whose scorer or deputy has an address, of scans that take scores today."""
    mine = Q(scorer_email=email) | Q(deputy_email=email)
    found = Partner.objects.filter(mine, scan__stage=Stage.OPEN).select_related("organisation", "scan")
    return [one for one in found if email and rules.takes_scores(one.scan, day)]


def issues_for(partner: Partner) -> list[Issue]:
    """What a partner is asked of."""
    return [one for one in issues(partner.scan) if rules.asked_of(one, partner)]


def own_returns(partner: Partner) -> dict[int, Return]:
    """Issue -> what a partner said of it. For the partner alone."""
    return {one.issue_id: one for one in partner.returns.all()}


def agreed(scan: Scan) -> dict[tuple[int, str], Agreed]:
    """(Issue, criterion) -> what was agreed last."""
    return {
        (one.issue_id, one.criterion): one
        for one in Agreed.objects.filter(issue__scan=scan).select_related("issue")
    }


def counted(scan: Scan) -> list[Return]:
    """What partners submitted, once the scan is closed.

    Raises
    ------
    NotYetError
        Before the close.
    """
    if scan.stage != Stage.CLOSED:
        raise NotYetError("Scores are hidden until the scan is closed.")
    found = Return.objects.filter(issue__scan=scan, partner__submitted__isnull=False)
    return list(found.select_related("partner__organisation", "issue"))


def scoring_of(scan: Scan, *, with_agreed: bool = False) -> Scoring:
    """All scores for the order; ``with_agreed``: what was agreed in the place of what each had said.

    Raises
    ------
    NotYetError
        Before the close.
    """
    matrix, asked = matrix_of(scan), partners(scan)
    later = agreed(scan) if with_agreed else {}
    found = [
        _score(matrix, one, criterion, said, later.get((one.issue_id, criterion)))
        for one in counted(scan)
        for criterion, said in rules.fitting(matrix, one.scores).items()
    ]
    listed = issues(scan)
    return Scoring(
        matrix,
        tuple(str(one.number) for one in listed),
        tuple(str(one) for one in asked if one.submitted),
        tuple(found),
        tuple(str(one) for one in asked),
        scan.title,
        {str(one.number): one.title for one in listed},
    )


def _score(matrix: Matrix, said: Return, criterion: str, value: int | str, later: Agreed | None) -> Score:
    number = None if isinstance(value, str) else later.value if later else value
    aside = number in matrix.scale.not_applicable
    answer = Answer.CANNOT_SAY if number is None else Answer.NOT_APPLICABLE if aside else Answer.SCORED
    who = str(said.issue.number), criterion, str(said.partner)
    return Score(*who, answer, number, said.reason, said.get_confidence_display())

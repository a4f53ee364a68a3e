"""The only readers of scans. Scores of a partner are read by itself; all of them by nobody before the close."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from wardmote.analyses.priorities.scores import Answer, Score, Scoring
from wardmote.definitions.matrices import Matrix
from wardmote.site.kit.access.models import Membership, Person
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.scan import rules
from wardmote.site.rooms.scan.models import Agreed, Confidence, Earlier, Issue, Partner, Return, Scan, Stage


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
    return [one for one in Scan.objects.defer("matrix_said") if rules.may_see(scope, one)]


def scan_of(scope: Scope, key: int) -> Scan | None:
    """One of them."""
    found = Scan.objects.filter(pk=key).first()
    return found if found is not None and rules.may_see(scope, found) else None


def issues(scan: Scan) -> list[Issue]:
    """The issues of a scan in their order."""
    return list(scan.issues.select_related("added_by__organisation"))


def partners(scan: Scan) -> list[Partner]:
    """The partners of a scan in their order."""
    return told_apart(scan.partners.select_related("organisation", "scan"))


def told_apart(found: Iterable[Partner]) -> list[Partner]:
    """Partners of one scan; those that have the same short name are called by their full one."""
    listed = list(found)
    shared = Counter(str(one).casefold() for one in listed)
    for one in listed:
        if shared[str(one).casefold()] > 1:
            one.called = one.organisation.name
    return listed


def progress(scan: Scan) -> Progress:
    """Who is how far."""
    found: dict[str, list[Partner]] = {rules.SUBMITTED: [], rules.STARTED: [], rules.SILENT: []}
    for one in partners(scan):
        found[rules.state_of(one)].append(one)
    return Progress(**found)


def own_partner(scope: Scope, scan: Scan) -> Partner | None:
    """The partner for which somebody scores by their account."""
    found = next((one for one in partners(scan) if rules.may_score(scope, one)), None)
    return None if found is None or came_later(scope, found) else found


def came_later(scope: Scope, partner: Partner) -> bool:
    """Whether somebody was given the role by which they would score after their organisation had begun. They do not see
    what was given then, unless who scores names them."""
    if not rules.is_theirs_alone(partner):
        return False
    known = workspace().definitions.roles.values()
    held = Membership.objects.filter(
        person=scope.person,
        organisation=partner.organisation_id,
        role__in=[one.id for one in known if rules.SCORE in one.rights],
    )
    began = partner.began or partner.submitted
    if any(one.made is None or (began is not None and one.made <= began) for one in held):
        return False
    named = Person.objects.filter(pk=scope.person or 0).values_list("email", flat=True)
    return not {one.lower() for one in named} & {partner.scorer_email, partner.deputy_email}


def is_late_for(scope: Scope, scan: Scan) -> bool:
    """Whether somebody would score in a scan, had they not been given their role too late."""
    return any(rules.may_score(scope, one) and came_later(scope, one) for one in partners(scan))


def to_score(scope: Scope, day: date) -> list[Partner]:
    """Partners that are asked today and have not submitted, for which somebody scores by their account."""
    open_now = Partner.objects.filter(scan__stage=Stage.OPEN, submitted=None)
    found = open_now.select_related("organisation", "scan")
    return [
        one
        for one in found
        if rules.may_score(scope, one) and rules.takes_scores(one.scan, day) and not came_later(scope, one)
    ]


def yet_to_submit() -> list[Partner]:
    """Partners of open scans that have not submitted: those that began first, then those that are silent."""
    found = Partner.objects.filter(scan__stage=Stage.OPEN, submitted=None).select_related("organisation")
    return sorted(found, key=lambda one: not one.began)


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


@dataclass(frozen=True)
class Closed:
    """A closed scan, read once: its matrix, its issues without their evidence cards, which are large, who was asked, what
    was submitted, by issue what was agreed, the earliest first, and what was put aside before."""

    scan: Scan
    matrix: Matrix
    issues: list[Issue]
    partners: list[Partner]
    said: list[Return]
    talked_over: dict[int, list[Agreed]]
    earlier: list[Earlier]
    """What was given back or begun afresh, the earliest first."""

    @property
    def agreed(self) -> dict[tuple[int, str], Agreed]:
        """(Issue, criterion) -> what was agreed last."""
        return {(key, one.criterion): one for key, some in self.talked_over.items() for one in some}

    def scoring(self, *, with_agreed: bool = False) -> Scoring:
        """All scores for the order; ``with_agreed``: what was agreed in the place of what each had said."""
        later, sure = self.agreed if with_agreed else {}, {one.value: str(one.label) for one in Confidence}
        found = [
            _score(self.matrix, one, (criterion, said), later.get((one.issue_id, criterion)), sure)
            for one in self.said
            for criterion, said in rules.fitting(self.matrix, one.scores).items()
        ]
        return Scoring(
            self.matrix,
            tuple(str(one.number) for one in self.issues),
            tuple(one.scorer for one in self.partners if one.submitted),
            tuple(found),
            tuple(one.scorer for one in self.partners),
            self.scan.title,
            {str(one.number): one.title for one in self.issues},
            {one.scorer: str(one) for one in self.partners},
        )


def closed(scan: Scan) -> Closed:
    """A closed scan with all that was submitted.

    Raises
    ------
    NotYetError
        Before the close.
    """
    if scan.stage != Stage.CLOSED:
        raise NotYetError("Scores are hidden until the scan is closed.")
    return closed_scans([scan])[0]


def closed_scans(found: Iterable[Scan]) -> list[Closed]:
    """The same of several, by as many questions to the database as of one; those that are not closed are left out."""
    wanted = {one.pk: one for one in found if one.stage == Stage.CLOSED}
    asked = Partner.objects.filter(scan__in=wanted).select_related("organisation")
    partners = {one.pk: one for one in asked}
    issues = {one.pk: one for one in Issue.objects.filter(scan__in=wanted).defer("card")}
    for issue in issues.values():
        issue.added_by = partners[issue.added_by_id] if issue.added_by_id else None
    said: dict[int, list[Return]] = {key: [] for key in wanted}
    for one in Return.objects.filter(issue__scan__in=wanted, partner__submitted__isnull=False).order_by("pk"):
        one.issue, one.partner = issues[one.issue_id], partners[one.partner_id]
        said[one.issue.scan_id].append(one)
    talked_over: dict[int, dict[int, list[Agreed]]] = {key: {} for key in wanted}
    for later in Agreed.objects.filter(issue__scan__in=wanted):
        later.issue = issues[later.issue_id]
        talked_over[later.issue.scan_id].setdefault(later.issue_id, []).append(later)
    earlier: dict[int, list[Earlier]] = {key: [] for key in wanted}
    for before in Earlier.objects.filter(partner__scan__in=wanted):
        before.partner = partners[before.partner_id]
        earlier[before.partner.scan_id].append(before)
    return [
        Closed(
            scan,
            matrix_of(scan),
            [one for one in issues.values() if one.scan_id == key],
            told_apart(one for one in partners.values() if one.scan_id == key),
            said[key],
            talked_over[key],
            earlier[key],
        )
        for key, scan in wanted.items()
    ]


def counted(scan: Scan) -> list[Return]:
    """What partners submitted, once the scan is closed.

    Raises
    ------
    NotYetError
        Before the close.
    """
    return closed(scan).said


def scoring_of(scan: Scan, *, with_agreed: bool = False) -> Scoring:
    """All scores for the order; ``with_agreed``: what was agreed in the place of what each had said.

    Raises
    ------
    NotYetError
        Before the close.
    """
    return closed(scan).scoring(with_agreed=with_agreed)


def _score(
    matrix: Matrix, said: Return, given: tuple[str, int | str], later: Agreed | None, sure: Mapping[str, str]
) -> Score:
    criterion, value = given
    number = None if isinstance(value, str) else later.value if later else value
    aside = number in matrix.scale.not_applicable
    answer = Answer.CANNOT_SAY if number is None else Answer.NOT_APPLICABLE if aside else Answer.SCORED
    who = str(said.issue.number), criterion, said.partner.scorer
    return Score(*who, answer, number, said.reason, sure.get(said.confidence, ""))

"""What came of a scan: each issue with what every partner gave, what lies far apart, and the order."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wardmote.analyses.priorities.result import priorities_result
from wardmote.analyses.priorities.scores import Scoring
from wardmote.analyses.priorities.standing import Placed, standing_of
from wardmote.analyses.result import AnalysisResult
from wardmote.definitions.matrices import Criterion
from wardmote.publishing.plain_sheets import Column, Sheet
from wardmote.site.kit.house import workspace
from wardmote.site.kit.registers.models import Entry
from wardmote.site.kit.results import kept
from wardmote.site.rooms.scan import rules
from wardmote.site.rooms.scan.flags import Flag, flags
from wardmote.site.rooms.scan.models import Agreed, Issue, Partner, Return, SaidBefore
from wardmote.site.rooms.scan.selectors import Closed
from wardmote.site.rooms.scan.suggesting import Followed, followed, suggested_of

ACTIONS = "actions"


@dataclass(frozen=True)
class Line:
    """One criterion of one issue. ``given``: value -> partners who gave it, in the scale's order, then can't say;
    ``followed``: who scored as the card suggests, None where it suggests nothing."""

    criterion: Criterion
    given: list[tuple[str, list[str]]]
    flag: Flag
    agreed: Agreed | None
    history: list[Agreed]
    followed: Followed | None = None

    @property
    def flagged(self) -> bool:
        """Whether it is to be talked over."""
        return self.flag.apart or self.flag.few


@dataclass(frozen=True)
class Spoken:
    """What one partner wrote of an issue."""

    partner: Partner
    confidence: str
    reason: str


@dataclass(frozen=True)
class Result:
    """One issue with its lines, what partners wrote, and the focus pages that were commissioned."""

    issue: Issue
    lines: list[Line]
    spoken: list[Spoken]
    commissioned: list[Entry]


def results(closed: Closed) -> list[Result]:
    """Every issue."""
    commissioned, found, suggested = _commissioned(closed), flags(closed.scoring()), suggested_of(closed)
    return [
        _result(
            closed, issue, _lines(closed, issue, found, suggested[issue.pk]), commissioned.get(issue.pk, [])
        )
        for issue in closed.issues
    ]


def lines_of(closed: Closed, issue: int) -> list[Line]:
    """The lines of one issue, by its key."""
    of = next(one for one in closed.issues if one.pk == issue)
    return _lines(closed, of, flags(closed.scoring()), suggested_of(closed)[issue])


def order(closed: Closed) -> AnalysisResult:
    """The issues in order, with what was agreed in the place of what each had said."""
    scoring, here = closed.scoring(with_agreed=True), workspace()
    asked = ("scan", closed.scan.pk, mark_of(scoring))
    return kept(here, asked, lambda: priorities_result(scoring, here.definitions))


def standing(closed: Closed) -> tuple[Placed, ...]:
    """The same as places alone, the first first."""
    scoring, here = closed.scoring(with_agreed=True), workspace()
    asked = ("standing", mark_of(scoring))
    return kept(here, asked, lambda: standing_of(scoring, here.definitions)).placed


def mark_of(scoring: Scoring) -> str:
    """The same for the same scores by the same matrix."""
    told = (scoring.scores, scoring.issues, scoring.scorers, scoring.names, scoring.matrix.mark)
    return hashlib.sha256(repr(told).encode()).hexdigest()


def origin_of(issue: Issue) -> str:
    """How an entry of a register says that it came of an issue."""
    return f"scan {issue.scan_id} issue {issue.pk}"


def sheet_of(closed: Closed) -> Sheet:
    """Every score as a row, for a spreadsheet; who did not respond stands there, too, and at the end what was given back."""
    matrix, later = closed.matrix, closed.agreed
    said, suggested = {(one.partner_id, one.issue_id): one for one in closed.said}, suggested_of(closed)
    rows: list[tuple[Any, ...]] = []
    for issue in closed.issues:
        for partner in closed.partners:
            one = said.get((partner.pk, issue.pk))
            for criterion in matrix.criteria:
                agreed = later.get((issue.pk, criterion.id))
                rows.append((
                    issue.number, issue.title, str(partner), criterion.title, _value(one, criterion, partner),
                    agreed.value if agreed else "", agreed.why if agreed else "",
                    one.get_confidence_display() if one else "", one.reason if one else "", "",
                    *_against(one, criterion, suggested[issue.pk].get(criterion.id)),
                ))  # fmt: skip
    rows += [
        (
            said.number, said.title, str(before.partner), criterion.title, _said(said, criterion), "", "",
            said.get_confidence_display(), said.reason, timezone.localdate(before.put_aside).isoformat(),
            "", "",
        )
        for before in closed.earlier
        for said in before.shown
        for criterion in matrix.criteria
    ]  # fmt: skip
    heads = (
        _("No."), _("Issue"), _("Partner"), _("Criterion"), _("Score"), _("Agreed"), _("Why agreed"), _("Confidence"),
        _("Reason"), _("Given back, and counts no more"), _("Suggested by the card"), _("As suggested or otherwise"),
    )  # fmt: skip
    return Sheet(closed.scan.title, tuple(Column(one) for one in heads), tuple(rows))


def _value(said: Return | None, criterion: Criterion, partner: Partner) -> str | int:
    if partner.submitted is None:
        return _("did not respond")
    return _said(said, criterion)


def _said(said: Return | SaidBefore | None, criterion: Criterion) -> str | int:
    value = said.scores.get(criterion.id) if said else None
    if value is None:
        return _("not assessed")
    return _("can't say") if value == rules.CANNOT_SAY else int(value)


def _against(said: Return | None, criterion: Criterion, score: int | None) -> tuple[str | int, str]:
    """What the card suggests for a criterion, and whether a partner gave it."""
    value = said.scores.get(criterion.id) if said else None
    if score is None or not isinstance(value, int):
        return "" if score is None else score, ""
    return score, _("as suggested") if value == score else _("otherwise")


def _result(closed: Closed, issue: Issue, lines: list[Line], commissioned: list[Entry]) -> Result:
    spoken = [
        Spoken(one.partner, one.get_confidence_display(), one.reason)
        for one in closed.said
        if one.issue_id == issue.pk and (one.reason or one.confidence)
    ]
    return Result(issue, lines, spoken, commissioned)


def _lines(
    closed: Closed, issue: Issue, found: dict[tuple[str, str], Flag], suggested: dict[str, int]
) -> list[Line]:
    mine = [one for one in closed.said if one.issue_id == issue.pk]
    scale = closed.matrix.scale
    values = [*(str(at) for at in range(scale.least, scale.most + 1)), rules.CANNOT_SAY]
    nothing = Flag(None, None, None, 0, False, True)
    made = []
    for one in closed.matrix.criteria:
        own = [past for past in closed.talked_over.get(issue.pk, []) if past.criterion == one.id]
        given = [(at, [str(r.partner) for r in mine if str(r.scores.get(one.id)) == at]) for at in values]
        flag = found.get((str(issue.number), one.id), nothing)
        follows = followed(closed.matrix, one.id, suggested.get(one.id), mine)
        made.append(Line(one, given, flag, own[-1] if own else None, own, follows))
    return made


def _commissioned(closed: Closed) -> dict[int, list[Entry]]:
    """Issue -> the focus pages that were commissioned on it."""
    origins = {origin_of(one): one.pk for one in closed.issues}
    made: dict[int, list[Entry]] = {}
    for one in Entry.objects.filter(register=ACTIONS, origin__in=origins).select_related("owner"):
        made.setdefault(origins[one.origin], []).append(one)
    return made

"""What came of a scan: each issue with what every partner gave, what lies far apart, and the order."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from wardmote.analyses.priorities.result import priorities_result
from wardmote.analyses.result import AnalysisResult
from wardmote.definitions.matrices import Criterion
from wardmote.site.kit.house import workspace
from wardmote.site.kit.registers.exports import Column, Sheet
from wardmote.site.kit.registers.models import Entry
from wardmote.site.kit.results import kept
from wardmote.site.rooms.scan import rules, selectors
from wardmote.site.rooms.scan.flags import Flag, flags
from wardmote.site.rooms.scan.models import Agreed, Issue, Partner, Return, Scan

ACTIONS = "actions"


@dataclass(frozen=True)
class Line:
    """One criterion of one issue. ``given``: value -> partners who gave it, in the scale's order, then can't say."""

    criterion: Criterion
    given: list[tuple[str, list[str]]]
    flag: Flag
    agreed: Agreed | None
    history: list[Agreed]

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


def results(scan: Scan) -> list[Result]:
    """Every issue.

    Raises
    ------
    NotYetError
        Before the close.
    """
    said = selectors.counted(scan)
    found = flags(selectors.scoring_of(scan))
    return [_result(scan, issue, said, found) for issue in selectors.issues(scan)]


def order(scan: Scan) -> AnalysisResult:
    """The issues in order, with what was agreed in the place of what each had said."""
    scoring = selectors.scoring_of(scan, with_agreed=True)
    mark = hashlib.sha256(repr((scoring.scores, scoring.matrix.mark)).encode()).hexdigest()
    here = workspace()
    return kept(here, ("scan", scan.pk, mark), lambda: priorities_result(scoring, here.definitions))


def origin_of(issue: Issue) -> str:
    """How an entry of a register says that it came of an issue."""
    return f"scan {issue.scan_id} issue {issue.pk}"


def sheet_of(scan: Scan) -> Sheet:
    """Every score as a row, for a spreadsheet; who did not respond stands there, too.

    Raises
    ------
    NotYetError
        Before the close.
    """
    matrix, later = selectors.matrix_of(scan), selectors.agreed(scan)
    said = {(one.partner_id, one.issue_id): one for one in selectors.counted(scan)}
    rows: list[tuple[Any, ...]] = []
    for issue in selectors.issues(scan):
        for partner in selectors.partners(scan):
            one = said.get((partner.pk, issue.pk))
            for criterion in matrix.criteria:
                agreed = later.get((issue.pk, criterion.id))
                rows.append((
                    issue.number, issue.title, str(partner), criterion.title, _value(one, criterion, partner),
                    agreed.value if agreed else "", agreed.why if agreed else "",
                    one.get_confidence_display() if one else "", one.reason if one else "",
                ))  # fmt: skip
    heads = (
        _("No."), _("Issue"), _("Partner"), _("Criterion"), _("Score"), _("Agreed"), _("Why agreed"), _("Confidence"),
        _("Reason"),
    )  # fmt: skip
    return Sheet(scan.title, tuple(Column(one) for one in heads), tuple(rows))


def _value(said: Return | None, criterion: Criterion, partner: Partner) -> str | int:
    if partner.submitted is None:
        return _("did not respond")
    value = said.scores.get(criterion.id) if said else None
    if value is None:
        return _("not assessed")
    return _("can't say") if value == rules.CANNOT_SAY else int(value)


def _result(scan: Scan, issue: Issue, said: list[Return], found: dict[tuple[str, str], Flag]) -> Result:
    matrix, mine = selectors.matrix_of(scan), [one for one in said if one.issue_id == issue.pk]
    history = list(issue.agreed.all())
    nothing = Flag(None, None, None, 0, False, True)
    lines = []
    for one in matrix.criteria:
        own = [past for past in history if past.criterion == one.id]
        scale = [str(at) for at in range(matrix.scale.least, matrix.scale.most + 1)]
        given = [
            (at, [str(r.partner) for r in mine if str(r.scores.get(one.id)) == at])
            for at in (*scale, rules.CANNOT_SAY)
        ]
        flag = found.get((str(issue.number), one.id), nothing)
        lines.append(Line(one, given, flag, own[-1] if own else None, own))
    spoken = [
        Spoken(one.partner, one.get_confidence_display(), one.reason)
        for one in mine
        if one.reason or one.confidence
    ]
    entries = list(Entry.objects.filter(register=ACTIONS, origin=origin_of(issue)).select_related("owner"))
    return Result(issue, lines, spoken, entries)

"""What a workshop recommends, as it would be frozen now, and what is missing for that."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import TypeAdapter

from wardmote.analyses.priorities.standing import Placed
from wardmote.documents.judged import (
    Capacity,
    Decided,
    Dissent,
    Given,
    Outcome,
    Places,
    Recommended,
    There,
)
from wardmote.figures import Figure
from wardmote.site.rooms.scan import rules as scan_rules
from wardmote.site.rooms.scan import selectors as scans
from wardmote.site.rooms.scan.cards import sentences_of
from wardmote.site.rooms.scan.models import Issue
from wardmote.site.rooms.scan.suggesting import suggested_in
from wardmote.site.rooms.workshop import ordering, rules, selectors
from wardmote.site.rooms.workshop.deciding import is_whole, work_of
from wardmote.site.rooms.workshop.models import Becomes, Card
from wardmote.site.rooms.workshop.ordering import OnTable

CANNOT_SAY, SCORED, NOT_ASSESSED = "cannot-say", "scored", "not-assessed"
_FIGURE = TypeAdapter(Figure)


@dataclass(frozen=True)
class Missing:
    """What must be said before a workshop is frozen, and at which step."""

    words: str
    step: str


def missing(table: OnTable) -> list[Missing]:
    """Everything of that kind, in the order of the room."""
    scored = selectors.unrevealed(table.workshop)
    found = []
    if not any(one.present for one in selectors.seats(table.workshop)):
        found.append(Missing(_("Nobody has said who is here."), rules.HERE))
    for card in table.cards:
        named = {"issue": card.issue.title}
        if card.pk in scored:
            words = _("%(issue)s was scored, and the scores are not revealed.") % named
            found.append(Missing(words, f"{rules.ANEW}-{card.number}"))
        if card.becomes == Becomes.UNDECIDED:
            found.append(Missing(_("%(issue)s is not decided.") % named, rules.OUTCOMES))
        over = table.over(card)
        if over and not card.passing:
            told = named | {"others": ", ".join(one.title for one in over)}
            words = _("Nobody has said why %(issue)s goes before what stands above it: %(others)s.") % told
            found.append(Missing(words, rules.OUTCOMES))
        if card.becomes == Becomes.PRIORITY and not is_whole(work_of(card)):
            words = _("%(issue)s: whose it is, what is to change and the first action are not said.") % named
            found.append(Missing(words, f"{rules.WORK}-{card.number}"))
    if table.off and not table.workshop.off_table:
        words = _("Nobody has said why issues of the scan do not lie on the table.")
        found.append(Missing(words, rules.OUTCOMES))
    return found


def as_it_stands(table: OnTable, chair: str = "") -> Recommended:
    """The recommendation with everything that was said so far; issues that are not decided count as out, with no reason.

    Whether something is missing is asked apart.
    """
    workshop, scan, matrix = table.workshop, table.workshop.scan, table.scan.matrix
    issues = {str(one.number): one for one in scans.issues(scan)}
    cards = {str(one.issue.number): one for one in table.cards}
    weighted = ordering.matrix_of(workshop)
    return Recommended(
        workshop=workshop.title,
        day=workshop.day,
        chair=workshop.chair or " ".join(chair.split()),
        scan=scan.title,
        scan_closed=timezone.localtime(scan.closed).date() if scan.closed else None,
        matrix=matrix.reference,
        matrix_title=matrix.title,
        matrix_mark=matrix.mark,
        criteria={one.id: one.title for one in matrix.criteria},
        weights={one.id: one.weight for one in weighted.counted},
        snapshot=scan.snapshot,
        there=_there(table),
        quorum=workshop.quorum,
        capacity=Capacity(**workshop.capacity),
        issues=tuple(
            _decided(table, cards[one.issue], issues[one.issue], one)
            if one.issue in cards
            else _off_table(table, issues[one.issue], one)
            for one in table.standing().placed
        ),
        dissents=tuple(
            Dissent(
                partner=str(one.seat),
                words=one.words,
                issue=one.card.issue.number if one.card is not None else None,
            )
            for one in selectors.otherwise(workshop)
        ),
    )


def figures_of(issue: Issue) -> tuple[Figure, ...]:
    """The figures of an evidence card, whole, as they were kept."""
    return tuple(_figure(one) for one in issue.card.get("figures", ()))


def verdicts_of(issue: Issue) -> tuple[str, ...]:
    """What an evidence card says, as sentences."""
    return sentences_of(issue.card)


def _figure(kept: str) -> Figure:
    told = json.loads(kept)
    told.pop("identity", None)
    return _FIGURE.validate_python(told)


def _there(table: OnTable) -> tuple[There, ...]:
    """Who sits at the table, and who was asked in the scan and does not sit there."""
    asked = {one.organisation_id: one for one in table.scan.partners}
    seats = selectors.seats(table.workshop)
    made = []
    for one in seats:
        scanned = asked.pop(one.organisation_id, None)
        made.append(
            There(
                partner=str(one),
                present=bool(one.present),
                interests=one.interests,
                scored=scanned is None or scanned.submitted is not None,
            )
        )
    away = [There(partner=str(one), present=False, scored=bool(one.submitted)) for one in asked.values()]
    return (*made, *away)


def _decided(table: OnTable, card: Card, issue: Issue, placed: Placed) -> Decided:
    over = table.over(card)
    return Decided(
        outcome=Outcome(card.becomes or Becomes.OUT),
        reason=card.reason,
        passed_over=tuple(one.number for one in over),
        passing=card.passing if over else "",
        work=work_of(card) if card.becomes == Becomes.PRIORITY else None,
        county=card.county,
        **_held(table, issue, placed),
    )


def _off_table(table: OnTable, issue: Issue, placed: Placed) -> Decided:
    """An issue of the scan that did not lie on the table."""
    why = table.workshop.off_table
    return Decided(outcome=Outcome.NOT_DISCUSSED, reason=why, **_held(table, issue, placed))


def _held(table: OnTable, issue: Issue, placed: Placed) -> dict[str, Any]:
    """What is known of an issue whatever becomes of it: its evidence, its scores, and where it stands."""
    return {
        "number": issue.number,
        "title": issue.title,
        "places": Places(
            total=placed.total, place=placed.shown, best=placed.best, worst=placed.worst, robust=placed.robust
        ),
        "given": _given(table, issue),
        "figures": figures_of(issue),
        "measure": issue.measure,
        "verdicts": verdicts_of(issue),
        "caveats": tuple(issue.card.get("caveats", ())),
    }


def _given(table: OnTable, issue: Issue) -> tuple[Given, ...]:
    """What each partner gave in the scan, what was agreed, and what each scored anew."""
    made, matrix = [], table.scan.matrix
    suggested = suggested_in(issue.card, matrix)
    for before in table.scan.earlier:
        for said in (one for one in before.shown if one.is_of(issue)):
            scores = scan_rules.fitting(matrix, said.scores)
            who = str(before.partner)
            made += [
                _one(who, name, "given-back", value, said.reason, said.confidence, suggested.get(name))
                for name, value in scores.items()
            ]
    for one in table.scan.said:
        if one.issue_id != issue.pk:
            continue
        scores = scan_rules.fitting(matrix, one.scores)
        who = str(one.partner)
        made += [
            _one(who, by.id, "scan", scores.get(by.id), one.reason, one.confidence, suggested.get(by.id))
            for by in matrix.criteria
        ]
    made += [
        _one("", criterion, "agreed", later.value, later.why, "", suggested.get(criterion))
        for (key, criterion), later in table.scan.agreed.items()
        if key == issue.pk
    ]
    for held in (one for one in table.anew if one.card.issue_id == issue.pk):
        scores = scan_rules.fitting(matrix, held.scores)
        made += [
            _one(str(held.seat), name, "workshop", value, "", "", suggested.get(name))
            for name, value in scores.items()
        ]
    return tuple(made)


def _one(
    partner: str,
    criterion: str,
    when: Any,
    value: int | str | None,
    reason: str,
    confidence: Any,
    suggested: int | None,
) -> Given:
    answer = NOT_ASSESSED if value is None else CANNOT_SAY if isinstance(value, str) else SCORED
    number = value if isinstance(value, int) else None
    return Given(
        partner=partner,
        criterion=criterion,
        when=when,
        answer=answer,
        value=number,
        reason=reason,
        confidence=confidence,
        suggested=suggested,
    )

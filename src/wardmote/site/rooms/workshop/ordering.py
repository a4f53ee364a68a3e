"""The order of all issues of the scan, on the table or not: what the scan said, and over it what was scored anew, by the
room's weights."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from wardmote.analyses.priorities.scores import Answer, Score, Scoring
from wardmote.analyses.priorities.standing import Standing, standing_of
from wardmote.definitions.matrices import Matrix
from wardmote.site.kit.house import workspace
from wardmote.site.kit.results import kept
from wardmote.site.rooms.scan import rules as scan_rules
from wardmote.site.rooms.scan import selectors as scans
from wardmote.site.rooms.scan.models import Issue
from wardmote.site.rooms.scan.outcome import mark_of
from wardmote.site.rooms.scan.selectors import Closed
from wardmote.site.rooms.workshop import rules, selectors
from wardmote.site.rooms.workshop.models import Card, SilentScore, Workshop


@dataclass(frozen=True)
class OnTable:
    """What lies on the table, read once: the closed scan, the cards, and what was scored anew and revealed."""

    workshop: Workshop
    scan: Closed
    cards: list[Card]
    anew: list[SilentScore]

    @cached_property
    def scoring(self) -> Scoring:
        """Every score: of the scan, with what was agreed, and over it what each partner scored anew and was revealed."""
        return _scoring(self)

    def standing(self, without: str = "") -> Standing:
        """Where the issues stand now; ``without``: as if this partner had not scored."""
        scoring = self.scoring
        if without:
            scoring = replace(
                scoring,
                scorers=tuple(one for one in scoring.scorers if one != without),
                scores=tuple(one for one in scoring.scores if one.scorer != without),
            )
        here = workspace()
        return kept(here, ("standing", mark_of(scoring)), lambda: standing_of(scoring, here.definitions))

    @cached_property
    def places(self) -> dict[int, int]:
        """Number of an issue of the scan -> place."""
        return {int(name): place for name, place in self.standing().places.items()}

    @property
    def off(self) -> list[Issue]:
        """The issues of the scan that do not lie on the table."""
        on_it = {one.issue_id for one in self.cards}
        return [one for one in self.scan.issues if one.pk not in on_it]

    def over(self, card: Card) -> list[Issue]:
        """The issues that a priority goes before though they stand above it."""
        return rules.passed_over(card, self.cards, self.scan.issues, self.places)


def on_table(workshop: Workshop) -> OnTable:
    """What lies on the table now."""
    cards, anew = selectors.cards(workshop), selectors.all_revealed(workshop)
    return OnTable(workshop, scans.closed(workshop.scan), cards, anew)


def matrix_of(workshop: Workshop) -> Matrix:
    """The matrix of the scan with the weights that the room set."""
    matrix = scans.matrix_of(workshop.scan)
    if not workshop.weights:
        return matrix
    weighted = tuple(
        one.model_copy(update={"weight": float(workshop.weights.get(one.id, one.weight))})
        for one in matrix.criteria
    )
    return matrix.model_copy(update={"criteria": weighted})


def scoring_of(workshop: Workshop) -> Scoring:
    """Every score as it counts now."""
    return on_table(workshop).scoring


def given_anew(matrix: Matrix, held: SilentScore) -> list[Score]:
    """A silent score as the order takes it."""
    found = []
    for criterion, value in scan_rules.fitting(matrix, held.scores).items():
        number = None if isinstance(value, str) else value
        aside = number in matrix.scale.not_applicable
        answer = Answer.CANNOT_SAY if number is None else Answer.NOT_APPLICABLE if aside else Answer.SCORED
        found.append(Score(str(held.card.issue.number), criterion, held.seat.scorer, answer, number))
    return found


def _scoring(held: OnTable) -> Scoring:
    scanned, matrix = held.scan.scoring(with_agreed=True), matrix_of(held.workshop)
    given = [one for said in held.anew for one in given_anew(matrix, said)]
    replaced = {(one.issue, one.criterion, one.scorer) for one in given}
    stays = [one for one in scanned.scores if (one.issue, one.criterion, one.scorer) not in replaced]
    scorers = dict.fromkeys((*scanned.scorers, *(one.seat.scorer for one in held.anew)))
    asked = dict.fromkeys((*scanned.invited, *scorers))
    return Scoring(
        matrix,
        scanned.issues,
        tuple(scorers),
        (*stays, *given),
        tuple(asked),
        held.workshop.title,
        scanned.titles,
        {one.seat.scorer: str(one.seat) for one in held.anew} | scanned.names,
    )

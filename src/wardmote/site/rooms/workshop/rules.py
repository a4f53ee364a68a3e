"""What must hold in a workshop, and who may do what with it: pure questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wardmote.site.kit.access.scope import Scope
from wardmote.site.rooms.scan.models import Issue
from wardmote.site.rooms.workshop.models import Becomes, Card, Scoring, Seat, SilentScore, Stage, Workshop

SEE, LEAD, SCORE = "workshop-see", "workshop-lead", "workshop-score"
WELCOME, HERE, CARD, ANEW, ORDER = "welcome", "here", "card", "score", "order"
OUTCOMES, CAPACITY, WORK, DISSENT, READ_BACK = "outcomes", "capacity", "work", "dissent", "read-back"


@dataclass(frozen=True)
class Step:
    """Where a room can be. ``number``: of the card that it is about."""

    kind: str
    number: int | None = None

    @property
    def id(self) -> str:
        """As addresses and the database name it."""
        return self.kind if self.number is None else f"{self.kind}-{self.number}"


def steps_of(cards: Iterable[Card]) -> list[Step]:
    """Everything that a room goes through, in order: each card and its silent scores, then each priority's work."""
    listed = list(cards)
    made = [Step(WELCOME), Step(HERE)]
    made += [Step(kind, one.number) for one in listed for kind in (CARD, ANEW)]
    made += [Step(ORDER), Step(OUTCOMES), Step(CAPACITY)]
    made += [Step(WORK, one.number) for one in listed if one.becomes == Becomes.PRIORITY]
    return [*made, Step(DISSENT), Step(READ_BACK)]


def step_named(steps: list[Step], name: str) -> Step | None:
    """The step of a name."""
    return next((one for one in steps if one.id == name), None)


def here_of(steps: list[Step], name: str) -> Step:
    """Where a room is; where its step is gone, it is at what became of the issues."""
    return step_named(steps, name) or (Step(OUTCOMES) if name.startswith(WORK) else steps[0])


def may_see(scope: Scope, workshop: Workshop) -> bool:
    """Whether somebody may know of a workshop: who leads of every one, others once the room is open."""
    if not scope.may(SEE) or scope.sight(SEE) == "public":
        return False
    return may_lead(scope) or workshop.stage != Stage.SETTING_UP


def may_lead(scope: Scope) -> bool:
    """Whether somebody prepares workshops, leads the room and freezes what it recommends."""
    return scope.may(LEAD) and scope.sight(LEAD) == "partnership"


def may_score(scope: Scope, seat: Seat) -> bool:
    """Whether somebody scores for a partner by their account: for their own organisation alone."""
    return scope.may(SCORE) and seat.organisation_id in scope.organisations


def takes_scores(workshop: Workshop, card: Card) -> bool:
    """Whether silent scores of a card are taken now."""
    return workshop.stage == Stage.OPEN and card.scoring == Scoring.OPEN


def may_be_typed(held: SilentScore | None) -> bool:
    """Whether who leads the room may enter a partner's scores: not over what the partner entered itself."""
    return held is None or held.typed


def passed_over(
    card: Card, cards: Iterable[Card], issues: Iterable[Issue], places: Mapping[int, int]
) -> list[Issue]:
    """Issues of the scan that stand above a priority and were decided to be something else, or do not lie on the table.

    ``places``: number of an issue -> place, 0 or nothing where it has none; equal places are not above each other.
    """
    own = places.get(card.issue.number, 0)
    if card.becomes != Becomes.PRIORITY or not own:
        return []
    chosen = {one.issue_id for one in cards if one.becomes in (Becomes.PRIORITY, Becomes.UNDECIDED)}
    return [one for one in issues if one.pk not in chosen and 0 < places.get(one.number, 0) < own]


def is_quorate(present: int, quorum: int | None) -> bool | None:
    """Whether enough are here; None where nobody said how many are needed."""
    return None if quorum is None else present >= quorum


def same_name(typed: str, held: str) -> bool:
    """Whether two names are the same but for blanks and capitals."""
    return " ".join(typed.split()).casefold() == " ".join(held.split()).casefold()

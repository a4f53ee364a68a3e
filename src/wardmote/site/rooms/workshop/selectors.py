"""The only readers of workshops. A silent score is read by its own partner; all of them by nobody before they are
revealed together."""

from __future__ import annotations

from wardmote.site.kit.access.scope import Scope
from wardmote.site.rooms.scan.models import Issue
from wardmote.site.rooms.workshop import rules
from wardmote.site.rooms.workshop.models import Card, Otherwise, Scoring, Seat, SilentScore, Stage, Workshop


class NotYetError(PermissionError):
    """Silent scores were asked for before they were revealed."""


def workshops(scope: Scope) -> list[Workshop]:
    """Workshops that somebody may know of, the latest first."""
    found = Workshop.objects.select_related("scan").defer("recommended", "scan__matrix_said")
    return [one for one in found if rules.may_see(scope, one)]


def workshop_of(scope: Scope, key: int) -> Workshop | None:
    """One of them."""
    found = Workshop.objects.select_related("scan").filter(pk=key).first()
    return found if found is not None and rules.may_see(scope, found) else None


def cards(workshop: Workshop) -> list[Card]:
    """The cards on the table, in their order, without the evidence of their issues, which is large."""
    return list(workshop.cards.select_related("issue", "workshop").defer("issue__card"))


def card(workshop: Workshop, number: int) -> Card:
    """One of them with its evidence, by its number."""
    return workshop.cards.select_related("issue", "workshop").get(number=number)


def off_table(workshop: Workshop) -> list[Issue]:
    """The issues of the scan that do not lie on the table."""
    return list(workshop.scan.issues.exclude(pk__in=workshop.cards.values("issue")))


def seats(workshop: Workshop) -> list[Seat]:
    """Who sits at the table."""
    return list(workshop.seats.select_related("organisation", "workshop"))


def present(workshop: Workshop) -> list[Seat]:
    """Who is here."""
    return [one for one in seats(workshop) if one.present]


def steps(workshop: Workshop) -> list[rules.Step]:
    """Everything that the room goes through."""
    return rules.steps_of(cards(workshop))


def own_seat(scope: Scope, workshop: Workshop) -> Seat | None:
    """The seat for which somebody scores by their account."""
    return next((one for one in seats(workshop) if rules.may_score(scope, one)), None)


def own_score(seat: Seat, card: Card) -> SilentScore | None:
    """What a partner scored. For the partner alone."""
    return SilentScore.objects.filter(seat=seat, card=card).first()


def scored(card: Card) -> set[int]:
    """Keys of the seats that have scored a card; never what."""
    return set(SilentScore.objects.filter(card=card).values_list("seat_id", flat=True))


def typed(card: Card) -> set[int]:
    """Keys of the seats whose scores were entered by who leads the room."""
    return set(SilentScore.objects.filter(card=card, typed=True).values_list("seat_id", flat=True))


def being_scored(workshop: Workshop) -> Card | None:
    """The card that is scored in silence now: where the room is, or the last one that was opened."""
    if workshop.stage != Stage.OPEN:
        return None
    found = [one for one in cards(workshop) if one.scoring == Scoring.OPEN]
    here = next((one for one in found if workshop.step == f"{rules.ANEW}-{one.number}"), None)
    return here or (found[-1] if found else None)


def revealed(card: Card) -> list[SilentScore]:
    """All silent scores of a card, once they are revealed.

    Raises
    ------
    NotYetError
        Before.
    """
    if card.scoring != Scoring.REVEALED:
        raise NotYetError("Silent scores are hidden until they are revealed together.")
    return list(card.scores.select_related("seat__organisation").order_by("pk"))


def all_revealed(workshop: Workshop) -> list[SilentScore]:
    """The silent scores of every card that was revealed."""
    found = SilentScore.objects.filter(card__workshop=workshop, card__scoring=Scoring.REVEALED).order_by("pk")
    return list(found.select_related("seat__organisation", "card__issue").defer("card__issue__card"))


def otherwise(workshop: Workshop) -> list[Otherwise]:
    """Who thinks otherwise, in the order in which it was said."""
    found = workshop.otherwise.select_related("seat__organisation", "card__issue")
    return list(found.defer("card__issue__card"))


def unrevealed(workshop: Workshop) -> set[int]:
    """Keys of the cards that somebody has scored and that are not revealed; never what."""
    found = SilentScore.objects.filter(card__workshop=workshop, card__scoring=Scoring.OPEN)
    return set(found.values_list("card_id", flat=True))


def asked_by_link(email: str) -> list[Seat]:
    """Seats of an address, in rooms that are open."""
    found = Seat.objects.filter(email=email, workshop__stage=Stage.OPEN).exclude(email="")
    return list(found.select_related("organisation", "workshop"))


def to_score(scope: Scope) -> list[Seat]:
    """Seats in rooms that are open for which somebody scores by their account."""
    found = Seat.objects.filter(workshop__stage=Stage.OPEN).select_related("organisation", "workshop")
    return [one for one in found if rules.may_score(scope, one)]

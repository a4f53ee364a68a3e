"""What each step of the room shows, and what its form does."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from wardmote.analyses.priorities.scores import Scoring
from wardmote.operations.recommendation import recommendation_document
from wardmote.publishing.charts import draw
from wardmote.publishing.charts.outlining import outlined
from wardmote.publishing.theme import in_colour
from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.house import workspace
from wardmote.site.kit.pages.colours import accent
from wardmote.site.kit.results import kept
from wardmote.site.rooms.scan import outcome
from wardmote.site.rooms.scan import rules as scan_rules
from wardmote.site.rooms.scan import selectors as scans
from wardmote.site.rooms.scan.flags import Flag, flags
from wardmote.site.rooms.scan.outcome import Line
from wardmote.site.rooms.workshop import deciding, freezing, ordering, recommending, rules, running, selectors
from wardmote.site.rooms.workshop.forms import (
    AttendanceForm,
    CapacityForm,
    ConfirmForm,
    OffTableForm,
    OtherwiseForm,
    WeightsForm,
    WorkForm,
)
from wardmote.site.rooms.workshop.models import Becomes, Card, Workshop
from wardmote.site.rooms.workshop.models import Scoring as State
from wardmote.site.rooms.workshop.ordering import OnTable
from wardmote.site.rooms.workshop.rules import Step

NO_FLAG = Flag(None, None, None, 0, False, True)


@dataclass
class Screen:
    """One step as a page shows it: its title, what stands there, and its form with what the form does, if it has one."""

    step: Step
    title: str
    shown: dict[str, Any] = field(default_factory=dict)
    form: forms.Form | None = None
    save: Callable[[Actor], object] | None = None
    goes_on: bool = True
    """Whether what follows the form is the next step."""


@dataclass(frozen=True)
class Anew:
    """One criterion of a card: how it lay in the scan, and how it lies in the room."""

    scan: Line
    given: list[tuple[str, list[str]]]
    flag: Flag


def screen(workshop: Workshop, step: Step, sent: Any = None, without: str = "") -> Screen:
    """A step as somebody sees it; ``sent``: what its form was sent; ``without``: of the order, as if this partner had not
    scored."""
    if step.kind == rules.CARD:
        return _card(workshop, step)
    if step.kind == rules.ORDER:
        return _order(workshop, step, sent, without)
    return _SCREENS[step.kind](workshop, step, sent)


def _welcome(workshop: Workshop, step: Step, sent: Any) -> Screen:
    missing = scans.progress(workshop.scan)
    shown = {
        "cards": selectors.cards(workshop),
        "silent": [*missing.started, *missing.silent],
        "minutes": int(workspace().definitions.threshold("workshop-card-minutes")),
    }
    return Screen(step, workshop.title, shown)


def _here(workshop: Workshop, step: Step, sent: Any) -> Screen:
    seats = selectors.seats(workshop)
    form = AttendanceForm(seats, sent)
    here = sum(bool(one.present) for one in seats)
    shown = {"seats": seats, "here": here, "quorate": rules.is_quorate(here, workshop.quorum)}
    return Screen(
        step, _("Who is here"), shown, form, lambda actor: running.take_attendance(actor, workshop, form.told)
    )  # fmt: skip


def _card(workshop: Workshop, step: Step) -> Screen:
    card, table = _of(workshop, step), ordering.on_table(workshop)
    shown = {
        "card": card,
        "lines": outcome.lines_of(table.scan, card.issue_id),
        "matrix": table.scan.matrix,
        "place": _placed(table, card),
        "minutes": int(workspace().definitions.threshold("workshop-card-minutes")),
    }
    return Screen(step, card.issue.title, shown)


def _anew(workshop: Workshop, step: Step, sent: Any) -> Screen:
    card = _of(workshop, step)
    here = selectors.present(workshop)
    scored = selectors.scored(card)
    shown = {
        "card": card,
        "matrix": scans.matrix_of(workshop.scan),
        "done": [one for one in here if one.pk in scored],
        "waiting": [one for one in here if one.pk not in scored],
        "typed": selectors.typed(card),
        "lines": anew_lines(workshop, card) if card.scoring == State.REVEALED else [],
    }
    return Screen(step, card.issue.title, shown)


def _order(workshop: Workshop, step: Step, sent: Any, asked: str) -> Screen:
    form, table = WeightsForm(ordering.matrix_of(workshop), sent), ordering.on_table(workshop)
    scorers = {one: table.scoring.name(one) for one in table.scoring.answered}
    without = asked if asked in scorers else ""
    reset = bool(sent and "reset" in sent)
    shown = order_shown(table, without) | {"scorers": scorers, "resets": reset}

    def save(actor: Actor) -> object:
        return running.weigh(actor, workshop, {} if reset else form.weights)

    return Screen(step, _("The order"), shown, form, save, goes_on=False)


def order_shown(table: OnTable, without: str = "") -> dict[str, Any]:
    """The order as it stands: lines, picture, and whether weights differ from the matrix's."""
    standing, workshop = table.standing(without), table.workshop
    usual = {one.id: one.weight for one in table.scan.matrix.counted}
    here, colour = workspace(), accent(workspace().settings.colour)

    def drawn() -> str:
        with in_colour(colour):
            return outlined(draw(standing.picture, "half", colour)) if standing.picture else ""

    svg = kept(here, ("workshop order", repr(standing.placed), colour), drawn)
    return {
        "standing": standing,
        "off": {str(one.number) for one in table.off},
        "without": without,
        "weighted": bool(workshop.weights) and workshop.weights != usual,
        "picture": f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}" if svg else "",
    }


def _outcomes(workshop: Workshop, step: Step, sent: Any) -> Screen:
    table = ordering.on_table(workshop)
    by_issue, order = {str(one.issue.number): one for one in table.cards}, table.standing().placed
    shown = {
        "lines": [
            (placed, by_issue[placed.issue], table.over(by_issue[placed.issue]))
            for placed in order
            if placed.issue in by_issue
        ],
        "off": [placed for placed in order if placed.issue not in by_issue],
        "left": sum(one.becomes == Becomes.UNDECIDED for one in table.cards),
    }
    title, more = _("What becomes of each"), shown | _many(table.cards)
    if not table.off:
        return Screen(step, title, more)
    form = OffTableForm(sent, initial={"off_table": workshop.off_table})

    def save(actor: Actor) -> object:
        return deciding.leave_off(actor, workshop, form.cleaned_data["off_table"])

    return Screen(step, title, more, form, save, goes_on=False)


def _capacity(workshop: Workshop, step: Step, sent: Any) -> Screen:
    form = CapacityForm(sent, initial=workshop.capacity)
    return Screen(
        step, _("What there is to do it with"), _many(selectors.cards(workshop)), form,
        lambda actor: deciding.keep_capacity(actor, workshop, form.cleaned_data),
    )  # fmt: skip


def _work(workshop: Workshop, step: Step, sent: Any) -> Screen:
    card = _of(workshop, step)
    form = WorkForm(deciding.work_of(card), card.issue.measure, sent)
    return Screen(
        step, card.issue.title, {"card": card, "place": _placed(ordering.on_table(workshop), card)}, form,
        lambda actor: deciding.keep_work(actor, card, form.work),
    )  # fmt: skip


def _dissent(workshop: Workshop, step: Step, sent: Any) -> Screen:
    form = OtherwiseForm(workshop, sent)
    said = selectors.otherwise(workshop)

    def save(actor: Actor) -> object:
        told = form.cleaned_data
        return deciding.say_otherwise(actor, workshop, told["seat"], told["card"], told["words"])

    return Screen(step, _("Who thinks otherwise"), {"said": said}, form, save, goes_on=False)


def _read_back(workshop: Workshop, step: Step, sent: Any) -> Screen:
    form = ConfirmForm(sent)
    table = ordering.on_table(workshop)
    document = recommendation_document(workspace(), recommending.as_it_stands(table), read_back=True)
    shown = {"document": document, "missing": recommending.missing(table)}
    return Screen(
        step, _("Read back"), shown, form,
        lambda actor: freezing.confirm(actor, workshop, form.cleaned_data["chair"]), goes_on=False,
    )  # fmt: skip


_SCREENS: dict[str, Callable[[Workshop, Step, Any], Screen]] = {
    rules.WELCOME: _welcome,
    rules.HERE: _here,
    rules.ANEW: _anew,
    rules.OUTCOMES: _outcomes,
    rules.CAPACITY: _capacity,
    rules.WORK: _work,
    rules.DISSENT: _dissent,
    rules.READ_BACK: _read_back,
}


def anew_lines(workshop: Workshop, card: Card) -> list[Anew]:
    """A revealed card, criterion by criterion: the room beside the scan."""
    matrix, said = scans.matrix_of(workshop.scan), selectors.revealed(card)
    number, seats = str(card.issue.number), tuple(one.seat.scorer for one in said)
    scores = tuple(one for held in said for one in ordering.given_anew(matrix, held))
    found = flags(Scoring(matrix, (number,), seats, scores))
    made = []
    for line in outcome.lines_of(scans.closed(workshop.scan), card.issue_id):
        given = [
            (value, [str(one.seat) for one in said if str(one.scores.get(line.criterion.id)) == value])
            for value, _who in line.given
        ]
        made.append(Anew(line, given, found.get((number, line.criterion.id), NO_FLAG)))
    return made


def _placed(table: OnTable, card: Card) -> Any:
    return next(one for one in table.standing().placed if one.issue == str(card.issue.number))


def _of(workshop: Workshop, step: Step) -> Card:
    return selectors.card(workshop, step.number or 0)


def _many(listed: list[Card]) -> dict[str, Any]:
    most = int(workspace().definitions.threshold("workshop-priorities"))
    chosen = sum(one.becomes == Becomes.PRIORITY for one in listed)
    return {"chosen": chosen, "most": most, "many": chosen > most}


CANNOT_SAY = scan_rules.CANNOT_SAY

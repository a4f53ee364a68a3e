"""Part 12, scan and matrix: how far scores lay apart, where issues may stand, and who did not respond."""

from __future__ import annotations

from wardmote.analyses.wording import amount, listed, number_word, one_decimal, opening
from wardmote.documents.judged import Decided, Places, Recommended
from wardmote.documents.strategic_assessment.columns import numbers
from wardmote.documents.strategic_assessment.judged.part import day_words, heading
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.publishing.tree import (
    Block,
    BulletList,
    Column,
    Content,
    Number,
    PageBreak,
    Paragraph,
    Quiet,
    Table,
)

ANCHOR = "scan"


def scan(needs: PackNeeds) -> list[Block]:
    """The part; nothing without judgement, and nothing in the public edition."""
    if needs.judged is None or needs.public is not None:
        return []
    record = needs.judged.recommended
    return [
        heading(needs, ANCHOR),
        Paragraph(_lead(record), "lead"),
        BulletList(tuple(_said(record))),
        places_table(record),
        PageBreak(),
    ]


def _lead(record: Recommended) -> str:
    answered = len({given.partner for one in record.issues for given in one.given if given.when == "scan"})
    asked = answered + len(record.silent)
    closed = f", closed on {day_words(record.scan_closed)}" if record.scan_closed else ""
    whole = (
        "All of them responded"
        if not record.silent
        else f"{listed(record.silent)} did not respond, which is not the same as scoring nothing"
    )
    return (
        f"{opening(number_word(answered))} of {amount(asked, 'partner', 'partners')} scored "
        f"{amount(len(record.issues), 'issue', 'issues')} in {record.scan}{closed}. {whole}."
    )


def _said(record: Recommended) -> list[Content]:
    weights = "; ".join(
        f"{record.criteria.get(name, name)} {_weight(at)}" for name, at in record.weights.items()
    )
    again = [one for one in record.issues if any(given.when == "workshop" for given in one.given)]
    agreed = [one for one in record.issues if any(given.when == "agreed" for given in one.given)]
    return [
        f"Matrix: {record.matrix_title} ({record.matrix}). Weights: {weights or 'as the matrix sets them'}.",
        f"Scored again in silence in the workshop: {_titles(again)}.",
        f"Agreed after the scan, with each original kept: {_titles(agreed)}.",
    ]


def _titles(issues: list[Decided]) -> str:
    return listed([one.title for one in issues]) if issues else "none"


def _weight(value: float) -> str:
    return f"{value:g}"


def places_table(record: Recommended) -> Table:
    """Every issue of the scan in its order, with total, place and likely places."""
    return Table(
        caption="Where each issue stands, and where it may stand",
        columns=(
            Column("Issue", width=6),
            *numbers("Total", "Place", "Likely places"),
            Column("Whatever the weights", width=4),
            Column("Furthest apart", width=6),
        ),
        rows=tuple(_row(record, one) for one in record.issues),
        anchor="scan-places",
        notes=(
            "Likely places: those in which the issue stands in most trials that make each score, by lot, one lower, "
            "the same or one higher.",
            "Furthest apart: the criterion on which the partners' own scores differed most.",
        ),
    )


def _row(record: Recommended, one: Decided) -> tuple[Content, ...]:
    at = one.places
    return (
        one.title,
        Quiet("–") if at.total is None else Number(one_decimal(at.total), at.total, "decimal"),
        at.place or Quiet("no place"),
        likely(at),
        _robust(at),
        _apart(record, one),
    )


def likely(at: Places) -> Content:
    """Its best and worst likely place: 1 to 3."""
    if at.best is None or at.worst is None:
        return Quiet("not known")
    return str(at.best) if at.best == at.worst else f"{at.best} to {at.worst}"


def _robust(at: Places) -> Content:
    if at.robust is None:
        return Quiet("not known")
    return "Among the first" if at.robust else "Depends on the weights"


def _apart(record: Recommended, one: Decided) -> Content:
    """The criterion with the widest range of what partners gave in the scan."""
    given: dict[str, list[int]] = {}
    for score in one.given:
        if score.when == "scan" and score.value is not None:
            given.setdefault(score.criterion, []).append(score.value)
    if not given:
        return Quiet("nobody scored it")
    widest = max(record.criteria, key=lambda name: max(given.get(name, [0])) - min(given.get(name, [0])))
    low, high = min(given.get(widest, [0])), max(given.get(widest, [0]))
    if low == high:
        return "All gave the same"
    return f"{record.criteria[widest]}: {low} to {high} from {number_word(len(given[widest]))}"

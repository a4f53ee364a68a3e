"""Part 4: place and people, as far as the evidence holds them."""

from __future__ import annotations

from wardmote.analyses.place_and_people import PlaceAndPeople, PlaceLine
from wardmote.analyses.wording import amount, listed
from wardmote.documents.strategic_assessment.columns import dash_note, numbers
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.publishing.cells import DASH, count_cell, decimal_cell, fine_share_cell
from wardmote.publishing.tree import (
    Block,
    Column,
    Content,
    Heading,
    Inline,
    PageBreak,
    Paragraph,
    PictureBlock,
    Table,
)

ANCHOR = "place-and-people"
DECIMALS = 2
"""Of a score of deprivation."""
NAMED = 5
"""Similar areas that the part names."""


def has_place(needs: PackNeeds) -> bool:
    """Whether there is more to say than how many people live there."""
    return needs.place is not None and any(line.unit != "number" for line in needs.place.lines)


def place_and_people(needs: PackNeeds) -> list[Block]:
    """Who lives there, beside similar partnerships; nothing where no more than numbers of people are held."""
    place = needs.place
    if place is None or not has_place(needs):
        return []
    said = [sentence for sentence in (_similar(place), place.placed) if sentence]
    return [
        Heading(1, "Place and people", ANCHOR),
        *(Paragraph(sentence, "draft", f"place-{at}") for at, sentence in enumerate(said, start=1)),
        _table(needs, place),
        *_map(needs),
    ]


def _map(needs: PackNeeds) -> list[Block]:
    """Where the measure lies that changed in most wards; the page turns after it."""
    return [PictureBlock(needs.place_map, "place-map"), PageBreak()] if needs.place_map else []


def still_missing(needs: PackNeeds) -> str:
    """What the part lacks, as words after its title; empty where it lacks nothing or is not there at all."""
    if needs.place is None or not has_place(needs) or not needs.place.missing:
        return ""
    return f"Not held: {listed(list(needs.place.missing))}."


def _similar(place: PlaceAndPeople) -> str:
    names = place.similar
    if not names:
        return ""
    more = f" and {amount(len(names) - NAMED, 'other', 'others')}" if len(names) > NAMED else ""
    shown = ", ".join(names[:NAMED]) + more if more else listed(list(names))
    return f"Most like it in people and homes are {shown}. Alike in these does not mean alike in crime."


def _table(needs: PackNeeds, place: PlaceAndPeople) -> Table:
    beside = ("Similar", "All") if place.similar else ()
    rows = tuple(_row(line, bool(place.similar)) for line in place.lines)
    notes: list[Content] = []
    if place.similar:
        notes.append(
            f"Similar: mean of the {amount(len(place.similar), 'partnership', 'partnerships')} most like it. All: mean of "
            "those that every figure is held of. Scores of income deprivation are shares of people; higher is more deprived."
        )
    notes += dash_note(rows, "Not compared: no figure of other partnerships is held in this form.")
    return Table(
        caption=f"People and homes, {needs.table.area.name}",
        columns=(Column("What", width=5), *numbers("Own", *beside), Column("From", width=5)),
        rows=rows,
        anchor="place-table",
        notes=tuple(notes),
    )


def _row(line: PlaceLine, beside: bool) -> tuple[Content, ...]:
    others = (line.similar, line.every) if beside else ()
    return (
        line.label,
        place_cell(line, line.own),
        *(place_cell(line, value) for value in others),
        line.source,
    )


def place_cell(line: PlaceLine, value: float | None) -> Inline:
    """A number, a share or a score of the table."""
    if value is None:
        return DASH
    if line.unit == "number":
        return count_cell(value)
    return fine_share_cell(value) if line.unit == "share" else decimal_cell(value, DECIMALS)

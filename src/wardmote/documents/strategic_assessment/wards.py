"""Part 5, where: the wards by rate, what changed within them, and the small areas with most crime."""

from __future__ import annotations

from wardmote.analyses.matched_months import rate_note
from wardmote.analyses.small_areas import Concentration
from wardmote.analyses.wording import count, listed, number_word, opening, per, times
from wardmote.documents.strategic_assessment.columns import (
    both_years,
    count_cells,
    dash_note,
    measure_cell,
    months_note,
    numbers,
    rate_in,
    small_base,
    verdict_cell,
)
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.figures import Figure, Row, State
from wardmote.publishing.cells import count_cell, fine_share_cell, percent_cell, state_cell
from wardmote.publishing.tree import (
    Block,
    Column,
    Content,
    FindingItem,
    Findings,
    Heading,
    Paragraph,
    PictureBlock,
    SideBySide,
    Table,
)

RESIDENTS = (
    "A rate per resident sets every crime recorded in a place against the people who live there. It cannot tell how "
    "many others pass through, nor what the risk to a resident is."
)


def within_wards(needs: PackNeeds) -> list[Block]:
    """The changes of measures in wards, the clearest first."""
    found = needs.within
    if not found.sentence:
        return []
    heading: list[Block] = [
        Heading(2, "What changed within wards", "within"),
        Paragraph(found.sentence, "draft", "within-wards", _said_within(needs)),
    ]
    rows = printed_within(needs)
    if not rows:
        return heading
    cells = tuple(_within_row(row, needs) for row in rows)
    shown = f"The clearest {len(rows)} of {len(found.rows)}. " if len(rows) < len(found.rows) else ""
    return [
        *heading,
        Table(
            caption="Wards and measures that changed, or whose location is too uncertain, the clearest first",
            columns=(
                Column("Ward", width=4),
                Column("Measure", width=4),
                *both_years(needs),
                *numbers("%"),
                Column("Verdict", width=3),
            ),
            rows=cells,
            anchor="within-table",
            notes=(
                f"{shown}Located records only.",
                *dash_note(cells, small_base(needs)),
                *_months(needs),
            ),
        ),
    ]


def _within_row(row: Row, needs: PackNeeds) -> tuple[Content, ...]:
    return (
        row.area.name,
        measure_cell(row, needs),
        *count_cells(row),
        percent_cell(row.percent),
        verdict_cell(row),
    )


def printed_within(needs: PackNeeds) -> tuple[Row, ...]:
    """The changes within wards that the table lists."""
    return needs.within.rows[: int(needs.definitions.threshold("rows-within"))]


def _said_within(needs: PackNeeds) -> tuple[Figure, ...]:
    """The changes behind the sentence about wards."""
    return tuple(needs.table.figure(row, "percent") for row in needs.within.rows)


def year_of(needs: PackNeeds, measure: str) -> tuple[Figure, ...]:
    """The later year's count of a measure in the whole area, on which a sentence about its pattern rests."""
    return tuple(needs.table.figure(row) for row in needs.table.rows if row.measure.id == measure)


def wards(needs: PackNeeds) -> list[Block]:
    """All crime by ward, with what a rate per resident cannot tell."""
    found = needs.wards
    if not any(row.current is not None for row in found.rows):
        return []
    rows = tuple(_ward_row(row, needs) for row in found.rows)
    return [
        Heading(2, "Wards", "wards"),
        Paragraph(_far_above(needs), "draft", "ward-rates", _rates_far_above(needs))
        if found.rated
        else Paragraph("No population was supplied, so there are no rates."),
        Table(
            caption=f"All crime by ward, from the highest {'rate' if found.rated else 'count'}",
            columns=(
                Column("Ward", width=4),
                *both_years(needs),
                *numbers("%", *(("Rate", "Residents") if found.rated else ())),
                Column("Verdict", width=3),
            ),
            rows=rows,
            anchor="ward-table",
            notes=(_ward_note(needs), *dash_note(rows, small_base(needs)), *_months(needs)),
        ),
    ]


def _ward_row(row: Row, needs: PackNeeds) -> tuple[Content, ...]:
    rated = needs.wards.rated
    people = count_cell(row.population.value if row.population else None, state_cell(State.NOT_AVAILABLE))
    return (
        (row.area.name, *months_note(needs)),
        *count_cells(row),
        percent_cell(row.percent),
        *((rate_in(row), people) if rated else ()),
        verdict_cell(row),
    )


def _ward_note(needs: PackNeeds) -> str:
    if not needs.wards.rated:
        return "Located crime only."
    return f"Located crime only. Rate: the later year's count {per(needs.definitions)} residents."


def _far_above(needs: PackNeeds) -> str:
    names = needs.wards.far_above
    if not names:
        return RESIDENTS
    limit = times(needs.definitions.threshold("town-centre-rate"))
    has = "has" if len(names) == 1 else "have"
    return f"{listed(list(names))} {has} more than {limit} the partnership's rate. {RESIDENTS}"


def _rates_far_above(needs: PackNeeds) -> tuple[Figure, ...]:
    rows = [row for row in needs.wards.rows if row.area.name in needs.wards.far_above]
    return tuple(needs.table.figure(row, "rate") for row in rows)


def _months(needs: PackNeeds) -> tuple[str, ...]:
    """What the missing months do to the rates of a table; the rows say what they do to counts."""
    noted = rate_note(needs.table) if needs.wards.rated else ""
    return (noted,) if noted else ()


def small_areas(needs: PackNeeds) -> list[Block]:
    """The small areas with most crime, and how lasting that is."""
    if not needs.concentrations:
        return []
    whole = needs.concentrations[0]
    sentences = Findings(
        tuple(
            FindingItem(
                found.lead,
                found.rest,
                draft=True,
                slot=f"small-areas-{found.measure.id}",
                figures=year_of(needs, found.measure.id),
            )
            for found in needs.concentrations
        )
    )
    shown: Block = (
        SideBySide(PictureBlock(whole.picture, "map-small-areas"), sentences) if whole.picture else sentences
    )
    return [Heading(2, "Small areas", "small-areas"), shown, _top_table(whole)]


def _top_table(whole: Concentration) -> Table:
    one = len(whole.rows) == 1
    return Table(
        caption="The small area with most recorded crime"
        if one
        else f"{opening(number_word(len(whole.rows)))} small areas with most recorded crime",
        columns=(
            Column("Small area", width=4),
            Column("Ward", width=4),
            *numbers("Crimes", "Share", "Years in the top"),
        ),
        rows=tuple(
            (
                row.area.name,
                row.ward,
                count_cell(row.count),
                fine_share_cell(row.share),
                f"{row.years_in_top} of {row.years}",
            )
            for row in whole.rows
        ),
        anchor="top-areas",
        notes=(
            f"Share: of the {count(whole.located)} crimes of the later year that have a location.",
            *whole.notes,
        ),
    )

"""Part 18, the annex: methods, definitions, the register of changes, words, licences, data of pictures."""

from __future__ import annotations

from collections.abc import Iterator

from wardmote.analyses.wording import interval_name, per, share
from wardmote.documents.strategic_assessment.columns import count_cells, dash_note, numbers
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.documents.strategic_assessment.observed import both_cells, shown_rows
from wardmote.documents.strategic_assessment.opening import too_few
from wardmote.documents.strategic_assessment.other_figures import other_register
from wardmote.documents.strategic_assessment.wards import printed_within
from wardmote.figures import Row, State
from wardmote.figures.export import population_in_words
from wardmote.publishing.cells import decimal_cell, probability_cell
from wardmote.publishing.tree import (
    Block,
    BulletList,
    Column,
    Content,
    Heading,
    Paragraph,
    PictureData,
    Strong,
    Table,
)


def annex(needs: PackNeeds) -> list[Block]:
    """Part 18: figures, definitions, methods, licences, and the data behind the pictures."""
    return [
        Heading(1, "Annex", "annex"),
        Heading(2, "How the figures were tested", "methods"),
        *_methods(needs),
        Heading(2, "What was counted", "definitions"),
        _definitions(needs),
        Heading(2, "Register of figures", "register"),
        _register(needs),
        *other_register(needs),
        Heading(2, "Words used", "glossary"),
        BulletList(
            tuple(
                (Strong(f"{term.term}. "), term.meaning)
                for term in sorted(needs.definitions.glossary.values(), key=lambda term: term.term.lower())
            )
        ),
        Heading(2, "Sources and licences", "licences"),
        BulletList(tuple(dict.fromkeys(source.licence for source in needs.sources if source.licence))),
        Heading(2, "Data behind the pictures", "picture-data"),
        PictureData(),
    ]


def _methods(needs: PackNeeds) -> list[Block]:
    d = needs.definitions
    return [
        Paragraph(
            "Monthly counts of the years in hand are fitted with an effect for each calendar month and each year. What is "
            "left shows how much more than chance the months vary (phi). The change between the last two years is set "
            "against that, and Student's t gives its probability. The q values allow for every measure of the area that "
            "is no sum of others; all crime stands for itself, so its q is the plain probability. A verdict of rose or fell "
            f"needs q below {d.threshold('false-discovery-rate'):.0%}."
        ),
        Paragraph(
            "The test takes months to vary independently about season and year. Simulations show that where high and low "
            "months cluster (a correlation of about 0.3 to 0.5 from one month to the next) large measures are called "
            "changed in about 9 to 21% of cases without a lasting change, instead of 5%: a single rose or fell of a large "
            "measure deserves a second look next quarter."
        ),
        Paragraph(
            "Before the test come three refusals, in this order: a recording break between the two years (not comparable); "
            f"more than {share(d.threshold('not-located-share'))} of records without a location, or a share that moved by "
            f"more than {100 * d.threshold('not-located-move'):.0f} points, where the answer depends on them (location too "
            f"uncertain); {too_few(d)} (too few to say). Each {interval_name(d)} is for one measure alone."
        ),
        Paragraph(
            "Percentages are of the counts shown, rounded half up. A rate divides the year's count by the population "
            "nearest to the middle of the year; its interval is exact below ten and Byar's above."
        ),
    ]


def _definitions(needs: PackNeeds) -> Table:
    d = needs.definitions
    rows: list[tuple[Content, ...]] = []
    for measure in d.measures_in_order():
        row = next((one for one in _rows(needs) if one.measure.id == measure.id), None)
        if row is None and not measure.available:
            continue
        kind = d.populations[measure.population].title if measure.population else "No rate"
        basis = population_in_words(row.population if row else None, d) or kind
        missing = row is not None and row.state is State.NOT_AVAILABLE and row.observed is None
        rows.append(
            (measure.title, measure.description, "Not available from police.uk" if missing else basis)
        )
    return Table(
        caption="Definitions of the measures",
        columns=(
            Column("Measure", width=3),
            Column("What is counted", width=6),
            Column(f"Rate {per(d)} of", width=3),
        ),
        rows=tuple(rows),
        anchor="measure-definitions",
        dense=True,
        caption_hidden=True,
    )


def _rows(needs: PackNeeds) -> tuple[Row, ...]:
    """Every row that has a measure of its own to explain."""
    return (*needs.table.rows, *shown_rows(needs))


def _register(needs: PackNeeds) -> Table:
    table = needs.table
    rows = tuple(_register_row(needs, row) for row in _printed(needs))
    return Table(
        caption="Every change that this pack prints, with the identity of its later count",
        columns=(
            Column("Area", width=4),
            Column("Measure", width=4),
            *numbers("Earlier", "Later", "phi", "z", "q"),
            Column("Identity", width=3),
        ),
        rows=rows,
        anchor="figure-register",
        header_column=False,
        dense=True,
        notes=(
            f"Snapshot {table.snapshot}; {table.area.name} ({table.area.code}) and its wards.",
            *dash_note(rows, "Not tested."),
        ),
    )


def _register_row(needs: PackNeeds, row: Row) -> tuple[Content, ...]:
    return (
        row.area.name,
        row.measure.reference,
        *(both_cells(row) if row.observed else count_cells(row)),
        decimal_cell(row.phi, 2),
        decimal_cell(row.z, 2),
        probability_cell(row.q),
        needs.table.figure(row).identity,
    )


def _printed(needs: PackNeeds) -> Iterator[Row]:
    """The rows whose change a table of the pack prints, each once: of the area, then of its wards."""
    seen: set[tuple[str, str]] = set()
    for row in (*needs.table.rows, *shown_rows(needs), *needs.wards.rows, *printed_within(needs)):
        name = row.area.code, row.measure.id
        known = row.current is not None or (row.observed is not None and row.observed.now is not None)
        if name not in seen and known and row.state != State.NOT_AVAILABLE:
            seen.add(name)
            yield row

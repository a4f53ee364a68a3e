"""Part 16, data quality: what came when, what has no location, what changed in recording."""

from __future__ import annotations

from wardmote.analyses.held_records import came
from wardmote.analyses.quality import SourceQuality
from wardmote.analyses.wording import count, inside, listed, months_listed, opening, share
from wardmote.documents.strategic_assessment.columns import both_years, numbers
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.documents.strategic_assessment.supply import asked, strayed
from wardmote.figures import Row, State
from wardmote.figures.months import in_words
from wardmote.publishing.cells import count_cell, share_cell, state_cell
from wardmote.publishing.tree import Block, Column, Content, Heading, PageBreak, Paragraph, Table

NOT_SUPPLIED = state_cell(State.NOT_SUPPLIED)


def data_quality(needs: PackNeeds) -> list[Block]:
    """Part 16: source, to, received, share without a location, breaks, not supplied."""
    return [
        Heading(1, "Data quality", "data-quality"),
        Paragraph(f"{needs.quality.sentence} {lost_sentence(needs)}", "lead"),
        _received(needs),
        *_records(needs),
        _taken_in(needs),
        *_located(needs),
        *asked(needs),
        _breaks(needs),
        PageBreak(),
    ]


def _received(needs: PackNeeds) -> Table:
    span = needs.quality.span
    return Table(
        caption=f"Police files behind the figures, {in_words(span.start)} to {in_words(span.end)}",
        columns=(
            Column("Force", width=4),
            Column("First month"),
            Column("Last month"),
            *numbers("Months"),
            Column("Not supplied", width=4),
        ),
        rows=tuple(_received_row(source) for source in needs.quality.sources),
        anchor="sources-received",
    )


def _records(needs: PackNeeds) -> list[Paragraph]:
    """Of which months outcomes and searches came, which the table of files does not name."""
    said = [f"{opening(came(held))}." for held in needs.held]
    return [Paragraph(" ".join(said), "note")] if said else []


def _received_row(source: SourceQuality) -> tuple[Content, ...]:
    if not source.sent:
        return (source.force, NOT_SUPPLIED, NOT_SUPPLIED, count_cell(0), "every month")
    first, last = in_words(source.sent[0]), in_words(source.sent[-1])
    missing = months_listed(source.missing) or "none"
    return (source.force, first, last, count_cell(len(source.sent)), missing)


def lost_sentence(needs: PackNeeds) -> str:
    """Which measures have lost so many locations that it matters."""
    rows = _known(needs)
    if not rows:
        left = "The share without a location is left out of the public edition."
        return left if needs.public else "So nothing is known of the share without a location."
    edge = needs.definitions.threshold("not-located-share")
    doubted = [
        f"{inside(row.measure.short_title)} ({share(row.not_located_share[1])})"
        for row in rows
        if (row.not_located_share[1] or 0) > edge
    ]
    if not doubted:
        return f"No measure has more than {share(edge)} of its records without a location."
    return f"More than {share(edge)} of records have no location for {listed(doubted)}."


def _known(needs: PackNeeds) -> list[Row]:
    """Base measures whose share without a location is known, the highest share first."""
    rows = [
        row
        for row in needs.table.rows
        if row.measure.base and row.current is not None and row.not_located_share[1] is not None
    ]
    return sorted(rows, key=lambda row: -(row.not_located_share[1] or 0))


def _taken_in(needs: PackNeeds) -> Table:
    whole = [one for one in needs.sources if not (one.records or one.observations)]
    return Table(
        caption="What was taken in",
        columns=(
            Column("Source", width=5),
            *numbers("Files", "Rows", "Rejected", "Repeated IDs", "Unknown area"),
        ),
        rows=tuple(
            (
                f"{one.title} ({one.publisher})",
                count_cell(one.files),
                count_cell(one.rows),
                count_cell(one.rejected),
                count_cell(one.repeated),
                count_cell(one.unknown_areas),
            )
            for one in needs.sources
            if one.records or one.observations
        ),
        anchor="taken-in",
        notes=(
            "Rejected rows broke a rule of the source and are kept apart with the reason. A Crime ID that stands twice "
            "in a month counts once.",
            f"Areas, boundaries and populations: {count(sum(one.files for one in whole))} "
            "files, each read whole; the annex names their sources.",
            *strayed(needs),
        ),
    )


def _located(needs: PackNeeds) -> list[Block]:
    rows = _known(needs)
    if not rows:
        return []
    return [
        Table(
            caption="Share of the force's records without a location",
            columns=(Column("Measure", width=4), *both_years(needs)),
            rows=tuple(
                (row.measure.short_title, *(share_cell(one, NOT_SUPPLIED) for one in row.not_located_share))
                for row in rows
            ),
            anchor="not-located",
            notes=_uneven(rows),
        )
    ]


def _uneven(rows: list[Row]) -> tuple[str, ...]:
    """That measures differ, where they do; nothing about why."""
    high, low = (share(row.not_located_share[1]) for row in (rows[0], rows[-1]))
    if high == low:
        return ()
    return (f"Not missing at random across measures: in the later year the share runs from {low} to {high}.",)


def _breaks(needs: PackNeeds) -> Block:
    if not needs.quality.breaks:
        return Paragraph("No change in recording or in geography falls into the years shown.", "note")
    measures = needs.definitions.measures
    return Table(
        caption="Changes in recording and in geography in the years shown",
        columns=(
            Column("When", width=2),
            Column("What", width=6),
            Column("Measures", width=3),
            Column("How sure"),
        ),
        rows=tuple(
            (
                f"{found.date.day} {found.date:%B %Y}",
                f"{found.title}. {found.explanation}",
                listed([measures[name].short_title for name in found.measures])
                or f"All, for {listed([needs.definitions.levels[name].plural for name in found.levels])}",
                found.certainty,
            )
            for found in needs.quality.breaks
        ),
        anchor="breaks",
    )

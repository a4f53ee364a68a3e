"""What is not yet assessed on one page, data quality (part 16), and the annex (part 18)."""

from __future__ import annotations

from wardmote.analyses.wording import count, listed, share
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.figures import State
from wardmote.figures.export import population_in_words
from wardmote.figures.months import in_words
from wardmote.publishing.tree import (
    Block,
    BulletList,
    Column,
    Content,
    Heading,
    NotYet,
    NotYetPart,
    PageBreak,
    Paragraph,
    PictureData,
    Strong,
    Table,
)


def not_yet(needs: PackNeeds) -> list[Block]:
    """Every part that evidence alone cannot fill, with what is missing and who can supply it."""
    parts = tuple(
        NotYetPart(
            f"{part.title} ({part.duty})" if part.duty else part.title,
            f"{part.waits_for} Who can supply it: {part.who}." if part.who else part.waits_for,
        )
        for part in needs.definitions.documents["strategic-assessment"].parts
        if part.waits_for
    )
    return [
        Heading(1, "Not yet assessed", "not-yet-assessed"),
        Paragraph(
            "A strategic assessment needs these parts too. Not assessed does not mean that there is nothing there.",
            "lead",
        ),
        NotYet(parts),
        PageBreak(),
    ]


def data_quality(needs: PackNeeds) -> list[Block]:
    """Part 16: source, to, received, share without a location, breaks, not supplied."""
    found = needs.quality
    return [
        Heading(1, "Data quality", "data-quality"),
        Paragraph(f"{found.sentence} {_lost_sentence(needs)}", "lead"),
        Table(
            caption="Police files behind the figures",
            columns=(
                Column("Force", width=4),
                Column("First month"),
                Column("Last month"),
                Column("Months", align="right"),
                Column("Not supplied", width=3),
            ),
            rows=tuple(
                (
                    one.force,
                    in_words(one.first),
                    in_words(one.last),
                    f"{one.months}",
                    listed([in_words(month) for month in one.missing]) or "none",
                )
                for one in found.sources
            ),
            anchor="sources-received",
        ),
        _taken_in(needs),
        _located(needs),
        _breaks(needs),
        PageBreak(),
    ]


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
        Heading(2, "Words used", "glossary"),
        BulletList(
            tuple(
                (Strong(f"{term.term}. "), term.meaning)
                for term in sorted(needs.definitions.glossary.values(), key=lambda term: term.term.lower())
            )
        ),
        Heading(2, "Sources and licences", "licences"),
        BulletList(tuple(dict.fromkeys(source.licence for source in needs.sources))),
        Heading(2, "Data behind the pictures", "picture-data"),
        PictureData(),
    ]


def _lost_sentence(needs: PackNeeds) -> str:
    edge = needs.definitions.threshold("not-located-share")
    doubted = [
        f"{row.measure.short_title} {share(row.not_located_share[1])}"
        for row in needs.table.rows
        if row.measure.base and (row.not_located_share[1] or 0) > edge
    ]
    if not doubted:
        return f"No measure has more than {share(edge)} of its records without a location."
    return f"More than {share(edge)} of records have no location for: {listed(doubted)}."


def _taken_in(needs: PackNeeds) -> Table:
    return Table(
        caption="What was taken in",
        columns=(
            Column("Source", width=5),
            Column("Files", align="right"),
            Column("Rows", align="right"),
            Column("Rejected", align="right"),
            Column("Repeated IDs", align="right"),
            Column("Unknown area", align="right"),
        ),
        rows=tuple(
            (
                f"{one.title} ({one.publisher})",
                count(one.files),
                count(one.rows),
                count(one.rejected),
                count(one.repeated),
                count(one.unknown_areas),
            )
            for one in needs.sources
        ),
        anchor="taken-in",
        notes=(
            "Rejected rows broke a rule of the source and are kept apart with the reason. A Crime ID that stands twice "
            "in a month counts once.",
        ),
    )


def _located(needs: PackNeeds) -> Table:
    rows = [row for row in needs.table.rows if row.measure.base and row.current is not None]
    return Table(
        caption="Share of the force's records without a location",
        columns=(
            Column("Measure", width=4),
            Column(f"To {in_words(needs.table.previous.end, short=True)}", align="right"),
            Column(f"To {in_words(needs.table.current.end, short=True)}", align="right"),
        ),
        rows=tuple(
            (row.measure.short_title, share(row.not_located_share[0]), share(row.not_located_share[1]))
            for row in sorted(rows, key=lambda row: -(row.not_located_share[1] or 0))
        ),
        anchor="not-located",
        notes=(
            "These records are not missing at random: shops and public places lose their location more often.",
        ),
    )


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


def _methods(needs: PackNeeds) -> list[Block]:
    d = needs.definitions
    return [
        Paragraph(
            "Monthly counts of the years in hand are fitted with an effect for each calendar month and each year. What is "
            "left shows how much more than chance the months vary (phi). The change between the last two years is set "
            "against that, and Student's t gives its probability. The q values allow for every base measure of the area: a "
            f"verdict of rose or fell needs q below {d.threshold('false-discovery-rate'):.0%}."
        ),
        Paragraph(
            f"Before the test come three refusals, in this order: a recording break between the two years (not comparable); "
            f"more than {share(d.threshold('not-located-share'))} of records without a location, or a share that moved by "
            f"more than {100 * d.threshold('not-located-move'):.0f} points, where the answer depends on them (location too "
            f"uncertain); fewer than {d.threshold('too-few'):.0f} in both years together (too few to say). Intervals are "
            f"{d.threshold('confidence'):.0%} intervals for one measure alone."
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
        row = next((row for row in needs.table.rows if row.measure.id == measure.id), None)
        basis = (
            population_in_words(row.population if row else None, d) or d.populations[measure.population].title
        )
        state = basis if measure.available else "Not available from police.uk"
        rows.append((measure.title, measure.description, state))
    return Table(
        caption="Definitions of the measures",
        columns=(
            Column("Measure", width=3),
            Column("What is counted", width=6),
            Column("Rate per 1,000", width=3),
        ),
        rows=tuple(rows),
        anchor="measure-definitions",
        dense=True,
        caption_hidden=True,
    )


def _register(needs: PackNeeds) -> Table:
    table = needs.table
    rows = [row for row in table.rows if row.state != State.NOT_AVAILABLE]
    return Table(
        caption="Every tested figure of this pack, with the identity by which it can be found again",
        columns=(
            Column("Measure", width=4),
            Column("Earlier", align="right"),
            Column("Later", align="right"),
            Column("phi", align="right"),
            Column("z", align="right"),
            Column("q", align="right"),
            Column("Identity", width=3),
        ),
        rows=tuple(
            (
                row.measure.reference,
                count(row.previous),
                count(row.current),
                _decimals(row.phi),
                _decimals(row.z),
                _decimals(row.q, 3),
                table.figure(row).identity,
            )
            for row in rows
        ),
        anchor="figure-register",
        dense=True,
        notes=(f"Snapshot {table.snapshot}; {table.area.name} ({table.area.code}).",),
    )


def _decimals(value: float | None, decimals: int = 2) -> str:
    return "–" if value is None else f"{value:.{decimals}f}".replace("-", "−")

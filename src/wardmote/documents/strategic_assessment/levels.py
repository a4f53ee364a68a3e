"""Part 5: levels and patterns, and part 8: everything else."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.analyses.headlines import change_finding
from wardmote.analyses.wording import count, listed, number_word, one_decimal, opening, percent, share, signed
from wardmote.definitions import Definitions
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.documents.strategic_assessment.opening import chosen
from wardmote.figures import Row, State, Verdict
from wardmote.figures.months import in_words
from wardmote.publishing.tree import (
    Block,
    BulletList,
    Column,
    Content,
    Heading,
    PageBreak,
    Paragraph,
    PictureBlock,
    Quiet,
    SideBySide,
    Table,
    VerdictMark,
)

MATTERS = (
    Verdict.ROSE,
    Verdict.FELL,
    Verdict.LOCATION_UNCERTAIN,
    Verdict.NOT_COMPARABLE,
    Verdict.NO_CLEAR_CHANGE,
    Verdict.TOO_FEW,
)


MOST_WITHIN = 25


def levels(needs: PackNeeds) -> list[Block]:
    """Part 5, regulation 7(a)."""
    return [
        Heading(1, "Levels and patterns", "levels-and-patterns", eyebrow="Regulation 7(a)"),
        Paragraph(_summary(needs), "lead"),
        Heading(2, "All measures", "all-measures"),
        measures_table(needs),
        Heading(2, "What changed, and how sure we are", "what-changed"),
        PictureBlock(needs.changes, "changes"),
        *_changed_lines(needs),
        PageBreak(),
        Heading(2, "Three years, month by month", "by-month"),
        PictureBlock(needs.multiples, "small-multiples"),
        PageBreak(),
        *_seasons(needs),
        *_within(needs),
        PageBreak(),
        *_wards(needs),
        *_small_areas(needs),
        PageBreak(),
    ]


def everything_else(needs: PackNeeds) -> list[Block]:
    """Part 8: one line for each measure that the first page did not name, and why it has no focus."""
    area = needs.table.area.code
    named = {figure.measure for finding in chosen(needs) for figure in finding.figures if figure.area == area}
    doubted = needs.definitions.threshold("not-located-share")
    rest = [
        row
        for row in _by_what_matters(needs.table.rows)
        if row.measure.base and row.measure.reference not in named and row.state != State.NOT_AVAILABLE
    ]
    missing = [row for row in needs.table.rows if row.state == State.NOT_AVAILABLE]
    rows: list[tuple[Content, ...]] = [
        (row.measure.short_title, _one_line(needs, row, doubted), _why_no_focus(row)) for row in rest
    ]
    rows += [(row.measure.short_title, Quiet("Not available from police.uk."), row.reason) for row in missing]
    return [
        Heading(1, "Everything else", "everything-else"),
        Paragraph(
            "One line for each measure that the first page does not name. Partners may ask for a focus page on any.",
            "lead",
        ),
        Table(
            caption="Measures without a focus",
            columns=(
                Column("Measure", width=3),
                Column("What the figures say", width=6),
                Column("Why no focus", width=5),
            ),
            rows=tuple(rows),
            anchor="everything-else-table",
            caption_hidden=True,
        ),
        PageBreak(),
    ]


def _one_line(needs: PackNeeds, row: Row, doubted: float) -> str:
    """What the figures say, without the measure's name, which stands beside it."""
    finding = change_finding(needs.table, row, doubted)
    return opening(finding.sentence.removeprefix(row.measure.short_title).lstrip(": "))


def measures_table(needs: PackNeeds) -> Table:
    """Previous, current, change, percentage, rate, the force's rate, verdict and share without a location."""
    table = needs.table
    peers = (Column("Force", align="right"),) if needs.force_rates else ()
    rows = [row for row in _by_what_matters(table.rows) if row.current is not None]
    definitions = needs.definitions
    return Table(
        caption=f"Police recorded crime and incidents, {table.area.name}",
        columns=(
            Column("Measure", width=4),
            Column(f"To {in_words(table.previous.end, short=True)}", align="right"),
            Column(f"To {in_words(table.current.end, short=True)}", align="right"),
            Column("Change", align="right"),
            Column("Rate", align="right"),
            *peers,
            Column("Verdict", width=3),
            Column("No location", align="right"),
        ),
        rows=tuple(_measure_row(row, needs) for row in rows),
        anchor="measures",
        notes=_notes(needs, definitions),
    )


def _measure_row(row: Row, needs: PackNeeds) -> tuple[Content, ...]:
    force = needs.force_rates.get(row.measure.id)
    peers: tuple[Content, ...] = (one_decimal(force.rate if force else None),) if needs.force_rates else ()
    return (
        row.measure.short_title,
        count(row.previous),
        count(row.current),
        f"{signed(row.change)} ({percent(row.percent)})" if row.percent is not None else signed(row.change),
        one_decimal(row.rate),
        *peers,
        VerdictMark(row.verdict) if row.verdict else Quiet(row.state.words),
        share(row.not_located_share[1]),
    )


def _notes(needs: PackNeeds, definitions: Definitions) -> tuple[Content, ...]:
    rows = [row for row in needs.table.rows if row.population is not None]
    people = next((row.population for row in rows if row.measure.population == "residents"), None)
    homes = next((row.population for row in rows if row.measure.population == "households"), None)
    bases = [
        f"{one.value:,.0f} {definitions.populations[one.kind].unit} ({one.on.day} {one.on:%B %Y})"
        for one in (people, homes)
        if one is not None
    ]
    base = f"{definitions.threshold('percentage-base'):.0f}"
    rate = (
        f"Rate: the later count per 1,000 of {listed(bases)}; burglary is per 1,000 households."
        if bases
        else "Rate: not available, as no population was supplied."
    )
    return (
        f"All crime is police.uk recorded crime, excluding fraud and ASB. {rate}",
        f"No percentage where the earlier count is below {base}. No location: share of the force's records in the later "
        "year. The verdict allows for every measure looked at.",
        *(f"{found.title}: {found.explanation}" for found in needs.table.breaks if found.kind == "recording"),
        *((needs.table.gaps,) if needs.table.gaps else ()),
    )


def _summary(needs: PackNeeds) -> str:
    base = [row for row in needs.table.rows if row.measure.base and row.verdict is not None]
    said = [(verdict, sum(row.verdict == verdict for row in base)) for verdict in MATTERS]
    parts = [f"{number_word(n)} {_said(verdict, n)}" for verdict, n in said if n]
    return opening(f"of {number_word(len(base))} measures, {listed(parts)}.")


def _said(verdict: Verdict, n: int) -> str:
    words = {
        Verdict.ROSE: "rose",
        Verdict.FELL: "fell",
        Verdict.NO_CLEAR_CHANGE: "shows no clear change" if n == 1 else "show no clear change",
        Verdict.NOT_COMPARABLE: "cannot be compared",
        Verdict.LOCATION_UNCERTAIN: "has too uncertain a location"
        if n == 1
        else "have too uncertain a location",
        Verdict.TOO_FEW: "is too small to say" if n == 1 else "are too small to say",
    }
    return words[verdict]


def _by_what_matters(rows: Sequence[Row]) -> list[Row]:
    """All crime first, then by verdict, then by size of the count."""
    return sorted(
        rows,
        key=lambda row: (
            row.measure.base,
            MATTERS.index(row.verdict) if row.verdict else len(MATTERS),
            -(row.current or 0),
        ),
    )


def _changed_lines(needs: PackNeeds) -> list[Block]:
    """Up to two measures that changed, each with its months."""
    changed = [
        row
        for row in _by_what_matters(needs.table.rows)
        if row.measure.base and row.verdict in (Verdict.ROSE, Verdict.FELL)
    ]
    pictures = [
        PictureBlock(needs.lines[row.measure.id], f"months-{row.measure.id}")
        for row in sorted(changed, key=lambda row: -abs(row.z or 0))[:2]
    ]
    if len(pictures) == 2:
        return [SideBySide(pictures[0], pictures[1])]
    return list(pictures)


def _seasons(needs: PackNeeds) -> list[Block]:
    pictures = [
        PictureBlock(found.picture, f"season-{number}")
        for number, found in enumerate(needs.seasons[:2], start=1)
    ]
    if not pictures:
        return []
    shown: list[Block] = [SideBySide(*pictures)] if len(pictures) == 2 else [*pictures]
    return [
        Heading(2, "Time of year", "season"),
        Paragraph(" ".join(found.sentence for found in needs.seasons[:2]), "draft"),
        *shown,
    ]


def _wards(needs: PackNeeds) -> list[Block]:
    rows = needs.wards.rows
    if not rows:
        return []
    drawn = needs.wards.drawn_to
    warning = (
        f"{listed(list(drawn))} stand{'s' if len(drawn) == 1 else ''} far above the rest. A rate per resident is high "
        "wherever many people go who do not live there: it says little about the risk to residents."
        if drawn
        else "Town centres draw people who do not live there, so their rates overstate the risk to residents."
    )
    return [
        Heading(2, "Wards", "wards"),
        Paragraph(warning, "draft"),
        Table(
            caption="All crime by ward, from the highest rate",
            columns=(
                Column("Ward", width=4),
                Column(f"To {in_words(needs.table.previous.end, short=True)}", align="right"),
                Column(f"To {in_words(needs.table.current.end, short=True)}", align="right"),
                Column("%", align="right"),
                Column("Rate", align="right"),
                Column("Residents", align="right"),
                Column("Verdict", width=3),
            ),
            rows=tuple(
                (
                    row.area.name,
                    count(row.previous),
                    count(row.current),
                    percent(row.percent),
                    one_decimal(row.rate),
                    count(row.population.value if row.population else None),
                    VerdictMark(row.verdict) if row.verdict else Quiet(row.state.words),
                )
                for row in rows
            ),
            anchor="ward-table",
            notes=("Located crime only. Rate: the later year's count per 1,000 residents.",),
        ),
    ]


def _within(needs: PackNeeds) -> list[Block]:
    found = needs.within
    heading: list[Block] = [
        Heading(2, "What changed within wards", "within"),
        Paragraph(found.sentence, "draft"),
    ]
    if not found.rows:
        return heading
    return [
        *heading,
        Table(
            caption="Wards and measures that changed, or whose location is too uncertain, the clearest first",
            columns=(
                Column("Ward", width=4),
                Column("Measure", width=4),
                Column(f"To {in_words(needs.table.previous.end, short=True)}", align="right"),
                Column(f"To {in_words(needs.table.current.end, short=True)}", align="right"),
                Column("%", align="right"),
                Column("Verdict", width=3),
            ),
            rows=tuple(
                (
                    row.area.name,
                    row.measure.short_title,
                    count(row.previous),
                    count(row.current),
                    percent(row.percent),
                    VerdictMark(row.verdict or Verdict.TOO_FEW),
                )
                for row in found.rows[:MOST_WITHIN]
            ),
            anchor="within-table",
            notes=(
                *(
                    (f"The clearest {MOST_WITHIN} of {len(found.rows)}.",)
                    if len(found.rows) > MOST_WITHIN
                    else ()
                ),
                "Located records only. No percentage below the smallest base.",
            ),
        ),
    ]


def _small_areas(needs: PackNeeds) -> list[Block]:
    if not needs.concentrations:
        return []
    whole = needs.concentrations[0]
    sentences = BulletList(tuple(found.sentence for found in needs.concentrations))
    shown: Block = (
        SideBySide(PictureBlock(whole.picture, "map-small-areas"), sentences) if whole.picture else sentences
    )
    return [
        Heading(2, "Small areas", "small-areas"),
        shown,
        Table(
            caption=f"{opening(number_word(len(whole.rows)))} small areas with most recorded crime",
            columns=(
                Column("Small area", width=4),
                Column("Ward", width=4),
                Column("Crimes", align="right"),
                Column("Share", align="right"),
                Column("Years in the top", align="right"),
            ),
            rows=tuple(
                (
                    row.area.name,
                    row.ward,
                    count(row.count),
                    f"{row.share:.1%}",
                    f"{row.years_in_top} of {row.years}",
                )
                for row in whole.rows
            ),
            anchor="top-areas",
            notes=(f"Share: of the {count(whole.located)} crimes of the later year that have a location.",),
        ),
    ]


def _why_no_focus(row: Row) -> str:
    reasons = {
        Verdict.NO_CLEAR_CHANGE: "No clear change.",
        Verdict.TOO_FEW: "Too few for a pattern to show.",
        Verdict.NOT_COMPARABLE: "Not comparable with the year before; see Data quality.",
        Verdict.LOCATION_UNCERTAIN: "Too many records without a location; see Data quality.",
    }
    return reasons.get(row.verdict or Verdict.TOO_FEW, "Changed, but five larger findings come first.")

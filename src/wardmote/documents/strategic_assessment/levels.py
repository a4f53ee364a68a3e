"""Part 5: levels and patterns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wardmote.analyses.finding import CHANGED
from wardmote.analyses.how_sure import how_sure
from wardmote.analyses.matched_months import not_supplied
from wardmote.analyses.pictures import Picture
from wardmote.analyses.two_years import over_two_years
from wardmote.analyses.what_matters import MATTERS, by_what_matters
from wardmote.analyses.wording import (
    amount,
    listed,
    number_word,
    opening,
    per,
)
from wardmote.documents.strategic_assessment.columns import (
    both_years,
    change_cells,
    count_cells,
    dash_note,
    measure_cell,
    numbers,
    rate_in,
    sums_note,
    verdict_cell,
)
from wardmote.documents.strategic_assessment.duties import eyebrow
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.documents.strategic_assessment.outcomes import ends_and_searches
from wardmote.documents.strategic_assessment.wards import small_areas, wards, within_wards, year_of
from wardmote.figures import Row, State, Verdict
from wardmote.publishing.cells import share_cell, state_cell
from wardmote.publishing.tree import (
    Block,
    Column,
    Content,
    Heading,
    PageBreak,
    Paragraph,
    PictureBlock,
    SideBySide,
    Strong,
    Table,
)


def levels(needs: PackNeeds) -> list[Block]:
    """Part 5, regulation 7(a) in England."""
    blocks: list[Block] = [
        Heading(
            1,
            "Levels and patterns",
            "levels-and-patterns",
            eyebrow=eyebrow(needs, "levels-and-patterns"),
        ),
        Paragraph(_summary(needs), "lead"),
        *_measures(needs),
        PageBreak(),
        *_by_month(needs),
        *_seasons(needs),
        *within_wards(needs),
        *([PageBreak()] if needs.within.rows else []),
        *wards(needs),
        *small_areas(needs),
        *_each_on_a_page(ends_and_searches(needs)),
        PageBreak(),
    ]
    return [
        block
        for block, before in zip(blocks, [None, *blocks], strict=False)
        if not (isinstance(block, PageBreak) and isinstance(before, PageBreak))
    ]


def _each_on_a_page(blocks: list[Block]) -> Iterator[Block]:
    """Parts that start on a page of their own, so that no table is parted from its words."""
    for block in blocks:
        if isinstance(block, Heading):
            yield PageBreak()
        yield block


def _measures(needs: PackNeeds) -> list[Block]:
    """The table of measures and what changed; nothing where no measure can be shown."""
    if not any(row.current is not None for row in needs.table.rows):
        return []
    return [Heading(2, "All measures", "all-measures"), measures_table(needs), *_changes(needs)]


def measures_table(needs: PackNeeds) -> Table:
    """Previous, current, change, percentage, rate, the force's rate, verdict and share without a location."""
    table = needs.table
    peers = ("Force",) if needs.force_rates else ()
    rows = tuple(_measure_row(row, needs) for row in measure_rows(needs))
    return Table(
        caption=f"Police recorded crime and incidents, {table.area.name}",
        columns=(
            Column("Measure", width=4),
            *both_years(needs),
            *numbers("Change", "Rate", *peers),
            Column("Verdict", width=3),
            *numbers("No location"),
        ),
        rows=rows,
        anchor="measures",
        notes=(*_notes(needs), *dash_note(rows, "Nothing to compare with.")),
    )


def measure_rows(needs: PackNeeds) -> list[Row]:
    """The rows that the table of measures prints, in its order."""
    return [row for row in by_what_matters(needs.table.rows) if row.current is not None or row.suppressed]


def _measure_row(row: Row, needs: PackNeeds) -> tuple[Content, ...]:
    force = needs.force_rates.get(row.measure.id)
    peers: tuple[Content, ...] = (rate_in(force),) if needs.force_rates else ()
    return (
        measure_cell(row, needs),
        *count_cells(row),
        change_cells(row),
        rate_in(row),
        *peers,
        verdict_cell(row),
        share_cell(row.not_located_share[1], state_cell(_no_share(row, needs))),
    )


def _no_share(row: Row, needs: PackNeeds) -> State:
    """Why there is no share without a location: a public edition leaves it out of protected rows."""
    return State.SUPPRESSED if (needs.public and row.counted) or row.suppressed else State.NOT_SUPPLIED


def _notes(needs: PackNeeds) -> tuple[Content, ...]:
    table, base = needs.table, f"{needs.definitions.threshold('percentage-base'):.0f}"
    return (
        _rate_note(needs),
        f"No percentage where the earlier count is below {base}. No location: share of the force's records in the later "
        "year. The verdict allows for every measure looked at; all crime, a sum of others, stands for itself.",
        *(f"{found.title}: {found.explanation}" for found in table.breaks if found.kind == "recording"),
        *((table.gaps,) if table.gaps else ()),
        *((two,) if (two := over_two_years(table, measure_rows(needs))) else ()),
        *sums_note(row.measure for row in measure_rows(needs)),
    )


def _rate_note(needs: PackNeeds) -> str:
    """Of whom the rates are, by the kind of population that measures name."""
    units: dict[str, list[str]] = {}
    for row in needs.table.rows:
        if row.population is not None:
            one, unit = row.population, needs.definitions.populations[row.population.kind].unit
            words = f"{one.value:,.0f} {unit} ({one.on.day} {one.on:%B %Y})"
            units.setdefault(words, []).append(row.measure.short_title)
    if not units:
        return "Rate: not available, as no population was supplied."
    most = max(units, key=lambda words: len(units[words]))
    others = "".join(f"; {listed(names)}: of {words}" for words, names in units.items() if words != most)
    return f"Rate: the later count {per(needs.definitions)} of {most}{others}."


def _summary(needs: PackNeeds) -> str:
    base = [
        row
        for row in needs.table.rows
        if row.measure.base and row.verdict is not None and row.current is not None
    ]
    if not base:
        return f"{not_supplied(needs.table)}, so no measure can be shown."
    said = [(verdict, n) for verdict in MATTERS if (n := sum(row.verdict == verdict for row in base))]
    if len(base) > 1 and len(said) == 1:
        return _one_word_for_all(*said[0])
    parts = [f"{number_word(n)} {_said(verdict, n)}" for verdict, n in said]
    return f"Of {amount(len(base), 'measure', 'measures')}, {listed(parts)}."


def _one_word_for_all(verdict: Verdict, n: int) -> str:
    if verdict == Verdict.NOT_COMPARABLE:
        return f"None of the {number_word(n)} measures can be compared."
    return f"All {number_word(n)} measures {_said(verdict, n)}."


def _said(verdict: Verdict, n: int) -> str:
    words = {
        Verdict.ROSE: "rose",
        Verdict.FELL: "fell",
        Verdict.NO_CLEAR_CHANGE: "shows no clear change" if n == 1 else "show no clear change",
        Verdict.NOT_COMPARABLE: "cannot be compared",
        Verdict.LOCATION_UNCERTAIN: "has too uncertain a location"
        if n == 1
        else "have too uncertain a location",
        Verdict.TOO_FEW: "has too little to compare" if n == 1 else "have too little to compare",
    }
    return words[verdict]


def _changes(needs: PackNeeds) -> list[Block]:
    """The picture of every change with its interval, and the months of those that are clearest."""
    heading = Heading(2, "What changed, and how sure we are", "what-changed")
    if not needs.changes.rows:
        words = needs.changes.caption
        return [heading, Paragraph(f"{words.title}. {words.note}".strip(), "draft", slot="what-changed")]
    changed = [
        row
        for row in needs.table.rows
        if row.measure.base and row.verdict in CHANGED and row.measure.id in needs.lines
    ]
    clearest = sorted(changed, key=lambda row: -abs(row.z or 0))[: _drawn(needs)]
    return [
        heading,
        PictureBlock(needs.changes, "changes"),
        *_abreast(
            [
                *((f"months-{row.measure.id}", needs.lines[row.measure.id]) for row in clearest),
                *((f"control-{measure}", seen.picture) for measure, seen in needs.signals),
            ]
        ),
        *_how_sure(needs),
    ]


def _how_sure(needs: PackNeeds) -> list[Block]:
    """A few sentences on what the verdicts rest on, and what a signal of a control chart is."""
    said = how_sure(needs.table)
    signal = tuple(dict.fromkeys(seen.caution for _, seen in needs.signals))
    return [Paragraph((Strong("How sure are we? "), " ".join((*said, *signal))), "note")] if said else []


def _by_month(needs: PackNeeds) -> list[Block]:
    lines = needs.multiples.lines
    if not any(value is not None for line in lines for value in line.values):
        return []
    years = len(lines[0].months) // 12
    return [
        Heading(2, opening(f"{amount(years, 'year', 'years')}, month by month"), "by-month"),
        PictureBlock(needs.multiples, "small-multiples"),
        PageBreak(),
    ]


def _seasons(needs: PackNeeds) -> list[Block]:
    shown = needs.seasons[: _drawn(needs)]
    if not shown:
        return []
    return [
        Heading(2, "Time of year", "season"),
        *(
            Paragraph(found.sentence, "draft", f"season-{found.measure}", year_of(needs, found.measure))
            for found in shown
        ),
        *_abreast([(f"season-{number}", found.picture) for number, found in enumerate(shown, start=1)]),
    ]


def _drawn(needs: PackNeeds) -> int:
    return int(needs.definitions.threshold("examples-drawn"))


def _abreast(pictures: Sequence[tuple[str, Picture]]) -> list[Block]:
    """Pictures two by two beside each other; a last one alone."""
    blocks = [PictureBlock(picture, anchor) for anchor, picture in pictures]
    pairs: list[Block] = [
        SideBySide(left, right) for left, right in zip(blocks[::2], blocks[1::2], strict=False)
    ]
    return [*pairs, *(blocks[-1:] if len(blocks) % 2 else [])]

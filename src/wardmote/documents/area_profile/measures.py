"""The table of measures that something can be said of, and all others in a line."""

from __future__ import annotations

from wardmote.analyses.matched_months import fewer_months
from wardmote.analyses.wording import inside, listed, per
from wardmote.documents.area_profile.needs import ProfileNeeds
from wardmote.documents.area_profile.verdict_words import verdict_words
from wardmote.figures import Row, State
from wardmote.figures.export import population_in_words
from wardmote.figures.months import in_words
from wardmote.publishing.cells import change_with_percent_cell, count_cell, rate_cell, state_cell
from wardmote.publishing.tree import Block, Column, Content, Inline, Paragraph, Quiet, Table, VerdictMark


def measures(needs: ProfileNeeds) -> list[Block]:
    """The table with its notes; sentences alone where nothing can be said of any measure."""
    profile = needs.profile
    if not profile.said:
        meaning = verdict_words(needs)
        return [
            *(Paragraph(sentence) for sentence in profile.rest),
            *([Paragraph(meaning, "note")] if meaning else []),
        ]
    return [
        Table(
            caption=f"Police recorded crime and incidents, {needs.table.area.name}",
            columns=_columns(needs),
            rows=tuple(_row(row, needs) for row in profile.said),
            anchor="measures",
            notes=(*_notes(needs), *([" ".join(profile.rest)] if profile.rest else [])),
        )
    ]


def rated(needs: ProfileNeeds) -> bool:
    """Whether any row has a rate."""
    return any(row.rate is not None for row in needs.profile.said)


def _columns(needs: ProfileNeeds) -> tuple[Column, ...]:
    earlier, later = (
        f"To {in_words(period.end, short=True)}" for period in (needs.table.previous, needs.table.current)
    )
    rate = (Column("Rate", "right"),) if rated(needs) else ()
    return (
        Column("Measure", width=3),
        Column(earlier, "right"),
        Column(later, "right"),
        Column("Change", "right"),
        Column("Verdict", width=2),
        *rate,
        *((Column(_other_name(needs), "right"),) if rate and needs.profile.others else ()),
    )


def _other_name(needs: ProfileNeeds) -> str:
    other = needs.profile.other
    return "Force area" if other is not None and other.level == "force" else "Partnership"


def _row(row: Row, needs: ProfileNeeds) -> tuple[Content, ...]:
    other = needs.profile.others.get(row.measure.id)
    absent = state_cell(State.NOT_AVAILABLE)
    rate = (rate_cell(row.rate, absent),) if rated(needs) else ()
    beside = (rate_cell(other.rate if other else None, absent),) if rate and needs.profile.others else ()
    return (
        row.measure.short_title,
        count_cell(row.previous, state_cell(State.NOT_SUPPLIED)),
        count_cell(row.current, state_cell(State.NOT_SUPPLIED)),
        change_with_percent_cell(row.change, row.percent),
        _verdict(row),
        *rate,
        *beside,
    )


def _verdict(row: Row) -> Inline:
    if row.previous is None:
        return Quiet("no year before")
    return VerdictMark(row.verdict) if row.verdict else Quiet(row.state.words)


def _notes(needs: ProfileNeeds) -> tuple[str, ...]:
    table = needs.table
    months = fewer_months(table)
    beside = rated(needs) and needs.profile.others
    parts = (
        _rate_note(needs),
        "Both rates are of located records." if beside else "",
        f"Counts are of what was recorded {months}." if months else "",
        table.gaps,
    )
    return (" ".join(part for part in (verdict_words(needs), *parts) if part),)


def _rate_note(needs: ProfileNeeds) -> str:
    """Of whom the rates are: the population of most measures, then the measures that have another."""
    bases: dict[str, list[str]] = {}
    for row in needs.profile.said:
        words = population_in_words(row.population, needs.definitions)
        if words:
            bases.setdefault(words, []).append(inside(row.measure.short_title))
    if not bases:
        return "No population was supplied, so there are no rates."
    most = max(bases, key=lambda words: len(bases[words]))
    others = "".join(f"; {listed(names)}: {inside(words)}" for words, names in bases.items() if words != most)
    return f"Rate: {per(needs.definitions)} {inside(most)}{others}."

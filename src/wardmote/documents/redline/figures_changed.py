"""The figures of two builds beside each other: those whose value or verdict changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wardmote.analyses.wording import amount, count, opening, percent
from wardmote.documents.record import BuildRecord
from wardmote.figures import Figure, Verdict
from wardmote.figures.months import last_month_of
from wardmote.publishing.tree import Column, Content, Inline, Quiet, Table, VerdictMark

Question = tuple[str, str, str, str, str, int]
"""Measure, area, area that it is cut to, unit, population, and how many months before the build's last month it ends."""


@dataclass(frozen=True)
class ChangedFigure:
    """A figure of both builds whose value, state or verdict differs."""

    question: Question
    earlier: Figure
    later: Figure


@dataclass(frozen=True)
class Change:
    """A measure of an area in one build: the year before, the last year, and the change between them."""

    before: Figure | None
    count: Figure | None
    change: Figure | None

    @property
    def verdict(self) -> Verdict | None:
        """What was said of the change."""
        return self.change.verdict if self.change else None


def figures_changed(earlier: BuildRecord, later: BuildRecord) -> list[ChangedFigure]:
    """Figures that answer the same question in both builds, and answer it differently.

    The question is the measure, the area, the unit, and the period as seen from the build: its last year, the year before.
    """
    before, after = dict(_by_question(earlier)), dict(_by_question(later))
    return [
        ChangedFigure(question, before[question], figure)
        for question, figure in after.items()
        if question in before and _said(before[question]) != _said(figure)
    ]


def figures_table(earlier: BuildRecord, later: BuildRecord, most: int) -> Table | None:
    """The counts and verdicts that changed, a row for each measure and area, at most so many; None where none did.

    Changed verdicts come first, those of the whole area before those of its parts; then the largest changes of a count.
    """
    before, after = _changes(earlier), _changes(later)
    both = [key for key in after if key in before and _shown(before[key]) != _shown(after[key])]
    if not both:
        return None
    both.sort(key=lambda key: _rank(before[key], after[key], part=key[1] != later.area))
    titles = {**_titles(earlier), **_titles(later)}
    return Table(
        caption="Counts and verdicts that changed",
        columns=(Column("Figure", width=4), Column("Earlier build", width=4), Column("This build", width=4)),
        rows=tuple(
            (_title(key, after[key], titles, later.area), _cell(before[key]), _cell(after[key]))
            for key in both[:most]
        ),
        anchor="figures-changed",
        notes=_notes(earlier, later, len(both) - most),
    )


def _rank(before: Change, after: Change, *, part: bool) -> tuple[bool, bool, float]:
    """What is told before what: the smaller first."""
    same = before.verdict == after.verdict
    return same, part and not same, -abs(_value(after.count) - _value(before.count))


def _by_question(record: BuildRecord) -> Iterator[tuple[Question, Figure]]:
    """The figures of a build's own evidence by what they answer."""
    for figure in record.figures:
        end = last_month_of(figure.period)
        if end and figure.snapshot == record.snapshot:
            back = 12 * (int(record.to[:4]) - int(end[:4])) + int(record.to[5:]) - int(end[5:])
            of = (figure.measure.split("/")[0], figure.area, figure.part_of)
            yield (*of, figure.unit, figure.population.split(" ")[0], back), figure


def _said(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.state, figure.verdict


def _changes(record: BuildRecord) -> dict[tuple[str, str, str], Change]:
    """The two counts and the change of each measure and area."""
    counts: dict[tuple[str, str, str], dict[int, Figure]] = {}
    changes: dict[tuple[str, str, str], Figure] = {}
    for (measure, area, part_of, unit, population, back), figure in _by_question(record):
        key = (measure, area, part_of)
        if " against " in figure.period and back == 0:
            changes.setdefault(key, figure)
        elif not population and "%" not in unit:
            counts.setdefault(key, {}).setdefault(back, figure)
    return {
        key: Change(found.get(12), found.get(0), changes.get(key))
        for key, found in counts.items()
        if 0 in found
    }


def _shown(one: Change) -> tuple[object, ...]:
    return (_value(one.before), _value(one.count), one.verdict)


def _value(figure: Figure | None) -> float:
    return -1.0 if figure is None or figure.value is None else figure.value


def _titles(record: BuildRecord) -> dict[str, str]:
    return {reference.split("/")[0]: title for reference, title in record.measures.items()}


def _title(key: tuple[str, str, str], one: Change, titles: dict[str, str], whole: str) -> str:
    name = titles.get(key[0], key[0])
    return name if key[1] == whole or one.count is None else f"{name}, {one.count.area_name}"


def _cell(one: Change) -> Content:
    if one.count is None or one.count.value is None:
        return Quiet(one.count.state.words if one.count else "not printed")
    known = one.before is not None and one.before.value is not None
    counts = f"{count(_value(one.before))} to {count(one.count.value)}" if known else count(one.count.value)
    ratio = f" ({percent(one.change.value)})" if one.change and one.change.value is not None else ""
    mark: tuple[Inline, ...] = (" ", VerdictMark(one.verdict)) if one.verdict else ()
    return (f"{counts}{ratio}", *mark)


def _notes(earlier: BuildRecord, later: BuildRecord, beyond: int) -> tuple[str, ...]:
    periods = (
        f"The periods differ: the earlier build is of the year to {earlier.data_to}, this one of the year to "
        f"{later.data_to}."
    )
    more = opening(
        f"{amount(beyond, 'more row differs', 'more rows differ')}; they are in the records of both builds."
    )
    return (*((periods,) if earlier.to != later.to else ()), *((more,) if beyond > 0 else ()))

"""The figures of two builds beside each other: those whose value or verdict changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wardmote.analyses.wording import count, one_decimal, percent
from wardmote.documents.record import BuildRecord
from wardmote.figures import Figure, Period
from wardmote.publishing.tree import Column, Content, Inline, Quiet, Table, VerdictMark

MOST_ROWS = 40
"""Rows of the table: about a page. What is beyond is in the sections."""

Key = tuple[str, str, str, str, int]
"""Measure, area, area that it is cut to, unit, and how many months before the build's own last month it ends."""


@dataclass(frozen=True)
class Changed:
    """A figure that differs between two builds, or that only one of them has."""

    title: str
    earlier: Figure | None
    later: Figure | None

    @property
    def verdict(self) -> bool:
        """Whether its verdict differs."""
        return (self.earlier.verdict if self.earlier else None) != (
            self.later.verdict if self.later else None
        )

    @property
    def share(self) -> float:
        """By how much it moved, as a share of what it was."""
        if self.earlier is None or self.later is None:
            return 0.0
        before, after = self.earlier.value or 0.0, self.later.value or 0.0
        return abs(after - before) / max(abs(before), 1.0)


def figures_changed(earlier: BuildRecord, later: BuildRecord) -> list[Changed]:
    """Figures of the same question whose value, state or verdict differs, a changed verdict first.

    The question is the measure, the area, and the period as seen from the build: the last year, the year before it.
    """
    before, after = dict(_by_question(earlier)), dict(_by_question(later))
    titles = {**earlier.measures, **later.measures}
    found = [
        Changed(_title(titles, figure, later.area), before[key], figure)
        for key, figure in after.items()
        if key in before and _said(before[key]) != _said(figure)
    ]
    return sorted(found, key=lambda one: (not one.verdict, -one.share, one.title))


def figures_table(changed: list[Changed], *, same_period: bool) -> Table:
    """The table of changed figures: Figure, Earlier build, This build."""
    shown = changed[:MOST_ROWS]
    more = len(changed) - len(shown)
    periods = (
        ""
        if same_period
        else "Each build's figure is of its own last year, so these are of different periods."
    )
    notes = tuple(
        words
        for words in (
            periods,
            f"{count(more)} more figures differ; they stand in the sections." if more else "",
        )
        if words
    )
    return Table(
        caption="Figures whose value or verdict changed",
        columns=(
            Column("Figure", width=5),
            Column("Earlier build", width=3),
            Column("This build", width=3),
        ),
        rows=tuple((one.title, _cell(one.earlier), _cell(one.later)) for one in shown),
        anchor="figures-changed-table",
        notes=notes,
    )


def _by_question(record: BuildRecord) -> Iterator[tuple[Key, Figure]]:
    """The figures of a build by what they answer; one that the build cites of other evidence answers for then."""
    for figure in record.figures:
        if figure.snapshot == record.snapshot:
            end = figure.period.split(" against ")[0].split("..")[-1]
            before = 12 * (int(record.to[:4]) - int(end[:4])) + int(record.to[5:]) - int(end[5:])
            yield (figure.measure.split("/")[0], figure.area, figure.part_of, figure.unit, before), figure


def _said(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.state, figure.verdict


def _title(titles: dict[str, str], figure: Figure, whole: str) -> str:
    name = titles.get(figure.measure, figure.measure)
    of = "" if figure.area == whole else f", {figure.area_name}"
    periods = figure.period.split(" against ")
    what = "change on the year before" if figure.unit == "%" else figure.unit
    return f"{name}{of}: {what}, {_to(periods[0])}"


def _to(period: str) -> str:
    return Period(*period.split("..")).words


def _cell(figure: Figure | None) -> Content:
    if figure is None:
        return Quiet("–")
    mark: tuple[Inline, ...] = (" ", VerdictMark(figure.verdict)) if figure.verdict else ()
    if figure.value is None:
        return (Quiet("no percentage" if figure.unit == "%" else figure.state.words), *mark)
    return (_number(figure), *mark)


def _number(figure: Figure) -> str:
    if figure.unit == "%":
        return percent(figure.value)
    return one_decimal(figure.value) if figure.population else count(figure.value)

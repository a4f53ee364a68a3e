"""Questions to a supplier: months whose records moved as no season does, and what is without a place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from wardmote.analyses.wording import count, inside
from wardmote.definitions import Break, Definitions, Measure
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, days_in, in_words
from wardmote.figures.supply import (
    Floats,
    KindSupplied,
    MeasuresSupplied,
    MonthSupplied,
    forces_supplied,
    kinds_supplied,
    measures_supplied,
    months_supplied,
    span_supplied,
)
from wardmote.methods.abrupt import AbruptMonths, abrupt_months


@dataclass(frozen=True)
class AbruptMonth:
    """A month of a measure that stands far from those around it; ``measure`` None for all records together."""

    force: str
    title: str
    measure: Measure | None
    month: str
    count: int
    expected: float

    @property
    def fell(self) -> bool:
        """Whether it holds fewer records than the months around it."""
        return self.count < self.expected

    @property
    def sentence(self) -> str:
        """What was found and whom to ask; no cause."""
        what = f"records of {inside(self.measure.short_title) if self.measure else 'all measures together'}"
        return (
            f"{in_words(self.month)}: {count(self.count)} {what} from {self.title}, where the months around it lead one "
            f"to expect about {count(self.expected)}. Ask whether the file was complete."
        )


@dataclass(frozen=True)
class SharesLost:
    """The share of a force's records without a place, by measure, over each year of the span; None where it had none."""

    force: str
    title: str
    measure: Measure
    shares: tuple[float | None, ...]


@dataclass(frozen=True)
class Supply:
    """What the police files of a snapshot held, and what to ask about them."""

    span: Period
    years: tuple[Period, ...]
    """Runs of twelve months back from the last of the span, oldest first; the first may be cut short."""
    months: tuple[MonthSupplied, ...]
    abrupt: tuple[AbruptMonth, ...]
    lost: tuple[SharesLost, ...]
    breaks: tuple[Break, ...]
    """All breaks within the span that concern one of the forces or all of them."""
    others: tuple[KindSupplied, ...] = ()
    """Outcomes and searches of these forces, and what partners and others sent."""

    @property
    def elsewhere(self) -> tuple[int, int]:
        """Kept records in other forces' areas, and all kept records, over the span."""
        sent = [month for month in self.months if month.sent]
        return sum(month.elsewhere or 0 for month in sent), sum(month.kept or 0 for month in sent)

    @property
    def missing(self) -> tuple[MonthSupplied, ...]:
        """Months that no file supplied."""
        return tuple(month for month in self.months if not month.sent)


def supply(evidence: Evidence, wanted: Collection[str] | None = None) -> Supply | None:
    """What the police files held, of some forces (by identifier) or of all; None where none was taken in."""
    span = span_supplied(evidence)
    forces = [one for one in forces_supplied(evidence) if wanted is None or one[0] in wanted]
    if span is None or not forces:
        return None
    years = _years(span)
    tables = [measures_supplied(evidence, one, span) for one in forces]
    return Supply(
        span=span,
        years=years,
        months=tuple(months_supplied(evidence, forces, span)),
        abrupt=tuple(found for table in tables for found in abrupt(table, evidence.definitions)),
        lost=tuple(one for table in tables for one in _shares(table, years)),
        breaks=_breaks(evidence.definitions, span, {name for name, _ in forces}),
        others=tuple(
            one
            for one in kinds_supplied(evidence)
            if one.kind in ("observations", "weeks") or one.supplier in {name for name, _ in forces}
        ),
    )


def abrupt(table: MeasuresSupplied, definitions: Definitions) -> list[AbruptMonth]:
    """Months of a force to ask about, all records together first, then measure by measure."""
    series = np.vstack([table.counts.sum(axis=0), table.counts])
    found = _screen(series, table.months, definitions)
    return [
        AbruptMonth(
            table.force,
            table.title,
            table.measures[row - 1] if row else None,
            table.months[at],
            int(series[row, at]),
            float(found.expected[row, at]),
        )
        for row, at in np.argwhere(found.drop | found.spike).tolist()
    ]


def _screen(series: Floats, months: tuple[str, ...], definitions: Definitions) -> AbruptMonths:
    return abrupt_months(
        series,
        [days_in(month) for month in months],
        around=int(definitions.threshold("abrupt-around")),
        least=definitions.threshold("abrupt-least"),
        ratio=definitions.threshold("abrupt-ratio"),
        noise=definitions.threshold("abrupt-noise"),
    )


def _years(span: Period) -> tuple[Period, ...]:
    months = span.months
    ends = range(len(months), 0, -12)
    return tuple(Period(months[max(end - 12, 0)], months[end - 1]) for end in ends)[::-1]


def _shares(table: MeasuresSupplied, years: tuple[Period, ...]) -> list[SharesLost]:
    place = {month: at for at, month in enumerate(table.months)}
    runs = [[place[month] for month in year.months] for year in years]
    lost = np.stack([np.nansum(table.not_located[:, run], axis=1) for run in runs], axis=1)
    held = np.stack([np.nansum(table.counts[:, run], axis=1) for run in runs], axis=1)
    return [
        SharesLost(
            table.force,
            table.title,
            measure,
            tuple(float(a) / float(b) if b else None for a, b in zip(lost[row], held[row], strict=True)),
        )
        for row, measure in enumerate(table.measures)
    ]


def _breaks(definitions: Definitions, span: Period, forces: set[str]) -> tuple[Break, ...]:
    months = (span.start, span.end)
    return tuple(
        one
        for one in sorted(definitions.breaks.values(), key=lambda one: (one.date, one.id))
        if months[0] <= one.date.strftime("%Y-%m") <= months[1]
        and (not one.forces or set(one.forces) & forces)
    )

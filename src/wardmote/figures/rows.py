"""Turns matched counts and their verdicts into the rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from wardmote.definitions import Break, Definitions, Measure
from wardmote.figures.areas import Area
from wardmote.figures.comparability import concerns_forces, concerns_measure
from wardmote.figures.counts import Counts, MonthlyCounts
from wardmote.figures.months import Period, days_in
from wardmote.figures.populations import Population, Populations
from wardmote.figures.table import Pair, Row
from wardmote.figures.tokens import State, Verdict
from wardmote.figures.verdicts import Judged
from wardmote.figures.years import MatchedYears, by_year
from wardmote.methods.change import percent_interval
from wardmote.methods.intervals import Rate, crude_rate
from wardmote.methods.rounding import half_up_array, percent_changes, rounded_ratios

Floats = npt.NDArray[np.float64]
Cells = list[list[Any]]
"""One value for each area and measure."""


COMPARED = ("percent", "percent_interval")
ONLY_OF = (
    ("previous", "rate_previous", "population_previous", *COMPARED),
    ("current", "rate", "rate_interval", "population", "monthly_average", *COMPARED),
)
"""Fields that say nothing where the earlier, and where the later period was not supplied."""


@dataclass(frozen=True, eq=False)
class _Shown:
    """Numbers of a group of areas as the table shows them: (areas, measures) each, NaN where absent."""

    previous: Counts
    current: Counts
    percent: Floats
    average: Floats
    rate: Floats
    rate_previous: Floats
    rate_low: Floats
    rate_high: Floats


@dataclass(frozen=True)
class RowMaker:
    """Makes the rows of every area of ``counts`` for two periods."""

    definitions: Definitions
    counts: MonthlyCounts
    populations: Populations
    previous: Period
    current: Period
    between: Sequence[Break]
    forces: dict[str, list[str]]
    """Identifiers of the forces of each area, by the area's code; needed where there are breaks."""

    def rows(self, years: MatchedYears, judged: Judged) -> dict[int, list[Row]]:
        """The rows of a group of areas, by the area's position."""
        if not years.sent:
            return {int(place): self._not_supplied(self.counts.areas[place]) for place in years.rows}
        people = self._people(years)
        shown = self._shown(years, people)
        low, high = self._percent_intervals(shown, judged)
        lost = self._unlocated_shares(years)
        cells = self._cells(years, people, shown) | self._judged_cells(shown, judged, (low, high), lost)
        cells |= _blanked(
            cells, [name for at, names in enumerate(ONLY_OF) if not len(years.shown[at]) for name in names]
        )
        return {
            int(place): [
                Row(
                    measure=measure,
                    area=self.counts.areas[place],
                    breaks=self._breaks_of(measure, self.counts.areas[place]),
                    with_not_located=bool(self.counts.owns_not_located[place]),
                    **{name: values[index][column] for name, values in cells.items()},
                )
                for column, measure in enumerate(self.counts.measures)
            ]
            for index, place in enumerate(years.rows)
        }

    def untested_rows(self, years: MatchedYears) -> Iterator[Row]:
        """Rows that hold counts alone, for what has no population and no verdict."""
        shown = self._totals(years)
        for index, place in enumerate(years.rows):
            for column, measure in enumerate(self.counts.measures):
                before, after = (
                    int(total[index, column]) if len(months) else None
                    for total, months in zip(shown, years.shown, strict=True)
                )
                yield Row(
                    measure=measure,
                    area=self.counts.areas[place],
                    state=State.NOT_SUPPLIED if after is None else State.KNOWN if after else State.ZERO,
                    previous=before,
                    current=after,
                )

    @staticmethod
    def not_available(measure: Measure, area: Area) -> Row:
        """The row of a measure that no source can honestly supply."""
        reason = " ".join(unavailable.reason for unavailable in measure.unavailable)
        return Row(measure=measure, area=area, state=State.NOT_AVAILABLE, reason=reason)

    def moved(self, years: MatchedYears) -> Floats:
        """Later minus earlier count as shown; zero where one of them is not."""
        earlier, later = self._totals(years)
        both = all(len(months) for months in years.shown)
        return np.asarray(later - earlier if both else np.zeros(later.shape), dtype=np.float64)

    def doubtful_shares(self, years: MatchedYears) -> tuple[Floats, Floats]:
        """Share without a location of the rows that do not count in the area anyhow, earlier and later."""
        return self._shares(
            years, self.counts.not_located - self.counts.owned, self.counts.reported - self.counts.owned
        )

    def _unlocated_shares(self, years: MatchedYears) -> tuple[Floats, Floats]:
        """Share of the forces' rows without a location, earlier and later; 0 where they reported none."""
        return self._shares(years, self.counts.not_located, self.counts.reported)

    def _shares(self, years: MatchedYears, parts: Counts, wholes: Counts) -> tuple[Floats, Floats]:
        shares = [
            np.divide(part, whole, out=np.zeros(part.shape), where=whole > 0)
            for part, whole in zip(
                self._shown_totals(parts, years), self._shown_totals(wholes, years), strict=True
            )
        ]
        return shares[0], shares[1]

    def _percent_intervals(self, shown: _Shown, judged: Judged) -> tuple[Floats, Floats]:
        """Limits of the percentages of the counts shown, with the phi and t of the test; NaN where untested."""
        if not judged.df:
            return judged.z, judged.z
        confidence = self.definitions.threshold("confidence")
        low, high = percent_interval(shown.previous, shown.current, judged.phi, judged.df, confidence)
        return half_up_array(low, 1), half_up_array(high, 1)

    def _totals(self, years: MatchedYears) -> tuple[Counts, Counts]:
        return self._shown_totals(self.counts.counts, years)

    def _shown_totals(self, values: Counts, years: MatchedYears) -> tuple[Counts, Counts]:
        folded = by_year(values[years.rows], self.counts.months, (self.previous, self.current))
        earlier, later = years.shown
        return folded[..., 0, :][..., earlier].sum(axis=-1), folded[..., 1, :][..., later].sum(axis=-1)

    def _people(self, years: MatchedYears) -> dict[tuple[int, str, Period], Population | None]:
        """The population of each area of the group, by its place in the group, kind and period."""
        kinds = {measure.population for measure in self.counts.measures}
        return {
            (index, kind, period): self.populations.nearest(self.counts.areas[place], kind, period)
            for index, place in enumerate(years.rows)
            for kind in kinds
            for period in (self.previous, self.current)
        }

    def _shown(self, years: MatchedYears, people: dict[tuple[int, str, Period], Population | None]) -> _Shown:
        previous, current = self._totals(years)
        per = self.definitions.threshold("rate-per")
        confidence = self.definitions.threshold("confidence")
        base = self.definitions.threshold("percentage-base")
        exposed = [
            self._values(years, people, period) * _covered(period, months)
            for period, months in zip((self.previous, self.current), years.shown, strict=True)
        ]
        then, now = (
            _rates(counts, people_days, per, confidence)
            for counts, people_days in zip((previous, current), exposed, strict=True)
        )
        return _Shown(
            previous=previous,
            current=current,
            percent=np.where(previous >= base, percent_changes(previous, current, 1), np.nan),
            average=rounded_ratios(current, np.full(current.shape, len(years.shown[1])), 1),
            rate=now.value,
            rate_previous=then.value,
            rate_low=now.low,
            rate_high=now.high,
        )

    def _values(
        self,
        years: MatchedYears,
        people: dict[tuple[int, str, Period], Population | None],
        period: Period,
    ) -> Floats:
        found = [
            [people[index, measure.population, period] for measure in self.counts.measures]
            for index in range(len(years.rows))
        ]
        return np.array([[one.value if one and one.value > 0 else np.nan for one in row] for row in found])

    def _cells(
        self, years: MatchedYears, people: dict[tuple[int, str, Period], Population | None], shown: _Shown
    ) -> dict[str, Cells]:
        """What each row shows of counts, rates and populations, by the name of its field."""
        groups = range(len(years.rows))
        populations = [
            [
                [people[index, measure.population, period] for measure in self.counts.measures]
                for index in groups
            ]
            for period in (self.previous, self.current)
        ]
        return {
            "state": [[State.KNOWN if n else State.ZERO for n in line] for line in shown.current.tolist()],
            "previous": shown.previous.tolist(),
            "current": shown.current.tolist(),
            "percent": _listed(shown.percent),
            "rate": _listed(shown.rate),
            "rate_previous": _listed(shown.rate_previous),
            "rate_interval": _paired(shown.rate_low, shown.rate_high),
            "population": populations[1],
            "population_previous": populations[0],
            "monthly_average": _listed(shown.average),
        }

    def _judged_cells(
        self, shown: _Shown, judged: Judged, interval: tuple[Floats, Floats], lost: tuple[Floats, Floats]
    ) -> dict[str, Cells]:
        """What each row shows of the test, by the name of its field."""
        absent = np.isnan(shown.percent)
        low, high = (np.where(absent, np.nan, limit) for limit in interval)
        return {
            "percent_interval": _paired(low, high),
            "not_located_share": [
                list(zip(*line, strict=True)) for line in zip(*map(_listed, lost), strict=True)
            ],
            "phi": _listed(judged.phi),
            "z": _listed(judged.z),
            "q": _listed(judged.q),
            "verdict": [[Verdict(word) for word in line] for line in judged.verdict.tolist()],
        }

    def _breaks_of(self, measure: Measure, area: Area) -> tuple[Break, ...]:
        return tuple(
            found
            for found in self.between
            if concerns_measure(found, measure.id) and concerns_forces(found, self.forces.get(area.code, []))
        )

    def _not_supplied(self, area: Area) -> list[Row]:
        return [Row(measure=measure, area=area, state=State.NOT_SUPPLIED) for measure in self.counts.measures]


def _covered(period: Period, months: npt.NDArray[np.intp]) -> float:
    """The share of the period's days that the months counted hold: a rate is never of days not supplied."""
    lengths = np.array([days_in(month) for month in period.months], dtype=np.float64)
    return float(lengths[months].sum() / lengths.sum()) if len(months) else 1.0


def _rates(counts: Counts, people: Floats, per: float, confidence: float) -> Rate:
    """Rates with their intervals; NaN where there is no population."""
    there = np.isfinite(people)
    made = crude_rate(counts, np.where(there, people, 1.0), per=per, confidence=confidence)
    return Rate(*(np.where(there, part, np.nan) for part in (made.value, made.low, made.high)))


def _blanked(cells: dict[str, Cells], names: Sequence[str]) -> dict[str, Cells]:
    """These fields without their values; a row without a later count is not supplied."""
    blank: dict[str, Cells] = {name: [[None] * len(line) for line in cells[name]] for name in names}
    gone = "previous" in names, "current" in names
    blank["not_located_share"] = [
        [tuple(None if absent else share for share, absent in zip(pair, gone, strict=True)) for pair in line]
        for line in cells["not_located_share"]
    ]
    if "current" in names:
        blank["state"] = [[State.NOT_SUPPLIED] * len(line) for line in cells["state"]]
    return blank


def _listed(values: Floats) -> list[list[float | None]]:
    """The same as plain numbers; None where a value is absent or infinite."""
    plain = values.astype(object)
    plain[~np.isfinite(values)] = None
    return list(plain.tolist())


def _paired(low: Floats, high: Floats) -> list[list[Pair | None]]:
    """Both limits together; None where neither is there."""
    absent = (np.isnan(low) & np.isnan(high)).tolist()
    return [
        [None if nothing else (least, most) for nothing, least, most in zip(*line, strict=True)]
        for line in zip(absent, _listed(low), _listed(high), strict=True)
    ]

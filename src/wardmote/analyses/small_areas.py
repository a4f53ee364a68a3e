"""Where it gathers: the small areas with most recorded crime, and whether they were so in every year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wardmote.analyses.pictures import AreaMap
from wardmote.analyses.small_area_map import Counts, TopArea, count_map
from wardmote.analyses.wording import amount, listed, number_word, opening, share
from wardmote.definitions import Break, Measure
from wardmote.figures.areas import Area, areas_within
from wardmote.figures.comparability import breaks_for
from wardmote.figures.counts import MonthlyCounts, monthly_counts
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, in_words
from wardmote.figures.table import Table
from wardmote.figures.years import by_year, by_year_flags, years_to
from wardmote.methods.concentration import top_share


@dataclass(frozen=True)
class Concentration:
    """How unevenly a measure lies over small areas. ``lead`` and ``rest`` are the sentence in two parts."""

    measure: Measure
    rows: tuple[TopArea, ...]
    areas: int
    located: int
    share_of_top: float
    picture: AreaMap | None
    lead: str
    rest: str
    notes: tuple[str, ...]
    """What limits the counts: months not supplied, changes of geography, areas as high as the last."""

    @property
    def sentence(self) -> str:
        """The finding as text."""
        return f"{self.lead}{self.rest}"


@dataclass(frozen=True, eq=False)
class _Years:
    """The years with enough months: counts (areas, years), newest last, and the months that each has."""

    periods: tuple[Period, ...]
    counts: Counts
    months: tuple[int, ...]


def concentration(
    evidence: Evidence, area: Area, measure: Measure, to: str, *, mapped: bool = True
) -> Concentration | None:
    """The small areas that hold most of a measure, and in how many years each was among them.

    A year counts where enough of its months were supplied. None where the last year does not, or nothing was
    located in it. ``mapped`` False leaves the map out.
    """
    areas = areas_within(evidence.connection, area, "lsoa", evidence.definitions)
    years = _years(evidence, area, areas, measure, to) if areas else None
    if years is None or years.counts[:, -1].sum() == 0:
        return None
    most = min(int(evidence.definitions.threshold("top-areas")), len(areas))
    top = _top(evidence, areas, years.counts, most)
    held = float(top_share(years.counts[:, -1], most))
    lead, rest = _sentence(measure, top, held, len(areas), most)
    return Concentration(
        measure=measure,
        rows=top,
        areas=len(areas),
        located=int(years.counts[:, -1].sum()),
        share_of_top=held,
        picture=count_map(evidence, area, measure, areas, years.counts[:, -1], years.periods[-1], top)
        if mapped
        else None,
        lead=lead,
        rest=rest,
        notes=_notes(evidence, area, measure, years, top),
    )


def concentrations(evidence: Evidence, table: Table) -> tuple[Concentration, ...]:
    """All crime, mapped, then the measures of a table that lie most unevenly; none without small areas."""
    definitions = evidence.definitions
    whole = concentration(evidence, table.area, definitions.measures["all-crime"], table.current.end)
    if whole is None:
        return ()
    enough = definitions.threshold("percentage-base")
    others = [
        concentration(evidence, table.area, row.measure, table.current.end, mapped=False)
        for row in table.rows
        if row.measure.base and (row.current or 0) >= enough
    ]
    uneven = sorted((one for one in others if one is not None), key=lambda one: -one.share_of_top)
    return (whole, *uneven[: int(definitions.threshold("examples-named"))])


def _years(evidence: Evidence, area: Area, areas: Sequence[Area], measure: Measure, to: str) -> _Years | None:
    """The years that have enough months; None where the last has not."""
    definitions = evidence.definitions
    years = years_to(to, 12, int(definitions.threshold("years-in-hand")))
    counted: MonthlyCounts = monthly_counts(
        evidence, areas, [measure], Period(years[0].start, to).months, area
    )
    sent = by_year_flags(counted.supplied, counted.months, years).all(axis=0)
    enough = sent.sum(axis=1) >= definitions.threshold("matched-months")
    if not enough[-1]:
        return None
    by_month = np.where(sent, by_year(counted.counts[:, 0], counted.months, years), 0)
    return _Years(
        periods=tuple(year for year, there in zip(years, enough, strict=True) if there),
        counts=by_month.sum(axis=-1)[:, enough],
        months=tuple(int(n) for n in sent.sum(axis=1)[enough]),
    )


def _among_top(counts: Counts, most: int) -> npt.NDArray[np.bool_]:
    """(areas, years): whether an area has as many as the last of the top; an area without any never is."""
    edge = -np.sort(-counts, axis=0)[most - 1]
    return np.asarray((counts >= edge) & (counts > 0), dtype=np.bool_)


def _top(evidence: Evidence, areas: Sequence[Area], counts: Counts, most: int) -> tuple[TopArea, ...]:
    latest = counts[:, -1]
    order = [int(place) for place in np.argsort(-latest, kind="stable")[:most] if latest[place] > 0]
    among = _among_top(counts, most)
    wards = dict(
        evidence.connection.execute(
            """SELECT p.lsoa, a.name FROM places p JOIN areas a ON a.level = 'ward' AND a.code = p.ward
               WHERE p.lsoa IN (SELECT unnest(?))""",
            [[areas[place].code for place in order]],
        ).fetchall()
    )
    return tuple(
        TopArea(
            area=areas[place],
            ward=wards.get(areas[place].code, ""),
            count=int(latest[place]),
            share=float(latest[place] / latest.sum()),
            years_in_top=int(among[place].sum()),
            years=counts.shape[1],
        )
        for place in order
    )


def _sentence(
    measure: Measure, top: Sequence[TopArea], held: float, areas: int, most: int
) -> tuple[str, str]:
    name = "All crime" if measure.id == "all-crime" else measure.short_title
    if most == areas:
        few = amount(areas, "small area", "small areas")
        return name, f": {share(top[0].share)} of what was located is in {top[0].area.name}, one of {few}."
    verb = "holds" if len(top) == 1 else "hold"
    start = f": {number_word(len(top))} of {areas:,} small areas {verb} {share(held)} of what was located"
    lasting = [row for row in top if row.every_year]
    if not lasting or top[0].years < 2:
        return name, f"{start}."
    years = "both years" if top[0].years == 2 else f"each of {number_word(top[0].years)} years"
    return name, f"{start}; {_lasting(lasting, len(top))} among the top {number_word(most)} in {years}."


def _lasting(lasting: Sequence[TopArea], of: int) -> str:
    """How many of the top were among it in every year, and what they hold."""
    if len(lasting) == of:
        return "it was" if of == 1 else "all of them were"
    were = "one of them" if len(lasting) == 1 else f"{number_word(len(lasting))} of them"
    was = "was" if len(lasting) == 1 else "were"
    return f"{were}, with {share(sum(row.share for row in lasting))} of it, {was}"


def _notes(
    evidence: Evidence, area: Area, measure: Measure, years: _Years, top: Sequence[TopArea]
) -> tuple[str, ...]:
    notes = []
    if years.months[-1] < 12:
        notes.append(f"Counts are of the {number_word(years.months[-1])} months supplied.")
    moved = _moved(evidence, area, measure, years) if len(years.periods) > 1 else []
    if moved:
        when = listed([f"{in_words(f'{found.date:%Y-%m}')} ({found.label})" for found in moved])
        notes.append(
            f"Years before and after {when} compare only roughly: a small area can gain or lose crimes by that alone."
        )
    last = top[-1].count
    tied = int((years.counts[:, -1] == last).sum()) - sum(row.count == last for row in top)
    if tied:
        notes.append(f"{opening(amount(tied, 'more has', 'more have'))} as many as the last.")
    return tuple(notes)


def _moved(evidence: Evidence, area: Area, measure: Measure, years: _Years) -> list[Break]:
    """Changes of geography between the years, as they concern small areas."""
    found = breaks_for(evidence, area, years.periods[0].start, years.periods[-1].end, [measure.id])
    return [one for one in found if one.kind == "geography" and (not one.levels or "lsoa" in one.levels)]

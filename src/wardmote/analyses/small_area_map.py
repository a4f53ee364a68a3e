"""The small areas with most recorded crime on a map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wardmote.analyses.outlines import outline_of, outlines
from wardmote.analyses.pictures import AreaMap, Caption, MapArea
from wardmote.analyses.rounded_bounds import rounded_bounds
from wardmote.analyses.wording import count, inside, listed, opening
from wardmote.definitions import Measure
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class TopArea:
    """A small area among those with most recorded crime."""

    area: Area
    ward: str
    count: int
    share: float
    years_in_top: int
    years: int

    @property
    def every_year(self) -> bool:
        """Whether it was among the top in every year looked at."""
        return self.years_in_top == self.years


def count_map(
    evidence: Evidence,
    area: Area,
    measure: Measure,
    areas: Sequence[Area],
    counts: Counts,
    period: Period,
    top: Sequence[TopArea],
) -> AreaMap | None:
    """The map of small areas by count, the highest named; None without boundaries."""
    shapes = outlines(evidence, "lsoa", [one.code for one in areas])
    if not shapes or not top:
        return None
    values = [float(value) for value in counts]
    named = top[: int(evidence.definitions.threshold("examples-named"))]
    what = "recorded crime" if measure.id == "all-crime" else inside(measure.short_title)
    labels = {row.area.code: row.area.name for row in named}
    caption = Caption(
        title=f"{opening(what)} is highest in {top[0].area.name}",
        subtitle=f"{measure.title}, located, {period.words}, by small area. Counts, not rates.",
        alt=f"Map of {len(areas)} small areas of {area.name}. Most recorded: "
        + listed([f"{row.area.name} ({row.ward}) {count(row.count)}" for row in named])
        + ".",
        note="police.uk moves each crime to a nearby map point, so counts of small areas are approximate.",
    )
    return AreaMap(
        caption=caption,
        areas=tuple(
            MapArea(one.code, one.name, value, shapes[one.code], labels.get(one.code, ""))
            for one, value in zip(areas, values, strict=True)
            if one.code in shapes
        ),
        bounds=rounded_bounds(values, whole=True),
        key_title="Recorded in the year",
        outline=outline_of(evidence, area),
    )

"""The only form in which a number leaves this floor."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from wardmote.figures.tokens import State, Verdict

EARLIER = ("previous", "rate_previous")
"""Numbers of a row that are of its earlier period."""
RATES = ("rate", "rate_previous")
"""Numbers of a row that are so many of so many people or households."""


@dataclass(frozen=True)
class Figure:
    """A number with everything that says what it is.

    ``value`` None where the state has none. ``interval`` is of the confidence in ``options``. ``identity``
    is the same for the same measure version, area (and what it is cut to), periods, snapshot, options and
    population, so whatever cites a figure can tell whether it has changed.
    """

    value: float | None
    state: State
    unit: str
    measure: str
    area: str
    area_name: str
    period: str
    snapshot: str
    options: str
    part_of: str = ""
    """Code of the area that the figure's own is cut to, where only a part of it is counted."""
    population: str = ""
    interval: tuple[float | None, float | None] | None = None
    verdict: Verdict | None = None
    sources: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    marking: str = "OFFICIAL"

    @property
    def identity(self) -> str:
        """Hash over what the figure is of; the value itself is not in it."""
        parts = (
            self.unit,
            self.measure,
            self.area,
            self.part_of,
            self.period,
            self.snapshot,
            self.options,
            self.population,
        )
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]

    def frozen(self) -> str:
        """The whole figure as JSON, to be kept by whoever cites it."""
        return json.dumps({**asdict(self), "identity": self.identity}, sort_keys=True)

"""What areas are called: names are spelt differently in different files, and are no reason to refuse one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from wardmote.evidence.geography.sheets import listed

LOOKUP, STANDING, POPULATION, BOUNDARY = range(4)
"""Where a spelling is from, the one that is preferred first; standing names are those taken in before."""

Area = tuple[str, str]
"""Level and code."""


class Names:
    """Every spelling met of every area's name; the lookup's stands."""

    def __init__(self) -> None:
        self._met: dict[Area, dict[str, list[int]]] = defaultdict(dict)

    def add(self, level: str, named: Iterable[tuple[str | None, str | None]], kind: int) -> None:
        """Take in pairs of code and name out of one file."""
        for (code, name), times in Counter(named).items():
            if code is not None and name is not None:
                rank = self._met[level, code].setdefault(name, [kind, 0])
                rank[0] = min(rank[0], kind)
                rank[1] -= times

    def name(self, level: str, code: str) -> str:
        """The name that stands: the lookup's, else the most frequent; the code itself if there is none."""
        met = self._met.get((level, code), {code: []})
        return next(iter(met)) if len(met) == 1 else min(met, key=lambda name: (met[name], name))

    def notes(self) -> list[str]:
        """A sentence on areas that are spelt in more than one way; none if there are none."""
        unequal = sorted(area for area, met in self._met.items() if len(met) > 1)
        if not unequal:
            return []
        examples = [self._example(area) for area in unequal[:3]]
        return [
            f"Areas spelt in more than one way: {len(unequal):,}. The lookup's spelling is used: "
            f"{listed(examples)}{' and so on' if len(unequal) > 3 else ''}."
        ]

    def _example(self, area: Area) -> str:
        stands = self.name(*area)
        others = sorted(name for name in self._met[area] if name != stands)
        return f"{area[1]} is {stands}, not {' or '.join(others)}"

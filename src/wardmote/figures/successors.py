"""Areas that changed: what an earlier code became, and which area of today has its extent."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wardmote.figures.areas import Area, UnknownAreaError
from wardmote.figures.evidence import Evidence


@dataclass(frozen=True)
class Earlier:
    """An area that is not of today.

    ``became``: areas of today of its level, or of partnerships, in which it lies; more than one where it was divided.
    ``same``: the area of today that has exactly its extent: under a new code, or as a partnership of its own that
    outlived the council; None where there is none. ``parts``: every code, with its own, that made up the one area it
    became; empty where it was divided.
    """

    code: str
    name: str
    level: str
    year: str
    """The year from which it is part of what it became; empty where no file says it."""
    became: tuple[Area, ...]
    same: Area | None
    parts: tuple[str, ...]
    others: tuple[str, ...]
    """Names of the areas that became the same with it."""

    @property
    def sentence(self) -> str:
        """What became of it, and what to ask for instead."""
        me, new = f"{self.name} ({self.code})", " and ".join(_called(area) for area in self.became)
        if not new and not self.same:
            return f"{me} is an earlier area, and the lookup does not hold what it became."
        since = f" since {self.year}" if self.year else ""
        if self.same and self.same in self.became:
            return f"{me} has been {new}{since}, with the same area."
        company = f", with {_listed(self.others)}" if self.others else ""
        found = f"{me} has been part of {new}{since}{company}."
        if self.same:
            stands = _called(self.same)
            return f"{found} {stands[:1].upper()}{stands[1:]} has the same area today and stands for it."
        instead = f": ask for {self.became[0].code}" if len(self.became) == 1 else ""
        return f"{found} No area of today has its extent{instead}."


def successor_of(evidence: Evidence, code: str) -> Earlier | None:
    """What became of an earlier area; None for one of today, and for a code that no file names."""
    return evidence.once(("successor of", code), lambda: _known(evidence).earlier(code))


def area_of_today(evidence: Evidence, code: str) -> Area | None:
    """The area of today with the extent of an earlier one, with a note that says so; None for a code not known.

    Raises
    ------
    UnknownAreaError
        When the earlier area is known and none of today has its extent; says which it is part of.
    """
    earlier = successor_of(evidence, code)
    if earlier is None:
        return None
    if earlier.same is None:
        raise UnknownAreaError(earlier.sentence)
    return replace(earlier.same, note=earlier.sentence)


@dataclass(frozen=True)
class _Succession:
    """Everything that is known of earlier areas."""

    today: dict[str, Area]
    names: dict[str, str]
    levels: dict[str, str]
    became: dict[str, dict[str, str]]
    """Code -> what it became, with the year."""
    lay_in: dict[str, set[tuple[str, str]]]
    """Code of a larger area -> the smaller areas that lay in it, with the year."""
    held: dict[str, dict[str, set[str]]]
    """Partnership of today -> level -> codes of today in which it lies, and which lie in it wholly."""

    def earlier(self, code: str) -> Earlier | None:
        """What became of a code."""
        if code in self.today or code not in self.names:
            return None
        level = self.levels[code]
        if level == "csp" and code not in self.became:
            return self._partnership(code)
        ends = self._ends(code)
        became = tuple(self.today[end] for end in sorted(ends) if end in self.today)
        one = next(iter(ends)) if len(ends) == 1 else ""
        parts = self._parts(one) if one else ()
        chain = self._chain(code)
        same = self._own_partnership(code)
        if one in self.today and all(len(self._parts(step)) == 1 for step in chain[1:]):
            same = self.today[one]
        return Earlier(
            code=code,
            name=self.names[code],
            level=level,
            year=max((year for step in chain for year in self.became.get(step, {}).values()), default=""),
            became=became,
            same=same,
            parts=parts,
            others=tuple(sorted(self.names[part] for part in parts if part not in chain)),
        )

    def _ends(self, code: str) -> set[str]:
        """What a code became in the end, itself where it became nothing else."""
        following = self.became.get(code, {})
        return {end for step in following for end in self._ends(step)} if following else {code}

    def _chain(self, code: str) -> list[str]:
        """The code and what it became, step by step, as long as that is one area."""
        chain = [code]
        while len(self.became.get(chain[-1], {})) == 1:
            chain += self.became[chain[-1]]
        return chain

    def _parts(self, code: str) -> tuple[str, ...]:
        return tuple(sorted(before for before, following in self.became.items() if code in following))

    def _own_partnership(self, code: str) -> Area | None:
        """The partnership of today that was of this area and no other."""
        for above, inside in sorted(self.lay_in.items()):
            years = {year for smaller, year in inside if smaller == code}
            alone = years and {smaller for smaller, year in inside if year in years} == {code}
            if alone and above in self.today and self.today[above].level == "csp":
                return self.today[above]
        return None

    def _partnership(self, code: str) -> Earlier:
        """A partnership that no longer is: its authorities say where it lies now."""
        year = max((year for _, year in self.lay_in.get(code, ())), default="")
        mine = {end for lad, when in self.lay_in.get(code, ()) if when == year for end in self._ends(lad)}
        now = {csp for csp, levels in self.held.items() if levels["touched"] & mine}
        whole = [csp for csp in now if self.held[csp]["touched"] == self.held[csp]["inside"] == mine]
        same = self.today[whole[0]] if len(now) == 1 and whole else None
        became = tuple(self.today[csp] for csp in sorted(now))
        return Earlier(code, self.names[code], "csp", "", became, same, (code,) if same else (), ())


def _known(evidence: Evidence) -> _Succession:
    return evidence.once("succession", lambda: _read(evidence))


def _read(evidence: Evidence) -> _Succession:
    connection = evidence.connection
    rows = connection.execute(
        "SELECT level, code, name, year, successor FROM successors ORDER BY ALL"
    ).fetchall()
    today = {
        code: Area(code, name, level)
        for level, code, name in connection.execute(
            "SELECT level, code, name FROM areas WHERE level IN ('ward', 'lad', 'csp', 'force')"
        ).fetchall()
    }
    levels = {code: area.level for code, area in today.items()} | {code: level for level, code, *_ in rows}
    became: dict[str, dict[str, str]] = {}
    lay_in: dict[str, set[tuple[str, str]]] = {}
    for level, code, _, year, successor in rows:
        if levels.get(successor, level) == level:
            became.setdefault(code, {})[successor] = year
        else:
            lay_in.setdefault(successor, set()).add((code, year))
    return _Succession(
        today=today,
        names={code: name for _, code, name, _, _ in rows},
        levels=levels,
        became=became,
        lay_in=lay_in,
        held=_held(evidence),
    )


def _held(evidence: Evidence) -> dict[str, dict[str, set[str]]]:
    """Each partnership's authorities: those that it touches, and those of them that it holds whole."""
    found: dict[str, dict[str, set[str]]] = {}
    rows = evidence.connection.execute(
        """WITH pairs AS (SELECT DISTINCT csp, lad FROM places WHERE csp IS NOT NULL AND lad IS NOT NULL),
                shared AS (SELECT lad, count(*) AS n FROM pairs GROUP BY lad)
           SELECT p.csp, p.lad, s.n = 1 FROM pairs p JOIN shared s ON s.lad = p.lad"""
    ).fetchall()
    for csp, lad, whole in rows:
        held = found.setdefault(csp, {"touched": set(), "inside": set()})
        held["touched"].add(lad)
        if whole:
            held["inside"].add(lad)
    return found


def _called(area: Area) -> str:
    kind = "the partnership " if area.level == "csp" else ""
    return f"{kind}{area.name} ({area.code})"


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

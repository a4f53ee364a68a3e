"""Where a page of plain text had tabs: gaps that no space fills, and spaces up to the places at which tabs end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.checker.reading.pdf.typescript.letters import Letter, TypedRow

PERHAPS = "\ue000"
"""Stands for a space that may have been a tab."""
STOPS = (36.0, 35.43, 72.0, 28.35, 56.7, 48.0, 24.0)
"""Points between the places at which tabs end, as programs that write text set them."""
COLUMNS = (8, 4)
"""The same in letters, where all letters are alike."""
OFF = 1.3
"""Points by which a letter may stand beside such a place."""
FITTING = 0.9
"""Share of the wide gaps that end at such places where tabs made them."""
FEWEST = 3
LEAST = 0.06
"""Letters from which a gap is one."""
UNEVEN = 0.05
"""Letters by which a gap differs from whole letters where a tab made it."""
_FIGURE = re.compile(r"[£€$+\-−–(]?[\d.]")


@dataclass(frozen=True)
class Setting:
    """How a document sets its words: where lines begin, how wide letters are, whether spaces are letters, where tabs end.

    ``pitch`` is 0 where letters differ in width, ``stop`` is 0 where no places of tabs are known; ``jumps`` says that tabs
    are gaps that no letter fills.
    """

    left: float
    pitch: float
    spaced: bool
    stop: float
    jumps: bool = False

    def gap(self, before: Letter, after: Letter) -> float:
        """How many letters or, where they differ, letters of half their size would fill the gap."""
        width = self.pitch or max(before.right - before.left, 3.0)
        return (after.left - before.right) / width

    def next_stop(self, start: float) -> float:
        """Where a tab ends that begins at a place; the place itself where no places of tabs are known."""
        return (
            self.left + self.stop * (int((start - self.left + 0.05) / self.stop) + 1) if self.stop else start
        )

    def stops(self, start: float, end: float) -> int:
        """How many tabs lead from one place to another; 0 where a tab does not end there."""
        if not self.stop:
            return 0
        after = (end - self.left) / self.stop
        if abs(after - round(after)) * self.stop > OFF:
            return 0
        return round(after) - int((start - self.left + 0.05) / self.stop)


def setting_of(rows: Sequence[TypedRow], pitch: float) -> Setting:
    """How a document sets its words."""
    left = min((row.left for row in rows), default=0.0)
    spaces = sum(one.sign == " " for row in rows for one in row.letters)
    bare = Setting(left, pitch, False, 0.0)
    gaps = [gap for row in rows for gap in _gaps(row, bare)]
    spaced = spaces >= 2 * len(gaps)
    wide = [gap for gap in gaps if gap.wide >= 1.6] or [gap for row in rows for gap in _runs(row)]
    ends = [gap.end - left for gap in wide]
    jumps = sum(not gap.spaced for gap in wide) >= 0.5 * len(wide)
    return Setting(left, pitch, spaced, _stop(ends, pitch), jumps)


@dataclass(frozen=True)
class _Gap:
    """Where a gap ends, how many letters wide it is, and whether a space stands at its beginning."""

    end: float
    wide: float
    spaced: bool


def _gaps(row: TypedRow, setting: Setting) -> list[_Gap]:
    """Gaps that no letter fills."""
    found = []
    for before, after in zip(row.letters, row.letters[1:], strict=False):
        wide = setting.gap(before, after)
        spaced = before.sign == " "
        if wide > (1.5 if spaced else 0.5):
            found.append(_Gap(after.left, wide, spaced))
    return found


def _runs(row: TypedRow) -> list[_Gap]:
    """Runs of three spaces and more."""
    found = []
    start = 0
    for index, one in enumerate(row.letters):
        if one.sign != " ":
            if index - start >= 3:
                found.append(_Gap(one.left, float(index - start), True))
            start = index + 1
    return found


def _stop(ends: Sequence[float], pitch: float) -> float:
    """How far apart tabs end, so that nearly all wide gaps end there; 0 where none fits."""
    known = sorted({*STOPS, *(pitch * columns for columns in COLUMNS if pitch)}, reverse=True)
    if len(ends) < FEWEST:
        return 0.0
    for stop in known:
        fitting = sum(abs(end / stop - round(end / stop)) * stop <= OFF for end in ends)
        if fitting >= FITTING * len(ends) and len({round(end / stop) for end in ends}) > 1:
            return stop
    return 0.0


def words_of(row: TypedRow, setting: Setting) -> str:
    """The words of a row; a tab for each that stood there, and a sign for a space that may have been one."""
    text = "\t" * max(0, setting.stops(setting.left - 0.2, row.left) if row.left > setting.left + 4.0 else 0)
    text += row.letters[0].sign
    start: Letter | None = None
    for before, after in zip(row.letters, row.letters[1:], strict=False):
        if after.sign == " ":
            start = start or after
            continue
        gap = setting.gap(before, after)
        if start is not None:
            text += _over_spaces(start, before, after, setting)
            start = None
        elif gap > LEAST:
            text += _over_nothing(before, after, gap, setting)
        text += after.sign
    return text


def _over_spaces(start: Letter, last: Letter, after: Letter, setting: Setting) -> str:
    """What stands in a gap that begins with spaces."""
    gap = setting.gap(last, after)
    tabs = setting.stops(start.left, after.left)
    if setting.jumps and setting.spaced and gap > (LEAST if tabs and setting.pitch else 1.5):
        return " " + "\t" * max(1, setting.stops(last.right, after.left))
    count = round((after.left - start.left) / (setting.pitch or max(last.right - last.left, 1.0)))
    if tabs and setting.pitch and not setting.jumps:
        return PERHAPS if count == 1 else "\t" * tabs
    return " " * max(1, count) if setting.pitch or gap <= 1.5 else "\t"


def _over_nothing(before: Letter, after: Letter, gap: float, setting: Setting) -> str:
    """What stands in a gap that no letter fills."""
    tabs = setting.stops(before.right, after.left)
    whole = abs(gap - round(gap)) < UNEVEN
    if setting.pitch:
        if setting.spaced:
            if tabs and (gap > 1.5 or not whole):
                return "\t" * tabs
            return (PERHAPS if tabs else " ") if gap > 0.5 else ""
        if tabs:
            return PERHAPS if gap < 1.5 else "\t" * tabs
        return " " * round(gap)
    if gap <= 0.5:
        return "" if setting.spaced or gap < 0.3 else " "
    if setting.spaced:
        return "\t" * tabs or ("\t" if gap > 1.2 else " ")
    return ("\t" * tabs or "\t") if gap > 2.0 else " "


def settle(lines: Sequence[str]) -> list[str]:
    """Lines in which every space that may have been a tab is one or the other.

    It is a tab where lines beside it have more cells, by as many as there are such spaces before figures.
    """
    made = list(lines)
    at = 0
    while at < len(made):
        end = at
        while end < len(made) and made[end].strip() and ("\t" in made[end] or PERHAPS in made[end]):
            end += 1
        if end > at:
            made[at:end] = _settled(made[at:end])
        at = max(end, at + 1)
    return made


def _settled(lines: list[str]) -> list[str]:
    cells = Counter(line.count("\t") for line in lines if "\t" in line and PERHAPS not in line)
    if not cells:
        cells = Counter(line.count("\t") for line in lines if "\t" in line)
    wanted = cells.most_common(1)[0][0] if cells and len(lines) >= FEWEST else 0
    return [_with_tabs(line, wanted - line.count("\t")) for line in lines]


def _is_of_figures(line: str) -> bool:
    """Whether most cells behind the first of a line are figures."""
    cells = line.split("\t")[1:]
    return sum(bool(_FIGURE.match(cell)) for cell in cells) >= 0.5 * max(1, len(cells))


def _with_tabs(line: str, missing: int) -> str:
    parts = line.split(PERHAPS)
    chosen: set[int] = set()
    if missing > 0:
        places = range(1, len(parts))
        figures = [index for index in places if _FIGURE.match(parts[index])]
        for found in (list(places), figures if _is_of_figures(line) else []):
            if len(found) == missing:
                chosen = set(found)
    return parts[0] + "".join(
        ("\t" if index in chosen else " ") + part for index, part in enumerate(parts[1:], 1)
    )

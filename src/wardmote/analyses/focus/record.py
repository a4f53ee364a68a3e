"""What the evidence says of one chosen issue, as a record: light, for every document loads it."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.analyses.finding import Finding
from wardmote.analyses.pictures import DotRanges, Fan, MonthPattern
from wardmote.analyses.small_areas import Concentration
from wardmote.analyses.wording import listed, number_word
from wardmote.definitions.yardsticks import Focus
from wardmote.figures.areas import Area
from wardmote.figures.table import Row


@dataclass(frozen=True)
class FocusPage:
    """What can be said of one issue, part by part; what cannot is said in a sentence instead.

    ``row``: its two years with the verdict; None where nothing can be counted, and ``refused`` says why. ``where``:
    the small areas that hold most of it. ``wards``: wards in which it changed, where the issue is of the partnership.
    """

    focus: Focus
    area: Area | None
    row: Row | None = None
    what: Finding | None = None
    where: Concentration | None = None
    wards: tuple[Row, ...] = ()
    beside: str = ""
    """Its rate among like areas; empty where there are none to compare with."""
    weighs: str = ""
    """What it weighs of all crimes, of the partnership only; empty where offences cannot be told apart."""
    when: str = ""
    season: MonthPattern | DotRanges | None = None
    ahead: str = ""
    outlook: Fan | None = None
    sure: tuple[str, ...] = ()
    refused: str = ""


def wards_words(page: FocusPage) -> str:
    """In which wards it changed; empty where it did in none, or the issue is of one place."""
    if not page.wards:
        return ""
    said = [
        f"{row.area.name} ({row.verdict.words}, {row.previous:,} to {row.current:,})"
        for row in page.wards
        if row.verdict and row.previous is not None and row.current is not None
    ]
    n = "one ward" if len(said) == 1 else f"{number_word(len(said))} wards"
    return f"Within the area it stands out in {n}: {listed(said)}." if said else ""

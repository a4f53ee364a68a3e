"""One file that came in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wardmote.evidence.peek import Opener
from wardmote.evidence.refusals import Refused
from wardmote.evidence.separators import Shape


@dataclass(frozen=True)
class Arrival:
    """One file that came in, wherever it lies; of a workbook, one sheet."""

    name: str
    opener: Opener
    """Opens its uncompressed bytes, within the bounds of the call."""
    in_place: Path | None = None
    """The file itself where it is plain and need not be copied."""
    book: str = ""
    """The workbook that it is a sheet of."""
    sheet: str = ""
    """Title of that sheet."""
    first_row: int = 1
    """Row of the sheet, or line of the file, in which its columns are named; line 1 of the plain file."""
    dated: tuple[str, ...] = ()
    """Columns in which the spreadsheet kept dates."""
    notes: tuple[str, ...] = ()
    """What to say of it when it is taken in."""
    fault: Refused | None = None
    """Why it cannot be taken, if it is of a known source."""
    shape: Shape | None = None
    """How it is written where it is not plain CSV."""
    above: tuple[str, ...] = ()
    """Words in the rows of the sheet above its columns."""


def titles_of(arrival: Arrival) -> tuple[str, ...]:
    """What a table is called: the lines above its columns first, then its sheet, then the file."""
    lines = arrival.shape.above if arrival.shape else ()
    return tuple(
        t for t in (*arrival.above, *lines, arrival.sheet, Path(arrival.book or arrival.name).stem) if t
    )

"""What changed, and how sure we are: every measure's change with its interval, sorted."""

from __future__ import annotations

from wardmote.analyses.pictures import Caption, ChangeDots, ChangeRow
from wardmote.analyses.wording import number_word, opening, percent
from wardmote.definitions import Definitions
from wardmote.figures.table import Row, Table
from wardmote.figures.tokens import Verdict

CHANGED = (Verdict.ROSE, Verdict.FELL)


def change_dots(table: Table, definitions: Definitions) -> ChangeDots:
    """The picture of a table by measure. A measure without a percentage is left out, and the note says so."""
    base = [row for row in table.rows if row.measure.base and row.current is not None]
    drawn = sorted((row for row in base if row.percent is not None), key=lambda row: -(row.percent or 0))
    return ChangeDots(
        caption=_caption(table, base, drawn, definitions), rows=tuple(_row(row) for row in drawn)
    )


def _row(row: Row) -> ChangeRow:
    low, high = row.percent_interval or (None, None)
    return ChangeRow(
        label=row.measure.short_title,
        percent=row.percent or 0.0,
        low=low,
        high=high,
        verdict=row.verdict or Verdict.TOO_FEW,
    )


def _caption(table: Table, base: list[Row], drawn: list[Row], definitions: Definitions) -> Caption:
    changed = [row for row in base if row.verdict in CHANGED]
    title = _title(len(changed), len(base))
    confidence = f"{definitions.threshold('confidence'):.0%}"
    subtitle = (
        f"{table.area.name}, {table.current.words} against the year before, with {confidence} intervals. "
        "Hollow: not compared."
    )
    missing = len(base) - len(drawn)
    small = (
        f" {opening(number_word(missing))} with fewer than {definitions.threshold('percentage-base'):.0f} in "
        "the earlier year have no percentage and are not drawn."
        if missing
        else ""
    )
    note = (
        "Each interval is for that measure alone. The verdict allows for looking at "
        f"{number_word(len(base))} measures at once, so an interval may leave out zero and the verdict "
        f"still be no clear change.{small}"
    )
    facts = "; ".join(
        f"{row.measure.short_title} {percent(row.percent)}, {(row.verdict or Verdict.TOO_FEW).words}"
        for row in drawn
    )
    return Caption(title, subtitle, f"Dots with intervals, one row a measure. {facts}.", note)


def _title(changed: int, of: int) -> str:
    if changed == 0:
        return f"None of {number_word(of)} measures changed by more than chance"
    return opening(f"{number_word(changed)} of {number_word(of)} measures changed by more than chance")

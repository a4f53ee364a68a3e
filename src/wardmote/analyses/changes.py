"""What changed, and how sure we are: every measure's change with its interval, sorted."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.analyses.finding import CHANGED
from wardmote.analyses.headlines import none_changed
from wardmote.analyses.matched_months import fewer_months
from wardmote.analyses.pictures import Caption, ChangeDots, ChangeRow
from wardmote.analyses.wording import amount, interval_name, number_word, opening, percent
from wardmote.definitions import Definitions
from wardmote.figures.table import Row, Table
from wardmote.figures.tokens import Verdict


def change_dots(table: Table, definitions: Definitions) -> ChangeDots:
    """The picture of a table by measure. A measure without a percentage is left out, and the note says so."""
    base = [row for row in table.rows if row.measure.base and row.current is not None]
    months = fewer_months(table)
    over = f"{table.current.words} against the year before{f', {months}' if months else ''}"
    return dots_of(base, f"{table.area.name}, {over}", definitions)


def dots_of(rows: Sequence[Row], over: str, definitions: Definitions) -> ChangeDots:
    """The picture of rows of counts. ``over``: where and when, as its subtitle begins."""
    drawn = sorted((row for row in rows if row.percent is not None), key=lambda row: -(row.percent or 0))
    return ChangeDots(
        caption=_caption(over, rows, drawn, definitions), rows=tuple(_row(row) for row in drawn)
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


def _caption(over: str, base: Sequence[Row], drawn: Sequence[Row], definitions: Definitions) -> Caption:
    subtitle = f"{over}, with {interval_name(definitions)}s. Hollow: not compared."
    facts = "; ".join(
        f"{row.measure.short_title} {percent(row.percent)}, {(row.verdict or Verdict.TOO_FEW).words}"
        for row in drawn
    )
    alt = f"Dots with intervals, one row a measure. {facts}." if facts else "No measure has a percentage."
    return Caption(_title(base), subtitle, alt, _note(base, definitions))


def _title(base: Sequence[Row]) -> str:
    changed = sum(row.verdict in CHANGED for row in base)
    if not base:
        return "Nothing was supplied to compare"
    if not changed:
        return none_changed(base)
    return opening(
        f"{number_word(changed)} of {amount(len(base), 'measure', 'measures')} changed by more than chance"
    )


def _note(base: Sequence[Row], definitions: Definitions) -> str:
    small = [row for row in base if row.percent is None and row.previous is not None]
    absent = [row for row in base if row.previous is None]
    floor = f"{definitions.threshold('percentage-base'):.0f}"
    each = (
        f"Each interval is for that measure alone. The verdict allows for looking at {number_word(len(base))} "
        "measures at once, so an interval may leave out zero and the verdict still be no clear change."
        if len(base) > 1 and len(small) + len(absent) < len(base)
        else ""
    )
    return " ".join(
        part
        for part in (
            each,
            _left_out(small, f"fewer than {floor} in the earlier year"),
            _left_out(absent, "no whole earlier year"),
        )
        if part
    )


def _left_out(rows: list[Row], why: str) -> str:
    if not rows:
        return ""
    one = len(rows) == 1
    return opening(
        f"{amount(len(rows), 'measure', 'measures')} with {why} {'has' if one else 'have'} no percentage and "
        f"{'is' if one else 'are'} not drawn."
    )

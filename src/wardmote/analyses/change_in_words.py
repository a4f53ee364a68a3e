"""What may be said of one measure between two years, by its verdict."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.analyses.finding import CHANGED, Finding
from wardmote.analyses.wording import count, inside, listed, percent, share
from wardmote.figures.comparability import blocks
from wardmote.figures.months import in_words
from wardmote.figures.table import Row, Table
from wardmote.figures.tokens import Verdict


def change_finding(table: Table, row: Row, doubted: float) -> Finding:
    """What may be said of one measure.

    ``doubted`` is the share without a location above which it is named.
    """
    if row.previous is None or row.current is None or row.verdict is None:
        return _one_year_at_most(table, row)
    if row.verdict == Verdict.NOT_COMPARABLE:
        return not_comparable_finding(table, [row])
    rest, meaning = _WORDS[row.verdict](row)
    later = row.not_located_share[1]
    if row.verdict is not Verdict.LOCATION_UNCERTAIN and later is not None and later > doubted:
        meaning += f" {share(later)} of the force's records of it have no location{_minimum(row)}."
    figures = tuple(table.figure(row, what) for what in ("previous", "current", "percent"))
    return Finding(_subject(row), rest, meaning.strip(), row.verdict, figures)


def not_comparable_finding(table: Table, rows: Sequence[Row]) -> Finding:
    """One finding for every measure that a break cuts."""
    names = [rows[0].measure.short_title, *(inside(row.measure.short_title) for row in rows[1:])]
    figures = tuple(table.figure(row, what) for row in rows for what in ("previous", "current"))
    each = [
        _counts(row) if len(rows) == 1 else f"{inside(row.measure.short_title)} {_counts(row)}"
        for row in rows
    ]
    return Finding(
        lead=listed(names),
        rest=f" cannot be compared{_across(rows)}.",
        meaning=f"The counts are {', '.join(each)}. A rise or fall cannot be told from that change.",
        verdict=Verdict.NOT_COMPARABLE,
        figures=figures,
    )


def cut_months(rows: Sequence[Row], kind: str) -> str:
    """The months of the breaks of a kind that cut these rows, in words; empty where there are none."""
    dates = {
        found.date
        for row in rows
        for found in row.breaks
        if found.kind == kind and blocks(found, row.measure, row.area.level, found.forces)
    }
    return listed([in_words(f"{date:%Y-%m}") for date in sorted(dates)])


def _across(rows: Sequence[Row]) -> str:
    recording, geography = cut_months(rows, "recording"), cut_months(rows, "geography")
    parts = [
        *([f"{recording}, when recording changed"] if recording else []),
        *([f"{geography}, when the geography changed"] if geography else []),
    ]
    return f" across {', and '.join(parts)}" if parts else ": recording changed between the two years"


def _one_year_at_most(table: Table, row: Row) -> Finding:
    name = row.measure.short_title
    if row.current is None:
        return Finding(name, ": not supplied in full.", "", None, ())
    words = f": {count(row.current)}, and no whole year before."
    return Finding(name, words, "", None, (table.figure(row),))


def _subject(row: Row) -> str:
    name = row.measure.short_title
    return f"{name} {row.verdict.words}" if row.verdict in CHANGED else name


def _counts(row: Row) -> str:
    return f"{count(row.previous)} and {count(row.current)}"


def _moved(row: Row) -> tuple[str, str]:
    ratio = f" ({percent(row.percent)})" if row.percent is not None else ""
    rest = f" from {count(row.previous)} to {count(row.current)}{ratio}: more than chance."
    if row.measure.direction == "reporting":
        return (
            rest,
            "Such offences come to light when somebody looks or reports: more recorded need not mean more committed.",
        )
    return rest, ""


def _unclear(row: Row) -> tuple[str, str]:
    moved = f"{count(row.previous)} to {count(row.current)}"
    return f": no clear change ({moved}): not clearly more than chance.", ""


def _too_few(row: Row) -> tuple[str, str]:
    return f": too few to say ({_counts(row)}).", ""


def _uncertain(row: Row) -> tuple[str, str]:
    before, after = row.not_located_share
    rest = f": location too uncertain ({count(row.previous)} to {count(row.current)})."
    return rest, (
        f"The share of the force's records without a location was {share(before)} and is {share(after)}, "
        "which could make or hide a change."
    )


def _minimum(row: Row) -> str:
    return "" if row.area.level == "force" else ", so counts of places are minimums"


_WORDS = {
    Verdict.ROSE: _moved,
    Verdict.FELL: _moved,
    Verdict.NO_CLEAR_CHANGE: _unclear,
    Verdict.TOO_FEW: _too_few,
    Verdict.LOCATION_UNCERTAIN: _uncertain,
}

"""The year in a few findings: what changed by more than chance, what cannot be compared, what is large."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.analyses.finding import Finding
from wardmote.analyses.wording import count, inside, listed, number_word, opening, percent, share
from wardmote.definitions import Definitions
from wardmote.figures.months import in_words
from wardmote.figures.table import Row, Table
from wardmote.figures.tokens import State, Verdict

CHANGED = (Verdict.ROSE, Verdict.FELL)
WITHHELD = (Verdict.NOT_COMPARABLE, Verdict.LOCATION_UNCERTAIN, Verdict.TOO_FEW)


@dataclass(frozen=True)
class Headlines:
    """The first page in words: a title that says what happened, the totals, and at most five findings."""

    title: str
    lead: str
    findings: tuple[Finding, ...]


def headlines(table: Table, definitions: Definitions) -> Headlines:
    """Edit a table by measure down to its headlines, ordered by certainty and size."""
    rows = [row for row in table.rows if row.measure.base and None not in (row.previous, row.current)]
    most = int(definitions.threshold("findings"))
    doubted = definitions.threshold("not-located-share")
    changed = sorted((r for r in rows if r.verdict in CHANGED), key=lambda r: -abs(r.z or 0))
    broken = sorted((r for r in rows if r.verdict == Verdict.NOT_COMPARABLE), key=lambda r: -(r.current or 0))
    uncertain = [r for r in rows if r.verdict == Verdict.LOCATION_UNCERTAIN]
    found = [change_finding(table, row, doubted) for row in changed]
    found += [not_comparable_finding(table, broken)] if broken else []
    found += [change_finding(table, row, doubted) for row in uncertain]
    found += [change_finding(table, row, doubted) for row in _largest_unchanged(rows, table, doubted)]
    return Headlines(_title(rows, changed), _lead(table), tuple(found[:most]))


def change_finding(table: Table, row: Row, doubted: float) -> Finding:
    """What may be said of one measure."""
    words = {
        Verdict.ROSE: _moved,
        Verdict.FELL: _moved,
        Verdict.NO_CLEAR_CHANGE: _unclear,
        Verdict.TOO_FEW: _too_few,
        Verdict.LOCATION_UNCERTAIN: _uncertain,
    }
    if row.state == State.NOT_SUPPLIED or row.verdict is None:
        return Finding(row.measure.short_title, ": not supplied.", "", None, ())
    if row.verdict == Verdict.NOT_COMPARABLE:
        return not_comparable_finding(table, [row])
    rest, meaning = words[row.verdict](row)
    later = row.not_located_share[1]
    if row.verdict is not Verdict.LOCATION_UNCERTAIN and later is not None and later > doubted:
        meaning += f" {share(later)} of the force's records of it have no location{_minimum(row)}."
    figures = tuple(table.figure(row, what) for what in ("previous", "current", "percent"))
    return Finding(_subject(row), rest, meaning.strip(), row.verdict, figures)


def not_comparable_finding(table: Table, rows: list[Row]) -> Finding:
    """One finding for every measure that a break cuts."""
    names = [rows[0].measure.short_title, *(inside(row.measure.short_title) for row in rows[1:])]
    months = sorted(
        {found.date.strftime("%Y-%m") for row in rows for found in row.breaks if _cuts(found.kind)}
    )
    when = listed([in_words(month) for month in months]) or "a change in recording"
    figures = tuple(table.figure(row, what) for row in rows for what in ("previous", "current"))
    each = [
        _counts(row) if len(rows) == 1 else f"{inside(row.measure.short_title)} {_counts(row)}"
        for row in rows
    ]
    return Finding(
        lead=listed(names),
        rest=f" cannot be compared across {when}, when recording changed.",
        meaning=f"The counts are {', '.join(each)}. A rise or fall cannot be told from the change in recording.",
        verdict=Verdict.NOT_COMPARABLE,
        figures=figures,
    )


def _cuts(kind: str) -> bool:
    return kind == "recording"


def _subject(row: Row) -> str:
    return (
        f"{row.measure.short_title} {row.verdict.words}"
        if row.verdict in CHANGED
        else row.measure.short_title
    )


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
    rest = f": no clear change ({count(row.previous)} to {count(row.current)})."
    return rest, "A difference of this size is common by chance."


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


def _largest_unchanged(rows: list[Row], table: Table, doubted: float) -> list[Row]:
    """Measures without a clear change that people ask about: those with many rows lost, then the largest."""
    still = [row for row in rows if row.verdict == Verdict.NO_CLEAR_CHANGE]
    return sorted(still, key=lambda row: (-((row.not_located_share[1] or 0) > doubted), -(row.current or 0)))


def _title(rows: list[Row], changed: list[Row]) -> str:
    if not rows:
        return "There is no second year to compare with"
    if not changed:
        return "No measure changed by more than chance"
    parts = [
        f"{listed([inside(row.measure.short_title) for row in group])} {verdict.words}"
        for verdict in CHANGED
        if (group := [row for row in changed if row.verdict == verdict])
    ]
    still = sum(row.verdict == Verdict.NO_CLEAR_CHANGE for row in rows)
    if len(changed) > 3:
        rose, fell = (sum(row.verdict == verdict for row in changed) for verdict in CHANGED)
        return opening(f"{number_word(rose)} measures rose and {number_word(fell)} fell by more than chance")
    most = "; most others show no clear change" if still > len(rows) / 2 else ""
    return opening("; ".join(parts) if len(parts) == 1 else " and ".join(parts)) + most


def _lead(table: Table) -> str:
    total = next((row for row in table.rows if row.measure.id == "all-crime"), None)
    if total is None or total.current is None:
        return table.gaps or "No records were supplied for this period."
    period = opening(table.current.words)
    if total.previous is None:
        return f"{period}: {count(total.current)} crimes recorded. The year before was not supplied in full."
    start = (
        f"{period}: {count(total.current)} crimes recorded, against {count(total.previous)} a year earlier."
    )
    if total.verdict == Verdict.NOT_COMPARABLE:
        month = in_words(next(found for found in total.breaks if _cuts(found.kind)).date.strftime("%Y-%m"))
        return f"{start} Recording rules changed in {month}, so the two totals are not compared."
    if total.verdict in CHANGED:
        return f"{start} The total {total.verdict.words} by more than chance ({percent(total.percent)})."
    return f"{start} A difference of this size is common by chance."

"""Tables of outcomes and of stop and search as plain text, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from wardmote.analyses.held_records import blanks_note
from wardmote.analyses.wording import count, inside, listed, one_decimal, opening, percent, share
from wardmote.cli.tables import grid
from wardmote.figures.months import Period, in_words
from wardmote.figures.outcomes import OutcomeRow, OutcomeTable
from wardmote.figures.outcomes.export import outcomes_record, outcomes_rows
from wardmote.figures.searches import PeopleRow, SearchRow, SearchTable
from wardmote.figures.searches.export import searches_record, searches_rows
from wardmote.figures.tokens import State, Verdict
from wardmote.methods.rounding import half_up

ALL = "all-crime"


def outcomes_text(table: OutcomeTable, asked: Sequence[str]) -> str:
    """How crimes ended, for reading: each measure asked for in full, else all crime and a line for each measure."""
    follow = table.follow
    text = [
        f"{table.area.name} ({table.area.code}): crimes recorded {_in(follow.current)}, against "
        f"{_against(follow.previous)}; each followed for {follow.months} months",
        "",
    ]
    for measure in asked or [ALL]:
        text += _in_full(table, table.rows_of(measure))
    if not asked:
        text += _by_measure(table)
    return "\n".join([*text, *_outcome_notes(table)])


def outcomes_csv(table: OutcomeTable, asked: Sequence[str]) -> str:
    """A row for each measure and group of outcomes."""
    return _csv(outcomes_rows(table))


def outcomes_json(table: OutcomeTable, asked: Sequence[str]) -> str:
    """The whole table."""
    return json.dumps(outcomes_record(table), indent=1, ensure_ascii=False, allow_nan=False)


def searches_text(table: SearchTable) -> str:
    """Stop and search for reading: how many, for what, what was found, what came of it, of whom."""
    heading = (
        f"{table.counted.name} ({table.counted.code}): stop and search {_in(table.current)}, against "
        f"{_against(table.previous)}"
    )
    if not table.counted_at_all:
        return "\n".join([heading, "", *_months_that_came(table), "", *_search_notes(table)])
    header = ["", *_to(table.previous, table.current), "%", "Share", "Interval", "Verdict"]
    blocks = [
        ("all", "All"),
        ("object", "Searched for"),
        ("found", "Was the outcome linked to what was searched for?"),
        ("found-of-recorded", "The same, where it is recorded"),
        ("outcome", "What came of it"),
    ]
    rows: list[list[str]] = []
    for by, title in blocks:
        rows += [[title, *[""] * 6], *([f"  {row.title}", *_search_cells(row)] for row in table.rows_by(by))]
    people = [[_asked_of(row.characteristic), row.title, *_people_cells(row)] for row in table.people]
    return "\n".join(
        [
            heading,
            "",
            grid(header, rows, right=range(1, 6)),
            "",
            f"People searched by {table.people_of}, the whole force; vehicles searched alone are not among them",
            "",
            grid(
                ["Characteristic", "Group", *_to(table.previous, table.current), "Share"],
                people,
                right=range(2, 5),
            ),
            "",
            *_search_notes(table),
        ]
    )


def _asked_of(characteristic: str) -> str:
    """A characteristic of people as police.uk heads its column: Age range, Officer-defined ethnicity."""
    return " ".join(characteristic.rsplit("-", 1)).capitalize()


def _months_that_came(table: SearchTable) -> list[str]:
    """Instead of a table of dashes: that no year can be counted, and what the single months hold."""
    came = [(month, n) for month, n in table.by_month if n is not None]
    said = listed([f"{in_words(month)} ({count(n)})" for month, n in came])
    return [
        "Too few months were supplied for a table: a year is not counted from a part of it.",
        *([f"Searches in the months that came: {said}."] if came else []),
    ]


def searches_csv(table: SearchTable) -> str:
    """A row for each kind of search and each group of people."""
    return _csv(searches_rows(table))


def searches_json(table: SearchTable) -> str:
    """The whole table."""
    return json.dumps(searches_record(table), indent=1, ensure_ascii=False, allow_nan=False)


def _in_full(table: OutcomeTable, rows: Sequence[OutcomeRow]) -> list[str]:
    if not rows:
        return []
    header = [
        rows[0].measure.short_title,
        *_to(table.follow.previous, table.follow.current),
        "% before",
        "%",
        "Interval",
        "Points",
        "Interval",
        "Verdict",
    ]
    cells = [
        [
            row.title,
            count(row.n[0]),
            count(row.n[1]),
            _percent(row.share[0]),
            _percent(row.share[1]),
            _bounds(row.intervals[1], 100),
            _points(row.points),
            _bounds(row.points_interval, 1),
            _verdict(row.verdict),
        ]
        for row in rows
    ]
    of = rows[0].of
    total = ["All that were followed", count(of[0]), count(of[1]), *[""] * 6]
    return [grid(header, [*cells, total], right=range(1, 8)), ""]


def _by_measure(table: OutcomeTable) -> list[str]:
    """A line for each measure: its shares in the later period."""
    measures = dict.fromkeys(row.measure.id for row in table.rows)
    groups = {row.group: row.heading for row in table.rows}
    lines = []
    for name in measures:
        found = {row.group: row for row in table.rows_of(name)}
        first = next(iter(found.values()))
        lines.append(
            [
                first.measure.short_title,
                count(first.of[1]),
                *(_percent(found[group].share[1]) if group in found else "–" for group in groups),
            ]
        )
    return [
        f"In percent of crimes followed, recorded {_in(table.follow.current)}",
        "",
        grid(["Measure", "Followed", *groups.values()], lines, right=range(1, 2 + len(groups))),
        "",
    ]


def _outcome_notes(table: OutcomeTable) -> list[str]:
    known = [one for one in table.followed if one.state is State.KNOWN]
    whole = next((one for one in known if one.measure.id == ALL), known[0] if known else None)
    notes = [table.gaps] if table.gaps else []
    notes += [
        f"{opening(one.measure.short_title)} is not available: {one.reason}"
        for one in table.followed
        if one.state is State.NOT_AVAILABLE
    ]
    if whole:
        notes.append(
            f"{opening(inside(whole.measure.short_title))}: {count(whole.recorded[1])} recorded in the months counted, "
            f"{count(whole.followed[1])} followed; {count(whole.without_id[1])} without a Crime ID, "
            f"{count(whole.of_others[1])} of forces whose outcomes were not supplied. Without any outcome to this day: "
            f"{count(whole.open_now[1])} under investigation, {count(whole.no_update[1])} without an update."
        )
    if any(lag.n for lag in table.lags):
        said = listed([f"{lag.title[:1].lower()}{lag.title[1:]} {share(lag.share)}" for lag in table.lags])
        notes.append(f"First outcome of all crimes recorded {_in(table.follow.previous)}: {said}.")
    if table.agreement.of:
        notes.append(
            f"The crime files say the same of {share(table.agreement.same / table.agreement.of)} of these crimes; "
            f"{count(table.agreement.only_in_crimes)} have an outcome only there, "
            f"{count(table.agreement.only_in_outcomes)} only in files of outcomes."
        )
    notes += [
        f"{one.title} ({in_words(one.date.strftime('%Y-%m'))}): {one.explanation}" for one in table.breaks
    ]
    notes.append(
        "An interval is of its share alone. The verdict allows for every measure and outcome looked at, and for how much "
        "months vary."
    )
    return [*notes, *(caveat.text for caveat in table.caveats), f"Snapshot {table.snapshot}."]


def _search_notes(table: SearchTable) -> list[str]:
    whole = table.rows_by("all")[0]
    notes = [table.gaps] if table.gaps else []
    if whole.rate[1] is not None and table.population is not None:
        bounds = whole.rate_interval or (0.0, 0.0)
        notes.append(
            f"{one_decimal(whole.rate[1])} searches per {table.per:,.0f} residents ({one_decimal(bounds[0])} to "
            f"{one_decimal(bounds[1])}), of {count(table.population.value)} residents."
        )
    counted = "count here, as the area holds the whole force" if table.owns_lost else "count in no area"
    if not table.counted_at_all:
        return [
            *notes,
            table.not_available.text,
            *(one.text for one in table.caveats),
            f"Snapshot {table.snapshot}.",
        ]
    notes.append(
        f"Without a place: {share(table.lost[0])} of the force's searches earlier, {share(table.lost[1])} later; they "
        f"{counted}. Places of police.uk are approximate."
    )
    if mostly := blanks_note(table):
        notes.append(mostly)
    return [
        *notes,
        table.not_available.text,
        *(one.text for one in table.caveats),
        f"Snapshot {table.snapshot}.",
    ]


def _search_cells(row: SearchRow) -> list[str]:
    return [
        count(row.n[0]),
        count(row.n[1]),
        percent(row.percent),
        _percent(row.share[1]),
        _bounds(row.intervals[1], 100) if row.by != "all" else "–",
        _verdict(row.verdict),
    ]


def _people_cells(row: PeopleRow) -> list[str]:
    return [count(row.n[0]), count(row.n[1]), _percent(row.share[1])]


def _in(period: Period) -> str:
    """In the year to April 2024; or from May 2023 to July 2023."""
    return f"in the {period.words}" if period.words.startswith("year") else f"from {period.words}"


def _against(period: Period) -> str:
    return f"the {period.words}" if period.words.startswith("year") else period.words


def _to(previous: Period, current: Period) -> list[str]:
    return [f"to {in_words(period.end, short=True)}" for period in (previous, current)]


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{half_up(100 * value, 1):.1f}"


def _points(value: float | None) -> str:
    return "–" if value is None else f"{value:+.1f}".replace("-", "−")


def _bounds(pair: tuple[float, float] | None, times: float) -> str:
    if pair is None:
        return "–"
    low, high = (f"{half_up(times * one, 1):.1f}".replace("-", "−") for one in pair)
    return f"{low} to {high}"


def _verdict(verdict: Verdict | None) -> str:
    return f"{verdict.symbol} {verdict.words}" if verdict else ""


def _csv(rows: list[dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()

"""Which figures changed since words were written on them, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wardmote.analyses.wording import count, inside, number_word, one_decimal, opening, percent
from wardmote.definitions import Definitions
from wardmote.documents.commentary.records import Record
from wardmote.figures import Figure
from wardmote.figures.months import MonthError, Period, check_month, in_words

Key = tuple[str, str, str, str, str]
UNREADABLE = (
    "The record of the figures behind these words cannot be read, so nobody can tell whether they changed."
)


@dataclass(frozen=True)
class Today:
    """The document that words are set against: its last month, its area, the definitions in force."""

    to: str
    area: str
    definitions: Definitions


def why_look_again(record: Record, figures: Sequence[Figure], today: Today) -> str:
    """Why words need another look, in one sentence; "" when what they leaned on still stands.

    ``figures`` are those that the document now prints there. A figure is the same when measure, area, unit and
    period are; it changed when its value, its state or its verdict did.
    """
    if record.to != today.to:
        return (
            f"These words were written on figures to {_month(record.to)}; the document now runs to "
            f"{in_words(today.to)}."
        )
    now = {_key(figure): figure for figure in figures}
    changed = _by_subject([old for old in record.figures if _differs(old, now.get(_key(old)))])
    if not changed:
        return ""
    most = int(today.definitions.threshold("examples-named"))
    told = sorted(changed, key=lambda group: not _verdicts(group, now))
    said = "; ".join(_said(group, now, today) for group in told[:most])
    more = len(told) - most
    return f"{opening(said)}{f'; {number_word(more)} more changed' if more > 0 else ''}."


def _month(month: str) -> str:
    try:
        return in_words(check_month(month))
    except MonthError:
        return month or "an unknown month"


def _key(figure: Figure) -> Key:
    return figure.measure, figure.area, figure.part_of, figure.unit, figure.period


def _differs(old: Figure, new: Figure | None) -> bool:
    return new is None or (old.value, old.state, old.verdict) != (new.value, new.state, new.verdict)


def _by_subject(changed: Sequence[Figure]) -> list[list[Figure]]:
    """Changed figures by measure and area: where the count changed, so did percentage and rate."""
    groups: dict[tuple[str, str, str], list[Figure]] = {}
    for figure in changed:
        groups.setdefault((figure.measure, figure.area, figure.part_of), []).append(figure)
    return list(groups.values())


def _verdicts(group: Sequence[Figure], now: Mapping[Key, Figure]) -> str:
    """The verdict then and now, where it is another; told before any number."""
    for old in group:
        new = now.get(_key(old))
        if new is not None and old.verdict != new.verdict:
            before, after = (one.verdict.words if one.verdict else "not compared" for one in (old, new))
            return f" ({before} then, {after} now)"
    return ""


def _said(group: Sequence[Figure], now: Mapping[Key, Figure], today: Today) -> str:
    """One subject then and now: burglary, year to April 2024: 834 when these words were written, 851 now."""
    old = group[0]
    new = now.get(_key(old))
    then = "no longer in this part of the document" if new is None else f"{_number(new)} now"
    told = f"{_name(old, today)}: {_number(old)} when these words were written, {then}"
    return f"{told}{_verdicts(group, now)}"


def _name(figure: Figure, today: Today) -> str:
    found = today.definitions.measures.get(figure.measure.split("/")[0])
    title = found.short_title if found else figure.measure
    where = "" if figure.area == today.area else f" in {figure.area_name or figure.area}"
    return f"{inside(title)}{where}, {_period(figure.period)}"


def _period(period: str) -> str:
    return " against the ".join(_one_period(one) for one in period.split(" against "))


def _one_period(period: str) -> str:
    start, _, end = period.partition("..")
    try:
        return Period(check_month(start), check_month(end)).words
    except MonthError:
        return period


def _number(figure: Figure) -> str:
    if figure.value is None:
        return figure.state.words
    if figure.unit == "%":
        return percent(figure.value)
    if figure.unit.startswith("%"):
        return f"{one_decimal(figure.value)}{figure.unit}"
    if figure.unit.startswith("per "):
        return f"{one_decimal(figure.value)} {figure.unit}"
    return count(figure.value)

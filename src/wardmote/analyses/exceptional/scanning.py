"""Is the busiest spell of a long stretch more than an even stream would bring somewhere?"""

from __future__ import annotations

import numpy as np

from wardmote.analyses.exceptional.words import chance_words, day, of
from wardmote.analyses.finding import Finding
from wardmote.analyses.result import Kind, Refusal, ResultColumn, ResultTable
from wardmote.definitions import Definitions
from wardmote.figures.weeks import WeekSeries
from wardmote.methods.exceptional import scan_chance

SURE = (
    "Naus's scan statistic (1982) takes incidents to come singly and evenly over the whole stretch, without season or "
    "trend; as a spell can only begin on a Monday here, its chance is if anything too high."
)


def scan(series: WeekSeries, length: int, definitions: Definitions) -> tuple[Finding, ResultTable] | Refusal:
    """The busiest spell of so many weeks, and how often an even stream would have one as busy."""
    counts = np.array([np.nan if value is None else value for value in series.values])
    what = f"No chance can be given for the busiest spell of {length} weeks of {of(series)}."
    if length < 1 or len(counts) < 2 * length or np.isnan(counts).all():
        return Refusal(
            what,
            f"{len(counts)} weeks are held, and a stretch of at least two such spells is needed.",
            "Ask for earlier weeks, or scan for a shorter spell.",
        )
    windows = np.convolve(np.nan_to_num(counts), np.ones(length), "valid")
    whole = np.convolve(np.isnan(counts), np.ones(length), "valid") == 0
    at = int(np.argmax(np.where(whole, windows, -1)))
    rest = np.delete(counts, np.arange(at, at + length))
    level = float(np.nanmean(counts))
    spread = (
        float(np.nanvar(rest, ddof=1) / max(np.nanmean(rest), 1e-9))
        if np.count_nonzero(~np.isnan(rest)) > 2
        else 1.0
    )
    most = definitions.threshold("exceptional-scan-spread")
    if not whole.any() or level <= 0 or spread > most:
        return Refusal(
            what,
            f"Apart from that spell its weeks vary {spread:.1f} times as much as an even stream would, and the scan "
            f"statistic holds up to {most:g}."
            if level > 0 and whole.any()
            else "No such spell is known as a whole.",
            "Judge single weeks, as above; they allow for how much weeks vary.",
        )
    known = int(np.count_nonzero(~np.isnan(counts)))
    chance = float(scan_chance(known / length, level * length, windows[at]))
    more = chance < definitions.threshold("exceptional-scan-chance")
    said = (
        f"The busiest spell of {length} weeks began on {day(series.weeks[at])}, with {windows[at]:,.0f} where "
        f"{level * length:,.1f} is the average."
    )
    meaning = (
        f"Somewhere in {known} weeks an even stream would have a spell as busy with a chance of {chance_words(chance)}: "
        f"{'more than expected' if more else 'no more than such a stretch may bring'}."
    )
    table = ResultTable(
        "spell",
        f"The busiest spell of {length} weeks",
        (
            ResultColumn("from", "From"),
            ResultColumn("weeks", "Weeks", Kind.COUNT),
            ResultColumn("counted", "Counted", Kind.COUNT),
            ResultColumn("average", "Average of such a spell", Kind.NUMBER),
            ResultColumn("chance", "Chance of one as busy", Kind.CHANCE),
        ),
        ((series.weeks[at], length, float(windows[at]), level * length, chance),),
    )
    return Finding(said, "", meaning, None, ()), table

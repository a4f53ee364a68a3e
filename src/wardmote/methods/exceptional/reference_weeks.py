"""Which earlier weeks a week is judged by, and the season group of each."""

from __future__ import annotations

import numpy as np

from wardmote.methods.checks import IntArray

_UNUSED = 0


def season_groups(
    week: int, weeks: int, *, years: int, half_window: int, groups: int, in_year: int
) -> IntArray:
    """Give the season group of each of the `weeks` weeks, 0 for a week that is not used.

    The weeks within `half_window` of the same week of each earlier year, and those just before this week, form the
    last group (number `groups`). What lies between two windows is shared among the other groups in order, as evenly
    as whole weeks allow, the longer ones first. With one group only the windows are used.
    Source: Noufaily, Enki, Farrington, Garthwaite, Andrews and Charlett, Statistics in Medicine 32 (2013), 1206-1222.
    """
    group = np.full(weeks, _UNUSED)
    group[max(week - half_window, 0) : week + 1] = groups
    for year in range(1, years + 1):
        middle = week - year * in_year
        group[middle - half_window : middle + half_window + 1] = groups
        if groups > 1:
            first, after = middle + half_window + 1, middle + in_year - half_window
            group[first:after] = _shared(after - first, groups - 1)
    return group


def _shared(weeks: int, parts: int) -> IntArray:
    if weeks < parts:
        raise ValueError(
            f"{parts + 1} season groups are too many: only {weeks} weeks lie between the windows. "
            "Use fewer groups or a narrower window."
        )
    each, rest = divmod(weeks, parts)
    lengths = [each + (part < rest) for part in range(parts)]
    return np.repeat(np.arange(1, parts + 1), lengths)

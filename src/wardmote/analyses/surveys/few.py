"""Which answers so few people gave that nothing of them may be told, nor what they could be worked out from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from wardmote.analyses.surveys.asking import Settings
from wardmote.analyses.surveys.lines import SHARE, Line
from wardmote.methods.checks import BoolArray

Key = tuple[str, str, str]
FEW_SAID = "suppressed (fewer than {few} people said so)"
BESIDE = "suppressed (another could be worked out from it)"


def hidden_lines(lines: Sequence[Line], settings: Settings, among: BoolArray | None = None) -> dict[Key, str]:
    """Lines of one question that may not be told, each with why in a few words; ``among``: of these people alone.

    An answer that fewer than so many people gave. Of a question with one answer each, the next smallest with it, until
    what is left over to the whole is no such number either. Of a question with several, an answer that all but so few
    gave. With any of them the NET score and the mean, from which it would follow.
    """
    there = [line.values if among is None else line.values[among] for line in lines]
    shares = [
        (int(np.nansum(values)), line.key)
        for line, values in zip(lines, there, strict=True)
        if line.what == SHARE
    ]
    if not shares:
        return {}
    people, several = int((~np.isnan(there[0])).sum()), lines[0].question.type == "multi"
    few = settings.fewest
    hidden = {key: FEW_SAID.format(few=few) for n, key in shares if 0 < n < few}
    if several:
        hidden |= {key: BESIDE for n, key in shares if key not in hidden and 0 < people - n < few}
    else:
        hidden |= _with_the_next(shares, hidden, people, few)
    if hidden:
        hidden |= {line.key: BESIDE for line in lines if line.what != SHARE}
    return hidden


def _with_the_next(
    shares: Sequence[tuple[int, Key]], hidden: dict[Key, str], people: int, few: int
) -> dict[Key, str]:
    """The smallest of the others, one after the other, until the shares that are told leave nothing to be worked out."""
    found: dict[Key, str] = {}
    for _, key in sorted(one for one in shares if one[1] not in hidden and one[0]):
        left = people - sum(m for m, other in shares if other not in hidden and other not in found)
        if not 0 < left < few and len(hidden) + len(found) != 1:
            break
        found[key] = BESIDE
    return found

"""Names of a wide table's columns that say more than one thing: a period and a sign, or a measure and a period.

A pattern such as ``{period} %``, ``{period} n`` or ``{item} {period}`` stands for every year, so that the mapping need not
be made anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

PART = re.compile(r"\{(period|item|area)\}")
"""The roles that a name may hold."""

Known = Mapping[str, Callable[[str], bool]]
"""Role -> whether words may stand for it."""


def roles_in(pattern: str) -> tuple[str, ...]:
    """The roles that a pattern holds, in their order."""
    return tuple(PART.findall(pattern))


def said_by(name: str, pattern: str, known: Known) -> dict[str, str] | None:
    """What a column's name says of each role of a pattern; None where it does not fit.

    Where it could be divided in several ways, the longest period, and else the longest first part, is taken.
    """
    fitting = [
        found for found in _ways(" ".join(name.split()), " ".join(pattern.split())) if _holds(found, known)
    ]
    return max(fitting, key=lambda found: len(found.get("period", "")), default=None)


def _holds(found: Mapping[str, str], known: Known) -> bool:
    return all(known[role](words) for role, words in found.items())


def _ways(name: str, pattern: str) -> Iterator[dict[str, str]]:
    """Every way in which the words of a name can be divided among the parts of a pattern."""
    found = PART.search(pattern)
    if found is None:
        if name.casefold() == pattern.casefold():
            yield {}
        return
    before, after = pattern[: found.start()], pattern[found.end() :]
    if not name.casefold().startswith(before.casefold()):
        return
    rest = name[len(before) :]
    for end in range(len(rest), 0, -1):
        words = rest[:end]
        if words != words.strip() or not _ends_a_word(rest, end, after):
            continue
        for others in _ways(rest[end:], after) if after else ([{}] if end == len(rest) else []):
            yield {found[1]: words, **others}


def _ends_a_word(rest: str, end: int, after: str) -> bool:
    """Whether a part may end there: words are not torn, unless a sign of the pattern follows."""
    return end == len(rest) or (bool(after) and (rest[end] == after[0] or not rest[end].isalnum()))

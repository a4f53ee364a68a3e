"""Two versions of a text as one, word by word: what both have, what was taken out, what was added."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from wardmote.publishing.tree import Deleted, Inline, Inserted

PIECE = re.compile(r"\S+\s*|\s+")
"""A word with what follows it up to the next: a number with its commas and sign is never cut."""
MOST_WORK = 50_000
"""Pairs of equal words from which two texts are not compared word by word: they repeat themselves too much."""
ALIKE = 0.4
"""Share of words in common below which a text is shown as replaced: scattered islands help nobody."""
ISLAND = 3
"""Letters up to which a word between two changes is taken into them."""

Step = tuple[str, str, str]
"""``=``, ``-`` or ``+`` for both, earlier alone, later alone; the text of the earlier; that of the later."""


def marked(earlier: str, later: str) -> tuple[Inline, ...]:
    """One text from two.

    Without the insertions it is the earlier text, without the deletions the later one. Where a deletion would run
    into the insertion after it, it ends with a space: two numbers never look like one.
    """
    if earlier == later:
        return (later,) if later else ()
    steps = _steps(PIECE.findall(earlier), PIECE.findall(later))
    return tuple(_inlines(_joined(_without_islands(steps))))


def replaced(earlier: str, later: str) -> tuple[Inline, ...]:
    """One text in the place of another: for cells, where single words say nothing."""
    if earlier == later:
        return (later,) if later else ()
    return tuple(_inlines([("-", earlier, ""), ("+", "", later)]))


def repeats(earlier: Sequence[object], later: Sequence[object]) -> int:
    """How many pairs of equal parts two sequences have: what comparing them costs."""
    counts = Counter(later)
    return sum(times * counts[part] for part, times in Counter(earlier).items())


def _steps(earlier: list[str], later: list[str]) -> list[Step]:
    """What becomes of each piece. Pieces are equal when their words are, whatever space follows."""
    old, new = [piece.strip() for piece in earlier], [piece.strip() for piece in later]
    whole: list[Step] = [("-", "".join(earlier), ""), ("+", "", "".join(later))]
    if repeats(old, new) > MOST_WORK:
        return whole
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < ALIKE:
        return whole
    steps: list[Step] = []
    for what, i, until_i, j, until_j in matcher.get_opcodes():
        if what == "equal":
            for one, other in zip(earlier[i:until_i], later[j:until_j], strict=True):
                steps += _same_word(one, other)
        else:
            steps += [("-", "".join(earlier[i:until_i]), ""), ("+", "", "".join(later[j:until_j]))]
    return steps


def _same_word(one: str, other: str) -> list[Step]:
    """A word that both have; the space after it may differ."""
    if one == other:
        return [("=", one, other)]
    word = one.rstrip()
    return [("=", word, word), ("-", one[len(word) :], ""), ("+", "", other[len(word) :])]


def _without_islands(steps: list[Step]) -> list[Step]:
    """A short word or a sign between two changes belongs to both of them."""
    solid: list[Step] = []
    runs = _runs(steps)
    for at, (equal, run) in enumerate(runs):
        earlier, later = "".join(step[1] for step in run), "".join(step[2] for step in run)
        between = 0 < at < len(runs) - 1
        if equal and not (between and len(re.sub(r"\W", "", earlier)) <= ISLAND):
            solid.append(("=", earlier, later))
        else:
            solid += [("-", earlier, ""), ("+", "", later)]
    return solid


def _runs(steps: list[Step]) -> list[tuple[bool, list[Step]]]:
    """Steps in runs: those that both have, those that only one has."""
    runs: list[tuple[bool, list[Step]]] = []
    for step in steps:
        if step[1] or step[2]:
            equal = step[0] == "="
            if runs and runs[-1][0] == equal:
                runs[-1][1].append(step)
            else:
                runs.append((equal, [step]))
    return runs


def _joined(steps: list[Step]) -> list[Step]:
    """Neighbouring changes as one deletion and one insertion."""
    joined: list[Step] = []
    for equal, run in _runs(steps):
        earlier, later = "".join(step[1] for step in run), "".join(step[2] for step in run)
        joined += [("=", earlier, later)] if equal else [("-", earlier, ""), ("+", "", later)]
    return joined


def _inlines(steps: list[Step]) -> Iterator[Inline]:
    shown = [step for step in steps if step[1] or step[2]]
    for at, (what, earlier, later) in enumerate(shown):
        if what == "=":
            yield later
        elif what == "+":
            yield Inserted(later)
        else:
            follows = shown[at + 1] if at + 1 < len(shown) else ("=", "", "")
            touches = follows[0] == "+" and not earlier[-1:].isspace() and not follows[2][:1].isspace()
            yield Deleted(f"{earlier} " if touches else earlier)

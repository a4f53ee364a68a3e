"""Words of searches as their source writes them."""

from __future__ import annotations

from wardmote.definitions import Definitions
from wardmote.definitions.word_groups import NOT_RECORDED

MEASURE = "stop-and-search"


def title_of(definitions: Definitions, word: str) -> str:
    """A slug as its source writes it; one that no definition knows as words."""
    if word == NOT_RECORDED:
        return "Not recorded"
    for counted in definitions.measures[MEASURE].counted:
        for written, slug in definitions.sources[counted.source].categories.items():
            if slug == word:
                return written
    return word.replace("-", " ").capitalize()

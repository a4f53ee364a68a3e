"""Words of definitions as patterns: does a head, a cell or a sentence say "change", "total", "of which" ..."""

from __future__ import annotations

import re
from functools import cache

from wardmote.definitions import Definitions, load

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
"""A month, in full or short."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Vocabulary:
    """The words by which the checker understands, and the limits by which it decides."""

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self._patterns: dict[str, re.Pattern[str]] = {}

    def pattern(self, name: str) -> re.Pattern[str]:
        """Any of the words of that name, whole and without case."""
        if name not in self._patterns:
            words = sorted(self.definitions.check_words[name].words, key=len, reverse=True)
            self._patterns[name] = re.compile("|".join(map(_whole, words)), re.IGNORECASE)
        return self._patterns[name]

    def says(self, name: str, text: str) -> bool:
        """Whether the text holds one of the words."""
        return self.pattern(name).search(text) is not None

    def is_(self, name: str, text: str) -> bool:
        """Whether the text is one of the words, and nothing else."""
        return self.pattern(name).fullmatch(text.strip()) is not None

    def limit(self, name: str) -> float:
        """The value of a threshold."""
        return self.definitions.threshold(name)


def _whole(word: str) -> str:
    """A word as a pattern that no letters touch."""
    inner = r"\s+".join(map(re.escape, word.split()))
    start = r"(?<!\w)" if word[0].isalnum() else ""
    end = r"(?!\w)" if word[-1].isalnum() else ""
    return start + inner + end


@cache
def ours() -> Vocabulary:
    """The vocabulary of the definitions that Wardmote ships."""
    return Vocabulary(load())


def month_of(word: str) -> int:
    """The number of a month, 1 to 12, by its first three letters."""
    return MONTHS.index(word[:3].lower()) + 1

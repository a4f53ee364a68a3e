"""Numbers in words: "three", "twenty-one", "a dozen"."""

from __future__ import annotations

import re

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
VALUES = {word: value for value, word in enumerate(ONES)} | {
    word: 20 + 10 * at for at, word in enumerate(TENS)
}
WORD = (
    rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(ONES[1:10])}))?|{'|'.join(reversed(ONES))}|dozen|hundred)"
)
"""A number in words, as a pattern without groups."""
TIMES = {
    "doubled": 2,
    "doubling": 2,
    "halved": 0.5,
    "halving": 0.5,
    "trebled": 3,
    "tripled": 3,
    "quadrupled": 4,
}


def value_of(word: str) -> int:
    """The value of a number in words. Raises KeyError for what is none."""
    parts = re.split(r"[- ]", word.lower())
    if parts == ["dozen"]:
        return 12
    if parts == ["hundred"]:
        return 100
    return sum(VALUES[part] for part in parts)


def in_words(value: int) -> str:
    """A number up to ninety-nine in words, larger ones in digits."""
    if value < 20:
        return ONES[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")
    return f"{value:,}"

"""Sentences that say what to type on a command line, and the same sentences where there is none.

What is to be typed stands in the sentence itself, between two marks that no text has: the command line drops the marks,
every other skin drops what is between them. So each sentence is written once.
"""

from __future__ import annotations

import re

BEGIN, END = "\x0e", "\x0f"
_TYPED = re.compile(f"{BEGIN}[^{END}]*{END}")


def to_type(words: str) -> str:
    """Mark words as being for the command line alone."""
    return f"{BEGIN}{words.translate({ord(BEGIN): None, ord(END): None})}{END}"


def typed(sentence: str) -> str:
    """A sentence for the command line."""
    return sentence.replace(BEGIN, "").replace(END, "")


def untyped(sentence: str) -> str:
    """A sentence for everybody who has no command line before them."""
    words = typed(_TYPED.sub("", sentence)).rstrip()
    return words if not words or words[-1] in ".!?" else f"{words}."

"""A cell that cannot be taken, and words as identifiers."""

from __future__ import annotations

import re


class Misread(ValueError):  # noqa: N818
    """A cell that does not say what its column should.

    Parameters
    ----------
    expected
        What should stand there, in words that complete "expected".
    """

    def __init__(self, expected: str) -> None:
        super().__init__(expected)
        self.expected = expected


def slug(words: str) -> str:
    """Words as an identifier: ``Fraud: action fraud`` as ``fraud-action-fraud``; empty where there are none."""
    return "-".join(re.findall(r"[a-z0-9]+", words.casefold().replace("&", " and ")))

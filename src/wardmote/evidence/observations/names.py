"""Names of areas: compared without what differs between publishers, and never by a part of them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

SHORT = {"&": " and ", "st.": "saint", "st": "saint"}
AFTER_COMMA = re.compile(r"(?P<name>[^,]+), (?P<what>(?:the )?(?:city|county|town|royal borough) of)")
LEADING = re.compile(r"(?:the )?(?:(?:city|royal borough|london borough|borough|county) of )")
TRAILING = re.compile(r" (?:csp|community safety partnership|police|constabulary|ward)$")


def comparable(name: str) -> str:
    """A name as it is compared: two spellings of one area come to the same.

    Case, spaces, stops and apostrophes do not count; ``&`` is *and*, ``St.`` is *Saint*; ``Bristol, City of`` is
    ``City of Bristol`` is ``Bristol``. Nothing else is taken away: Bedford is not Central Bedfordshire.
    """
    plain = " ".join(re.sub(r"[‐-―−_/-]", " ", name.casefold().replace("&", " and ")).split())
    if found := AFTER_COMMA.fullmatch(plain):
        plain = f"{found['what']} {found['name']}"
    plain = re.sub(r"['’`.,()]", "", plain)
    words = [SHORT.get(word, word) for word in plain.split()]
    plain = TRAILING.sub("", " ".join(words))
    return LEADING.sub("", plain) or plain


def near_names(name: str, names: Iterable[str], likeness: float, most: int = 3) -> list[str]:
    """The names that are most like one that nothing knows.

    Parameters
    ----------
    likeness
        Share of letters in order that two names must have in common, 0 to 1.
    """
    known: dict[str, str] = {}
    for other in sorted(names):
        known.setdefault(comparable(other), other)
    close = difflib.get_close_matches(comparable(name), known, n=most, cutoff=likeness)
    return [known[other] for other in close]

"""Periods as printed: "Oct 11 – Sep 12", "2012/13", "the first three quarters of 2013/14", "April to December 2013"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from wardmote.checker.quantities.vocabulary import MONTH, month_of

Kind = Literal["months", "financial-year", "year", "years", "quarter", "month", "ending"]

YEAR = r"(?:(?:19|20)\d{2})"
SHORT = rf"(?:{YEAR}|['’]?\d{{2}})(?![\d%])"
TO = r"\s*(?:-|–|—|to|until|through to|and|/)\s*"
_COUNT = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|\d{1,2})"
COUNTS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"],
        range(1, 12),
        strict=True,
    )
)
_FY = rf"{YEAR}\s?[/–-]\s?(?:{YEAR}|\d{{2}})(?![\d%/])"
PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "first",
        rf"(?:the\s+)?(?P<first>first|last)\s+(?P<many>{_COUNT}\s+)?(?P<what>quarters?|months?|half)\s+of\s+"
        rf"(?:the\s+)?(?:financial\s+year\s+|year\s+|fy\s?)?(?P<fy>{_FY}|{YEAR})",
    ),
    (
        "ending",
        rf"(?P<length>year|(?:{_COUNT}|twelve)[- ]months?|quarter)\s+(?:to|ending|ended|up to)"
        r"(?:\s+(?:the\s+)?(?:end\s+of\s+)?)?\s*"
        rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?P<emonth>{MONTH})\s+(?P<eyear>{YEAR})",
    ),
    (
        "months-of",
        rf"(?<![\w-])(?P<of1>{MONTH})\s*(?:-|–|to|until|and)\s*(?P<of2>{MONTH}),?\s+(?:of|in)\s+(?P<offy>{_FY})",
    ),
    (
        "months",
        rf"(?<![\w-])(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?P<m1>{MONTH})\s*(?P<y1>{SHORT})?{TO}"
        rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?P<m2>{MONTH})\s*(?P<y2>{SHORT})",
    ),
    (
        "quarter",
        rf"\b(?:q|quarter\s)(?P<q>[1-4])(?:\s*(?:-|–|to)\s*(?:q|quarter\s)?(?P<q2>[1-4]))?,?\s*(?:of\s+|in\s+|\()?(?P<qfy>{_FY}|{YEAR})",
    ),
    (
        "quarter-after",
        rf"(?P<qbfy>{_FY})\s*,?\s*\(?(?:q|quarter\s)(?P<qb>[1-4])(?:\s*(?:-|–|to)\s*(?:q)?(?P<qb2>[1-4]))?\b",
    ),
    (
        "fy",
        rf"(?<![\d/.-])(?P<a>{YEAR})(?:\s?[/–-]\s?(?P<b>{YEAR}|\d{{2}})|\s?to\s?(?P<c>{YEAR}))(?![\d%/]|\.\d)",
    ),
    ("month", rf"(?<![\w-])(?P<month>{MONTH})\s+(?P<myear>{YEAR}|['’]\d{{2}})(?!\d)"),
    (
        "year",
        rf"(?<![\d/.,£$-])(?P<year>{YEAR})(?![\d/%]|,\d|\.\d|-\d|\s?(?:people|crimes|offences|incidents|calls|residents))",
    ),
)
SPAN = re.compile(
    "|".join(f"(?P<p{at}>{pattern})" for at, (_, pattern) in enumerate(PATTERNS)), re.IGNORECASE
)
SOFAR = re.compile(
    r"^\W{0,3}(?:so far|to date|ytd|year to date|part[- ]year|\(?(?:to|up to)\s+(?:the\s+)?(?:end\s+of\s+)?"
    rf"{MONTH})|(?:so far (?:in|this)|year to date)\W*(?:the\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Span:
    """A period as printed. ``first`` is its first month as year x 12 + month - 1, ``months`` how many it has.

    ``open``: the words say that it has not ended. ``part``: never (kept for dates, that count nothing).
    """

    kind: Kind
    first: int
    months: int
    text: str
    start: int
    end: int
    open: bool = False
    part: bool = False

    @property
    def last(self) -> int:
        """Its last month."""
        return self.first + self.months - 1

    @property
    def said(self) -> str:
        """How long it is, in words."""
        if self.open:
            return "part of a year"
        return f"{self.months} months" if self.months != 1 else "one month"


def spans_in(text: str) -> tuple[Span, ...]:
    """Every period of a passage, in order."""
    if not re.search(r"\d", text):
        return ()
    found = []
    for match in SPAN.finditer(text):
        made = _span(match, text)
        if made is not None:
            found.append(made)
    return tuple(found)


def only_span(text: str) -> Span | None:
    """The period of a head of a column, where it names exactly one."""
    found = spans_in(text)
    return found[0] if len(found) == 1 else None


def _span(match: re.Match[str], text: str) -> Span | None:
    which = next(at for at in range(len(PATTERNS)) if match[f"p{at}"])
    name = PATTERNS[which][0]
    made = _READERS[name](match)
    if made is None:
        return None
    kind, first, months = made
    start, end = match.span()
    so_far = bool(SOFAR.search(text[end : end + 24])) or bool(SOFAR.search(text[max(0, start - 24) : start]))
    opened = so_far and kind in ("financial-year", "year")
    return Span(kind, first, months, match[0], start, end, opened)


Read = tuple[Kind, int, int] | None


def _year(words: str, like: int | None = None) -> int:
    digits = words.lstrip("'’")
    year = int(digits)
    if year < 100:
        year += (like // 100 * 100) if like else (2000 if year < 70 else 1900)
    return year


def _fy(words: str) -> tuple[int, int, Kind] | None:
    """First month, months and kind of "2012/13", "2012-2013" or "2012"."""
    parts = re.split(r"\s?[/–-]\s?|\s?to\s?", words)
    one = int(parts[0])
    if len(parts) == 1:
        return one * 12, 12, "year"
    other = _year(parts[1], one)
    if other <= one:
        return None
    if other == one + 1:
        return one * 12 + 3, 12, "financial-year"
    return one * 12, (other - one) * 12, "years"


def _first(match: re.Match[str]) -> Read:
    base = _fy(match["fy"])
    if base is None:
        return None
    many = (match["many"] or "1").strip().lower()
    count = int(many) if many.isdigit() else COUNTS.get(many, 1)
    unit = {"q": 3, "m": 1, "h": 6}[match["what"][0].lower()]
    months = count * unit
    begin = base[0] if match["first"].lower() == "first" else base[0] + 12 - months
    return "months", begin, months


def _ending(match: re.Match[str]) -> Read:
    words = match["length"].lower()
    count = re.match(r"\w+", words)
    named = count[0] if count else "year"
    months = 12 if named in ("year", "twelve") else 3 if named == "quarter" else 0
    months = months or (int(named) if named.isdigit() else COUNTS[named])
    end = int(match["eyear"]) * 12 + month_of(match["emonth"]) - 1
    return "ending", end - months + 1, months


def _months(match: re.Match[str]) -> Read:
    two = _year(match["y2"])
    end = two * 12 + month_of(match["m2"]) - 1
    if match["y1"]:
        begin = _year(match["y1"], two) * 12 + month_of(match["m1"]) - 1
    else:
        begin = two * 12 + month_of(match["m1"]) - 1
        begin -= 12 if begin > end else 0
    return "months", begin, end - begin + 1


def _months_of(match: re.Match[str]) -> Read:
    base = _fy(match["offy"])
    if base is None or base[2] != "financial-year":
        return None
    begin, end = ((month_of(match[name]) - 4) % 12 for name in ("of1", "of2"))
    return ("months", base[0] + begin, end - begin + 1) if end >= begin else None


def _quarter(match: re.Match[str]) -> Read:
    after = match["qbfy"] is not None
    base = _fy(match["qbfy"] if after else match["qfy"])
    one = int(match["qb"] if after else match["q"])
    last = match["qb2"] if after else match["q2"]
    if base is None:
        return None
    count = int(last) - one + 1 if last else 1
    return ("quarter", base[0] + 3 * (one - 1), 3 * count) if count > 0 else None


def _range(match: re.Match[str]) -> Read:
    base = _fy(f"{match['a']}/{match['b'] or match['c']}")
    return (base[2], base[0], base[1]) if base else None


def _month(match: re.Match[str]) -> Read:
    return "month", _year(match["myear"]) * 12 + month_of(match["month"]) - 1, 1


def _bare(match: re.Match[str]) -> Read:
    return "year", int(match["year"]) * 12, 12


_READERS = {
    "first": _first,
    "ending": _ending,
    "months-of": _months_of,
    "months": _months,
    "quarter": _quarter,
    "quarter-after": _quarter,
    "fy": _range,
    "month": _month,
    "year": _bare,
}

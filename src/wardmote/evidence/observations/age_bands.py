"""Bands of age as partners write them: 18-64, 85+, under 18; and what says that a row is of all ages, or of none known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wardmote.definitions.models import Layout, Mark
from wardmote.evidence.observations.codes import origins
from wardmote.evidence.observations.misread import Misread
from wardmote.evidence.recognise import same
from wardmote.evidence.refusals import Refused

ALL_AGES, UNKNOWN = "all", "unknown"
OLDEST = 120
DASH = "-\u2010\u2011\u2012\u2013\u2014"
YEARS = r"(?:\s*(?:years?|yrs?)(?:\s*old)?)?"
FROM_TO = re.compile(rf"(\d{{1,3}})\s*(?:[{DASH}]|to)\s*(\d{{1,3}}){YEARS}")
UPWARDS = re.compile(rf"(\d{{1,3}}){YEARS}\s*(?:\+|-?plus|(?:and|or|&)\s*(?:over|above|older|more)){YEARS}")
UNDER = re.compile(rf"(?:under|below|<|less than|younger than)\s*(\d{{1,3}}){YEARS}")
OVER = re.compile(rf"(?:over|above|>|older than)\s*(\d{{1,3}}){YEARS}")
ONE = re.compile(rf"(\d{{1,3}}){YEARS}")
AGED = re.compile(r"^(?:aged?|ages)\s+")
EXPECTED = (
    "a band of age such as 18-64, 85+ or under 18; write All ages where a row is of all together, and unknown where the "
    "age is not known"
)
DAMAGED = (
    "a band of age: a spreadsheet has made a date of this one{which}. Write 5 to 9 instead of 5-9, which no "
    "spreadsheet takes for a date"
)


@dataclass(frozen=True)
class AgeBand:
    """Ages from ``first`` to ``last``, both included; ``last`` is None where all above belong to it."""

    first: int
    last: int | None

    @property
    def id(self) -> str:
        """As it is kept: 18-64, 85-plus."""
        return f"{self.first}-plus" if self.last is None else f"{self.first}-{self.last}"

    @property
    def title(self) -> str:
        """As people read it: 18 to 64, 85 and over."""
        if self.last is None:
            return f"{self.first} and over"
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"

    def overlaps(self, other: AgeBand) -> bool:
        """Whether somebody could be in both."""
        return self.first <= (other.last or OLDEST) and other.first <= (self.last or OLDEST)


def age_band(words: str) -> AgeBand | None:
    """The band that some words are; None where they are none."""
    text = AGED.sub("", same(words))
    if found := FROM_TO.fullmatch(text):
        first, last = int(found[1]), int(found[2])
        return AgeBand(first, last) if first <= last <= OLDEST else None
    if found := UPWARDS.fullmatch(text):
        return AgeBand(int(found[1]), None) if int(found[1]) <= OLDEST else None
    if found := UNDER.fullmatch(text):
        return AgeBand(0, int(found[1]) - 1) if 1 <= int(found[1]) <= OLDEST else None
    if found := OVER.fullmatch(text):
        return AgeBand(int(found[1]) + 1, None) if int(found[1]) < OLDEST else None
    if found := ONE.fullmatch(text):
        return AgeBand(int(found[1]), int(found[1])) if int(found[1]) <= OLDEST else None
    return None


class AgeWords:
    """Reads the ages of the files of one source: a band as it is kept, nothing for all ages, or ``unknown``."""

    def __init__(self, marks: Iterable[Mark], layout: Layout) -> None:
        self._words = {ALL_AGES: "", UNKNOWN: UNKNOWN}
        for mark in marks:
            if mark.means in ("total", "not-supplied"):
                meant = "" if mark.means == "total" else UNKNOWN
                self._words |= {same(word): meant for word in mark.words}
        self._words |= {same(word): self._meant(band) for word, band in layout.bands.items()}

    def _meant(self, band: str) -> str:
        if same(band) in (ALL_AGES, UNKNOWN):
            return self._words[same(band)]
        found = age_band(band)
        return found.id if found else ""

    def read(self, cell: str) -> tuple[str, bool]:
        """The band, and whether it had to be put right because a spreadsheet had made a date of it.

        Raises
        ------
        Misread
            When it is no band, or a date that could have been several.
        """
        word = same(cell)
        if word in self._words:
            return self._words[word], False
        if found := age_band(cell):
            return found.id, False
        dated = origins(cell)
        if not dated:
            raise Misread(EXPECTED)
        bands = [(int(a), int(b)) for a, b in (one.split("/") for one in sorted(dated)) if int(a) < int(b)]
        could_be = sorted({AgeBand(*one) for one in bands}, key=by_age)
        if len(could_be) == 1:
            return could_be[0].id, True
        which = f", and it could be {' or '.join(one.id for one in could_be)}" if could_be else ""
        raise Misread(DAMAGED.format(which=which))


def overlapping(bands: Iterable[AgeBand]) -> tuple[AgeBand, AgeBand] | None:
    """Two bands that somebody could be in at once, the youngest such; None where there are none."""
    return next(
        (pair for pair in pairwise(sorted(set(bands), key=by_age)) if pair[0].overlaps(pair[1])), None
    )


def by_age(band: AgeBand) -> tuple[int, int]:
    """What bands are sorted by: the youngest first."""
    return band.first, OLDEST if band.last is None else band.last


Keyed = tuple[int, str, str, str, str, str, str, float | None, str, float | None, str]


def refuse_overlaps(name: str, rows: Sequence[Keyed]) -> None:
    """See that no two bands of one count overlap, as they are added up.

    Raises
    ------
    Refused
        When two do.
    """
    found: dict[tuple[str, ...], set[AgeBand]] = defaultdict(set)
    for _, item, detail, area, level, start, end, *_ in rows:
        band = age_band(detail)
        if band:
            found[item, area, level, start, end].add(band)
    for (item, area, _, start, _), bands in found.items():
        if pair := overlapping(bands):
            raise Refused(
                name,
                f"{name} holds bands of age that overlap, of {item.replace('-', ' ')} in {area} from {start}: "
                f"{pair[0].title}, and {pair[1].title}. The same people would be counted twice. Leave the wider band out, "
                "or the narrower ones; a row for all ages may stay.",
            )

"""Of which census small areas are, as far as the lookup can tell."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq


@dataclass(frozen=True)
class Vintages:
    """Small areas that ended, with the year they were of, and those that took their place.

    ``today``: year of the small areas of today; empty without a lookup, when nothing can be told.
    """

    ended: dict[str, str]
    began: frozenset[str]
    today: str = ""

    def against(self, vintage: str, codes: AbstractSet[str]) -> str:
        """Why small areas cannot be of a year, in words that end a sentence; empty where nothing speaks against it.

        A file of an earlier census names areas that have ended; a file of today names those that took their place.
        Where both stand in a file, nothing is said: some small areas kept a code that another one joined.
        """
        ended = sorted(self.ended.keys() & codes)
        began = sorted(self.began & codes)
        if ended and not began and vintage >= self.today > "":
            example = ended[0]
            return (
                f"{example} ended with those of {self.ended[example]} and none of today's new ones stands in it. Take in "
                "the file as it was published for these areas."
            )
        if began and not ended and self.today and vintage in self.ended.values():
            return (
                f"{began[0]} began with those of {self.today} and none of those that ended then stands in it. Take in the "
                "file as it was published for these areas."
            )
        return ""


def vintages_of(places: Any, stored: Path | None) -> Vintages:
    """Read them from the places of this call, or from those that are held.

    Parameters
    ----------
    places
        Arrow table of places; None where the call brings no geography.
    stored
        The stored lookup; None where none is held.
    """
    if places is None and stored is None:
        return Vintages({}, frozenset())
    lookup = places if places is not None else pq.read_table(stored, columns=["lsoa", "best_fit", "vintage"])
    rows = list(_columns(lookup))
    ended = {lsoa: vintage for lsoa, best_fit, vintage in rows if lsoa != best_fit}
    successors = frozenset(best_fit for lsoa, best_fit, _ in rows if lsoa != best_fit)
    today = max((vintage for lsoa, best_fit, vintage in rows if lsoa == best_fit), default="")
    return Vintages(ended, successors - ended.keys(), today)


def _columns(lookup: Any) -> Iterable[tuple[str, str, str]]:
    return zip(*(lookup.column(name).to_pylist() for name in ("lsoa", "best_fit", "vintage")), strict=True)

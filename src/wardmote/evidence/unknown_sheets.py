"""Sheets and files of no known source: a sheet beside known ones is noted, everything else is refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from wardmote.evidence.arrival import Arrival
from wardmote.evidence.recognise import UnknownKind
from wardmote.evidence.refusals import Refused

SHOWN = 3


@dataclass
class UnknownSheets:
    """What of one call is of no known source."""

    _found: dict[str, list[tuple[Arrival, UnknownKind]]] = field(default_factory=lambda: defaultdict(list))
    """By workbook; files that are no sheets under an empty name."""

    def add(self, arrival: Arrival, refusal: UnknownKind) -> None:
        """Take one more."""
        self._found[arrival.book].append((arrival, refusal))

    def notes(self, with_known: Collection[str]) -> list[str]:
        """What to say of the sheets of workbooks that hold a known one, too."""
        return [
            f"{book}: {_listed(found)} not of a known source; left alone."
            for book, found in self._found.items()
            if book and book in with_known
        ]

    def refusals(self, with_known: Collection[str]) -> list[Refused]:
        """The refusals of files, and of workbooks without any known sheet."""
        refused: list[Refused] = []
        for book, found in self._found.items():
            if book == "" or (book not in with_known and len(found) == 1):
                refused += [refusal for _, refusal in found]
            elif book not in with_known:
                refused.append(
                    Refused(
                        tuple(arrival.name for arrival, _ in found),
                        f"{book}: none of its {len(found)} sheets is of a kind that Wardmote knows. "
                        f"{found[0][1].whole}",
                        unmapped=any(refusal.unmapped for _, refusal in found),
                    )
                )
        return refused


def _listed(found: list[tuple[Arrival, UnknownKind]]) -> str:
    titles = ", ".join(f"“{arrival.sheet}”" for arrival, _ in found[:SHOWN])
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return f"the sheet {titles} is" if len(found) == 1 else f"the sheets {titles}{more} are"

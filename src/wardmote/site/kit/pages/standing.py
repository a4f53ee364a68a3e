"""How far the data goes that the site serves: worked out once for each snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from wardmote.evidence import EvidenceAbsent
from wardmote.operations.tables import last_complete_month
from wardmote.operations.workspace import Workspace
from wardmote.site.kit.house import workspace
from wardmote.site.kit.pages.wording import month_in_words


@dataclass(frozen=True)
class Standing:
    """The snapshot that is served and its last complete month; both empty while there is none."""

    snapshot: str = ""
    month: str = ""

    @property
    def data_to(self) -> str:
        """The last complete month in words."""
        return month_in_words(self.month) if self.month else ""


def standing() -> Standing:
    """What the site stands on now."""
    here = workspace()
    try:
        return _of(here.folder, here.snapshot.id)
    except EvidenceAbsent:
        return Standing()


@lru_cache(maxsize=8)
def _of(folder: Path, snapshot: str) -> Standing:
    here: Workspace = workspace()
    del folder
    try:
        return Standing(snapshot, last_complete_month(here))
    except EvidenceAbsent:
        return Standing(snapshot)

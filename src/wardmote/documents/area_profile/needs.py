"""What the area profile needs, as frozen records: who calls it fills them."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.analyses.area_place import AreaPlace
from wardmote.analyses.area_profile import AreaProfile
from wardmote.definitions import Definitions
from wardmote.figures import Table
from wardmote.figures.disclosure import PublicEdition


@dataclass(frozen=True)
class ProfileNeeds:
    """Everything that the evidence can say of one area on one page."""

    partnership: str
    marking: str
    definitions: Definitions
    table: Table
    place: AreaPlace
    profile: AreaProfile
    licences: tuple[str, ...]
    """The attribution of each source that the page rests on."""
    colour: str = ""
    public: PublicEdition | None = None
    """What the public edition leaves out; None in the partnership's own edition."""
    people: str = ""
    """Deprivation and ages of the area in sentences; empty where none are held."""

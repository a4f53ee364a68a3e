"""Where things happen: which small area lies in which area, how many live there, and how it is drawn."""

from wardmote.evidence.geography.reading import READERS, read
from wardmote.evidence.geography.tables import (
    AREAS,
    BOUNDARIES,
    LEVEL_COLUMNS,
    PLACES,
    POPULATION,
    SUCCESSORS,
    FileCount,
    GeographyTables,
)

__all__ = [
    "AREAS",
    "BOUNDARIES",
    "LEVEL_COLUMNS",
    "PLACES",
    "POPULATION",
    "READERS",
    "SUCCESSORS",
    "FileCount",
    "GeographyTables",
    "read",
]

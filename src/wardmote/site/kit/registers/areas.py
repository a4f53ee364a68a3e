"""The areas that an entry may be of."""

from __future__ import annotations

from wardmote.evidence import EvidenceError
from wardmote.figures.areas import areas_within
from wardmote.operations.workspace import Workspace
from wardmote.site.kit.house import workspace
from wardmote.site.kit.results import Refused, kept

LEVELS = ("lad", "ward", "msoa", "lsoa")


def areas() -> list[tuple[str, str]]:
    """Code and name with its level, the partnership's own area first; none while there is no evidence to know them by."""
    here = workspace()
    try:
        return kept(here, ("areas of registers",), lambda: _areas(here))
    except (EvidenceError, Refused):
        return []


def _areas(here: Workspace) -> list[tuple[str, str]]:
    whole, evidence = here.area(), here.evidence()
    found = [(whole.code, whole.name)]
    for level in LEVELS:
        if level in here.definitions.levels:
            within = areas_within(evidence.connection, whole, level, here.definitions)
            found += [
                (one.code, f"{one.name} ({here.definitions.levels[level].title.lower()})") for one in within
            ]
    return list(dict(found).items())

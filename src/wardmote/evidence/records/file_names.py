"""What the name of a stop-and-search file says: the force, and mostly the month. Its rows do not name the force."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from wardmote.definitions import Definitions
from wardmote.evidence.refusals import Refused

NAME = re.compile(
    r"(?:(?P<month>\d{4}-(?:0[1-9]|1[0-2]))[-_ ])?(?P<force>[a-z]+(?:[-_ ][a-z]+)*)[-_ ]stop[-_ ]and[-_ ]search",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Said:
    """What a file's name says."""

    force: str
    """Identifier of the force."""
    month: str
    """YYYY-MM; empty where the name does not say it."""


def read_name(name: str, definitions: Definitions) -> Said:
    """The force and month in the name of a stop-and-search file.

    Raises
    ------
    Refused
        When it names no force that is known; says how such a file is called.
    """
    found = NAME.search(Path(name).name)
    if found is None:
        raise Refused(
            name,
            f"{name}: a file of stop and search says its police force only in its own name, and this name says none. "
            "Give it the name it was published under, such as 2024-04-bedfordshire-stop-and-search.csv.",
        )
    slug = re.sub(r"[-_ ]+", "-", found["force"].lower())
    force = {one.slug: one.id for one in definitions.forces.values()}.get(slug)
    if force is None:
        raise Refused(
            name,
            f"{name}: no police force is called “{slug}” on police.uk. Give the file the name it was published under, "
            "such as 2024-04-bedfordshire-stop-and-search.csv.",
        )
    return Said(force, found["month"] or "")

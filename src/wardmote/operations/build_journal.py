"""When each build was last said: a line of a file beside the records, because the times of files are lost in a copy."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from wardmote.evidence.layout import write_durably

FILE = "said.txt"


def note_said(folder: Path, build: str) -> datetime:
    """Note that a build was said now, after all others; return the moment (UTC).

    Raises
    ------
    OSError
        When the folder cannot be written.
    """
    moments = when_said(folder)
    moments.pop(build, None)
    moments[build] = max([datetime.now(UTC), *moments.values()])
    lines = "".join(f"{moment.isoformat()} {name}\n" for name, moment in moments.items())
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder) as beside:
        write_durably(folder / FILE, lines.encode(), Path(beside))
    return moments[build]


def when_said(folder: Path) -> dict[str, datetime]:
    """The moment of each build that is noted, the one said last at the end. A line that is none is passed over."""
    found: dict[str, datetime] = {}
    path = folder / FILE
    lines = path.read_text("utf-8", "replace").splitlines() if path.is_file() else []
    for line in lines:
        moment, _, build = line.partition(" ")
        try:
            found[build] = datetime.fromisoformat(moment).astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return found

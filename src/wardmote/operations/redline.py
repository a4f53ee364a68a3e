"""Writes what changed between two builds of a document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wardmote.documents.record import BuildRecord
from wardmote.documents.redline import redline
from wardmote.operations.builds import PUBLIC_ASSESSMENT, edition_of, find_build
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.workspace import Workspace
from wardmote.publishing import FormatError, write

FORMATS = ("html", "pdf", "docx", "odt")
"""Formats that can show words taken out and words added."""
USUAL = ("html", "pdf")


class EditionsDifferError(AskedWronglyError):
    """Builds of different editions were to be compared; says which, and why not."""


def compare_builds(
    workspace: Workspace,
    earlier: str,
    later: str,
    *,
    out: Path | None = None,
    formats: Sequence[str] = USUAL,
    name: str = "",
) -> tuple[Path, ...]:
    """Write the redline between two builds that the workspace keeps, each by its id or the first digits of it.

    Raises
    ------
    BuildNotFoundError, BuildDamagedError
        When a build is not there, or cannot be read.
    EditionsDifferError
        When one is of the public edition and the other is not.
    FormatError
        When a format cannot show a redline.
    """
    unfit = [format for format in formats if format not in FORMATS]
    if unfit or not formats:
        raise FormatError(
            f"{', '.join(unfit) or 'Nothing'} cannot show a redline. Formats are: {', '.join(FORMATS)}."
        )
    one, other = (
        find_build(workspace, wanted, name or edition_of(workspace, wanted)) for wanted in (earlier, later)
    )
    if one.record.document != other.record.document:
        public, own = (one, other) if one.record.document == PUBLIC_ASSESSMENT else (other, one)
        raise EditionsDifferError(
            f"Build {public.id} is of the public edition and build {own.id} of the partnership's own. What changed between "
            "them would tell what the public edition leaves out. Choose two of the same edition: the "
            "list of builds names that of each."
        )
    return write_redline(workspace, one.record, other.record, out, formats)


def write_redline(
    workspace: Workspace,
    earlier: BuildRecord,
    later: BuildRecord,
    out: Path | None = None,
    formats: Sequence[str] = USUAL,
) -> tuple[Path, ...]:
    """Write the redline between two records, in those of the formats that can show one; return the files.

    ``out``: the folder to write to; the workspace's documents without it.

    Raises
    ------
    PublishingError
        When it cannot be written.
    """
    shown = [format for format in formats if format in FORMATS]
    if not shown:
        return ()
    made = redline(earlier, later, workspace.definitions)
    return tuple(write(made, out or workspace.documents, shown, name=f"{later.document}-redline"))

"""The pictures of an analysis as files of their own."""

from __future__ import annotations

from pathlib import Path

from wardmote.analyses.result import AnalysisResult
from wardmote.operations.errors import AskedWronglyError
from wardmote.publishing.picture_files import WRITERS, picture_file


def write_charts(result: AnalysisResult, file: Path, colour: str = "") -> tuple[Path, ...]:
    """Write each picture; a second one goes beside the first, with its number in the name.

    Raises
    ------
    AskedWronglyError
        When the file's ending is none that can be drawn, or there is nothing to draw.
    OSError
        When it cannot be written.
    """
    if file.suffix.lower() not in WRITERS:
        raise AskedWronglyError(
            f"A chart is written as {', '.join(WRITERS)}: {file.name} ends in none of them."
        )
    if not result.pictures:
        raise AskedWronglyError("This analysis has no picture.")
    source, written = _source(result), []
    for number, picture in enumerate(result.pictures, start=1):
        place = file if number == 1 else file.with_name(f"{file.stem}-{number}{file.suffix}")
        place.write_bytes(picture_file(picture, place.suffix.lower(), colour, source))
        written.append(place)
    return tuple(written)


def _source(result: AnalysisResult) -> str:
    """What the figures are of and where they are from, for the foot of a picture that leaves its page."""
    asked = "; ".join(f"{label}: {words}" for label, words in result.asked)
    snapshot = f"Snapshot {result.snapshot}" if result.snapshot else ""
    return ". ".join(part for part in (asked, snapshot, result.marking) if part) + "."

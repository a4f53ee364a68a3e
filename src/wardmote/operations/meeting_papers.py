"""Writes the papers of a meeting."""

from __future__ import annotations

from pathlib import Path

from wardmote.documents.meeting_papers import Papers, meeting_papers
from wardmote.publishing import write
from wardmote.publishing.writing import WRITERS

FORMATS = tuple(WRITERS)


def write_papers(papers: Papers, folder: Path, form: str, name: str) -> Path:
    """Write the pack in one format; return the file.

    Raises
    ------
    PublishingError
        When it cannot be written.
    """
    return write(meeting_papers(papers), folder, (form,), name=name)[0]

"""What partners judged, from a file that the site wrote: so that an assessment can be written without the site."""

from __future__ import annotations

from pathlib import Path

from wardmote.documents.judgement import Judged, JudgementError, read_judged
from wardmote.operations.errors import AskedWronglyError


class JudgementFileError(AskedWronglyError):
    """A file of judgement that cannot be used; says why."""


def judged_from(path: Path) -> Judged:
    """Judgement from a file.

    Raises
    ------
    JudgementFileError
        When there is no such file, or it holds no judgement.
    """
    try:
        return read_judged(path.read_bytes())
    except OSError as error:
        raise JudgementFileError(f"{path} cannot be read: {error.strerror or error}.") from error
    except JudgementError as error:
        raise JudgementFileError(f"{path.name}: {error}") from error


__all__ = ["JudgementFileError", "judged_from"]

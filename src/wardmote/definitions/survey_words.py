"""The schema of words that tell what a column of answers holds, for the draft of a codebook."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from wardmote.definitions.models import Definition


class SurveyWords(Definition):
    """Words of headings or of answers, and what they mean."""

    title: str
    means: Literal[
        "personal", "written", "unique", "weight", "stratum", "cluster", "background", "concerns", "dont-know",
        "refused", "missing", "none", "other", "scale",
    ]  # fmt: skip
    """The first eight are of headings, the others of answers."""
    words: tuple[str, ...] = Field(min_length=1)
    """Compared without case and outer spaces; of a scale in its order."""
    positive: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    """Of a scale: the answers on either side of a NET score."""

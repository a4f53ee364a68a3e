"""The schema of a heading: what partners call the columns of their tables."""

from __future__ import annotations

from pydantic import Field

from wardmote.definitions.models import Definition


class Heading(Definition):
    """Names that a column of a partner's table goes by; the identifier is its role in an observation."""

    title: str
    words: tuple[str, ...] = Field(min_length=1)
    """Compared without case and outer spaces."""

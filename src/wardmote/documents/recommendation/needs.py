"""What the page of a recommendation is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wardmote.documents.judged import Recommended
from wardmote.documents.judgement import Adoption


@dataclass(frozen=True)
class RecommendationNeeds:
    """The frozen recommendation, whose it is, and what measures are called (identifier -> title).

    ``title`` is what such a document calls itself; ``read_back``: as it stands before it is frozen.
    ``adoption``: what the board decided on it; None before.
    """

    recommended: Recommended
    partnership: str
    marking: str
    colour: str
    title: str
    measures: Mapping[str, str] = field(default_factory=dict)
    read_back: bool = False
    adoption: Adoption | None = None

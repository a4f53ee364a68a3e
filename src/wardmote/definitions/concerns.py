"""The schema of what people say troubles them: which words of a survey speak of which measures."""

from __future__ import annotations

from pydantic import Field

from wardmote.definitions.forms import Slug
from wardmote.definitions.models import Definition
from wardmote.definitions.surveys import plain


class Concern(Definition):
    """A local problem that surveys ask after, however each calls it, and the measures that count the same problem."""

    title: str = Field(min_length=3)
    words: tuple[str, ...] = Field(min_length=1)
    """Answers that name it, compared whole, without case and doubled spaces."""
    measures: tuple[Slug, ...] = Field(min_length=1)

    def is_named_by(self, label: str) -> bool:
        """Whether an answer of a survey names it."""
        return plain(label) in {plain(one) for one in (self.title, *self.words)}

"""The schemas of the checker: what it can find and in which words, and the words by which it understands a document."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from wardmote.definitions.forms import Slug
from wardmote.definitions.models import Definition

FoundSeverity = Literal["error", "warning", "note"]


class CheckCase(BaseModel):
    """One way in which a figure can be wrong: how sure that is, and the sentence that says why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Slug
    severity: FoundSeverity
    why: str = Field(min_length=10)
    """The sentence, with names in braces for what the document printed and what was computed."""


class CheckKind(Definition):
    """Something that the checker recomputes or compares, and the cases that it can find."""

    title: str
    explains: str
    """What is compared with what, and what is never called wrong."""
    order: int
    """Its place in lists."""
    cases: tuple[CheckCase, ...] = Field(min_length=1)

    def case(self, name: str) -> CheckCase:
        """The case of that name. Raises KeyError when there is none."""
        for case in self.cases:
            if case.id == name:
                return case
        raise KeyError(f"{self.id} has no case {name}")


class CheckWords(Definition):
    """Words of a document that mean one thing to the checker."""

    title: str
    used: Literal["heads", "text", "cells"]
    """Whether they stand in the heads of columns and rows, in running text, or in cells."""
    words: tuple[str, ...] = Field(min_length=1)
    """Words or phrases, compared as whole words and without case."""

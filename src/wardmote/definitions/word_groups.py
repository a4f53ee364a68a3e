"""The schema of a group of words: words of a source that a table counts together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from wardmote.definitions.forms import Slug
from wardmote.definitions.models import Definition

NOT_RECORDED = "not-recorded"
"""What stands for an empty cell where a word is expected."""

WordsOf = Literal["crime-outcome", "search-kind", "search-outcome", "search-person", "offence"]
"""Whose words they are: how a crime ended; what was searched; how a search ended; what is said of the person; the codes
of offences."""


class WordGroup(Definition):
    """Words of a source that are counted together, under one title."""

    title: str
    short: str = ""
    """One or two words, for the head of a column; the title where it is empty."""
    wider: str = ""
    """What it is called together with others, in a table that has room for few; its heading where it is empty."""
    said: str = ""
    """What a sentence says that the crimes of it, or of the wider group, did: "were charged"; empty where none names it."""
    of: WordsOf
    words: tuple[Slug, ...] = Field(min_length=1)
    """The words as slugs, as a source's categories give them."""
    role: Literal[
        "", "open", "no-update", "no-person", "no-further-action", "not-stated", "police-initiated"
    ] = ""
    """``open``: no outcome yet. ``no-update``: the force has said nothing for long. ``no-person``: nobody is searched.
    ``no-further-action``: the search led to nothing. ``not-stated``: nothing is known of the person.
    ``police-initiated``: offences that come to light by what the police do, and not by a victim's report."""
    certainty: Literal["confirmed", "reported", "assumed"] = "confirmed"
    """Whether it is known that these words belong together, or taken to be so."""
    order: int
    """Its place; of several outcomes of one crime in one month the group that comes first stands."""

    @property
    def heading(self) -> str:
        """What it is called where there is little room."""
        return self.short or self.title


def groups_of(groups: Iterable[WordGroup], of: WordsOf) -> list[WordGroup]:
    """The groups of one kind of words, in their order."""
    return sorted((group for group in groups if group.of == of), key=lambda group: (group.order, group.id))


def words_with(groups: Iterable[WordGroup], of: WordsOf, role: str) -> tuple[str, ...]:
    """The words of the groups with one role, sorted."""
    return tuple(
        sorted({word for group in groups_of(groups, of) if group.role == role for word in group.words})
    )

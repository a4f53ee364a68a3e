"""The schemas of rights and of roles: who may do what on the site, and whose things they see."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from wardmote.definitions.forms import Slug
from wardmote.definitions.models import Definition

Sight = Literal["partnership", "organisation", "own", "public"]
"""Whose things somebody sees: the whole partnership's, those of their own organisation, their own alone, or only
what is published."""


class Right(Definition):
    """Something that a person may be allowed to do or see on the site."""

    title: str
    """What it allows, in words that end the sentence 'You may ...'."""
    room: Slug
    """The room that it belongs to."""
    writes: bool = False
    """Whether it changes something."""


class Role(Definition):
    """What somebody does for the partnership, and so what they may."""

    title: str
    plural: str
    meaning: str
    """Who has this role, in a sentence."""
    order: int
    rights: tuple[Slug, ...] = Field(min_length=1)
    sees: Sight
    given_by: tuple[Slug, ...] = ()
    """Roles that may give it, take it away, and look after who has it; empty: every role that may manage people."""
    second_factor: bool = True
    """Whether they must sign in with a second factor."""

"""The schema of what a file holds of weights, deprivation or the make-up of areas: each of a release, each dated."""

from __future__ import annotations

import re
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from wardmote.definitions.forms import Regular, Slug

RELEASE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
"""A release is called by its day, month or year, so that releases sort by age: 2025, 2021-03, 2021-03-21."""

ROLES = {
    "weights": (
        "collection", "release", "code", "detail", "category", "start", "end", "weight", "unit", "note",
    ),
    "deprivation": ("collection", "release", "area", "level", "vintage"),
    "profile": (
        "collection", "release", "area", "level", "vintage", "topic", "unit", "date", "year", "base", "word",
    ),
}  # fmt: skip
"""Roles of columns and constants by table."""
NEEDED = {
    "weights": ("collection", "code", "weight", "unit"),
    "deprivation": ("collection", "release", "area", "level", "vintage"),
    "profile": ("collection", "release", "area", "level", "vintage", "topic", "unit"),
}
"""Roles that a column or a constant must fill; a table of weights may tell its release by some of its weights."""
GROUPS = {"deprivation": {"domain", "what"}, "profile": {"category"}}
"""Named groups that ``match`` must have."""
Table = Literal["weights", "deprivation", "profile"]


class KnownRelease(BaseModel):
    """A release that a file does not name, and that is told by some of its weights."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    release: str = Field(pattern=f"^{RELEASE}$")
    told_by: dict[str, float] = Field(min_length=2)
    """Code -> its weight in that release. All must stand in the file as they stand here."""
    why: str = Field(min_length=20)
    """How it is known that they are of that release."""


class ReferenceTable(BaseModel):
    """One collection (a system of weights, a set of domains, a table of a census) that files of a source hold.

    Columns of values are those that ``match`` finds, or those named in ``counted``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    table: Table
    title: str = ""
    """What the collection is called; empty where each row says its own."""
    columns: dict[str, str] = {}
    """Role -> name of the column."""
    constants: dict[str, str] = {}
    """Role -> what holds for every row where no column says it."""
    match: Regular = ""
    """Names of columns of values: with the groups ``domain`` and ``what`` (score, rank, decile), or ``category``."""
    counted: dict[str, str] = {}
    """Of a profile: name of a column -> the category that it counts."""
    words: dict[str, Slug] = {}
    """Words of a domain or category in column names -> what they are called here."""
    leaves_out: tuple[str, ...] = ()
    """First letters of the codes of areas that it is not published for."""
    outside: str = ""
    """Why there is nothing for those areas, in a sentence."""
    warning: str = ""
    """What a reader of every value must know, in a sentence: that the table is not whole."""
    releases: tuple[KnownRelease, ...] = ()
    scored: bool = True
    """Of weights: whether crimes may be added up by them. Crimes estimated for each one recorded are no harm."""
    published: Slug | Literal[""] = ""
    """Of weights: the measure of scores that their publisher makes with them, to be set beside ours."""
    numbers: dict[str, float] = {}
    """Words that stand for a weight in the files -> that weight; the words become its note."""
    codes: tuple[str, ...] = ()
    """Codes of the published list that a spreadsheet may have made dates of."""

    @model_validator(mode="after")
    def _fits_its_table(self) -> Self:
        roles = {*self.columns, *self.constants}
        odd = sorted(roles - set(ROLES[self.table]))
        lacking = [role for role in NEEDED[self.table] if role not in roles]
        if odd or lacking:
            raise ValueError(f"{self.table}: no role {', '.join(odd)}" if odd else f"no {', '.join(lacking)}")
        groups = set(re.compile(self.match).groupindex)
        if self.match and groups != GROUPS.get(self.table, set()):
            raise ValueError(f"match has the groups {sorted(groups)}")
        if self.leaves_out and not self.outside:
            raise ValueError("it leaves areas out and does not say why")
        if self.table == "profile" and not {"date", "year"} & roles:
            raise ValueError("a profile has a date, or a year")
        return self

    @property
    def collection(self) -> str:
        """Identifier of its collection; empty where each row says its own."""
        return self.constants.get("collection", "")

    @property
    def release(self) -> str:
        """Its release; empty where the file says it."""
        return self.constants.get("release", "")

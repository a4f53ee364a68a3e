"""The schema of each kind of definition. A definition file holds one of these, or a list of them."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from wardmote.definitions.forms import Regular, Slug
from wardmote.definitions.layouts import Layout as Layout
from wardmote.definitions.reference_tables import ReferenceTable

Quantity = Literal["count", "share", "money", "number"]
"""``count`` of events; ``share`` of people asked, in percent; ``money`` in pounds, which adds up as a count does; a
``number`` at one time, such as a caseload or a score, which does not."""


class Definition(BaseModel):
    """What every definition carries: a name, a version, where it comes from, and from when it holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Slug
    version: int = Field(ge=1, default=1)
    source: str = Field(min_length=3)
    """Statute, guidance, publication or decision that it was taken from."""
    author: str = "Wardmote"
    effective_from: date | None = None
    effective_to: date | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.effective_from and self.effective_to and self.effective_to < self.effective_from:
            raise ValueError(
                f"effective_to {self.effective_to} is before effective_from {self.effective_from}"
            )
        return self

    @property
    def reference(self) -> str:
        """The definition and its version, as cited by a figure: ``burglary/1``."""
        return f"{self.id}/{self.version}"


class Counted(BaseModel):
    """One source from which a measure can honestly be had, and which of its categories are counted.

    Of a source of observations a category is what is counted (its item), or a part of it such as an offence code.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: Slug
    categories: tuple[Slug, ...] = Field(min_length=1)
    reader: str = Field(default="", exclude=True)
    """Reader of the source; filled in when the definitions are loaded, never written in a file."""
    weekly: bool = Field(default=False, exclude=True)
    """Whether the source is counted by week; filled in likewise."""


class Unavailable(BaseModel):
    """A source from which a measure cannot be had, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: Slug
    reason: str = Field(min_length=20)


class Measure(Definition):
    """What is counted, of what population, and how a change in it may be read."""

    title: str
    short_title: str
    """The title without its qualifications, for charts and headings."""
    description: str
    unit: str = Field(min_length=3)
    """What one is called, in the plural: crimes, incidents, referrals; ``percent`` for a share of people asked."""
    quantity: Quantity = "count"
    """What kind of quantity it is, and so how it is read, added up and tested."""
    dated: bool = False
    """Whether it is an index of a year of its own, which nobody returns year by year: it is never missing from a year."""
    population: Slug | Literal[""]
    """The kind of population that its rate is per 1,000 of; empty where no rate is made."""
    direction: Literal["lower-is-better", "reporting", "none"]
    """``reporting``: a rise may be good news, because more of it is found or reported."""
    base: bool = True
    """A base measure belongs to the family of tests of its area and period; a composite does not."""
    counted: tuple[Counted, ...] = ()
    unavailable: tuple[Unavailable, ...] = ()
    caveats: tuple[Slug, ...] = ()
    order: int
    """Its place in lists that nothing else sorts."""
    owner: str = "Partnership analyst"

    @model_validator(mode="after")
    def _says_a_share_in_percent(self) -> Self:
        if (self.unit == "percent") != (self.quantity == "share"):
            raise ValueError(
                f"its unit is {self.unit} and its quantity {self.quantity}; a share of people asked has unit: percent and "
                "quantity: share, and nothing else has either"
            )
        return self

    @property
    def adds_up(self) -> bool:
        """Whether its values may be summed over time and areas; of others the latest stands."""
        return self.quantity in ("count", "money")

    @property
    def counts(self) -> bool:
        """Whether it is a count of events, which methods for counts may take."""
        return self.quantity == "count"

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage of people asked, so that its changes are in points."""
        return self.quantity == "share"

    @property
    def available(self) -> bool:
        """Whether it is counted from street-level records, so that it has a place in the monthly police table."""
        return any(one.reader in ("", "street") for one in self.counted)

    @property
    def observed(self) -> bool:
        """Whether it is counted from observations: figures that a partner has added up already."""
        return any(one.reader == "observations" and not one.weekly for one in self.counted)

    @property
    def watched(self) -> bool:
        """Whether it is counted from counts by week."""
        return any(one.weekly for one in self.counted)


class Pattern(BaseModel):
    """A column whose name carries a year, such as ``pop_mye2022``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    match: Regular
    """Regular expression with a named group ``year``, and any other groups of the reader."""
    population: Slug
    month_day: Annotated[str, Field(pattern=r"^\d{2}-\d{2}$")]
    """Day of the year that the estimate refers to."""

    @model_validator(mode="after")
    def _names_a_day(self) -> Self:
        if "year" not in re.compile(self.match).groupindex:
            raise ValueError("match has no named group year")
        month, day = (int(part) for part in self.month_day.split("-"))
        date(2001, month, day)
        return self


class Check(BaseModel):
    """What a cell must hold for its row to be kept."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    match: Regular = ""
    """Regular expression that the whole cell must match; empty where a list or the reader decides."""
    expected: str
    """What should stand there, in words that complete "expected"."""


class Source(Definition):
    """A kind of file: the columns it is recognised by, the reader that understands it, its licence."""

    title: str
    publisher: str
    reader: Literal[
        "street", "outcomes", "searches", "observations", "places", "boundaries", "area-changes", "population-by-area",
        "reference", "responses", "noted",
    ]  # fmt: skip
    """``noted``: recognised, skipped and said so."""
    container: Literal["csv", "geojson"]
    """``csv`` is any table: a sheet of a workbook too."""
    recognise: tuple[str, ...] = Field(min_length=1)
    """Columns (or GeoJSON properties) that must all be there; matching ignores case and outer spaces."""
    absent: tuple[str, ...] = ()
    """Columns that must not be there, where two kinds would otherwise both fit."""
    titled: tuple[str, ...] = ()
    """Words of which one must stand in the title, the sheet's or the file's name, where columns alone do not tell."""
    columns: dict[str, str] = {}
    """Role in Wardmote -> name of the column in the file."""
    also_called: dict[str, tuple[str, ...]] = {}
    """Name of a column -> other names that it has been published under."""
    checks: dict[str, Check] = {}
    """Role in Wardmote -> what its cells must hold."""
    categories: dict[str, Slug] = {}
    """Words in the file -> category identifier."""
    ended: dict[str, str] = {}
    """Words that the publisher used for a category once -> the last month that it did, YYYY-MM."""
    populations: tuple[Pattern, ...] = ()
    use: Literal["documents", "web", ""] = ""
    """What boundaries of this resolution are for."""
    vintage: str = ""
    """Year of the geography whose codes the file holds."""
    level: str = ""
    """Level of area that a boundary file draws or a population file counts."""
    why_skipped: str = ""
    layout: Layout | None = None
    """How observations lie in the file."""
    holds: tuple[ReferenceTable, ...] = ()
    """What its files hold of weights, deprivation or the make-up of areas, beside what the reader takes of them."""
    open: bool = True
    """Whether what it holds is published already, so that a public document need not hide small numbers of it."""
    licence: str
    """The attribution statement that a document using it must print."""

    @property
    def weekly(self) -> bool:
        """Whether its figures are counts by week."""
        return self.layout is not None and self.layout.rhythm == "week"

    @property
    def table(self) -> str:
        """The table of a snapshot in which figures of a source of observations stand."""
        return "weeks" if self.weekly else "observations"


class Force(Definition):
    """A police force as police.uk names it: in its file names and in its rows."""

    title: str
    slug: Slug
    """Its part of a police.uk file name: 2024-04-**bedfordshire**-street.csv."""
    names: tuple[str, ...] = Field(min_length=1)
    """Every spelling in the columns Reported by and Falls within."""
    code: str | None
    """Its police force area; None for a force without one."""
    caveat: str = ""


class Break(Definition):
    """A dated change in how things are recorded or located, for some measures."""

    title: str
    date: date
    kind: Literal["recording", "geography"]
    measures: tuple[Slug, ...]
    """Measures concerned; an empty list for a geography break means all."""
    forces: tuple[Slug, ...] = ()
    """Forces concerned; an empty list means all."""
    levels: tuple[str, ...] = ()
    """Levels of area at which a comparison across it is blocked; an empty list means all."""
    label: str
    """One to three words, for a chart."""
    explanation: str
    certainty: Literal["confirmed", "reported", "assumed"]


class Threshold(Definition):
    """A number that decides something, with its reason."""

    title: str
    value: float = Field(allow_inf_nan=False)
    unit: str
    why: str
    least: float | None = None
    most: float | None = None
    """Values between which it makes sense. Those of ours hold for a partnership's own value, too."""

    @property
    def bounds(self) -> str:
        """The values it may have, in words."""
        if self.least is None:
            return f"at most {self.most:g}" if self.most is not None else "any number"
        return f"{self.least:g} or more" if self.most is None else f"{self.least:g} to {self.most:g}"


class Caveat(Definition):
    """Words that travel with every figure of the measures that name it."""

    text: str
    definition: bool = False
    """Whether it says what is counted where the measure's name alone would mislead: a note on the measure's own row."""


class PopulationKind(Definition):
    """A population at risk."""

    title: str
    unit: str
    singular: str


class Level(Definition):
    """A level of area, from small to large."""

    title: str
    plural: str
    rank: int
    """Position from the smallest (1) upwards."""


class Mark(Definition):
    """Words that stand in a table instead of a number, and what they mean."""

    means: Literal["not-supplied", "suppressed", "unclear", "total"]
    """``unclear``: could be either, or zero, so the row is refused until somebody says. ``total``: stands for an area,
    and the row is a sum of others."""
    words: tuple[str, ...] = Field(min_length=1)
    """Compared without case and outer spaces."""


class Term(Definition):
    """A word explained."""

    term: str
    meaning: str


class KnownAcronym(Definition):
    """An acronym that a document may use without saying what it stands for: every reader knows it."""

    acronym: str
    meaning: str


class Part(BaseModel):
    """One part of a document: what it is called, whether Wardmote fills it yet, what it waits for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    id: Slug
    title: str
    duty: str = ""
    """The statutory part that it answers, such as reg. 7(a)."""
    waits_for: str = ""
    """What is missing while the part is not yet assessed; empty for a part that evidence alone fills."""
    who: str = ""
    """Who can supply what is missing."""
    prompt: str = ""
    """What people are asked where the part ends; empty for a part that has no place for their words."""


class StatutoryPart(BaseModel):
    """A part that the law asks of an assessment, and what to do where it is missing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    letter: Literal["a", "b", "c", "d", "e", "f", "g"]
    title: str
    section: Slug
    """Part of the document that answers it."""
    do: str
    """What fills it, as people read it where it is missing."""
    by_words: bool = False
    """Whether partners' own words at its place in the document fill it where no record does."""


class Caution(BaseModel):
    """One line of what not to conclude from a document, and when it is printed.

    ``text`` may name what the document fills in: {area}, {share} (of records without a location), {shares} (the same
    of the measures that the headline names, in brackets), {level} and {levels} (what the area is), {recording} and
    {geography} (when either changed), {measures} (what a change in recording concerns).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Slug
    when: Literal[
        "always", "recording-changed", "geography-changed", "not-located", "higher-rate", "moved-points"
    ]
    text: str


class DocumentOutline(Definition):
    """The parts of a document, in order."""

    title: str
    title_before_judgement: str
    """What it calls itself until partners have added their judgement."""
    duty_for: tuple[str, ...] = ()
    """First letters of the codes of areas that the statutory parts bind; elsewhere no duty is printed."""
    not_yet_prompt: str = ""
    """What people are asked about the parts that are not yet assessed, together."""
    parts: tuple[Part, ...]
    statutory: tuple[StatutoryPart, ...] = ()
    """What the law asks for, where it binds the area; a document that lacks one of them is not finished."""
    cautions: tuple[Caution, ...] = ()
    """What not to conclude, the most important first."""
    verdicts: dict[Slug, str] = {}
    """What each verdict means, by its token: printed for those that stand in the document. {few} is the smallest sum
    of both years for a test."""

"""The schema of a codebook: what one wave of a survey asked, of whom, and what the words in its file of answers mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from wardmote.definitions.forms import Slug
from wardmote.definitions.models import Definition, Source
from wardmote.definitions.reference_tables import RELEASE

READER = "responses"
PREFIX = "survey-"
"""A codebook's table is known as a source of this name and the codebook's own."""
NONE_TICKED = "none-ticked"
"""What stands where somebody answered a question with several answers, and ticked none of them."""
WEIGHT, STRATUM, CLUSTER = "weight", "stratum", "cluster"
RESERVED = (WEIGHT, STRATUM, CLUSTER)
"""What stands in place of a question in a stored row that holds no answer."""
TICKS = ("1", "yes", "y", "x", "true", "ticked", "checked", "selected")
NO_TICKS = ("0", "no", "n", "false", "not ticked", "unchecked", "not selected")


def plain(words: str) -> str:
    """Words as they are compared: without case, outer or doubled spaces."""
    return " ".join(words.split()).casefold()


def _as_written(value: Any) -> Any:
    """Give back yes and no, which YAML reads as true and false."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


Word = Annotated[str, BeforeValidator(_as_written)]
Name = Annotated[Slug, BeforeValidator(_as_written)]


class Answer(BaseModel):
    """One answer that could be given, and how the file writes it."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    id: Name
    """Its name in results: letters, digits and hyphens."""
    label: Word = Field(min_length=1)
    """What a reader is shown. The file may say it, too."""
    codes: tuple[Word, ...] = ()
    """Other ways in which the file writes it: 1, VS."""
    score: float | None = None
    """Its place on a scale."""
    means: Literal["answer", "none", "dont-know", "refused", "missing"] = "answer"
    """``none``: none of these, which is not ranked. ``refused`` and ``missing`` are in no base; ``dont-know`` is, unless
    the question leaves it out."""
    side: Literal["", "positive", "negative"] = ""
    """Which side of a NET score it counts on."""
    rest: bool = False
    """Whether any other words in the cell mean this one, such as what people wrote after "Other". They are not kept."""

    @property
    def words(self) -> set[str]:
        """Every way in which the file may write it."""
        return {plain(word) for word in (self.id, self.label, *self.codes)}


class Question(BaseModel):
    """One question, or one thing known of the people asked: where its answers stand, and what they can be."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Slug
    """Its name in results."""
    title: str = Field(min_length=3)
    """The question as it was asked."""
    type: Literal["single", "multi", "scale", "number"] = "single"
    """``multi``: several answers; ``scale``: one, and answers have scores; ``number``: a number."""
    column: str = ""
    """Its heading in the file."""
    columns: dict[str, Name] = {}
    """Of ``multi`` with a column an answer: heading -> the answer that is ticked in it."""
    separator: str = ""
    """Of ``multi`` in one column: what stands between two answers."""
    answers: tuple[Answer, ...] = ()
    """In the order in which they are shown."""
    least: float | None = None
    most: float | None = None
    """Of ``number``: the smallest and largest that can be meant."""
    dont_know: Literal["counted", "left-out"] = "counted"
    """Whether those who do not know are part of the base."""
    asks: Literal["", "concerns"] = ""
    """``concerns``: which local problems trouble people; the evidence pack ranks its answers."""

    @property
    def headings(self) -> tuple[str, ...]:
        """Its columns in the file."""
        return (self.column,) if self.column else tuple(self.columns)

    def answer(self, identifier: str) -> Answer:
        """An answer by its identifier."""
        return next(one for one in self.answers if one.id == identifier)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        said = next(self._faults(), "")
        if said:
            raise ValueError(f"{self.id}: {said}")
        return self

    def _faults(self) -> Iterator[str]:
        if bool(self.column) == bool(self.columns):
            yield "name its one column, or of a question with several answers its columns, and not both"
        if self.columns and self.type != "multi":
            yield "only a question with several answers (type multi) has several columns"
        if self.type == "multi" and self.column and not self.separator:
            yield "say by which separator the answers in its one column are told apart"
        if self.type == "number":
            if self.least is None or self.most is None or self.least >= self.most:
                yield "a number needs its least and its most: others would be slips, or would tell who somebody is"
        elif len(self.answers) < 2:
            yield "a question needs two answers or more"
        known = {one.id for one in self.answers}
        yield from (f"no answer {name} for its column" for name in self.columns.values() if name not in known)
        if self.type == "scale" and any(one.means == "answer" and one.score is None for one in self.answers):
            yield "each answer of a scale needs a score"
        words = Counter(word for one in self.answers for word in one.words)
        twice = [word for word, n in words.items() if n > 1]
        yield from (f"“{word}” stands for two answers" for word in twice)
        if sum(one.rest for one in self.answers) > 1:
            yield "only one answer can stand for any other words"
        if NONE_TICKED in known:
            yield f"{NONE_TICKED} is what stands where nothing is ticked; call the answer otherwise"


class PopulationMargin(BaseModel):
    """How many people, or which share of them, give each answer in the population: what answers are weighted to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: Slug
    """One of the background questions."""
    people: dict[Name, float] = Field(min_length=2)
    """Answer -> people, or their share."""
    source: str = Field(min_length=3)
    """Census or estimate that says so."""
    date: date
    """The day that they are counted for."""


class Survey(Definition):
    """One wave of a survey or consultation: its codebook."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    title: str
    """What a document calls it."""
    survey: Slug
    """What all of its waves are called together."""
    wave: str = Field(pattern=f"^{RELEASE}$")
    """Year, month or day that tells the waves apart, so that they sort by age."""
    starts: date
    """First day on which people answered."""
    ends: date
    """The last."""
    mode: str = Field(min_length=3)
    """How people were asked, such as online, by telephone, face to face."""
    asked: str = Field(min_length=3)
    """Who was asked, such as residents aged 16 and over."""
    chosen: Literal["random", "quota", "self-selected", "census"]
    """How people came to answer. Only ``random`` and ``quota`` have margins of error."""
    invited: int | None = Field(default=None, ge=1)
    """How many were asked, where that is known."""
    questions: tuple[Question, ...] = Field(min_length=1)
    """What was asked, in the order of the questionnaire."""
    background: tuple[Question, ...] = ()
    """What is known of the people: age group, sex, ward."""
    margins: tuple[PopulationMargin, ...] = ()
    """The population that answers are weighted to; not for people who chose to answer."""
    weight: str = ""
    """Heading of the weights, where the supplier made some."""
    stratum: str = ""
    """Heading of the strata that people were drawn within."""
    cluster: str = ""
    """Heading of the groups, such as streets, that people were drawn in together. The same name in two strata is two."""
    drawn_share: float | None = Field(default=None, gt=0, lt=1)
    """The share of all groups, or of all people where there are no groups, that was drawn, alike in every stratum. It makes
    margins narrower, and asks that everybody in a drawn group was asked. Leave it out where it is small or not known."""
    single_cluster: Literal["centred", "certain"] = "centred"
    """How a stratum of which one group is held enters margins of error: ``centred``, by its distance from the mean of all
    groups, if anything too careful; ``certain``, not at all, for a group that was sure to be drawn."""
    trim: float | None = Field(default=None, gt=1, le=100)
    """No person counts more than so many times the average; without it weights are not trimmed."""
    unique: str = ""
    """Heading of what tells respondents apart. It finds those who stand twice, and is never stored."""
    titled: tuple[str, ...] = ()
    """Words of which one stands in the name of the file or sheet, where two waves have the same columns."""
    publisher: str = Field(min_length=2)
    """Who asked."""
    licence: str = ""
    """What a document that uses it must print."""

    @property
    def everything(self) -> tuple[Question, ...]:
        """Background and questions."""
        return (*self.background, *self.questions)

    @property
    def headings(self) -> tuple[str, ...]:
        """Every column that is read."""
        own = [heading for one in self.everything for heading in one.headings]
        return (*own, *(name for name in (self.weight, self.stratum, self.cluster, self.unique) if name))

    def question(self, identifier: str) -> Question:
        """A question, or one thing known of the people, by its identifier."""
        return next(one for one in self.everything if one.id == identifier)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        said = next(self._faults(), "")
        if said:
            raise ValueError(said)
        return self

    def _faults(self) -> Iterator[str]:
        if self.ends < self.starts:
            yield f"it ends on {self.ends}, before it starts"
        counted = Counter(one.id for one in self.everything)
        yield from (f"two questions are called {name}" for name, n in counted.items() if n > 1)
        yield from (f"no question can be called {name}" for name in RESERVED if name in counted)
        named = Counter(plain(heading) for heading in self.headings)
        yield from (f"the column “{name}” is named twice" for name, n in named.items() if n > 1)
        for one in self.background:
            if one.type not in ("single", "scale"):
                yield f"{one.id}: what is known of people has one answer each, so its type is single"
        yield from self._margin_faults()

        if self.trim is not None and not (self.margins or self.weight):
            yield "there are no weights to trim: it names neither margins nor the suppliers' weights"
        if self.drawn_share is not None and self.chosen != "random":
            yield "a drawn share is of people drawn at random: leave it out"

    def _margin_faults(self) -> Iterator[str]:
        known = {one.id: one for one in self.background}
        if self.margins and self.chosen == "self-selected":
            yield "people who chose to answer cannot be weighted into a sample: leave the margins out"
        for margin in self.margins:
            if margin.of not in known:
                yield f"a margin of {margin.of}, which is no background question"
                continue
            answers = {one.id for one in known[margin.of].answers}
            yield from (
                f"margin {margin.of}: no answer {name}" for name in margin.people if name not in answers
            )


def source_of(survey: Survey) -> Source:
    """The table of answers as a kind of file: known by all columns that the codebook names."""
    return Source(
        id=f"{PREFIX}{survey.id}",
        version=survey.version,
        source=survey.source,
        author=survey.author,
        title=f"{survey.title}, answers",
        publisher=survey.publisher,
        reader="responses",
        container="csv",
        recognise=survey.headings,
        titled=survey.titled,
        open=False,
        licence=survey.licence,
    )


def codebook_of(source: Source, surveys: dict[str, Survey]) -> Survey:
    """The codebook behind such a source."""
    return surveys[source.id.removeprefix(PREFIX)]

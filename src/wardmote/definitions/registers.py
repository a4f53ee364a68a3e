"""The schema of a register: what its entries hold, which states they pass through, and which days run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from wardmote.definitions.forms import Regular, Slug
from wardmote.definitions.models import Definition

FieldKind = Literal[
    "text", "long-text", "choice", "number", "money", "date", "yes-no", "person", "organisation", "area", "tags", "link",
    "web-address",
]  # fmt: skip
Colour = Literal["grey", "blue", "turquoise", "green", "yellow", "orange", "red", "purple"]
OF_EVERY_ENTRY = (
    "number",
    "status",
    "organisation",
    "owner",
    "marking",
    "version",
    "why",
    "page",
    "sort",
    "words",
    "kept",
)
"""What every entry has beside its fields, so that no field may be called the same."""
ORGANISATIONS = "organisations"
"""The register of which each entry is an organisation itself."""
TITLES_OF_EVERY_ENTRY = ("no.", "status", "organisation", "looked after by", "marking")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RegisterField(_Part):
    """One thing that an entry says."""

    id: Slug
    title: str
    kind: FieldKind = "text"
    required: bool = False
    hint: str = ""
    listed: bool = False
    """Whether the list shows it. The first field names the entry, and always stands there."""
    choices: dict[Slug, str] = {}
    """Of a choice: identifier -> words."""
    leads_to: Slug | Literal[""] = ""
    """Of a link: the register that it leads to."""
    personal: Literal["warn", ""] = ""
    """``warn``: whoever writes what may tell who somebody is, is asked to look again."""

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Self:
        if bool(self.choices) != (self.kind == "choice"):
            raise ValueError("a field of kind choice has choices, and no other has")
        if bool(self.leads_to) != (self.kind == "link"):
            raise ValueError("a field of kind link says which register it leads_to, and no other does")
        if self.id in OF_EVERY_ENTRY:
            raise ValueError(f"every entry has {self.id} already; choose another id")
        return self


class RegisterStatus(_Part):
    """A state that an entry may be in."""

    id: Slug
    title: str
    open: bool = True
    """Whether something is still to be done."""
    colour: Colour = "grey"
    needs: tuple[Slug, ...] = ()
    """Fields that must be filled before an entry may be so."""
    next: tuple[Slug, ...] = ()
    """States that may follow; without any, every one may."""


class Clock(_Part):
    """Days that run from a date of an entry: until when, and when they are met."""

    id: Slug
    title: str
    starts: Slug
    """The date from which they run."""
    days: int = Field(ge=0, default=0)
    """Without days the date itself is the day."""
    working: bool = False
    """Whether Saturdays, Sundays and bank holidays are left out."""
    met_by: Slug | Literal[""] = ""
    """The date by which it is met; without one, it is met when the entry is closed."""
    where: dict[Slug, Slug] = {}
    """Only for entries whose choice of this field is this."""
    outlasts: bool = False
    """Whether it runs on when the entry is closed, until its date is filled: an entry is not closed without that date."""
    source: str = ""
    """The law or the agreement that sets it."""


class Tally(_Part):
    """How many entries there are of a kind that matters: a figure that the register gives."""

    id: Slug
    title: str
    open: bool | None = None
    """Only those that are open, or only those that are not."""
    statuses: tuple[Slug, ...] = ()
    late: Slug | Literal[""] = ""
    """Only those whose clock of this name has run out."""
    where: dict[Slug, Slug] = {}
    """Only those whose choice of this field is this."""


class Register(Definition):
    """A list that a partnership keeps: actions, recommendations, consultations."""

    title: str
    one: str
    """What an entry is called, within a sentence: recommendation."""
    many: str
    purpose: str = ""
    order: int = 100
    see: Slug = "registers-see"
    change: Slug = "registers-change"
    marking: str = ""
    """What a new entry is marked, where it is not marked as the partnership marks its papers."""
    fields: tuple[RegisterField, ...] = Field(min_length=1)
    statuses: tuple[RegisterStatus, ...] = (
        RegisterStatus(id="open", title="Open", colour="blue"),
        RegisterStatus(id="closed", title="Closed", open=False),
    )
    """The first is that of a new entry."""
    under: Slug | Literal[""] = ""
    """A link of its own kind by which entries stand under each other, such as the group that a group reports to: the
    register then has a chart."""
    clocks: tuple[Clock, ...] = ()
    counts: tuple[Tally, ...] = ()

    @property
    def name(self) -> RegisterField:
        """The field that names an entry."""
        return self.fields[0]

    @property
    def listed(self) -> tuple[RegisterField, ...]:
        """Fields that the list shows, that which names an entry first."""
        return (self.name, *(one for one in self.fields[1:] if one.listed))

    @property
    def of_organisations(self) -> bool:
        """Whether each of its entries is an organisation itself, and not of one."""
        return self.id == ORGANISATIONS

    def field(self, identifier: str) -> RegisterField:
        """One of its fields; KeyError where there is none of that name."""
        return next((one for one in self.fields if one.id == identifier), None) or _missing(identifier)

    def status(self, identifier: str) -> RegisterStatus:
        """One of its states. One that the definition no longer has stands as it was stored, and is open."""
        known = next((one for one in self.statuses if one.id == identifier), None)
        return known or RegisterStatus(
            id=identifier or "none", title=identifier.replace("-", " ").capitalize()
        )

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        faults = list(self._faults())
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def _faults(self) -> Iterator[str]:
        fields, states = {one.id: one for one in self.fields}, {one.id for one in self.statuses}
        for part, named in (
            ("field", self.fields),
            ("status", self.statuses),
            ("clock", self.clocks),
            ("count", self.counts),
        ):
            yield from (
                f"{part} {name} stands twice" for name, n in Counter(one.id for one in named).items() if n > 1
            )
        titles = Counter([*TITLES_OF_EVERY_ENTRY, *(one.title.casefold() for one in self.fields)])
        yield from (f"two columns would be called {title}" for title, n in titles.items() if n > 1)
        if self.name.kind not in ("text", "long-text"):
            yield f"the first field names the entry, so {self.name.id} must be a text"
        if not self.name.required:
            yield f"the first field names the entry, so {self.name.id} must be required: true"
        for status in self.statuses:
            yield from (
                f"status {status.id} needs {name}, which is no field"
                for name in status.needs
                if name not in fields
            )
            yield from (
                f"status {status.id} leads to {name}, which is none"
                for name in status.next
                if name not in states
            )
        for clock in self.clocks:
            if clock.outlasts and not clock.met_by:
                yield f"clock {clock.id} outlasts the closure, so it says by which date it is met_by"
            for name in filter(None, (clock.starts, clock.met_by)):
                if name not in fields or fields[name].kind != "date":
                    yield f"clock {clock.id} runs by {name}, which is no field of kind date"
        if self.under and (self.under not in fields or fields[self.under].leads_to != self.id):
            yield f"entries stand under each other by {self.under}, which is no link to this register"
        yield from self._faults_of_counts(fields, states)

    def _faults_of_counts(self, fields: dict[str, RegisterField], states: set[str]) -> Iterator[str]:
        clocks = {one.id for one in self.clocks}
        conditions = [(f"clock {one.id} runs", one.where) for one in self.clocks]
        conditions += [(f"count {one.id} counts", one.where) for one in self.counts]
        for what, where in conditions:
            for name, choice in where.items():
                if name not in fields or choice not in fields[name].choices:
                    yield f"{what} by {name}: {choice}, which is no choice of a field"
        for count in self.counts:
            yield from (
                f"count {count.id} counts status {name}, which is none"
                for name in count.statuses
                if name not in states
            )
            if count.late and count.late not in clocks:
                yield f"count {count.id} counts by clock {count.late}, which is none"


class Identifying(Definition):
    """How something looks that may tell who somebody is: a whole postcode, a telephone number."""

    title: str
    """What it is, within a sentence: a whole postcode."""
    match: Regular


class Driver(Definition):
    """What may lie behind several priorities (a driver), or run through several issues (a thread). A link to it is what
    people judge, never a cause that a figure shows."""

    title: str
    meaning: str
    """What is meant by it, in a few words."""
    use: tuple[Literal["driver", "thread"], ...]
    order: int


class Authority(Definition):
    """A responsible authority: who must be represented, and by which words a list of members names it."""

    title: str
    words: tuple[str, ...] = Field(min_length=1)
    """In small letters; any of them within a name will do."""


class Holidays(Definition):
    """Bank holidays of a country, as far as they are known."""

    title: str
    days: tuple[date, ...]


def _missing(identifier: str) -> RegisterField:
    raise KeyError(identifier)

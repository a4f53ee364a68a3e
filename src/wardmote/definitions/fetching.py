"""The schema of a download: where a publisher puts its files, how it is asked for them, and how politely."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, model_validator

from wardmote.definitions.forms import Regular, Slug
from wardmote.definitions.models import Definition

Address = Annotated[str, Field(pattern=r"^https?://[^\s/]+(/\S*)?$")]
"""An address, with places in braces that a job fills in."""
Certainty = Literal["confirmed", "reported", "assumed"]
"""``confirmed``: the publisher says so; ``reported``: others who use it say so; ``assumed``: neither."""


class _Fixed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Manners(_Fixed):
    """How a publisher is asked: never fast, never for ever."""

    user_agent: str = Field(min_length=8)
    """What Wardmote calls itself."""
    pause: float = Field(ge=0)
    """Seconds between two requests."""
    attempts: int = Field(ge=1, le=20)
    """Times that a request, or the rest of a file, is asked for before the job gives up."""
    first_wait: float = Field(ge=0)
    """Seconds before the second attempt; each further wait is twice as long."""
    longest_wait: float = Field(gt=0)
    """Most seconds that one wait may last, even where the publisher asks for more."""
    connect: float = Field(gt=0)
    """Seconds within which a connection must stand."""
    stall: float = Field(gt=0)
    """Seconds without anything, or with less than ``slowest``, after which a connection counts as stalled."""
    slowest: float = Field(ge=0)
    """Bytes a second below which a connection is no use."""
    largest_page: int = Field(gt=0)
    """Most bytes of a page or an answer that is read whole; files are brought in parts and have no such limit."""


class Form(_Fixed):
    """A form that makes a file to order, as that of data.police.uk does."""

    months: Address
    """JSON list of the months on offer, each with its ``date``."""
    page: Address
    """The page with the form; it is sent back to the same address."""
    token: str
    """Name of the hidden field whose value has to be sent back."""
    first: str
    last: str
    """Names of the fields for the first and last month."""
    forces: str
    """Name of the field for a force; once for each."""
    parts: dict[Slug, str]
    """Kind of file -> the field that asks for it. The kind is the ending of its file names, too."""
    job: Regular
    """Finds the job's number in the address that the form leads to, or in its text; group ``job``."""
    progress: Address
    """JSON with ``status`` and, once it is ready, ``url``; {job} is the job's number."""
    ready: str
    failed: tuple[str, ...]
    """Words of the status."""
    patience: float = Field(gt=0)
    """Seconds that the publisher is given to make the file."""
    between: float = Field(ge=0)
    """Seconds between two looks at the job."""
    archive: Address
    """A whole archive of everybody's files; {month} is its last month."""

    @model_validator(mode="after")
    def _names_the_job(self) -> Self:
        if "job" not in re.compile(self.job).groupindex:
            raise ValueError("job has no named group job")
        return self


class Page(_Fixed):
    """A page of GOV.UK, read as JSON, whose attachments are files."""

    addresses: tuple[Address, ...] = Field(min_length=1)
    """The page itself first, then where it was before."""
    title: Regular
    """What the title of a wanted attachment holds."""
    year: Regular
    """Finds each year in a title; group ``year``."""
    kinds: dict[str, str] = Field(min_length=1)
    """Ending of the file name -> its content type."""
    preferred: tuple[str, ...]
    """The endings, the one that is best to have first."""

    @model_validator(mode="after")
    def _names_the_year(self) -> Self:
        if "year" not in re.compile(self.year).groupindex:
            raise ValueError("year has no named group year")
        if set(self.preferred) != set(self.kinds):
            raise ValueError("preferred does not name each of its kinds")
        return self


class Layer(_Fixed):
    """A table or a set of outlines on an ArcGIS server."""

    id: Slug
    title: str
    service: str = Field(pattern=r"^[A-Za-z0-9_]+$")
    """Name of the service in the directory."""
    like: Regular = ""
    """Name that another edition of the service would have, to look for when it is gone."""
    where: str = "1=1"
    """Which rows are wanted."""
    key: str
    """Field, as published, that names a row: its code."""
    fields: dict[str, str] = Field(min_length=1)
    """Field as published -> what it is called in the file that is written."""
    outlines: bool = False
    file: str = Field(default="", pattern=r"^([a-z0-9-]+\.geojson)?$")
    """Name of the file of outlines."""
    decimals: int = Field(default=6, ge=4, le=8)
    """Decimals of longitude and latitude that are asked for."""
    rows: int = Field(ge=1, le=10000)
    """Most rows asked for at once; the server may allow fewer."""
    required: bool = True
    """Whether the job fails without it."""
    certainty: Certainty

    @model_validator(mode="after")
    def _has_its_key(self) -> Self:
        if self.key not in self.fields:
            raise ValueError(f"key {self.key} is none of its fields")
        return self

    @property
    def code(self) -> str:
        """What the key is called in the file that is written."""
        return self.fields[self.key]


class PeopleTable(_Fixed):
    """Counts of people or households of every small area, as CSV in pages."""

    id: Slug
    title: str
    address: Address
    """{offset} is the number of rows to leave out, {rows} how many to send."""
    code: str
    value: str
    year: str
    """Columns of the code, the number and the year (or a date that starts with it)."""
    column: str = Field(pattern=r"^[a-z_]+\{year\}$")
    """What the column is called in the file that is written."""
    rows: int = Field(ge=1)
    certainty: Certainty


class Join(_Fixed):
    """How the table of small areas and the table of what lies above them become one file."""

    small: Slug
    above: Slug
    """Layers."""
    shared: str
    """Column that both have."""
    split: tuple[str, ...] = Field(min_length=1)
    """Columns that cannot be told where one area of ``shared`` holds several; the code first."""
    name: str
    """Column with the name of what holds several, for the sentence about it."""
    drawn: Slug
    """Layer of outlines that says in which of several a small area lies, if it can be had."""
    places: Slug
    """Layer of the outlines of small areas."""
    method: str
    """Column that says how the columns of ``split`` were found."""
    one: str
    inferred: str
    """What it says where there is but one, and where outlines decided."""
    share: float = Field(gt=0.5, le=1)
    """Share of a small area that has to lie in one of several before it is placed there."""
    file: str = Field(pattern=r"^[a-z0-9-]+\.csv$")


class Download(Definition):
    """Where one kind of public data is published, and how it is had from there."""

    title: str
    publisher: str
    licence: str
    hosts: tuple[str, ...] = Field(min_length=1)
    """The only hosts that are asked or that an answer may lead to."""
    loopback: bool = False
    """Whether hosts of this machine may be asked without encryption: for a mirror or a test."""
    manners: Manners
    by_hand: str = Field(min_length=30)
    """What to download without this command, and from where: said when the network cannot be reached."""
    certainty: Certainty
    verified: str = Field(min_length=30)
    """What of it was checked, how, and what was not."""
    form: Form | None = None
    page: Page | None = None
    directory: Address | None = None
    """Where the services of an ArcGIS server are listed."""
    layers: tuple[Layer, ...] = ()
    tables: tuple[PeopleTable, ...] = ()
    join: Join | None = None

    @model_validator(mode="after")
    def _asks_only_its_hosts(self) -> Self:
        for address in self.addresses():
            fault = self.why_not(address)
            if fault:
                raise ValueError(f"{address} {fault}")
        return self

    @model_validator(mode="after")
    def _has_its_layers(self) -> Self:
        names = {layer.id for layer in self.layers}
        wanted = {self.join.small, self.join.above, self.join.drawn, self.join.places} if self.join else set()
        if wanted - names:
            raise ValueError(f"join names no layer of it: {', '.join(sorted(wanted - names))}")
        return self

    def addresses(self) -> Iterator[str]:
        """Every address that it names."""
        if self.form:
            yield from (self.form.months, self.form.page, self.form.progress, self.form.archive)
        if self.page:
            yield from self.page.addresses
        if self.directory:
            yield self.directory
        yield from (table.address for table in self.tables)

    def why_not(self, address: str) -> str:
        """Why an address may not be asked, in words that complete it; empty where it may."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return "is no address"
        host = parts.hostname or ""
        if parts.username or parts.password:
            return "names a user, which no public file needs"
        if host not in self.hosts:
            return f"is not one of the places that the definition names ({', '.join(self.hosts)})"
        if parts.scheme == "https" or (parts.scheme == "http" and self.loopback and _is_this_machine(host)):
            return ""
        return "is not encrypted (https)"


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

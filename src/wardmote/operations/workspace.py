"""The partnership's folder: who it is, its own definitions, its evidence and its documents."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import tomli_w
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from wardmote.definitions import Definitions, load
from wardmote.evidence import EvidenceStore, Snapshot
from wardmote.figures import Area, Evidence, find_area, partnership_area
from wardmote.publishing.theme import fault_of_colour

FILE = "wardmote.toml"
ENVIRONMENT = "WARDMOTE_WORKSPACE"


class WorkspaceError(Exception):
    """There is no usable workspace where one was expected; says what to do."""


class Settings(BaseModel):
    """What ``wardmote.toml`` holds: who the partnership is and how its documents are marked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    codes: tuple[str, ...] = Field(min_length=1)
    marking: str = "OFFICIAL"
    colour: str = ""
    """The partnership's own colour as #RRGGBB; empty for ours."""
    templates: tuple[str, ...] = ()
    """Its own templates for documents, by path from the workspace."""

    @field_validator("codes")
    @classmethod
    def _each_once(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        repeated = sorted({code for code in codes if codes.count(code) > 1})
        if repeated:
            raise ValueError(f"{', '.join(repeated)} stands more than once; name each partnership once")
        return codes

    @field_validator("colour")
    @classmethod
    def _can_be_read(cls, colour: str) -> str:
        fault = fault_of_colour(colour) if colour else ""
        if fault:
            raise ValueError(fault)
        return colour


@dataclass(frozen=True)
class Workspace:
    """An open workspace."""

    folder: Path
    settings: Settings

    @cached_property
    def definitions(self) -> Definitions:
        """Our definitions with the partnership's own laid over them."""
        return load(self.folder / "definitions")

    @cached_property
    def store(self) -> EvidenceStore:
        """The evidence."""
        return EvidenceStore(self.folder / "evidence", self.definitions)

    @cached_property
    def snapshot(self) -> Snapshot:
        """The current snapshot, open for reading.

        Raises
        ------
        EvidenceError
            When nothing was taken in yet.
        """
        return self.store.open()

    @property
    def documents(self) -> Path:
        """Where documents are written."""
        return self.folder / "documents"

    def evidence(self) -> Evidence:
        """What the figures are made from."""
        return Evidence(self.snapshot.connection(), self.definitions, self.snapshot.id, self.settings.marking)

    def area(self, code: str | None = None) -> Area:
        """The area of a code; the partnership's own without one.

        Raises
        ------
        UnknownAreaError
            When the snapshot knows no such code.
        """
        connection = self.snapshot.connection()
        if code is not None and code != "+".join(self.settings.codes):
            return find_area(connection, code)
        return partnership_area(connection, self.settings.codes, self.settings.name)


def find_workspace(folder: Path | None = None) -> Workspace:
    """Open a workspace: the folder given, else the one that WARDMOTE_WORKSPACE names, else the current one.

    Raises
    ------
    WorkspaceError
        When there is none, or its settings cannot be read.
    """
    place = folder or Path(os.environ.get(ENVIRONMENT, "."))
    settings = place / FILE
    if not settings.is_file():
        raise WorkspaceError(
            f"There is no workspace in {place}: it has no {FILE}. Make one with 'wardmote init', or name one "
            f"with --workspace or {ENVIRONMENT}."
        )
    try:
        content = tomllib.loads(settings.read_text(encoding="utf-8"))
        return Workspace(place, Settings.model_validate(content.get("partnership", {})))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorkspaceError(f"{settings} cannot be read: {error}.") from error
    except ValidationError as error:
        raise WorkspaceError(
            f"{settings} does not say who the partnership is: {_in_words(error)}."
        ) from error


def checked_settings(name: str, codes: Sequence[str], marking: str, colour: str = "") -> Settings:
    """Settings as they were given.

    Raises
    ------
    WorkspaceError
        When a code stands twice, something is missing, or the colour cannot be read on white.
    """
    try:
        return Settings(name=name, codes=tuple(codes), marking=marking, colour=colour)
    except ValidationError as error:
        raise WorkspaceError(
            f"These settings do not say who the partnership is: {_in_words(error)}."
        ) from error


def _in_words(error: ValidationError) -> str:
    return "; ".join(
        f"{item['loc'][-1] if item['loc'] else ''}: {item['msg'].removeprefix('Value error, ')}"
        for item in error.errors()
    )


def write_settings(folder: Path, settings: Settings) -> None:
    """Write ``wardmote.toml``."""
    said = {name: value for name, value in settings.model_dump(mode="json").items() if value}
    content = {"partnership": said}
    (folder / FILE).write_text(tomli_w.dumps(content), encoding="utf-8")


def default_name(names: Sequence[str]) -> str:
    """What a partnership is called when nobody said."""
    return f"{' and '.join(names)} Community Safety Partnership"

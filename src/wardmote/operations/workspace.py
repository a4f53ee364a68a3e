"""The partnership's folder: who it is, its own definitions, its evidence and its documents."""

from __future__ import annotations

import os
import tomllib
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError

from wardmote.definitions import Definitions, load_what_can_be_read
from wardmote.evidence import EvidenceStore, Snapshot
from wardmote.figures import Area, Evidence, partnership_area
from wardmote.figures.comparison import area_asked
from wardmote.figures.groups import group_named
from wardmote.figures.naming import CODE, named_area
from wardmote.operations.settings import Settings, SettingsError, as_toml, faults_of, read_settings

FILE = "wardmote.toml"
ENVIRONMENT = "WARDMOTE_WORKSPACE"


class WorkspaceError(Exception):
    """There is no usable workspace where one was expected; says what to do."""


class DefinitionsUnreadable(UserWarning):
    """A file of the partnership's own definitions cannot be used; what does not need it goes on."""


@dataclass(frozen=True)
class Workspace:
    """An open workspace."""

    folder: Path
    settings: Settings

    @cached_property
    def definitions(self) -> Definitions:
        """Our definitions with the partnership's own laid over them.

        A file of its own that cannot be used is warned of; what asks for a kind that it was to decide is refused.
        """
        made = load_what_can_be_read(self.folder / "definitions")
        for sentence in dict.fromkeys(one.sentence for one in made.unreadable.values()):
            warnings.warn(sentence, DefinitionsUnreadable, stacklevel=2)
        return made

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
        """The area of a code, of today or earlier, of a group or of a name; the partnership's own without one.

        Raises
        ------
        UnknownAreaError
            When the snapshot knows no such code or name, or no area of today has the extent of an earlier one.
        """
        connection = self.snapshot.connection()
        own = partnership_area(connection, self.settings.codes, self.settings.name)
        if code is None or code == "+".join(self.settings.codes):
            return own
        if CODE.fullmatch(code.strip()) or group_named(self.definitions, code) is not None:
            return area_asked(self.evidence(), code)
        return named_area(connection, code, own)


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
        return Workspace(place, read_settings(settings.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorkspaceError(f"{settings} cannot be read: {error}.") from error
    except SettingsError as error:
        raise WorkspaceError(f"{settings}: {error}") from error


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
        raise WorkspaceError(f"These settings cannot be taken: {faults_of(error)}") from error


def write_settings(folder: Path, settings: Settings) -> None:
    """Write ``wardmote.toml``."""
    (folder / FILE).write_text(as_toml(settings), encoding="utf-8")


def default_name(names: Sequence[str]) -> str:
    """What a partnership is called when nobody said."""
    return f"{' and '.join(names)} Community Safety Partnership"

"""The paths that a user names, opened up: folders walked, archives entered, one arrival a file."""

from __future__ import annotations

import contextlib
import gzip
import os
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, cast

from wardmote.definitions import Definitions
from wardmote.evidence import archives
from wardmote.evidence.bounds import BoundedReader, Bounds
from wardmote.evidence.peek import Opener
from wardmote.evidence.refusals import Refused

TABLES = (".csv", ".csv.gz", ".geojson", ".geojson.gz", ".json", ".json.gz")
IGNORED = ("__MACOSX", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Arrival:
    """One file that came in, wherever it lies."""

    name: str
    opener: Opener
    """Opens its uncompressed bytes, within the bounds of the call."""
    in_place: Path | None = None
    """The file itself where it is plain and need not be copied."""


@dataclass
class Arrivals:
    """Everything that came in with one call."""

    bounds: Bounds
    files: list[Arrival] = field(default_factory=list)
    refusals: list[Refused] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    opened: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)
    """Archives that stay open until the call ends."""


def arrive(paths: Sequence[Path], definitions: Definitions) -> Arrivals:
    """Open up paths: files, folders with all below them, archives.

    Hidden files are ignored; files of other kinds are noted inside a folder or an archive, and refused when
    they were named themselves.
    """
    arrivals = Arrivals(bounds := Bounds.of(definitions))
    for path in paths:
        try:
            _refuse_odd_name(path)
            if path.is_dir():
                _enter_folder(path, bounds, arrivals)
            else:
                _enter_file(path, bounds, arrivals)
        except Refused as refusal:
            arrivals.refusals.append(refusal)
        except OSError as error:
            arrivals.refusals.append(
                Refused(str(path), f"{path} cannot be opened: {error.strerror or error}.")
            )
    return arrivals


def is_hidden(name: str) -> bool:
    """Whether a path is one that an operating system leaves behind, and not the user's."""
    parts = name.replace("\\", "/").split("/")
    return any((part.startswith(".") and part not in (".", "..")) or part in IGNORED for part in parts)


def _refuse_odd_name(path: Path) -> None:
    """Refuse a path that cannot be printed nor stored, as an old disk or archive may hold."""
    shown = _shown(str(path))
    if shown != str(path):
        raise Refused(shown, f"{shown}: the name of this file or folder is not UTF-8 text. Rename it.")


def _shown(name: str) -> str:
    return name.encode("utf-8", "replace").decode()


def _enter_folder(folder: Path, bounds: Bounds, arrivals: Arrivals) -> None:
    found = False
    skipped: list[str] = []
    for path in _walk(folder):
        if path.name.lower().endswith((*TABLES, ".zip")):
            found = True
            try:
                _refuse_odd_name(path)
                _enter_file(path, bounds, arrivals)
            except Refused as refusal:
                arrivals.refusals.append(refusal)
        else:
            skipped.append(_shown(path.name))
    if not found:
        raise Refused(str(folder), f"{folder} holds no CSV, GeoJSON or zip file. Name the folder that does.")
    _note_skipped(str(folder), skipped, arrivals)


def _walk(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not is_hidden(name))
        yield from (Path(here) / name for name in sorted(files) if not is_hidden(name))


def _note_skipped(where: str, skipped: list[str], arrivals: Arrivals) -> None:
    if skipped:
        shown = ", ".join(skipped[:3]) + (" and more" if len(skipped) > 3 else "")
        arrivals.notes.append(f"{where}: {len(skipped)} files of other kinds were left alone ({shown}).")


def _enter_file(path: Path, bounds: Bounds, arrivals: Arrivals) -> None:
    lower = path.name.lower()
    if path.exists() and not path.is_file():
        raise Refused(
            str(path), f"{path} is not an ordinary file but a pipe or a device. Save it as a file first."
        )
    with path.open("rb") as stream:
        start = stream.read(4)
    if start.startswith(b"PK") and (lower.endswith(".zip") or not lower.endswith((*TABLES, ".xlsx", ".ods"))):
        _enter_archive(path, bounds, arrivals)
    elif lower.endswith(".zip"):
        raise Refused(
            str(path),
            f"{path} is called .zip but is not a zip archive, or its beginning is lost. Download it again.",
        )
    elif start.startswith(b"\x1f\x8b"):
        bounds.count_file(str(path))
        arrivals.files.append(Arrival(str(path), partial(_open_gzip, path, bounds)))
    else:
        bounds.count_file(str(path))
        arrivals.files.append(Arrival(str(path), partial(_open_plain, path), in_place=path))


def _enter_archive(path: Path, bounds: Bounds, arrivals: Arrivals) -> None:
    skipped: list[str] = []
    archive, members = archives.enter(path, bounds)
    arrivals.opened.enter_context(archive)
    for member in members:
        name = f"{path}/{member.filename}"
        lower = member.filename.lower()
        if is_hidden(member.filename):
            continue
        if lower.endswith(TABLES) and not lower.endswith(".gz"):
            arrivals.files.append(Arrival(name, partial(archives.open_member, archive, name, member, bounds)))
        elif lower.endswith(".zip"):
            arrivals.notes.append(f"{name}: an archive inside an archive is not opened. Unpack it first.")
        else:
            skipped.append(member.filename)
    _note_skipped(str(path), skipped, arrivals)


def _open_plain(path: Path) -> IO[bytes]:
    return path.open("rb")


def _open_gzip(path: Path, bounds: Bounds) -> IO[bytes]:
    reader = BoundedReader(
        cast("IO[bytes]", gzip.open(path, "rb")),  # noqa: SIM115
        str(path),
        path.stat().st_size,
        bounds,
        (EOFError, zlib.error, gzip.BadGzipFile),
    )
    return cast("IO[bytes]", reader)

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
from wardmote.evidence.arrival import Arrival
from wardmote.evidence.books import Books
from wardmote.evidence.bounds import BoundedReader, Bounds
from wardmote.evidence.peek import Opener
from wardmote.evidence.progress import Progress, quiet
from wardmote.evidence.refusals import Refused
from wardmote.evidence.workbooks import NAMES, OTHER_NAMES, kind_of

TABLES = (".csv", ".tsv", ".csv.gz", ".geojson", ".geojson.gz", ".json", ".json.gz")
IGNORED = ("__MACOSX", "Thumbs.db", "desktop.ini")


@dataclass
class Arrivals:
    """Everything that came in with one call."""

    bounds: Bounds
    books: Books
    opened: contextlib.ExitStack
    """Archives that stay open until the call ends."""
    files: list[Arrival] = field(default_factory=list)
    refusals: list[Refused] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def arrive(
    paths: Sequence[Path], definitions: Definitions, folder: Path | None = None, progress: Progress = quiet
) -> Arrivals:
    """Open up paths: files, folders with all below them, archives, the sheets of workbooks.

    Hidden files are ignored; files of other kinds are noted inside a folder or an archive, and refused when
    they were named themselves.

    Parameters
    ----------
    folder
        Where the tables of workbooks are written; by default a folder that goes with ``opened``.
    """
    bounds, opened = Bounds.of(definitions), contextlib.ExitStack()
    arrivals = Arrivals(bounds, Books(definitions, bounds, folder, opened, progress), opened)
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
    return any(
        (part.startswith((".", "~$")) and part not in (".", "..")) or part in IGNORED for part in parts
    )


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
        if path.name.lower().endswith((*TABLES, *NAMES, ".zip")):
            found = True
            try:
                _refuse_odd_name(path)
                _enter_file(path, bounds, arrivals)
            except Refused as refusal:
                arrivals.refusals.append(refusal)
        else:
            skipped.append(_shown(path.name))
    if not found:
        raise Refused(
            str(folder), f"{folder} holds no CSV, GeoJSON, zip file or workbook. Name the folder that does."
        )
    _note_skipped(str(folder), skipped, arrivals)


def _walk(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not is_hidden(name))
        yield from (Path(here) / name for name in sorted(files) if not is_hidden(name))


def _note_skipped(where: str, skipped: list[str], arrivals: Arrivals) -> None:
    old = [name for name in skipped if name.lower().endswith(OTHER_NAMES)]
    skipped = [name for name in skipped if name not in old]
    if old:
        arrivals.notes.append(
            f"{where}: workbooks of a kind that cannot be read were left alone ({', '.join(old[:3])}). Save them as "
            ".xlsx or .ods if they belong to the evidence."
        )
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
    if not lower.endswith(".zip") and kind_of(path, str(path)):
        _enter_workbook(path, bounds, arrivals)
    elif start.startswith(b"PK") and (lower.endswith(".zip") or not lower.endswith((*TABLES, *NAMES))):
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


def _enter_workbook(path: Path, bounds: Bounds, arrivals: Arrivals) -> None:
    bounds.count_file(str(path))
    sheets, notes = arrivals.books.read(path, str(path))
    arrivals.files += sheets
    arrivals.notes += notes


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
        elif lower.endswith(NAMES):
            _enter_member(partial(archives.open_member, archive, name, member, bounds), name, arrivals)
        elif lower.endswith(".zip"):
            arrivals.notes.append(f"{name}: an archive inside an archive is not opened. Unpack it first.")
        else:
            skipped.append(member.filename)
    _note_skipped(str(path), skipped, arrivals)


def _enter_member(opener: Opener, name: str, arrivals: Arrivals) -> None:
    """Read a workbook in an archive."""
    try:
        sheets, notes = arrivals.books.read_member(opener, name)
    except Refused as refusal:
        arrivals.refusals.append(refusal)
        return
    arrivals.files += sheets
    arrivals.notes += notes


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

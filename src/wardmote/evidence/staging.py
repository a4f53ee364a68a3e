"""Makes a plain, hashed UTF-8 file of each arrival, and counts its lines on the way."""

from __future__ import annotations

import codecs
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np

from wardmote.evidence.arrival import Arrival
from wardmote.evidence.bounds import BLOCK, Bounds
from wardmote.evidence.refusals import Refused
from wardmote.evidence.separators import write_with_commas

FALLBACK = "windows-1252"
"""What Excel on a British laptop writes when it is not told to write UTF-8."""


PATTERN_LETTERS = "*?[]{}~"
"""A path with one of these would be taken for a pattern by the engine, so such a file is copied."""


NEWLINE = ord("\n")


@dataclass(frozen=True)
class Staged:
    """A plain file in UTF-8, ready to be read."""

    path: Path
    name: str
    sha256: str
    bytes: int
    lines: int
    """Lines of text of the plain file, the header included."""
    notes: tuple[str, ...] = ()


class _Tally:
    """What can be told about bytes as they pass."""

    def __init__(self) -> None:
        self.hash = hashlib.sha256()
        self.bytes = 0
        self.newlines = 0
        self.last = b""
        self.zeros = False
        self.utf8 = True
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def add(self, block: bytes) -> None:
        self.hash.update(block)
        self.bytes += len(block)
        self.newlines += int(np.count_nonzero(np.frombuffer(block, np.uint8) == NEWLINE))
        self.last = block[-1:] or self.last
        self.zeros = self.zeros or b"\0" in block
        if self.utf8:
            self._check(block)

    def _check(self, block: bytes) -> None:
        if block.isascii() and not self._decoder.getstate()[0]:
            return
        try:
            self._decoder.decode(block)
        except UnicodeDecodeError:
            self.utf8 = False

    def end(self) -> None:
        if self.utf8:
            try:
                self._decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                self.utf8 = False

    @property
    def lines(self) -> int:
        return self.newlines + (self.last not in (b"", b"\n"))


def stage(arrival: Arrival, folder: Path, number: int, bounds: Bounds) -> Staged:
    """Hash an arrival and, unless it lies plain on the disk, copy it to ``folder``.

    Parameters
    ----------
    number
        Names the copy: nothing of the file's own name touches the disk.

    Raises
    ------
    Refused
        When it is damaged, too large, binary, or changes while it is read.
    OSError
        When the copy cannot be written.
    """
    copy = folder / f"{number:06}.plain"
    tally = _Tally()
    if arrival.in_place is None or any(letter in str(arrival.in_place) for letter in PATTERN_LETTERS):
        with arrival.opener() as source, copy.open("wb") as target:
            for block in _blocks(source):
                tally.add(block)
                target.write(block)
    else:
        _tally_in_place(arrival, tally)
    tally.end()
    bounds.spend(arrival.name, tally.bytes)
    if tally.zeros:
        raise Refused(
            arrival.name, f"{arrival.name} holds binary zeros in the middle of its text. Download it again."
        )
    path = copy if copy.exists() else arrival.in_place or copy
    notes, lines = arrival.notes, tally.lines
    if not tally.utf8:
        path, said = _transcode(arrival.name, path, folder / f"{number:06}.utf8")
        notes += said
    if arrival.shape is not None:
        plain = folder / f"{number:06}.commas"
        lines, said = write_with_commas(path, arrival.name, arrival.shape, plain)
        path, notes = plain, notes + said
    return Staged(path, arrival.name, tally.hash.hexdigest(), tally.bytes, lines, notes)


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    while block := stream.read(BLOCK):
        yield block


def _tally_in_place(arrival: Arrival, tally: _Tally) -> None:
    try:
        with arrival.opener() as source:
            before = os.fstat(source.fileno())
            for block in _blocks(source):
                tally.add(block)
            after = os.fstat(source.fileno())
    except OSError as error:
        raise Refused(arrival.name, f"{arrival.name} cannot be read: {error.strerror or error}.") from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise Refused(arrival.name, f"{arrival.name} changed while it was read. Wait until it is complete.")


def _transcode(name: str, path: Path, target: Path) -> tuple[Path, tuple[str, ...]]:
    """A copy in UTF-8 of a file that is not."""
    try:
        with (
            path.open(encoding=FALLBACK, newline="") as source,
            target.open("w", encoding="utf-8", newline="") as out,
        ):
            while block := source.read(BLOCK):
                out.write(block)
    except UnicodeDecodeError as error:
        raise Refused(
            name,
            f"{name} is neither UTF-8 nor Windows-1252 text. Save it as “CSV UTF-8 (comma delimited)”, or "
            "download it again.",
        ) from error
    return target, (f"{name} is saved in {FALLBACK.title()}, not UTF-8; it was read as such.",)

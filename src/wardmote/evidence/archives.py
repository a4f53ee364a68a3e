"""Zip archives, entered with care: what they hold is listed and read, never unpacked under its own name."""

from __future__ import annotations

import lzma
import stat
import struct
import zipfile
import zlib
from pathlib import Path
from typing import IO, cast

from wardmote.evidence.bounds import BoundedReader, Bounds
from wardmote.evidence.refusals import Refused

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    OSError,
)
"""What a damaged archive makes the readers of compressed data raise."""


def enter(path: Path, bounds: Bounds) -> tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]:
    """Open an archive and list the files in it, by name.

    Raises
    ------
    Refused
        When the archive is truncated, encrypted or larger than a call may bring, or a member's name points
        outside it.
    """
    try:
        archive = zipfile.ZipFile(path)
    except DAMAGE as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise Refused(
            str(path),
            f"{path} is cut short or damaged: the list of its contents, which stands at its end, cannot be read. "
            "Download it again and wait until it is complete.",
        ) from error
    try:
        return archive, _checked_members(path, archive, bounds)
    except Refused:
        archive.close()
        raise


def _checked_members(path: Path, archive: zipfile.ZipFile, bounds: Bounds) -> list[zipfile.ZipInfo]:
    found = sorted((m for m in archive.infolist() if not m.is_dir()), key=lambda m: m.filename)
    if not found:
        raise Refused(str(path), f"{path} is an empty archive. Download it again.")
    for member in found:
        bounds.count_file(str(path))
        _refuse_tricks(path, member)
    bounds.check(str(path), path.stat().st_size, sum(member.file_size for member in found))
    return found


def _refuse_tricks(path: Path, member: zipfile.ZipInfo) -> None:
    parts = member.filename.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or ":" in parts[0]:
        raise Refused(
            str(path),
            f"{path} holds a file named “{member.filename}”, which points outside the archive. Archives of police.uk "
            "never do; nothing was unpacked. Download it again from where it is published.",
        )
    if stat.S_ISLNK(member.external_attr >> 16):
        raise Refused(
            str(path), f"{path} holds a link, “{member.filename}”, instead of a file. Nothing was unpacked."
        )
    if member.flag_bits & 0x1:
        raise Refused(
            str(path),
            f"{path} is locked with a password (“{member.filename}”). Unpack it with the password and name the folder.",
        )


def open_member(archive: zipfile.ZipFile, name: str, member: zipfile.ZipInfo, bounds: Bounds) -> IO[bytes]:
    """The uncompressed bytes of one member, checked against its checksum at the end."""
    try:
        inner = archive.open(member)
    except DAMAGE as error:
        raise Refused(name, f"{name} cannot be unpacked ({error}). Download the archive again.") from error
    reader = BoundedReader(inner, name, member.compress_size, bounds, DAMAGE)
    return cast("IO[bytes]", reader)

"""What a folder of downloads knows of its files: where each is from, since when, and how to ask whether it changed."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from wardmote.operations.fetch.errors import FetchBusy
from wardmote.operations.fetch.part import Mark
from wardmote.operations.fetch.result import Got

NAME = "fetched.json"


class Ledger:
    """The file ``fetched.json`` of a folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._entries = self._read()

    def _read(self) -> dict[str, dict[str, Any]]:
        try:
            said = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return said if isinstance(said, dict) else {}

    def conditions(self, target: Path, address: str) -> dict[str, str]:
        """Headers that ask for a file only if it is not the one that is there, whole and untouched."""
        entry = self._entries.get(self._name(target))
        if not entry or entry.get("address") != address or not target.is_file():
            return {}
        if target.stat().st_size != entry.get("bytes") or digest(target) != entry.get("sha256"):
            return {}
        if entry.get("etag"):
            return {"If-None-Match": str(entry["etag"])}
        return {"If-Modified-Since": str(entry["modified"])} if entry.get("modified") else {}

    def enter(self, target: Path, title: str, address: str, mark: Mark | None, when: datetime) -> Got:
        """Note a file that has just come."""
        got = Got(target, title, address, target.stat().st_size, digest(target))
        self._entries[self._name(target)] = {
            "title": title,
            "address": address,
            "fetched": when.isoformat(timespec="seconds"),
            "bytes": got.bytes,
            "sha256": got.sha256,
            "etag": mark.etag if mark else "",
            "modified": mark.modified if mark else "",
        }
        draft = self._path.with_name(f"{NAME}.part")
        draft.write_text(json.dumps(self._entries, indent=1, sort_keys=True), encoding="utf-8")
        draft.replace(self._path)
        return got

    def again(self, target: Path, title: str, address: str) -> Got:
        """A file that is there already, and as it is published."""
        return Got(target, title, address, target.stat().st_size, digest(target), new=False)

    def _name(self, target: Path) -> str:
        return target.relative_to(self._path.parent).as_posix()


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[Ledger]:
    """Have a folder of downloads to oneself.

    Raises
    ------
    FetchBusy
        When another process has it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / ".fetching.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise FetchBusy(
            f"Another fetch is writing to {folder}. Wait until it is done, or name another folder with --out."
        ) from error
    try:
        yield Ledger(folder)
    finally:
        lock.release()

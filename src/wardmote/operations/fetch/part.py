"""A file that is on its way: its beginning, and what says that the rest still fits to it."""

from __future__ import annotations

import base64
import contextlib
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import requests


@dataclass(frozen=True)
class Mark:
    """What tells one state of a published file from another."""

    address: str
    etag: str = ""
    modified: str = ""
    total: int | None = None
    """Bytes of the whole file; None where the publisher does not say."""
    sha256: str = ""
    """Checksum that the publisher says it has; empty where it says none."""

    @classmethod
    def of(cls, answer: requests.Response, address: str) -> Mark:
        """The mark of a whole answer."""
        if answer.headers.get("Content-Encoding", "identity") != "identity":
            return cls(address)
        length = answer.headers.get("Content-Length", "")
        return cls(
            address,
            answer.headers.get("ETag", ""),
            answer.headers.get("Last-Modified", ""),
            int(length) if length.isdigit() else None,
            _checksum(answer.headers.get("Repr-Digest", "")),
        )

    def validator(self, address: str) -> str:
        """What a request for the rest has to carry; empty where the rest cannot be trusted to fit.

        A strong ETag stands for the bytes wherever they are; a date only at the same address.
        Source: RFC 9110, section 13.1.5.
        """
        if self.etag and not self.etag.startswith("W/"):
            return self.etag
        return self.modified if self.address == address else ""


def _checksum(header: str) -> str:
    """The SHA-256 of a ``Repr-Digest``, in hexadecimal. Source: RFC 9530, section 3."""
    found = re.search(r"sha-256=:([A-Za-z0-9+/=]+):", header)
    with contextlib.suppress(ValueError):
        return base64.b64decode(found[1], validate=True).hex() if found else ""
    return ""


class Part:
    """The ``.part`` of a file and the note beside it."""

    def __init__(self, target: Path) -> None:
        self.path = target.with_name(f"{target.name}.part")
        self._note = target.with_name(f"{target.name}.part.json")

    @property
    def size(self) -> int:
        """Bytes that are there."""
        return self.path.stat().st_size if self.path.is_file() else 0

    def mark(self) -> Mark | None:
        """What its beginning belongs to; None where that is not known."""
        if not self.size:
            return None
        try:
            said: Any = json.loads(self._note.read_text(encoding="utf-8"))
            return Mark(**said)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def begin(self, mark: Mark) -> None:
        """Start anew, with nothing."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(b"")
        self._note.write_text(json.dumps(asdict(mark)), encoding="utf-8")

    def remove(self) -> None:
        """Leave no trace of it."""
        for path in (self.path, self._note):
            with contextlib.suppress(FileNotFoundError):
                path.unlink()

    def finish(self, target: Path) -> None:
        """Give it its name."""
        self.path.replace(target)
        self.remove()

"""A cache in files that believes only what this site wrote: each file carries a seal made with the site's key.

The files hold Python objects as ``pickle`` writes them, and reading such a file runs what stands in it. Whoever can write
into the folder but does not have the key can therefore do no more than make a result be worked out again: a file without
the right seal counts as missing, and so does one that was put under the name of another.
"""

from __future__ import annotations

import hmac
import logging
import os
import pickle
import tempfile
from contextlib import suppress
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

log = logging.getLogger(__name__)
SEAL = sha256().digest_size
LOOKED_THROUGH_EACH = 500
"""After so many new files the oldest beyond the most are removed."""


class SealedFiles(BaseCache):
    """Results under their names, without end until there are too many of them."""

    def __init__(self, location: str | Path, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._folder = Path(location)
        self._written = count(1)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """What is kept under a name, if this site wrote it there."""
        name = self.make_key(key, version)
        try:
            content = self._file(name).read_bytes()
        except OSError:
            return default
        seal, held = content[:SEAL], content[SEAL:]
        if not hmac.compare_digest(seal, _seal(name, held)):
            return default
        try:
            return pickle.loads(held)  # noqa: S301 - sealed with a key that only this site has
        except Exception:
            log.info("A kept result is of another version and is worked out again", exc_info=True)
            return default

    def set(
        self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        """Keep something; a disk that cannot take it is no reason to fail."""
        del timeout
        name = self.make_key(key, version)
        held, file = pickle.dumps(value, pickle.HIGHEST_PROTOCOL), self._file(name)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=self._folder, prefix=".draft-")
            with os.fdopen(handle, "wb") as out:
                out.write(_seal(name, held) + held)
            Path(draft).replace(file)
        except OSError:
            log.warning("A result could not be kept", exc_info=True)
        if next(self._written) % LOOKED_THROUGH_EACH == 0:
            self._clear_old()

    def delete(self, key: str, version: int | None = None) -> bool:
        """Let go of something; gives whether it was there."""
        file = self._file(self.make_key(key, version))
        found = file.exists()
        file.unlink(missing_ok=True)
        return found

    def clear(self) -> None:
        """Let go of everything."""
        for file in self._folder.glob("*"):
            file.unlink(missing_ok=True)

    def _file(self, name: str) -> Path:
        return self._folder / sha256(name.encode()).hexdigest()

    def _clear_old(self) -> None:
        found = []
        for file in self._folder.glob("*"):
            with suppress(OSError):
                found.append((file.stat().st_mtime, file))
        most: int = self._max_entries
        for _, file in sorted(found)[:-most]:
            file.unlink(missing_ok=True)


def _seal(name: str, held: bytes) -> bytes:
    key = hmac.digest(settings.SECRET_KEY.encode(), b"wardmote.results", "sha256")
    return hmac.digest(key, len(name).to_bytes(4) + name.encode() + held, "sha256")

"""The key that signs sessions and links of the site: made once for a workspace, readable by its owner alone."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from wardmote.operations.workspace import FILE

KEY_FILE = Path("secrets") / "site-key"
BYTES = 48


def site_key(workspace: Path) -> str:
    """The key of a workspace, made where there is none yet; where there is no workspace, a key that nobody keeps."""
    if not (workspace / FILE).is_file():
        return secrets.token_urlsafe(BYTES)
    if not (workspace / KEY_FILE).is_file():
        make_site_key(workspace)
    return (workspace / KEY_FILE).read_text(encoding="ascii").strip()


def make_site_key(folder: Path) -> None:
    """Write a new key into a folder. It appears whole; of two processes that begin at once, the first one's stays."""
    file = folder / KEY_FILE
    file.parent.mkdir(mode=0o700, exist_ok=True)
    handle, name = tempfile.mkstemp(
        dir=file.parent, prefix=".site-key-"
    )  # for its owner alone from its first moment
    try:
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(BYTES) + "\n")
        with contextlib.suppress(FileExistsError):
            os.link(name, file)
    finally:
        Path(name).unlink()

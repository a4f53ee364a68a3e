"""The key that signs sessions and links: made once for a workspace, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

KEY_FILE = Path("secrets") / "site-key"
BYTES = 48


def secret_key(workspace: Path) -> str:
    """The workspace's key, made at the first call; where there is no workspace, a key that nobody keeps."""
    if not (workspace / "wardmote.toml").is_file():
        return secrets.token_urlsafe(BYTES)
    file = workspace / KEY_FILE
    if not file.is_file():
        _make(file)
    return file.read_text(encoding="ascii").strip()


def _make(file: Path) -> None:
    """Write a new key; of two processes that begin at once, the first one's stays."""
    file.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(secrets.token_urlsafe(BYTES) + "\n")

"""Changing ``wardmote.toml`` in place: only the lines of what changes, so that comments stay where they are."""

from __future__ import annotations

import os
import re
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path

import tomli_w

from wardmote.operations.settings import SECTION, Settings, SettingsError, as_toml, read_settings
from wardmote.operations.workspace import FILE

Value = str | bool
QUOTED = r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\''
"""A value of words on one line, with all that may stand in it."""


def changed_settings(folder: Path, changes: Mapping[str, Value]) -> Settings:
    """Change settings of a workspace's file and write it, whole or not at all.

    Lines of other settings and all comments stay. Where a value stands over several lines, the file is written anew
    without its comments.

    Raises
    ------
    SettingsError
        When the settings would not be usable; the file stays as it was.
    """
    file = folder / FILE
    before = file.read_text(encoding="utf-8")
    wanted = _with(read_settings(before), changes)
    text = before
    for name, value in changes.items():
        text = _line_changed(text, name, value)
    if _read(text) != wanted:
        text = as_toml(wanted)
    _replace(file, text)
    return wanted


def _with(now: Settings, changes: Mapping[str, Value]) -> Settings:
    return read_settings(as_toml(now.model_copy(update=dict(changes))))


def _read(text: str) -> Settings | None:
    try:
        return read_settings(text)
    except (tomllib.TOMLDecodeError, SettingsError):
        return None


def _line_changed(text: str, name: str, value: Value) -> str:
    """The text with the line of one setting changed, or put below the head of its section."""
    line = tomli_w.dumps({name: value}).strip()
    found = re.compile(rf"(?m)^[ \t]*{re.escape(name)}[ \t]*=[ \t]*(?:{QUOTED}|[^#\n]*?)(?=[ \t]*(?:#|$))")
    head = re.search(rf"(?m)^\[{SECTION}\][^\n]*\n", text)
    if head is None:
        return text
    end = re.search(r"(?m)^\[", text[head.end() :])
    last = head.end() + end.start() if end else len(text)
    within = text[head.end() : last]
    kept = found.sub(lambda old: line, within, count=1) if found.search(within) else f"{line}\n{within}"
    return text[: head.end()] + kept + text[last:]


def _replace(file: Path, text: str) -> None:
    """Put a new file in the place of the old one at once."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    Path(name).chmod(file.stat().st_mode & 0o777)
    Path(name).replace(file)

"""Looks at what came: the kind of file that was asked for, or the sign-in page of a network."""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from pathlib import Path

from wardmote.operations.fetch.errors import FetchError
from wardmote.operations.fetch.troubles import host_of

ZIPPED = (".zip", ".xlsx", ".ods")
HEAD = 4096
"""Bytes that a look at the beginning takes."""
_PAGE = re.compile(rb"^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(rb"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)


def page_title(start: bytes) -> str:
    """The title of a web page, from its beginning; empty where it is none."""
    start = start[:HEAD].removeprefix(b"\xef\xbb\xbf")
    if not _PAGE.match(start):
        return ""
    found = _TITLE.search(start)
    words = html.unescape(found.group(1).decode("utf-8", "replace")) if found else ""
    return " ".join(words.split())[:80] or "without a title"


def look_at_start(start: bytes, name: str, address: str) -> None:
    """Refuse what cannot be the file that was asked for.

    Raises
    ------
    FetchError
        When it is a web page, or not of the kind that its name says.
    """
    title = page_title(start)
    if title:
        raise FetchError(
            f"{host_of(address)} sent a web page (“{title}”) instead of {name}. It is usually the sign-in or blocking page "
            "of your own network: open the address in a browser, sign in, and run the same command again. Nothing of it was "
            "kept."
        )
    if name.lower().endswith(ZIPPED) and not start.startswith(b"PK"):
        raise FetchError(
            f"What {host_of(address)} sent as {name} is no such file: it begins with {start[:8]!r}. Nothing of it was kept. "
            "Try again later, or download it with a browser."
        )


def look_at_whole(path: Path, name: str) -> None:
    """Refuse a zip (or a workbook, which is one) that is damaged inside.

    Raises
    ------
    FetchError
        When a file in it cannot be read, or its checksum is wrong.
    """
    if not name.lower().endswith(ZIPPED):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            broken = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise FetchError(
            f"{name} arrived damaged ({error}). It was removed; run the same command again."
        ) from error
    if broken:
        raise FetchError(
            f"{name} arrived damaged: “{broken}” in it fails its checksum. It was removed; run the same command again."
        )

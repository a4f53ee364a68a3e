"""What a file is called once it has been taken in: never by the folders that it lay in."""

from __future__ import annotations

from collections.abc import Iterable

from wardmote.evidence.workbooks.kinds import NAMES

HOLDERS = (".zip", *NAMES)
"""How the names of files end that hold other files or sheets."""


def bare_name(name: str) -> str:
    """The name of a file without its folders; what is in an archive or a workbook keeps it: police.zip/2025-01/a.csv."""
    parts = [part for part in name.replace("\\", "/").split("/") if part]
    first = next((at for at, part in enumerate(parts) if part.lower().endswith(HOLDERS)), len(parts) - 1)
    return "/".join(parts[max(first, 0) :])


def short_name(name: str) -> str:
    """The name of a file without its folders and its archive; a sheet keeps its workbook: fires.xlsx/By ward."""
    parts = name.replace("\\", "/").split("/")
    of_a_book = len(parts) > 1 and parts[-2].lower().endswith(NAMES)
    return "/".join(parts[-2:] if of_a_book else parts[-1:])


def without_folders(text: str, names: Iterable[str]) -> str:
    """A sentence in which each of these names stands bare."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, bare_name(name))
    return text

"""Where files that were sent in wait for the worker, and under which names."""

from __future__ import annotations

import re
import shutil
import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

FOLDER = "arrivals"
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
LONGEST_NAME = 120
SECONDS_A_DAY = 86_400


@dataclass(frozen=True)
class Waiting:
    """Files that wait: the key of their folder and their names there."""

    key: str
    names: tuple[str, ...]


def keep(files: Iterable[UploadedFile[Any]]) -> Waiting:
    """Write uploaded files into a folder of their own. A name that comes twice is numbered, none leads elsewhere."""
    key = uuid.uuid4().hex
    folder = folder_of(key)
    folder.mkdir(parents=True, mode=0o700)
    names: list[str] = []
    try:
        for file in files:
            name = _free(safe_name(file.name or ""), names)
            with (folder / name).open("xb") as out:
                for part in file.chunks():
                    out.write(part)
            names.append(name)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Waiting(key, tuple(names))


def folder_of(key: str) -> Path:
    """Where the files of a key wait."""
    return Path(settings.WORKSPACE) / FOLDER / uuid.UUID(key).hex


def files_of(key: str) -> list[Path]:
    """The files of a key, as far as they still wait."""
    folder = folder_of(key)
    return sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []


def let_go(key: str) -> None:
    """Remove the files of a key: they are in the evidence, or nobody needs them any more."""
    shutil.rmtree(folder_of(key), ignore_errors=True)


def let_go_of_old(days: float) -> None:
    """Remove what has waited longer than so many days."""
    root = Path(settings.WORKSPACE) / FOLDER
    oldest = time.time() - days * SECONDS_A_DAY
    for folder in root.iterdir() if root.is_dir() else ():
        if folder.is_dir() and folder.stat().st_mtime < oldest:
            shutil.rmtree(folder, ignore_errors=True)


def safe_name(given: str) -> str:
    """The last part of a name without what no file system takes; never hidden, never empty."""
    last = PurePosixPath(given.replace("\\", "/")).name
    clean = FORBIDDEN.sub("_", last).strip(" .")
    stem, dot, ending = clean.rpartition(".")
    if len(clean) > LONGEST_NAME:
        clean = f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending[:20]}"
    return clean or "unnamed"


def _free(name: str, taken: Iterable[str]) -> str:
    known = {one.casefold() for one in taken}
    path, number, free = Path(name), 1, name
    while free.casefold() in known:
        number += 1
        free = f"{path.stem} ({number}){path.suffix}"
    return free

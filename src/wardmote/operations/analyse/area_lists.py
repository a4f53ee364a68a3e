"""Lists of areas as people have them: codes with commas, or a file; and keeping one as a group."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from wardmote.definitions.yardsticks import Group
from wardmote.figures.peer_groups import PeerGroup, level_of
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.workspace import Workspace

CODE = re.compile(r"\b[A-Z]\d{8}\b", re.IGNORECASE)
FILES = (".csv", ".txt")
LARGEST = 1_000_000
"""Bytes of a list that are read; ten thousand areas with their names take fewer."""


def codes_asked(words: str) -> tuple[str, ...]:
    """The codes of a list; of a file the first code of each line.

    Raises
    ------
    AskedWronglyError
        When it holds none, something else stands among them, or the file cannot be read.
    """
    if words.lower().endswith(FILES):
        return _of_file(Path(words))
    codes = [part.strip().upper() for part in words.split(",") if part.strip()]
    wrong = [code for code in codes if not CODE.fullmatch(code)]
    if wrong or not codes:
        raise AskedWronglyError(
            f"{wrong[0] if wrong else 'Nothing'} is no code of an area. Write codes with commas between them, such as "
            "E22000353,E22000354, or name a file that ends in .csv or .txt."
        )
    return tuple(dict.fromkeys(codes))


def _of_file(path: Path) -> tuple[str, ...]:
    try:
        if path.stat().st_size > LARGEST:
            raise AskedWronglyError(f"{path.name} is too large for a list of areas.")
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise AskedWronglyError(f"{path.name} cannot be read as a list of areas: {error}.") from error
    found = [code.group().upper() for line in lines if (code := CODE.search(line))]
    if not found:
        raise AskedWronglyError(
            f"{path.name} holds no code of an area. Each line has one, such as E22000353; names alone are not taken, as "
            "several places share them."
        )
    return tuple(dict.fromkeys(found))


def save_group(workspace: Workspace, name: str, group: PeerGroup, source: str = "", note: str = "") -> Path:
    """Write the areas of a group as a definition of the workspace, from where ``--group NAME`` finds it.

    Raises
    ------
    AskedWronglyError
        When the name cannot be one, or stands there already: a group that was used is not written over.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise AskedWronglyError(
            f"{name} cannot be the name of a group. Use small letters, digits and hyphens, such as similar-2025."
        )
    path = workspace.folder / "definitions" / "groups" / f"{name}.yaml"
    if path.exists() or name in workspace.definitions.groups:
        raise AskedWronglyError(
            f"There is a group called {name} already. Ranks in a revised group are not compared with those before, so it "
            "is not written over: take another name."
        )
    members = sorted({code for area in group.areas for code in area.member_codes})
    kept = {
        "id": name,
        "title": name.replace("-", " ").capitalize(),
        "kind": "other",
        "level": level_of(group.own),
        "members": members,
        "note": note,
        "source": source or f"A list of {len(group.areas)} areas: {group.title}",
    }
    Group.model_validate(kept)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        yaml.safe_dump([kept], sort_keys=False, allow_unicode=True), encoding="utf-8", newline="\n"
    )
    return path

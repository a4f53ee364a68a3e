"""Reads files of definitions: what stands in them, and where in a file a fault is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from wardmote.definitions.models import Definition

MEND = "Mend it there, or take it out."
Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The reader of YAML; in C where this machine has it, as every command reads every definition."""


class DefinitionError(Exception):
    """A definition file does not hold what its schema asks for: says which file, which line, which entry, and what."""


def read_folder(folder: Path, model: type[Definition]) -> dict[str, Definition]:
    """Every entry of the files of one kind, by identifier.

    Raises
    ------
    DefinitionError
        When a file is not YAML, repeats a key or an entry, or does not fit its schema.
    """
    entries: dict[str, Definition] = {}
    for path in sorted(folder.glob("*.yaml")):
        for at, raw in enumerate(_entries(path)):
            entry = _validated(raw, model, path, at)
            if entry.id in entries:
                raise DefinitionError(
                    f"{path}, line {line_of(path, at)}: {entry.id} is defined twice. {MEND}"
                )
            entries[entry.id] = entry
    return entries


def place_of(folder: Path, identifier: str) -> str:
    """The file and line on which an entry of a folder that can be read begins; empty where there is none of that name."""
    for path in sorted(folder.glob("*.yaml")):
        for at, raw in enumerate(_entries(path)):
            if isinstance(raw, dict) and raw.get("id") == identifier:
                return f"{path}, line {line_of(path, at)}"
    return ""


def line_of(path: Path, entry: int, place: Sequence[object] = ()) -> int:
    """The line on which an entry of a file begins, or the part of it that a place names; counted from 1."""
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    if isinstance(node, yaml.SequenceNode):
        node = node.value[entry]
    line = node.start_mark.line if node else 0
    for part in place:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == str(part)), None)
            if found is None:
                break
            line, node = found[0].start_mark.line, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line
    return int(line) + 1


def _entries(path: Path) -> Iterator[Any]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_NoRepeats)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        said = " ".join(part for part in (error.context, error.problem) if part)
        raise DefinitionError(f"{path}{line}, is not readable YAML: {said}. {MEND}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise DefinitionError(f"{path} is not readable YAML: {error}. {MEND}") from error
    yield from content if isinstance(content, list) else [content]


def _validated(raw: Any, model: type[Definition], path: Path, at: int) -> Definition:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        name = raw.get("id", "an entry without id") if isinstance(raw, dict) else "an entry"
        faults = error.errors()
        details = "; ".join(f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in faults)
        line = line_of(path, at, faults[0]["loc"])
        raise DefinitionError(f"{path}, line {line}, {name}: {details}. {MEND}") from error


class _NoRepeats(Loader):  # type: ignore[misc]
    """YAML in which a key that stands twice is an error, not a silent loss."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        repeated = {key for key in keys if keys.count(key) > 1}
        if repeated:
            second = [key for key, _ in node.value if key.value in repeated][1]
            raise yaml.MarkedYAMLError(
                problem=f"key {sorted(repeated)} stands twice", problem_mark=second.start_mark
            )
        made: dict[Any, Any] = super().construct_mapping(node, deep)
        return made

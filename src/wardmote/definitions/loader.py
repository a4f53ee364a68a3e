"""Reads the definitions that Wardmote ships, and lays a partnership's own over them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from wardmote.definitions.models import (
    Break,
    Caveat,
    Definition,
    DocumentOutline,
    Force,
    Level,
    Measure,
    PopulationKind,
    Source,
    Term,
    Threshold,
)

OURS = Path(__file__).parent

KINDS: dict[str, type[Definition]] = {
    "measures": Measure,
    "sources": Source,
    "forces": Force,
    "breaks": Break,
    "thresholds": Threshold,
    "caveats": Caveat,
    "populations": PopulationKind,
    "levels": Level,
    "glossary": Term,
    "documents": DocumentOutline,
}


class DefinitionError(Exception):
    """A definition file does not hold what its schema asks for: says which file, which entry, and what."""


@dataclass(frozen=True)
class Definitions:
    """Every definition in force, by kind and identifier."""

    measures: dict[str, Measure] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    forces: dict[str, Force] = field(default_factory=dict)
    breaks: dict[str, Break] = field(default_factory=dict)
    thresholds: dict[str, Threshold] = field(default_factory=dict)
    caveats: dict[str, Caveat] = field(default_factory=dict)
    populations: dict[str, PopulationKind] = field(default_factory=dict)
    levels: dict[str, Level] = field(default_factory=dict)
    glossary: dict[str, Term] = field(default_factory=dict)
    documents: dict[str, DocumentOutline] = field(default_factory=dict)

    def threshold(self, name: str) -> float:
        """The value of a threshold.

        Raises
        ------
        DefinitionError
            When there is none of that name.
        """
        if name not in self.thresholds:
            raise DefinitionError(f"There is no threshold called {name}.")
        return self.thresholds[name].value

    def measures_in_order(self) -> list[Measure]:
        """Measures in their own order."""
        return sorted(self.measures.values(), key=lambda measure: measure.order)

    def digest(self, kinds: Collection[str] = ()) -> str:
        """One hash over everything defined, or over some kinds: the same digest means the same definitions."""
        content = {
            kind.name: {
                name: entry.model_dump(mode="json")
                for name, entry in sorted(getattr(self, kind.name).items())
            }
            for kind in fields(self)
            if not kinds or kind.name in kinds
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def load(overlay: Path | None = None) -> Definitions:
    """Load our definitions and, over them, those of a partnership.

    Parameters
    ----------
    overlay
        A folder with one folder a kind, as ours. An entry with the identifier of one of ours replaces it.

    Raises
    ------
    DefinitionError
        When a file is not YAML, repeats a key, does not fit its schema, or points at nothing.
    """
    found: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    for folder in (OURS, overlay):
        if folder is not None and folder.is_dir():
            for kind, model in KINDS.items():
                found[kind].update(_read_folder(folder / kind, model))
    definitions = Definitions(**found)
    _check_references(definitions)
    return definitions


def _read_folder(folder: Path, model: type[Definition]) -> dict[str, Definition]:
    entries: dict[str, Definition] = {}
    for path in sorted(folder.glob("*.yaml")):
        for raw in _entries(path):
            entry = _validated(raw, model, path)
            if entry.id in entries:
                raise DefinitionError(f"{path}: {entry.id} is defined twice.")
            entries[entry.id] = entry
    return entries


def _entries(path: Path) -> Iterator[Any]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_NoRepeats)  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DefinitionError(f"{path} is not readable YAML: {error}") from error
    yield from content if isinstance(content, list) else [content]


def _validated(raw: Any, model: type[Definition], path: Path) -> Definition:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        name = raw.get("id", "an entry without id") if isinstance(raw, dict) else "an entry"
        details = "; ".join(
            f"{'.'.join(str(part) for part in item['loc'])}: {item['msg']}" for item in error.errors()
        )
        raise DefinitionError(f"{path}, {name}: {details}") from error


class _NoRepeats(yaml.SafeLoader):
    """YAML in which a key that stands twice is an error, not a silent loss."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        repeated = {key for key in keys if keys.count(key) > 1}
        if repeated:
            raise yaml.YAMLError(f"key {sorted(repeated)} stands twice{node.start_mark}")
        return super().construct_mapping(node, deep)


def _check_references(definitions: Definitions) -> None:
    """Every name that a definition uses must be defined."""
    problems = []
    for measure in definitions.measures.values():
        problems += [f"caveat {name}" for name in measure.caveats if name not in definitions.caveats]
        if measure.population not in definitions.populations:
            problems.append(f"population {measure.population}")
        problems += [f"source {c.source}" for c in measure.counted if c.source not in definitions.sources]
    for rupture in definitions.breaks.values():
        problems += [f"measure {name}" for name in rupture.measures if name not in definitions.measures]
        problems += [f"force {name}" for name in rupture.forces if name not in definitions.forces]
        problems += [f"level {name}" for name in rupture.levels if name not in definitions.levels]
    if problems:
        raise DefinitionError("Named but not defined: " + ", ".join(sorted(set(problems))) + ".")

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

from wardmote.definitions.column_names import Heading
from wardmote.definitions.fetching import Download
from wardmote.definitions.models import (
    Break,
    Caveat,
    Definition,
    DocumentOutline,
    Feed,
    Force,
    KnownAcronym,
    Level,
    Mark,
    Measure,
    PopulationKind,
    Source,
    Term,
    Threshold,
)
from wardmote.definitions.references import out_of_bounds, problems
from wardmote.definitions.word_groups import WordGroup
from wardmote.definitions.yardsticks import Group, Target

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
    "acronyms": KnownAcronym,
    "documents": DocumentOutline,
    "feeds": Feed,
    "marks": Mark,
    "downloads": Download,
    "groups": Group,
    "targets": Target,
    "word_groups": WordGroup,
    "headings": Heading,
}


BESIDE = ("downloads", "feeds")
"""Kinds that decide nothing about a figure."""


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
    acronyms: dict[str, KnownAcronym] = field(default_factory=dict)
    documents: dict[str, DocumentOutline] = field(default_factory=dict)
    feeds: dict[str, Feed] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    downloads: dict[str, Download] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    targets: dict[str, Target] = field(default_factory=dict)
    word_groups: dict[str, WordGroup] = field(default_factory=dict)
    headings: dict[str, Heading] = field(default_factory=dict)

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
        """One hash over what is defined, or over some kinds: the same digest means the same definitions.

        Where files are fetched from, and who owes them when, says nothing of what they hold and is not in it.
        """
        content = {
            kind.name: {
                name: entry.model_dump(mode="json")
                for name, entry in sorted(getattr(self, kind.name).items())
            }
            for kind in fields(self)
            if (kind.name in kinds if kinds else kind.name not in BESIDE)
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
        When a file is not YAML, repeats a key, does not fit its schema, lies where none is read, or points at
        nothing.
    """
    if overlay is not None:
        _check_places(overlay)
    found: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    ours: dict[str, Threshold] = {}
    for folder in (OURS, overlay):
        if folder is not None and folder.is_dir():
            for kind, model in KINDS.items():
                found[kind].update(_read_folder(folder / kind, model))
        ours = ours or dict(found["thresholds"])
    found["measures"] = _with_readers(found["measures"], found["sources"])
    definitions = Definitions(**found)
    wrong = [*problems(definitions), *out_of_bounds(ours, definitions.thresholds)]
    if wrong:
        raise DefinitionError(f"The definitions do not fit together: {'; '.join(wrong)}.")
    return definitions


def _with_readers(measures: dict[str, Measure], sources: dict[str, Source]) -> dict[str, Measure]:
    """Measures that know by which reader each of their sources is read."""
    readers = {name: source.reader for name, source in sources.items()}
    return {
        name: measure.model_copy(
            update={
                "counted": tuple(
                    one.model_copy(update={"reader": readers.get(one.source, "")}) for one in measure.counted
                )
            }
        )
        for name, measure in measures.items()
    }


def _check_places(overlay: Path) -> None:
    """A definition file that lies where none is read would be passed over without a word."""
    for path in sorted(overlay.rglob("*.y*ml")):
        here = path.relative_to(overlay).parts
        if len(here) != 2 or here[0] not in KINDS or path.suffix != ".yaml":
            raise DefinitionError(
                f"{path} is not where definitions are read: that is {overlay}/KIND/NAME.yaml, with KIND one of "
                f"{', '.join(KINDS)}."
            )


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
    except (yaml.YAMLError, ValueError, RecursionError) as error:
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

"""Reads the definitions that Wardmote ships, and lays a partnership's own over them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wardmote.definitions.check_kinds import CheckKind, CheckWords
from wardmote.definitions.column_names import Heading
from wardmote.definitions.community_matrices import CommunityMatrix
from wardmote.definitions.concerns import Concern
from wardmote.definitions.fetching import Download
from wardmote.definitions.files import DefinitionError as DefinitionError
from wardmote.definitions.files import place_of, read_folder
from wardmote.definitions.indicators import Indicator
from wardmote.definitions.markings import Marking
from wardmote.definitions.matrices import Matrix
from wardmote.definitions.models import (
    Break,
    Caveat,
    Definition,
    DocumentOutline,
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
from wardmote.definitions.owed import Feed
from wardmote.definitions.permissions import Right, Role
from wardmote.definitions.references import out_of_bounds, problems
from wardmote.definitions.registers import Authority, Driver, Holidays, Identifying, Register
from wardmote.definitions.survey_words import SurveyWords
from wardmote.definitions.surveys import Survey, source_of
from wardmote.definitions.word_groups import WordGroup
from wardmote.definitions.yardsticks import Focus, Group, Target

OURS = Path(__file__).parent
_DIGESTS = "_digests"
"""Where definitions, which never change, keep the digests that were asked for."""

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
    "focus": Focus,
    "word_groups": WordGroup,
    "headings": Heading,
    "indicators": Indicator,
    "surveys": Survey,
    "survey_words": SurveyWords,
    "rights": Right,
    "roles": Role,
    "checks": CheckKind,
    "check_words": CheckWords,
    "matrices": Matrix,
    "registers": Register,
    "identifying": Identifying,
    "markings": Marking,
    "drivers": Driver,
    "holidays": Holidays,
    "authorities": Authority,
    "community_matrices": CommunityMatrix,
    "concerns": Concern,
}


BESIDE = (
    "downloads",
    "feeds",
    "focus",
    "survey_words",
    "rights",
    "roles",
    "checks",
    "check_words",
    "matrices",
    "registers",
    "identifying",
    "markings",
    "drivers",
    "holidays",
    "authorities",
    "community_matrices",
    "concerns",
)
"""Kinds that decide nothing about a figure."""


@dataclass(frozen=True)
class Unreadable:
    """A kind of which a file cannot be used: why, and one hash over its files as they are."""

    kind: str
    sentence: str
    mark: str = ""


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
    focus: dict[str, Focus] = field(default_factory=dict)
    word_groups: dict[str, WordGroup] = field(default_factory=dict)
    headings: dict[str, Heading] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    surveys: dict[str, Survey] = field(default_factory=dict)
    survey_words: dict[str, SurveyWords] = field(default_factory=dict)
    rights: dict[str, Right] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    checks: dict[str, CheckKind] = field(default_factory=dict)
    check_words: dict[str, CheckWords] = field(default_factory=dict)
    matrices: dict[str, Matrix] = field(default_factory=dict)
    registers: dict[str, Register] = field(default_factory=dict)
    identifying: dict[str, Identifying] = field(default_factory=dict)
    markings: dict[str, Marking] = field(default_factory=dict)
    drivers: dict[str, Driver] = field(default_factory=dict)
    holidays: dict[str, Holidays] = field(default_factory=dict)
    authorities: dict[str, Authority] = field(default_factory=dict)
    community_matrices: dict[str, CommunityMatrix] = field(default_factory=dict)
    concerns: dict[str, Concern] = field(default_factory=dict)
    unreadable: dict[str, Unreadable] = field(default_factory=dict)
    """Kinds of which a partnership's own file cannot be used: whoever asks for one is told so, and never given ours."""

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Asked for only where a kind is absent, which one that cannot be read is."""
            if name in KINDS and name in self.__dict__.get("unreadable", {}):
                raise DefinitionError(self.__dict__["unreadable"][name].sentence)
            raise AttributeError(name)

    def with_kind(self, kind: str, entries: dict[str, Any]) -> Definitions:
        """The same with other entries of one kind."""
        made = Definitions(
            **{name: found for name, found in self.__dict__.items() if name not in (kind, _DIGESTS)}
            | {kind: entries}
        )
        return _without(made, self.unreadable)

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
        """One hash over what is defined, or over some kinds: the same digest means the same definitions. Worked out once.

        Where files are fetched from, and who owes them when, says nothing of what they hold and is not in it. In one over
        everything a kind that cannot be read stands as its files do.

        Raises
        ------
        DefinitionError
            When one of the kinds named cannot be read.
        """
        known: dict[tuple[str, ...], str] = self.__dict__.setdefault(_DIGESTS, {})
        asked = tuple(kinds)
        if asked not in known:
            known[asked] = self._digest(asked)
        return known[asked]

    def _digest(self, kinds: Collection[str]) -> str:
        content = {
            kind: self.unreadable[kind].mark
            if not kinds and kind in self.unreadable
            else {name: entry.model_dump(mode="json") for name, entry in sorted(getattr(self, kind).items())}
            for kind in KINDS
            if (kind in kinds if kinds else kind not in BESIDE)
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
    made = load_what_can_be_read(overlay)
    if made.unreadable:
        raise DefinitionError(" ".join(dict.fromkeys(one.sentence for one in made.unreadable.values())))
    return made


@cache
def _shipped(folder: Path, kind: str) -> dict[str, Any]:
    """Our entries of a kind, read once: they never change while a program runs."""
    return read_folder(folder, KINDS[kind])


def load_what_can_be_read(overlay: Path | None = None) -> Definitions:
    """The same, but a kind of which a file of a partnership is at fault stands among the unreadable.

    Asking for such a kind raises the error; ours never stand in for it.

    Raises
    ------
    DefinitionError
        When a file lies where none is read, so that nobody can know what it was to decide; or one of ours is at fault.
    """
    found: dict[str, dict[str, Any]] = {kind: dict(_shipped(OURS / kind, kind)) for kind in KINDS}
    ours = dict(found["thresholds"])
    faults: dict[str, list[str]] = {}
    if overlay is not None and overlay.is_dir():
        faults = _check_places(overlay)
        for kind, model in KINDS.items():
            try:
                found[kind].update(read_folder(overlay / kind, model))
            except DefinitionError as error:
                faults.setdefault(kind, []).append(str(error))
    found["sources"] |= {made.id: made for made in map(source_of, found["surveys"].values())}
    found["measures"] = _with_readers(found["measures"], found["sources"])
    definitions = Definitions(**found)
    wrong = problems(definitions, faults)
    if bounds := out_of_bounds(ours, definitions.thresholds):
        wrong["thresholds"] = bounds
    for kind, sentences in wrong.items():
        faults.setdefault(kind, []).append(
            f"The definitions do not fit together: {'; '.join(_with_place(said, overlay, kind) for said in sentences)}."
        )
    if (
        "sources" in faults
    ):  # a measure that does not know its reader would be taken for one of police records
        faults["measures"] = [*faults.get("measures", []), *faults["sources"]]
    unreadable = {
        kind: Unreadable(kind, " ".join(said), _mark(overlay, kind)) for kind, said in faults.items()
    }
    if unreadable and overlay is None:
        raise DefinitionError(" ".join(one.sentence for one in unreadable.values()))
    return _without(definitions, unreadable)


def _with_place(said: str, overlay: Path | None, kind: str) -> str:
    """What is wrong with an entry, with the file and line of a partnership's own that defines it."""
    identifier = said.split(":")[0].rsplit(" ", 1)[-1]
    place = place_of(overlay / kind, identifier) if overlay else ""
    return f"{said} ({place})" if place else said


def _without(definitions: Definitions, unreadable: dict[str, Unreadable]) -> Definitions:
    """The definitions without the kinds that cannot be read: asking for one of them raises the error."""
    made = replace(definitions, unreadable=unreadable)
    for kind in unreadable:
        made.__dict__.pop(kind)
    return made


def _mark(overlay: Path | None, kind: str) -> str:
    """One hash over the files of a kind as they lie there."""
    files = sorted((overlay / kind).glob("*.yaml")) if overlay else []
    return hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files)).hexdigest()


def _with_readers(measures: dict[str, Measure], sources: dict[str, Source]) -> dict[str, Measure]:
    """Measures that know by which reader each of their sources is read."""
    readers = {name: source.reader for name, source in sources.items()}
    weekly = {name for name, source in sources.items() if source.weekly}
    return {
        name: measure.model_copy(
            update={
                "counted": tuple(
                    one.model_copy(
                        update={"reader": readers.get(one.source, ""), "weekly": one.source in weekly}
                    )
                    for one in measure.counted
                )
            }
        )
        for name, measure in measures.items()
    }


def _check_places(overlay: Path) -> dict[str, list[str]]:
    """Definition files that lie where none is read, and would be passed over without a word; by the kind they are near.

    Raises
    ------
    DefinitionError
        When one lies near no kind.
    """
    found: dict[str, list[str]] = {}
    for path in sorted(overlay.rglob("*.y*ml")):
        here = path.relative_to(overlay).parts
        if len(here) == 2 and here[0] in KINDS and path.suffix == ".yaml":
            continue
        said = (
            f"{path} is not where definitions are read: that is {overlay}/KIND/NAME.yaml, with KIND one of "
            f"{', '.join(KINDS)}."
        )
        if len(here) < 2 or here[0] not in KINDS:
            raise DefinitionError(said)
        found.setdefault(here[0], []).append(said)
    return found

"""What is held already, and whether the same bytes would be read the same way again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from wardmote.definitions import Definitions, Source
from wardmote.definitions.surveys import READER, codebook_of
from wardmote.definitions.word_groups import words_with
from wardmote.evidence.manifest import Manifest, SourceRecord

DECISIVE = {
    "reader", "container", "recognise", "absent", "columns", "checks", "categories", "populations", "use",
    "vintage", "level", "layout",
}  # fmt: skip
"""Parts of a source's definition that decide what becomes of its rows."""
ROWS: tuple[str, ...] = ("rejected-rows",)
OBSERVED = ("rejected-observations",)
GEOGRAPHY = ("longitude-west", "longitude-east", "latitude-south", "latitude-north")
"""Thresholds that decide what is refused."""
READ = {"questions", "background", "weight", "stratum", "cluster", "unique"}
"""Parts of a codebook that decide what becomes of the rows."""


def way_of_reading(definitions: Definitions, source: Source) -> str:
    """Digest of everything defined that decides what becomes of the rows of a source's files."""
    of_forces = source.reader in ("street", "outcomes", "searches")
    observed = source.reader == "observations"
    forces = definitions.forces.values() if of_forces else ()
    tabled = observed or source.reader in ("reference", READER)
    thresholds = ROWS if of_forces else (ROWS if source.open else OBSERVED) if tabled else GEOGRAPHY
    thresholds += GEOGRAPHY if source.reader == "searches" else ()
    content: dict[str, Any] = {
        "source": source.model_dump(mode="json", include=DECISIVE, exclude_none=True),
        "forces": sorted((force.id, sorted(force.names)) for force in forces),
        "thresholds": {name: definitions.threshold(name) for name in thresholds},
    }
    if source.holds:
        content["holds"] = [
            block.model_dump(mode="json", exclude={"title", "warning", "outside"}, exclude_defaults=True)
            for block in source.holds
        ]
    if source.also_called:
        content["also_called"] = sorted((name, sorted(others)) for name, others in source.also_called.items())
    if source.reader == "searches":
        content["nobody"] = words_with(definitions.word_groups.values(), "search-kind", "no-person")
        content["slugs"] = sorted((force.id, force.slug) for force in forces)
    if source.reader == READER:
        book = codebook_of(source, definitions.surveys)
        content["codebook"] = [book.survey, book.wave, *(book.model_dump(mode="json", include=READ).values())]
        content["count"] = definitions.threshold("survey-count-base")
    if observed:
        content["measures"] = sorted(
            (measure.id, measure.title, measure.short_title, measure.unit)
            for measure in definitions.measures.values()
        )
        content["marks"] = sorted((mark.means, sorted(mark.words)) for mark in definitions.marks.values())
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Held:
    """The files that supply something now."""

    definitions: Definitions
    current: Manifest
    _ways: dict[str, str] = field(default_factory=dict)

    def find(self, sha256: str) -> SourceRecord | None:
        """The record of a file that supplies something."""
        return self._by_hash.get(sha256)

    def stands(self, record: SourceRecord, source: Source) -> bool:
        """Whether reading the file of a record again as this source would give what is held."""
        return record.whole and record.source == source.reference and record.reading == self._way(source)

    @cached_property
    def _by_hash(self) -> dict[str, SourceRecord]:
        return {source.sha256: source for source in self.current.sources}

    def _way(self, source: Source) -> str:
        if source.id not in self._ways:
            self._ways[source.id] = way_of_reading(self.definitions, source)
        return self._ways[source.id]

"""Makes partners' tables and the definitions of their sources, and reads what a store holds of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from wardmote.definitions import Definitions, Source
from wardmote.evidence import EvidenceStore

GENERIC = ("Area", "Measure", "Period", "Value", "N", "Note")
CSP = (
    "Financial Year",
    "Financial Quarter",
    "Force Name",
    "CSP Name",
    "Offence Description",
    "Offence Group",
    "Offence Subgroup",
    "Offence Code",
    "Number of Offences",
)


def write(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> Path:
    """A CSV file in UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def partner(identifier: str = "fire-service", **parts: Any) -> Source:
    """A partner's own definition; ``parts`` as they stand in YAML."""
    known = {
        "id": identifier,
        "title": identifier.replace("-", " ").title(),
        "publisher": "A partner",
        "reader": "observations",
        "container": "csv",
        "licence": "",
        "open": False,
        "source": "the test",
    }
    return Source.model_validate(known | parts)


def with_sources(definitions: Definitions, *sources: Source) -> Definitions:
    """The definitions with sources of one's own laid over them."""
    return replace(definitions, sources=definitions.sources | {source.id: source for source in sources})


def held(
    store: EvidenceStore, columns: str = "item, area, start, value, state", where: str = "TRUE"
) -> list[tuple[Any, ...]]:
    """What the store holds."""
    with store.open() as snapshot:
        query = f"SELECT {columns} FROM observations WHERE {where} ORDER BY ALL"
        return snapshot.connection().execute(query).fetchall()


def stored_bytes(store: EvidenceStore) -> dict[str, str]:
    """Source -> hash of its stored file."""
    return {file.key: file.sha256 for file in store.manifest().of_table("observations")}

"""What the tests of the readers share: the seeds, and their tables as somebody else wrote them down."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from wardmote.checker.read_document import ReadDocument
from wardmote.checker.reading import read_document


@pytest.fixture(scope="session")
def seed_files(shared: Path) -> dict[str, Path]:
    return {path.name[:3]: path for path in sorted((shared / "seeds").glob("*.txt"))}


@pytest.fixture(scope="session")
def seeds(seed_files: dict[str, Path]) -> dict[str, ReadDocument]:
    return {number: read_document(path) for number, path in seed_files.items()}


@pytest.fixture(scope="session")
def seed_tables(shared: Path) -> dict[str, list[list[str]]]:
    found = {}
    for path in sorted((shared / "domain" / "seed_tables").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            found[path.stem] = list(csv.reader(stream))
    return found

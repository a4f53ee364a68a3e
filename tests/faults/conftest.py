"""A store in an empty folder, and the definitions it reads by."""

from __future__ import annotations

from pathlib import Path

import pytest

from wardmote.definitions import Definitions, load
from wardmote.evidence import EvidenceStore


@pytest.fixture(scope="session")
def definitions() -> Definitions:
    """Our own definitions."""
    return load()


@pytest.fixture
def store(tmp_path: Path, definitions: Definitions) -> EvidenceStore:
    """A store that holds nothing yet."""
    return EvidenceStore(tmp_path / "evidence", definitions)

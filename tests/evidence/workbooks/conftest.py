"""Reads a workbook as the door does, without the door."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from wardmote.definitions import Definitions
from wardmote.evidence.bounds import Bounds
from wardmote.evidence.workbooks import Sheets, sheets_of

Read = Callable[[Path], Sheets]


@pytest.fixture
def read(definitions: Definitions, tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Reads a workbook into tables."""
    return lambda path: sheets_of(path, path.name, Bounds.of(definitions), tmp_path_factory.mktemp("tables"))

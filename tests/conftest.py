"""Fixtures that every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent


def shared_folder() -> Path:
    """Where the real open data lies: WARDMOTE_SHARED, else a folder called shared beside the project."""
    return Path(os.environ.get("WARDMOTE_SHARED", PROJECT.parent / "shared"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, loudly, what needs the shared data where there is none."""
    if (shared_folder() / "data").is_dir():
        return
    reason = f"needs the shared open data, which is not at {shared_folder()} (set WARDMOTE_SHARED)"
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared folder of real open data."""
    return shared_folder()

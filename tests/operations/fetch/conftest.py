"""A publisher on this machine, and no proxy between."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.operations.fetch.publisher import Publisher, StillClock


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the machine's own network needs must not decide a test."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    """A server that listens until the test is over."""
    made = Publisher()
    yield made
    made.close()


@pytest.fixture
def clock() -> StillClock:
    """Time that passes only when somebody waits."""
    return StillClock()

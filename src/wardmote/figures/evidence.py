"""What figures are made from."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import duckdb

from wardmote.definitions import Definitions

Found = TypeVar("Found")


@dataclass(frozen=True)
class Evidence:
    """An open snapshot, the definitions in force, and the marking that figures carry."""

    connection: duckdb.DuckDBPyConnection
    definitions: Definitions
    snapshot: str
    marking: str = "OFFICIAL"
    _read: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, key: Hashable, read: Callable[[], Found]) -> Found:
        """What ``read`` finds, read once for each key: a snapshot does not change. Nobody may change it either."""
        if key not in self._read:
            self._read[key] = read()
        found: Found = self._read[key]
        return found

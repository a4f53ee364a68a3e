"""What figures are made from."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from wardmote.definitions import Definitions


@dataclass(frozen=True)
class Evidence:
    """An open snapshot, the definitions in force, and the marking that figures carry."""

    connection: duckdb.DuckDBPyConnection
    definitions: Definitions
    snapshot: str
    marking: str = "OFFICIAL"

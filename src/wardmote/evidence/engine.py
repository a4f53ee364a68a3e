"""Connections to DuckDB: one that writes files, one that may only read them."""

from __future__ import annotations

from pathlib import Path

import duckdb

from wardmote.evidence.sql_text import quoted

WRITING_MEMORY = "1GB"
"""Beyond it the engine works through the disk."""
WRITING_THREADS = 4


def writing_connection(folder: Path) -> duckdb.DuckDBPyConnection:
    """A connection for one ingest, whose overflow goes to a folder of the call."""
    connection = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": WRITING_MEMORY,
            "temp_directory": str(folder / "overflow"),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )
    threads = connection.execute("SELECT current_setting('threads')").fetchall()[0][0]
    connection.execute(f"SET threads = {min(int(threads), WRITING_THREADS)}")
    connection.execute("SET enable_progress_bar = false")
    # What statistics say of nulls would decide how a column is encoded: the same rows must give the same bytes.
    connection.execute("SET disabled_optimizers = 'statistics_propagation'")
    return connection


def shut(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Let a connection read nothing but one folder, and let nobody change that."""
    connection.execute("SET parquet_metadata_cache = true")  # stored files never change
    connection.execute(f"SET allowed_directories = [{quoted(str(folder))}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")

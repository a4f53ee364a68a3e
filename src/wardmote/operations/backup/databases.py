"""Copies of the site's database: of SQLite by its own online backup, of PostgreSQL by pg_dump and pg_restore."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from wardmote.operations.backup.contents import Engine
from wardmote.operations.backup.errors import BackupError

FILE = "site.sqlite"
URL = "DATABASE_URL"
LONGEST_SECONDS = 3600
_COUNT_TABLES = (
    "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
)


def engine_of(workspace: Path) -> Engine:
    """Which database the site of a workspace has: the one that DATABASE_URL names, its own file, or none yet."""
    url = os.environ.get(URL, "")
    if url and not url.startswith("sqlite"):
        if urlsplit(url).scheme not in ("postgres", "postgresql"):
            raise BackupError(f"{URL} names a database that is neither SQLite nor PostgreSQL.")
        return "postgresql"
    return "sqlite" if sqlite_file(workspace).is_file() else "none"


def sqlite_file(workspace: Path) -> Path:
    """Where the SQLite database lies."""
    url = os.environ.get(URL, "")
    return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else workspace / FILE


def copy_sqlite(source: Path, to: Path) -> dict[str, int]:
    """Copy the database as it stands at one moment, while others go on writing. Returns rows by table."""
    with closing(sqlite3.connect(source, timeout=30)) as live, closing(sqlite3.connect(to)) as made:
        live.backup(made)
    return rows_of_sqlite(to)


def rows_of_sqlite(file: Path) -> dict[str, int]:
    """Rows by table.

    Raises
    ------
    BackupError
        When the database is damaged.
    """
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as held:
        try:
            said = held.execute("PRAGMA integrity_check").fetchone()[0]
            names = [row[0] for row in held.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
            )]  # fmt: skip
            counted = {
                name: int(held.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names
            }
        except sqlite3.DatabaseError as error:
            raise BackupError(f"The database {file} is damaged ({error}).") from error
    if said != "ok":
        raise BackupError(f"The database {file} is damaged ({said}).")
    return counted


def dump_postgresql(to: Path) -> dict[str, int]:
    """Copy the database that DATABASE_URL names, as it stands at one moment. Returns rows by table."""
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={to}", os.environ[URL])
    return rows_of_postgresql()


def load_postgresql(dump: Path) -> dict[str, int]:
    """Put a copy into the database that DATABASE_URL names, which must be empty. Returns rows by table.

    Raises
    ------
    BackupError
        When it is not empty, or refuses.
    """
    if rows_of_postgresql():
        raise BackupError(f"The database that {URL} names is not empty. Name an empty one.")
    _run(
        "pg_restore",
        "--single-transaction",
        "--no-owner",
        "--no-privileges",
        f"--dbname={os.environ[URL]}",
        str(dump),
    )
    return rows_of_postgresql()


def rows_of_postgresql() -> dict[str, int]:
    """Rows by table."""
    import psycopg

    with psycopg.connect(os.environ[URL]) as held:
        names = [str(row[0]) for row in held.execute(_COUNT_TABLES)]
        counts = {}
        for name in names:
            row = held.execute(f"SELECT count(*) FROM {name}".encode()).fetchone()
            counts[name.strip('"')] = int(row[0]) if row else 0
    return counts


def _run(program: str, *words: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise BackupError(f"{program} is not on this machine. It comes with PostgreSQL's client programs.")
    done = subprocess.run(  # noqa: S603
        [found, *words], capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [str(done.returncode)])[-1]
        raise BackupError(f"{program} failed: {last}")

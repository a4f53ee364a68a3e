"""Each test here has a database of its own, of either kind, with real transactions and real threads."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier
from typing import Any, TypeVar
from uuid import uuid4

import dj_database_url
import pytest
from django.core.management import call_command
from django.db import connections
from pytest_django import DjangoDbBlocker
from tests.site.postgres import Server, programs, server, standing_on

from wardmote.site import settings as site_settings

Result = TypeVar("Result")
ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@dataclass(frozen=True)
class Stood:
    """What the site stands on: its kind, and how ``DATABASE_URL`` names it."""

    vendor: str
    url: str


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """One server for a run."""
    if programs() is None:
        pytest.skip("needs PostgreSQL's server programs (Debian: postgresql)")
    with server() as running:
        yield running


@pytest.fixture(scope="session")
def file_of_all_steps(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Path:
    """A SQLite file with every migration carried out."""
    file = tmp_path_factory.mktemp("migrated") / "site.sqlite"
    with django_db_blocker.unblock(), standing_on(described(f"sqlite:///{file}")):
        call_command("migrate", verbosity=0)
    return file


@pytest.fixture(scope="session")
def name_of_all_steps(postgresql: Server, django_db_blocker: DjangoDbBlocker) -> str:
    """A PostgreSQL database with every migration carried out, from which others are made."""
    url = postgresql.make("all-steps")
    with django_db_blocker.unblock(), standing_on(described(url)):
        call_command("migrate", verbosity=0)
    return "all-steps"


@pytest.fixture(params=ENGINES)
def database(
    request: pytest.FixtureRequest, tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[Stood]:
    """A database brought up to date, as a real site has it; once for each kind."""
    if request.param == "sqlite":
        file = tmp_path / "site.sqlite"
        shutil.copyfile(request.getfixturevalue("file_of_all_steps"), file)
        stood = Stood("sqlite", f"sqlite:///{file}")
        with django_db_blocker.unblock(), standing_on(described(stood.url)):
            yield stood
        return
    running: Server = request.getfixturevalue("postgresql")
    name = uuid4().hex
    url = running.make(name, request.getfixturevalue("name_of_all_steps"))
    with django_db_blocker.unblock(), standing_on(described(url)):
        yield Stood("postgresql", url)
    running.drop(name)


@pytest.fixture(params=ENGINES)
def empty(
    request: pytest.FixtureRequest, tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """A database without a table; once for each kind."""
    name, url = uuid4().hex, f"sqlite:///{tmp_path / 'empty.sqlite'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql").make(name)
    with django_db_blocker.unblock(), standing_on(described(url)):
        yield request.param
    if request.param == "postgresql":
        request.getfixturevalue("postgresql").drop(name)


def described(url: str) -> dict[str, Any]:
    """A database as the site's settings describe it."""
    made: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True))
    if made["ENGINE"].endswith("sqlite3"):
        made["OPTIONS"] = dict(site_settings.DATABASES["default"]["OPTIONS"])
    return made


@pytest.fixture
def at_once() -> Callable[[int, Callable[[int], Any]], list[Any]]:
    """Do one thing in several threads that begin at the same moment; what each gave."""

    def run(times: int, work: Callable[[int], Any]) -> list[Any]:
        together = Barrier(times)

        def one(number: int) -> Any:
            try:
                together.wait(20)
                return work(number)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(times) as pool:
            return list(pool.map(one, range(times)))

    return run

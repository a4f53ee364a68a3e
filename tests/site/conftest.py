"""What tests of the site share: the made-up partnership served, people with each role, and somebody signed in."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import caches
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.site.browsing import Visitor

from wardmote.operations.workspace import Workspace
from wardmote.site.kit import results
from wardmote.site.kit.access.models import Membership, Organisation, Person
from wardmote.site.kit.access.second_factor import SealedSecrets
from wardmote.site.kit.audit.triggers import LAID, LIFTED

SECRET = "JBSWY3DPEHPK3PXP"  # noqa: S105
"""What everybody's app of codes holds."""
PASSWORD = "a long made-up pass phrase"  # noqa: S105


@pytest.fixture(scope="session")
def served_folder(marrowmere: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the made-up partnership that the site may change. Tests that change evidence copy it again."""
    folder = tmp_path_factory.mktemp("served") / "workspace"
    shutil.copytree(marrowmere.folder, folder)
    return folder


@pytest.fixture(autouse=True)
def served(served_folder: Path, settings: Settings) -> Path:
    """The site serves the made-up partnership."""
    settings.WORKSPACE = served_folder
    return served_folder


@pytest.fixture(scope="session", autouse=True)
def _emptied_between_tests() -> Iterator[None]:
    """Let the tests that empty the database afterwards do so, though it refuses to lose a record."""
    with pytest.MonkeyPatch.context() as patched:
        flush = type(connection.ops).sql_flush

        def lifted(ops: Any, *words: Any, **named: Any) -> list[str]:
            vendor = connection.vendor
            return [*LIFTED[vendor], *flush(ops, *words, **named), *LAID[vendor]]

        patched.setattr(type(connection.ops), "sql_flush", lifted)
        yield


def sealed(secret: str) -> str:
    """As the database keeps it."""
    return SealedSecrets().encrypt(secret)


@pytest.fixture
def with_role(db: None) -> Callable[[str], Person]:
    """Make a person who has one role for one organisation."""

    def make(role: str, organisation: str = "Marrowmere Council") -> Person:
        home, _ = Organisation.objects.get_or_create(name=organisation, defaults={"short_name": organisation})
        person = Person.objects.create(email=f"{role}@example.test", name=f"Some {role}")
        person.set_password(PASSWORD)
        person.save()
        Membership.objects.create(person=person, organisation=home, role=role, starts=date(2020, 1, 1))
        Authenticator.objects.create(
            user=person, type=Authenticator.Type.TOTP, data={"secret": sealed(SECRET)}
        )
        return person

    return make


@pytest.fixture
def forget() -> Callable[[], None]:
    """Forget every result that the site keeps."""

    def all_of_them() -> None:
        caches["results"].clear()
        results._held.clear()

    return all_of_them


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Every process that was begun here; each sleeps in place of its work."""
    made: list[tuple[str, ...]] = []

    def begin(command: tuple[str, ...], **named: object) -> subprocess.Popen[bytes]:
        made.append(command)
        return plain(["sleep", "60"])

    plain = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", begin)
    return made


@pytest.fixture
def signed_in(with_role: Callable[[str], Person]) -> Callable[[str], Client]:
    """A browser of somebody who has a role, signed in."""

    def enter(role: str) -> Client:
        client = Client()
        client.force_login(with_role(role), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return enter


@pytest.fixture
def visitor(
    chromium: Browser,
    live_server: LiveServer,
    signed_in: Callable[[str], Client],
) -> Iterator[Callable[..., Visitor]]:
    """Somebody with a role at a real browser: ``visitor("analyst").look("/")`` names every fault of a page.

    Without a role they are not signed in; ``scripts=False`` is a browser that runs none.
    """
    made: list[Visitor] = []

    def arrive(role: str = "", *, scripts: bool = True) -> Visitor:
        session = signed_in(role).cookies["sessionid"].value if role else ""
        made.append(Visitor(chromium, live_server.url, session, scripts))
        return made[-1]

    yield arrive
    for one in made:
        one.leave()

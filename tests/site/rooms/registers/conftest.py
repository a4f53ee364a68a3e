"""A register of fifteen lines that no code knows of, and a browser of somebody who keeps it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from wardmote.definitions.registers import Register
from wardmote.site.kit.access.models import Person
from wardmote.site.kit.access.scope import Actor, scope_of
from wardmote.site.kit.house import workspace

PARTNERSHIP = '[partnership]\nname = "Safer Elsewhere"\ncodes = ["X22000001"]\nmarking = "OFFICIAL"\n'
KEYS = Path(__file__).with_name("keys_lent.yaml")


@pytest.fixture(autouse=True)
def served(settings: Settings, tmp_path: Path) -> Path:
    """A partnership that keeps a register of its own; it has no evidence, and needs none for it."""
    (tmp_path / "wardmote.toml").write_text(PARTNERSHIP, "utf-8")
    folder = tmp_path / "definitions" / "registers"
    folder.mkdir(parents=True)
    shutil.copy(KEYS, folder / KEYS.name)
    settings.WORKSPACE = tmp_path
    return tmp_path


@pytest.fixture
def keys() -> Register:
    """The register."""
    return workspace().definitions.registers["keys"]


@pytest.fixture
def acting(with_role: Callable[..., Person]) -> Callable[..., Actor]:
    """Somebody with a role who acts: ``acting("agency-user", "Fire Service")``."""

    def make(role: str, organisation: str = "Marrowmere Council") -> Actor:
        person = with_role(role, organisation)
        return Actor(person.pk, person.name, scope_of(person, workspace().definitions))

    return make


@pytest.fixture
def analyst(signed_in: Callable[[str], Client]) -> Client:
    """An analyst at the site."""
    return signed_in("analyst")

"""Every service of the site writes exactly one record: each is found, called and counted."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings
from tests.site.kit.audit_cases import CASES, Given
from tests.site.rows import every_row

import wardmote.site
from wardmote.site.kit.access.models import Person
from wardmote.site.kit.access.scope import Actor, scope_of
from wardmote.site.kit.audit.chain import verify
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.house import workspace

NOT_MODULES = ("wardmote.site.wsgi", ".migrations")


def _modules() -> Iterator[Any]:
    for found in pkgutil.walk_packages(wardmote.site.__path__, "wardmote.site."):
        if not any(part in found.name for part in NOT_MODULES):
            yield importlib.import_module(found.name)


def _services() -> dict[str, Any]:
    """Every service that there is, by module and name; each once, where it is defined."""
    found = {}
    for module in _modules():
        for one in vars(module).values():
            if inspect.isfunction(one) and getattr(one, "is_service", False):
                found[f"{one.__module__}.{one.__qualname__}"] = one
    return found


def test_every_service_has_a_case() -> None:
    """Whoever writes a new one says here how it is called."""
    found = _services()
    assert len(found) > 30
    assert [name for name, one in found.items() if one not in CASES] == []
    assert [one.__qualname__ for one in CASES if one not in found.values()] == []


@pytest.fixture
def given(with_role: Callable[..., Person], served: Path, settings: Settings, tmp_path: Path) -> Given:
    """An administrator and an analyst of another organisation, in a workspace whose settings may be changed."""
    shutil.copy(served / "wardmote.toml", tmp_path / "wardmote.toml")
    acting, person = with_role("administrator"), with_role("analyst", "Fire Service")
    scope = scope_of(acting, workspace().definitions)
    settings.WORKSPACE = tmp_path
    held = person.memberships.get()
    return Given(Actor(acting.pk, acting.name, scope), person, held, held.organisation, timezone.localdate())


class Lost(Exception):  # noqa: N818
    """The record could not be written."""


def _losing(*_: Any, **__: Any) -> None:
    raise Lost


def _files(folder: Path) -> dict[Path, bytes]:
    """Every file of a folder that says something; a lock says nothing."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".lock"))
    return {path: path.read_bytes() for path in found}


@pytest.mark.django_db
@pytest.mark.parametrize("one", CASES, ids=lambda one: f"{one.__module__.split('.')[-2]}.{one.__qualname__}")
def test_each_writes_one_record_or_nothing_at_all(
    one: Any, given: Given, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One for the whole of it, that says who, what and in which words; where it cannot be written, nothing was done."""
    call = CASES[one](given)
    rows, files = every_row(), _files(tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr(AuditRecord, "save", _losing)
        with pytest.raises(Lost):
            call()
    assert every_row() == rows
    assert _files(tmp_path) == files
    before = AuditRecord.objects.count()
    call()
    made = list(AuditRecord.objects.order_by("pk"))[before:]
    assert len(made) == 1
    assert "." in made[0].action
    assert made[0].words.endswith(".")
    assert made[0].kind
    assert made[0].key or made[0].action == "check.done"
    assert verify().is_whole

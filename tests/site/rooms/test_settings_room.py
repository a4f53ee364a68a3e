"""The settings room: what may be changed, through one service, in the workspace's own file."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.house import workspace

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Client]


@pytest.fixture
def own(served: Path, settings: Settings, tmp_path: Path) -> Path:
    """A workspace whose settings the test may change; it needs no evidence."""
    shutil.copy(served / "wardmote.toml", tmp_path / "wardmote.toml")
    settings.WORKSPACE = tmp_path
    return tmp_path


def test_a_change_is_written_shown_and_recorded(own: Path, signed_in: Enter) -> None:
    """Once, with what was before."""
    browser = signed_in("administrator")
    sent = {"name": "Safer Elsewhere", "marking": "OFFICIAL", "colour": "#1D5B79", "suppress_open_data": "on"}
    assert browser.post("/settings/change/", sent).status_code == 302
    assert "Safer Elsewhere" in browser.get("/settings/").content.decode()
    assert workspace().settings.suppress_open_data
    told = AuditRecord.objects.get(action="settings.changed")
    assert told.after["name"] == "Safer Elsewhere"
    assert "marking" not in told.after


@pytest.mark.parametrize(
    "sent",
    [
        {"name": "", "marking": "OFFICIAL"},
        {"name": "A", "colour": "#FFFF00"},
        {"name": "A", "colour": "red"},
        {"name": "A\nB"},
        {"name": "A" * 5000},
        {"name": "A", "marking": "O\x00"},
    ],
)
def test_what_cannot_be_used_is_refused_with_a_sentence(
    own: Path, signed_in: Enter, sent: dict[str, str]
) -> None:
    """And the file stays as it was."""
    before = (own / "wardmote.toml").read_bytes()
    answer = signed_in("administrator").post("/settings/change/", sent)
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert (own / "wardmote.toml").read_bytes() == before
    assert not AuditRecord.objects.filter(action="settings.changed").exists()


def test_what_is_not_asked_for_is_not_taken(own: Path, signed_in: Enter) -> None:
    """Codes, names of the site and second factors are not changed by adding them to the form."""
    before = workspace().settings
    sent = {
        "name": "A",
        "codes": "E1",
        "site": "x",
        "hosts": "evil.example",
        "second_factor": "",
        "templates": "/etc/passwd",
    }
    signed_in("administrator").post("/settings/change/", sent)
    after = workspace().settings
    assert (after.codes, after.site, after.templates) == (before.codes, before.site, before.templates)


def test_a_manager_does_not_find_it(signed_in: Enter) -> None:
    """It is the administrator's."""
    assert signed_in("manager").get("/settings/").status_code == 404

"""From a frozen workshop to an approved assessment: its seven parts come from frozen records."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from tests.site.rooms.priorities.conftest import DECIDES, Frozen

from wardmote.site.kit.access.models import Person
from wardmote.site.kit.house import workspace
from wardmote.site.kit.jobs.models import Job
from wardmote.site.kit.jobs.running import run_job
from wardmote.site.kit.registers import services as registers
from wardmote.site.kit.registers.rules import Draft
from wardmote.site.rooms.library import files
from wardmote.site.rooms.library.models import Build
from wardmote.site.rooms.priorities import services

pytestmark = pytest.mark.django_db(transaction=True)


def _built(browser: Client) -> Build:
    asked = {"document": "strategic-assessment", "to": "", "edition": "inside", "formats": []}
    assert browser.post("/library/build/", asked).status_code == 302
    job = Job.objects.latest("asked")
    run_job.call(str(job.pk))
    return Build.objects.latest("made")


def test_an_assessment_is_approved_once_all_seven_parts_are_there(
    served: Path, tmp_path: Path, settings: Settings, frozen: Frozen, with_role: Callable[..., Person]
) -> None:
    shutil.copytree(served, tmp_path / "workspace")
    settings.WORKSPACE = tmp_path / "workspace"
    analyst, manager = Client(), frozen.browser
    analyst.force_login(with_role("analyst"), backend="allauth.account.auth_backends.AuthenticationBackend")
    for number, state in ((1, "part"), (3, "done")):
        told = {"state": state, "output": "Patrols", "evidence": "", "lesson": "Start earlier"}
        services.carry(frozen.leader, frozen.last, number, told)
    said = {
        "claim": "Groups come from outside",
        "for": "Store reports",
        "against": "No arrest",
        "strength": "some",
    }
    register = workspace().definitions.registers["hypotheses"]
    registers.add(frozen.leader, register, Draft("open", frozen.leader.organisation, None, "", said))
    services.decide(frozen.board, frozen.this, DECIDES | {"day": date(2026, 6, 3)})
    second = _built(analyst)
    page = manager.get(f"/library/builds/{second.pk}/").content.decode()
    assert "One hypothesis of the register" in page
    assert {one["standing"] for one in second.parts} == {"filled"}
    assert analyst.post(f"/library/builds/{second.pk}/submit/", {"words": ""}).status_code == 302
    assert manager.post(f"/library/builds/{second.pk}/approve/", {"words": ""}).status_code == 302
    second.refresh_from_db()
    assert second.stage == "approved"
    (html,) = [one for one in second.files if one["format"] == "html"]
    words = (files.folder_of(workspace(), str(second.pk)) / html["name"]).read_text("utf-8")
    for told_there in (
        "Strategic assessment: year to March 2026",
        "The board approved them on 3 June 2026",
        "Start earlier",
    ):
        assert told_there in words

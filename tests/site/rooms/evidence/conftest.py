"""What tests of the evidence desk share: a workspace of their own, and somebody who sends files in."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from wardmote.site.kit.jobs.models import Job
from wardmote.site.kit.jobs.running import run_job

Send = Callable[..., Job]


@pytest.fixture
def own(served: Path, tmp_path: Path, settings: Settings) -> Path:
    """A workspace of this test's own, since it takes evidence in."""
    folder = tmp_path / "workspace"
    shutil.copytree(served, folder, ignore=shutil.ignore_patterns("arrivals"))
    settings.WORKSPACE = folder
    return folder


@pytest.fixture
def send() -> Send:
    """Send files through the form, and let the worker do its part: ``send(browser, ("a.csv", b"..."))``."""

    def sending(browser: Client, *files: tuple[str, bytes], what: str = "take") -> Job:
        sent = [SimpleUploadedFile(name, content) for name, content in files]
        answer = browser.post("/evidence/upload/", {"sent": sent, "what": what})
        assert answer.status_code == 302, answer.content.decode()
        job = Job.objects.latest("asked")
        run_job.call(str(job.pk))
        job.refresh_from_db()
        return job

    return sending

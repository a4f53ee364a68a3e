"""People's words: saved once, never lost, printed by the next build."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from wardmote.operations.review import CommentaryError
from wardmote.operations.words_kept import WordsChangedError, save_words, words_now
from wardmote.operations.workspace import Workspace, find_workspace
from wardmote.site.kit.access.models import Person
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.jobs.models import Job, State
from wardmote.site.kit.jobs.running import run_job
from wardmote.site.rooms.library.models import Build, Edition

DOCUMENT = "strategic-assessment"


@pytest.fixture
def own(served: Path, tmp_path: Path, settings: Settings) -> Path:
    """A workspace of this test's own, since words are written into it."""
    folder = tmp_path / "workspace"
    shutil.copytree(served, folder)
    settings.WORKSPACE = folder
    return folder


def _save(here: Workspace, text: str, author: str, seen: str) -> None:
    with save_words(here, DOCUMENT, "some-place", text, author, seen, "What do you know?"):
        pass


def test_words_are_read_as_they_were_saved(own: Path) -> None:
    """With their author; emptied, the question stands in the file again."""
    here = find_workspace(own)
    _save(here, "Two\r\nlines.\r\n", "Alex\nPoe", "")
    now = words_now(here, DOCUMENT, "some-place")
    assert (now.text, now.author) == ("Two\nlines.", "Alex Poe")
    _save(here, "  ", "Alex Poe", now.mark)
    assert words_now(here, DOCUMENT, "some-place").text == ""
    assert "What do you know?" in (own / "commentary" / DOCUMENT / "some-place.md").read_text("utf-8")


def test_the_later_of_two_writers_is_told_and_the_first_words_stand(own: Path) -> None:
    """Whether they began from the same words or from none."""
    here = find_workspace(own)
    _save(here, "First.", "Alex", "")
    with pytest.raises(WordsChangedError) as told:
        _save(here, "Second.", "Sam", "")
    assert told.value.now.text == "First."
    assert words_now(here, DOCUMENT, "some-place").author == "Alex"


def test_what_fails_on_the_way_writes_nothing(own: Path) -> None:
    """The words are written last."""
    here = find_workspace(own)

    def fail() -> None:
        with save_words(here, DOCUMENT, "some-place", "Words.", "Alex", ""):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert words_now(here, DOCUMENT, "some-place").mark == ""


@pytest.mark.parametrize("slot", ["../other", "..", "a/b", "", "A", ".hidden"])
def test_a_name_leads_nowhere_else(own: Path, slot: str) -> None:
    """Only to a place's own file."""
    with pytest.raises(CommentaryError):
        words_now(find_workspace(own), DOCUMENT, slot)


def test_a_link_out_of_the_workspace_is_not_followed(own: Path, tmp_path: Path) -> None:
    """Neither read nor written."""
    outside = tmp_path / "outside.md"
    outside.write_text("secret", "utf-8")
    folder = own / "commentary" / DOCUMENT
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "some-place.md").symlink_to(outside)
    with pytest.raises(CommentaryError):
        _save(find_workspace(own), "Words.", "Alex", "")
    assert outside.read_text("utf-8") == "secret"


@pytest.mark.django_db(transaction=True)
def test_words_written_on_the_site_are_printed_by_the_next_build(
    own: Path, with_role: Callable[[str], Person], client: Client
) -> None:
    """One record with before and after; a second writer keeps what they wrote; a rebuild prints the words."""
    analyst = with_role("analyst")
    client.force_login(analyst, backend="allauth.account.auth_backends.AuthenticationBackend")
    slot = {"slot": "words-data-quality", "section": "Section", "kind": "question", "state": "to be written",
            "why": "", "asks": "What do you know?", "figures": ["Burglary: 3"], "by": "", "on": ""}  # fmt: skip
    Build.objects.create(
        document=DOCUMENT, title="An earlier one, year to March 2025", to="2025-03", edition=Edition.INSIDE,
        snapshot="s", definitions="d", record="r", by=analyst, places=[slot],
    )  # fmt: skip
    page = client.get("/library/words/words-data-quality/")
    assert "Burglary: 3" in page.content.decode()
    assert client.get("/library/words/other/").status_code == 404
    begun = words_now(find_workspace(own), DOCUMENT, "words-data-quality").mark
    given = {"words": "Made-up words of the test.", "seen": begun}
    assert client.post("/library/words/words-data-quality/", given).status_code == 302
    one = AuditRecord.objects.get(action__startswith="library.")
    assert (one.action, one.before["words"], one.after["words"]) == ("library.worded", "", given["words"])
    late = client.post(
        "/library/words/words-data-quality/", {"words": "Mine, written meanwhile.", "seen": begun}
    )
    assert late.status_code == 409
    assert "Mine, written meanwhile." in late.content.decode()
    assert given["words"] in late.content.decode()
    assert AuditRecord.objects.filter(action__startswith="library.").count() == 1

    asked = {"document": DOCUMENT, "edition": "inside", "formats": [], "to": "", "area": ""}
    client.post("/library/build/", asked)
    job = Job.objects.latest("asked")
    run_job.call(str(job.pk))
    job.refresh_from_db()
    assert job.state == State.DONE, job.words
    build = Build.objects.latest("made")
    read = client.get(f"/library/builds/{build.pk}/read/").content.decode()
    assert given["words"] in read
    assert analyst.name in read
    places = {one["slot"]: one for one in build.places}
    assert places["words-data-quality"]["state"] == "written"
    assert places["words-data-quality"]["section"]
    assert all(one["asks"] for one in build.places)
    _rebuilt_on_another_figure(own, client, build, given["words"])
    listed = client.get("/library/words/")
    assert listed.status_code == 200
    assert given["words"] in listed.content.decode()


def _rebuilt_on_another_figure(own: Path, client: Client, before: Build, words: str) -> None:
    """The words stand in the next build, which says that they need another look; a comparison of the two is made."""
    noted = own / "commentary" / DOCUMENT / "words-data-quality.figures.json"
    held = json.loads(noted.read_text("utf-8"))
    held["figures"][0]["value"] += 1
    noted.write_text(json.dumps(held), "utf-8")
    client.post(
        "/library/build/", {"document": DOCUMENT, "edition": "inside", "formats": [], "to": "", "area": ""}
    )
    run_job.call(str(Job.objects.latest("asked").pk))
    build = Build.objects.latest("made")
    places = {one["slot"]: one for one in build.places}
    assert places["words-data-quality"]["state"] == "needs another look"
    assert words in client.get(f"/library/builds/{build.pk}/read/").content.decode()
    assert "needs another look" in client.get(f"/library/builds/{build.pk}/").content.decode()
    client.post(f"/library/builds/{build.pk}/compare/", {"earlier": str(before.pk)})
    job = Job.objects.latest("asked")
    run_job.call(str(job.pk))
    assert "Read it" in client.get(f"/library/comparisons/{job.pk}/").content.decode()
    assert client.get(f"/library/comparisons/{job.pk}/html/").status_code == 200

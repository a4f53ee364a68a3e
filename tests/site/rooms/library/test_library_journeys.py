"""Documents from the first draft to the public page, through the eyes of analyst, manager and scrutiny member."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.test import Client
from pytest_django import Settings

from wardmote.operations.workspace import find_workspace
from wardmote.site.kit.access.models import Person
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.jobs.models import Job, State
from wardmote.site.kit.jobs.running import run_job
from wardmote.site.rooms.library import files
from wardmote.site.rooms.library.models import Build, Edition, Stage, Step

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def own(served: Path, tmp_path: Path, settings: Settings) -> Path:
    """A workspace of this test's own, since it keeps documents."""
    folder = tmp_path / "workspace"
    shutil.copytree(served, folder)
    settings.WORKSPACE = folder
    return folder


@pytest.fixture
def draft(own: Path, with_role: Callable[[str], Person]) -> Callable[..., Build]:
    """A small build that lies there as if it had been built."""

    def make(
        by: Person, edition: Edition = Edition.PUBLIC, stage: Stage = Stage.DRAFT, **named: object
    ) -> Build:
        here = find_workspace(own)
        made = Build(
            document="strategic-assessment", title="Strategic assessment, year to March 2026", to="2026-03",
            edition=edition, stage=stage, snapshot=here.snapshot.id, definitions="d" * 64, record="r" * 12, by=by,
        )  # fmt: skip
        for name, value in named.items():
            setattr(made, name, value)
        folder = files.folder_of(here, str(made.pk))
        folder.mkdir(parents=True)
        paths = [folder / "assessment.html", folder / "assessment.pdf"]
        for path in paths:
            path.write_bytes(f"<p>secret of {made.pk}</p>".encode())
        made.files = files.kept(paths)
        made.save()
        return made

    return make


def _records() -> QuerySet[AuditRecord]:
    """Without those of signing in."""
    return AuditRecord.objects.filter(Q(action__startswith="library.") | Q(action__startswith="jobs."))


def _ask(browser: Client, **asked: object) -> Job:
    answer = browser.post("/library/build/", asked)
    assert answer.status_code == 302, answer.content.decode()
    job = Job.objects.latest("asked")
    run_job.call(str(job.pk))
    job.refresh_from_db()
    return job


def _enter(person: Person) -> Client:
    browser = Client()
    browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def _step(browser: Client, build: Build, name: str, words: str = "") -> int:
    return browser.post(f"/library/builds/{build.pk}/{name}/", {"words": words}).status_code


def test_a_public_profile_is_built_read_approved_and_published(
    own: Path, signed_in: Callable[[str], Client], client: Client
) -> None:
    """By analyst and manager; then a stranger reads exactly what was approved."""
    analyst, manager, scrutiny = signed_in("analyst"), signed_in("manager"), signed_in("scrutiny")
    area = find_workspace(own).area().code
    job = _ask(analyst, document="area-profile", area=area, edition="public", formats=["pdf"], to="")
    assert job.state == State.DONE, job.words
    build = Build.objects.get()
    assert job.result["address"] == f"/library/builds/{build.pk}/"
    assert build.snapshot == find_workspace(own).snapshot.id
    assert build.definitions == find_workspace(own).definitions.digest()
    assert {one["format"] for one in build.files} == {"html", "pdf"}
    assert build.title in analyst.get("/library/").content.decode()
    page = analyst.get(f"/library/builds/{build.pk}/").content.decode()
    assert "Send it for review" in page
    assert str(own) not in page
    read = analyst.get(f"/library/builds/{build.pk}/read/")
    assert read["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "script-src" not in read["Content-Security-Policy"]

    assert _step(analyst, build, "submit") == 302
    assert _step(analyst, build, "approve") == 404
    assert "Read and approve" in manager.get("/").content.decode()
    assert client.get("/published/").status_code == 200
    listed = client.get("/published/").content.decode()
    assert build.title not in listed
    assert "OFFICIAL" not in listed  # the marking of what partners share among themselves
    assert _step(manager, build, "approve") == 302
    assert "not yet published" in manager.get("/").content.decode()
    assert _step(analyst, build, "publish") == 404
    assert _step(manager, build, "publish") == 302
    build.refresh_from_db()
    assert build.title in client.get("/published/").content.decode()
    assert client.get(f"/published/{build.slug}/").status_code == 200
    assert client.get(f"/published/{build.slug}/read/").content == read.content
    assert b"".join(client.get(f"/published/{build.slug}/files/pdf/")).startswith(b"%PDF")  # type: ignore[arg-type]
    assert scrutiny.get(f"/published/{build.slug}/").status_code == 200
    assert scrutiny.get("/library/").status_code == 404
    assert [one.action for one in _records().order_by("pk")] == [
        "jobs.asked", "library.kept", "library.built", "library.in-review", "library.approved", "library.published",
    ]  # fmt: skip
    assert [one.stage for one in build.steps.all()] == ["draft", "in-review", "approved", "published"]


def test_an_inside_edition_can_never_be_made_public(
    own: Path, draft: Callable[..., Build], with_role: Callable[[str], Person], client: Client
) -> None:
    """Not by any step, not by any address, not even by an address written into the database."""
    analyst, manager = with_role("analyst"), with_role("manager")
    build = draft(analyst, Edition.INSIDE)
    for who, name in ((analyst, "submit"), (manager, "approve"), (manager, "publish")):
        assert _step(_enter(who), build, name) == 302
        build.refresh_from_db()
        assert build.slug is None
        for address in (str(build.pk), "strategic-assessment-2026-03", "none", "None"):
            for end in ("", "read/", "files/html/", "files/pdf/"):
                assert client.get(f"/published/{address}/{end}").status_code == 404
        assert build.title not in client.get("/published/").content.decode()
        for end in ("", "read/", "files/html/", "files/pdf/", "publish/"):
            assert client.get(f"/library/builds/{build.pk}/{end}").url.startswith("/sign-in/")  # type: ignore[attr-defined]
    assert build.stage == Stage.PUBLISHED
    with pytest.raises(IntegrityError), transaction.atomic():
        Build.objects.filter(pk=build.pk).update(slug="taken")
    assert _step(_enter(manager), build, "submit") == 422
    browser = _enter(manager)
    browser.post(
        f"/library/builds/{build.pk}/withdraw/", {"words": "why", "edition": "public", "slug": "open"}
    )
    build.refresh_from_db()
    assert (build.edition, build.slug) == ("inside", None)


def test_who_built_it_cannot_approve_it_alone(
    draft: Callable[..., Build], with_role: Callable[[str], Person]
) -> None:
    """A manager who built it is told to ask somebody else; nothing is recorded."""
    manager = with_role("manager")
    build = draft(manager, stage=Stage.IN_REVIEW)
    browser = _enter(manager)
    assert "somebody else must approve" in browser.get(f"/library/builds/{build.pk}/").content.decode()
    answer = browser.post(f"/library/builds/{build.pk}/approve/", {"words": ""})
    assert answer.status_code == 422
    assert "cannot approve it alone" in answer.content.decode()
    assert not _records().exists()
    assert not Step.objects.exists()


def test_a_later_edition_supersedes_and_a_withdrawn_one_is_gone(
    draft: Callable[..., Build], with_role: Callable[[str], Person], client: Client
) -> None:
    """Each with one record; the superseded one leads to the later one."""
    analyst, manager = with_role("analyst"), with_role("manager")
    one, other = draft(analyst, stage=Stage.APPROVED), draft(analyst, stage=Stage.APPROVED)
    browser = _enter(manager)
    assert _step(browser, one, "publish") == _step(browser, other, "publish") == 302
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.stage, other.stage) == (Stage.SUPERSEDED, Stage.PUBLISHED)
    assert one.slug != other.slug
    assert f"/published/{other.slug}/" in client.get(f"/published/{one.slug}/").content.decode()
    assert _records().count() == 2
    assert _step(browser, other, "withdraw") == 422
    assert _step(browser, other, "withdraw", "A figure was wrong.") == 302
    for end in ("", "read/", "files/html/"):
        assert client.get(f"/published/{other.slug}/{end}").status_code == 404
    assert _records().count() == 3
    assert "A figure was wrong." in browser.get(f"/library/builds/{other.pk}/").content.decode()


def test_reading_a_document_is_recorded_where_the_papers_are_marked_sensitive(
    own: Path, draft: Callable[..., Build], with_role: Callable[[str], Person]
) -> None:
    """Read or taken away, each once; the public edition carries no such marking."""
    told = own / "wardmote.toml"
    told.write_text(told.read_text("utf-8").replace('"OFFICIAL"', '"OFFICIAL-SENSITIVE"'), "utf-8")
    analyst = with_role("analyst")
    inside, public, browser = draft(analyst, Edition.INSIDE), draft(analyst), _enter(analyst)
    for build in (inside, public):
        for end in ("read/", "files/pdf/"):
            assert browser.get(f"/library/builds/{build.pk}/{end}").status_code == 200
    read = AuditRecord.objects.filter(marking="OFFICIAL-SENSITIVE").values_list("key", flat=True)
    assert list(read) == [f"/library/builds/{inside.pk}/{end}" for end in ("read/", "files/pdf/")]


def test_a_file_that_was_changed_is_neither_approved_nor_shown(
    own: Path, draft: Callable[..., Build], with_role: Callable[[str], Person]
) -> None:
    """It says which file."""
    build = draft(with_role("analyst"), stage=Stage.IN_REVIEW)
    browser = _enter(with_role("manager"))
    (files.folder_of(find_workspace(own), str(build.pk)) / "assessment.pdf").write_bytes(b"other")
    answer = browser.post(f"/library/builds/{build.pk}/approve/", {"words": ""})
    assert "assessment.pdf is missing, or was changed" in answer.content.decode()
    assert browser.get(f"/library/builds/{build.pk}/files/pdf/").status_code == 410
    assert browser.get(f"/library/builds/{build.pk}/read/").status_code == 200
    build.refresh_from_db()
    assert build.stage == Stage.IN_REVIEW


def test_a_snapshot_that_is_gone_stops_approval(
    draft: Callable[..., Build], with_role: Callable[[str], Person]
) -> None:
    """What nobody can look up again must not be approved."""
    build = draft(with_role("analyst"), stage=Stage.IN_REVIEW, snapshot="0" * 64)
    answer = _enter(with_role("manager")).post(f"/library/builds/{build.pk}/approve/", {"words": ""})
    assert "no longer holds the snapshot" in answer.content.decode()


def test_what_cannot_be_built_leaves_nothing(own: Path, signed_in: Callable[[str], Client]) -> None:
    """A form that is wrong is told; a job that fails keeps neither files nor a build."""
    browser, folder = signed_in("analyst"), own / "documents" / "library"
    before = set(folder.glob("*"))
    assert browser.post("/library/build/", {"document": "other", "edition": "public"}).status_code == 422
    job = Job.objects.create(
        kind="build-document", title="x", person=Person.objects.get(email="analyst@example.test"),
        request={"document": "area-profile", "area": "E99999999", "edition": "public", "formats": ["html"], "to": ""},
    )  # fmt: skip
    run_job.call(str(job.pk))
    job.refresh_from_db()
    assert job.state == State.FAILED
    assert "E99999999" in job.words
    assert not Build.objects.exists()
    assert set(folder.glob("*")) == before


@pytest.mark.parametrize("role", ["scrutiny", "agency-user", "auditor", "administrator"])
def test_those_without_the_right_find_nothing(
    role: str, draft: Callable[..., Build], with_role: Callable[[str], Person]
) -> None:
    """Every address of the room is not there for them."""
    build = draft(with_role("analyst"))
    browser = _enter(with_role(role))
    for address in (
        "",
        "build/",
        "words/",
        f"builds/{build.pk}/",
        f"builds/{build.pk}/read/",
        f"builds/{build.pk}/files/pdf/",
        f"builds/{build.pk}/publish/",
    ):
        assert browser.get(f"/library/{address}").status_code == 404, address
    assert "Library" not in browser.get("/").content.decode()

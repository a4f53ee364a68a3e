"""The library before a real browser: every page at two widths, and a document that is shut off from the site."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.site.browsing import Visitor

from wardmote.operations.workspace import find_workspace
from wardmote.site.kit.access.models import Person
from wardmote.site.kit.jobs.models import Job, State
from wardmote.site.rooms.library import comparing, files
from wardmote.site.rooms.library.models import Build, Edition, Stage, Step

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOSTILE = (
    "<!DOCTYPE html><html lang=en><title>A</title><h1>Said</h1><script>document.title='ran'</script></html>"
)
PLACE = {
    "slot": "words-data-quality",
    "section": "Data quality",
    "kind": "question",
    "state": "to be written",
    "why": "",
    "asks": "What do partners know?",
    "figures": ["Burglary, Some place, April 2025 to March 2026: 118 crimes"],
    "by": "",
    "on": "",
}

FILLED = {
    "letter": "a", "title": "Levels", "section": "levels-and-patterns", "standing": "filled",
    "because": "fifteen measures.", "do": "",
}  # fmt: skip
LACKING = FILLED | {
    "letter": "c",
    "standing": "missing",
    "because": "nobody wrote.",
    "do": "Write hypotheses.",
}


@pytest.fixture
def kept(served: Path, tmp_path: Path, settings: Settings) -> Callable[..., Build]:
    """Keep a build whose document tries to run a script."""
    folder = tmp_path / "workspace"
    shutil.copytree(served, folder)
    settings.WORKSPACE = folder

    def make(edition: Edition, stage: Stage, slug: str | None = None) -> Build:
        here, by = find_workspace(folder), Person.objects.get(email="manager@example.test")
        made = Build(
            document="strategic-assessment", title="Strategic assessment, year to March 2026", to="2026-03", by=by,
            edition=edition, stage=stage, slug=slug, snapshot=here.snapshot.id, definitions="d" * 64, record="r" * 12,
            places=[PLACE] if edition == Edition.INSIDE else [], parts=[FILLED, LACKING],
        )  # fmt: skip
        made.published = made.made
        place = files.folder_of(here, str(made.pk))
        place.mkdir(parents=True)
        (place / "strategic-assessment.html").write_text(HOSTILE, "utf-8")
        made.files = files.kept(sorted(place.iterdir()))
        made.save()
        Step.objects.create(build=made, person=by, stage=Stage.DRAFT, words="A word about it.")
        return made

    return make


def test_every_page_holds_at_two_widths_and_a_document_runs_nothing(
    visitor: Callable[..., Visitor], kept: Callable[..., Build]
) -> None:
    """Zero faults of accessibility, one heading, no overflow, no word of the console."""
    manager, stranger = visitor("manager"), visitor()
    inside = kept(Edition.INSIDE, Stage.IN_REVIEW)
    kept(Edition.INSIDE, Stage.APPROVED)
    public = kept(Edition.PUBLIC, Stage.PUBLISHED, "some-document")
    pages = [
        "",
        "build/",
        "words/",
        "words/words-data-quality/",
        f"builds/{inside.pk}/",
        f"builds/{inside.pk}/return/",
    ]
    compared = Job.objects.create(
        kind=comparing.KIND, title="What changed", state=State.DONE, request={}, asked=inside.made, person=inside.by,
        result={"key": str(inside.pk), "files": inside.files},
    )  # fmt: skip
    pages.append(f"comparisons/{compared.pk}/")
    assert [fault for one in pages for fault in manager.look(f"/library/{one}")] == []
    page = manager.open(f"/library/comparisons/{compared.pk}/")
    page.get_by_role("link", name="Read it").click()
    page.wait_for_url("**/html/")
    assert page.title() == "A"
    assert [fault for one in ("", f"{public.slug}/") for fault in stranger.look(f"/published/{one}")] == []
    page = stranger.open(f"/published/{public.slug}/read/")
    assert page.title() == "A"
    assert page.locator("h1").inner_text() == "Said"

"""Documents: builds, words in them, comparisons of two."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.utils import timezone
from tests.site.real_keys.belongings import Belongings, Common, once
from tests.site.real_keys.of_evidence import job_of

from wardmote.site.kit.house import workspace
from wardmote.site.kit.jobs.models import Job
from wardmote.site.rooms.library import comparing, files
from wardmote.site.rooms.library.models import Build, Edition, Stage

SLOT, SLUG = "a-place", "a-year-to-march-2026"


@once
def build(here: Belongings) -> Build:
    """A draft of a document."""
    return _build(here, Edition.INSIDE)


@once
def earlier(here: Belongings) -> Build:
    """The draft before it."""
    return _build(here, Edition.INSIDE)


@once
def slug(here: Belongings) -> str:
    """The address of a document that was published for everybody."""
    published = {"stage": Stage.PUBLISHED, "slug": SLUG, "published": timezone.now()}
    found = Build.objects.filter(slug=SLUG).first() or _build(here, Edition.PUBLIC, **published)
    return str(found.slug)


@once
def place(here: Belongings) -> str:
    """A place for words in their draft."""
    assert build(here).places
    return SLOT


@once
def comparison(here: Belongings) -> Job:
    """A comparison of two builds."""
    key, noted = _file(here)
    compared = {"earlier": str(build(here).pk), "later": str(earlier(here).pk)}
    return job_of(here, comparing.KIND, {}, {"key": key, "files": noted, **compared})


def _build(here: Belongings, edition: Edition, **named: Any) -> Build:
    key, noted = _file(here)
    said = {"section": "Burglary", "asks": "Why?", "why": "Nobody wrote yet.", "file": "a-place.md"}
    places = [{"slot": SLOT, "kind": "question", "state": "to be written", "figures": [], **said}]
    return Build.objects.create(
        id=key, document="strategic-assessment", title=f"A year to March 2026 {here.word}", to="2026-03",
        edition=edition, snapshot="s", definitions="d", record="r", by=here.person, files=noted,
        places=places, **named,
    )  # fmt: skip


def _file(here: Belongings) -> tuple[str, list[dict[str, Any]]]:
    key = str(uuid4())
    path = files.folder_of(workspace(), key) / "document.html"
    path.parent.mkdir(parents=True)
    path.write_text(f"<h1>{here.word}</h1>", "utf-8")
    return key, files.kept([path])


EXAMPLES = {
    "/library/builds/<uuid:key>": lambda here: build(here).pk,
    "/library/builds/<uuid:key>/<slug:move>": "submit",
    "/library/builds/<uuid:key>/files/<slug:form>": "html",
    "/library/comparisons/<uuid:key>": lambda here: comparison(here).pk,
    "/library/comparisons/<uuid:key>/<slug:form>": "html",
    "/library/words/<slug:slot>": place,
    "/published/<slug:slug>": Common(slug),
    "/published/<slug:slug>/files/<slug:form>": "html",
}
SENT = {"library-compare": lambda here: {"earlier": str(earlier(here).pk)}}
FURTHER = {"library-step": "documents-write"}

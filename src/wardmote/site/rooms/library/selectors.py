"""The only readers of the library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from wardmote.figures.areas import areas_within
from wardmote.operations.words_kept import Words, words_now
from wardmote.operations.workspace import Workspace
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.house import workspace
from wardmote.site.kit.jobs.models import Job
from wardmote.site.kit.jobs.selectors import jobs_for
from wardmote.site.kit.results import kept
from wardmote.site.rooms.library import comparing, rules
from wardmote.site.rooms.library.building import ASSESSMENT
from wardmote.site.rooms.library.building import KIND as BUILDING
from wardmote.site.rooms.library.models import Build, Edition

UNDER_WAY = 5
LEVELS = ("lad", "ward")
MONTHS = 24


@dataclass(frozen=True)
class Shelf:
    """A document with its builds, the latest first."""

    title: str
    builds: list[Build]


@dataclass(frozen=True)
class Place:
    """A place for words as it was built, and what stands in its file now; ``since``: whether that was saved later."""

    built: dict[str, Any]
    now: Words


def builds(scope: Scope) -> list[Build]:
    """Every build; none for those who may not read drafts."""
    if not _sees(scope):
        return []
    return list(Build.objects.select_related("by"))


def shelves(scope: Scope) -> list[Shelf]:
    """Documents with their builds: the assessment first."""
    found: dict[tuple[bool, str, str], list[Build]] = {}
    for one in builds(scope):
        found.setdefault((one.document != ASSESSMENT, one.area, one.document), []).append(one)
    return [Shelf(_name(some[0]), some) for _, some in sorted(found.items())]


def build_of(scope: Scope, key: UUID) -> Build | None:
    """One build."""
    return Build.objects.select_related("by").filter(pk=key).first() if _sees(scope) else None


def builds_of(scope: Scope, keys: Iterable[UUID]) -> dict[UUID, Build]:
    """Several builds by their keys; those that are not there, or not for who asks, are left out."""
    wanted = list(keys)
    return Build.objects.in_bulk(wanted) if wanted and _sees(scope) else {}


def under_way(scope: Scope) -> list[Job]:
    """Builds and comparisons that are asked for and not ended."""
    mine = jobs_for(scope).filter(kind__in=(BUILDING, comparing.KIND), ended=None)
    return list(mine[:UNDER_WAY])


def comparison(scope: Scope, key: UUID) -> Job | None:
    """A comparison that was asked for."""
    return jobs_for(scope).filter(kind=comparing.KIND, pk=key).first() if _sees(scope) else None


def others(scope: Scope, build: Build) -> list[Build]:
    """Builds that one can be compared with."""
    return [one for one in builds(scope) if comparing.comparable(one, build)]


def file_of(build: Build, form: str) -> dict[str, Any] | None:
    """What is noted of a file of a build."""
    return next((one for one in build.files if one["format"] == form), None)


def latest_words(scope: Scope) -> Build | None:
    """The latest build of the assessment that has places for words."""
    if not _sees(scope):
        return None
    inside = Build.objects.filter(document=ASSESSMENT, edition=Edition.INSIDE)
    return next((one for one in inside if one.places), None)


def places(scope: Scope) -> list[Place]:
    """Every place for words of the latest build."""
    build = latest_words(scope)
    return [_place(build, one) for one in build.places] if build else []


def place(scope: Scope, slot: str) -> Place | None:
    """One of them."""
    build = latest_words(scope)
    found = next((one for one in build.places if one["slot"] == slot), None) if build else None
    return _place(build, found) if build and found else None


def published() -> list[Build]:
    """What everybody may read, the latest first."""
    shown = Build.objects.filter(edition=Edition.PUBLIC, stage__in=rules.OPEN).order_by("-published")
    return [one for one in shown if rules.is_open(one)]


def published_as(slug: str) -> Build | None:
    """What everybody may read at a public address; None for all else."""
    found = Build.objects.filter(slug=slug, edition=Edition.PUBLIC).first()
    return found if found is not None and rules.is_open(found) else None


def areas() -> list[tuple[str, str]]:
    """Areas that a profile can be of: code and name."""
    here = workspace()
    return kept(here, ("library areas",), lambda: _areas(here))


def months() -> list[str]:
    """Months that a document can end in, the latest first."""
    here = workspace()
    return kept(here, ("library months",), lambda: _months(here))


def _months(here: Workspace) -> list[str]:
    from wardmote.operations.tables import last_complete_month

    last = last_complete_month(here)
    sent = {month for _, month in here.snapshot.manifest.supplied}
    return sorted((month for month in sent if month <= last), reverse=True)[:MONTHS]


def _areas(here: Workspace) -> list[tuple[str, str]]:
    whole, evidence = here.area(), here.evidence()
    found = [(whole.code, whole.name)]
    for level in LEVELS:
        title = here.definitions.levels[level].title.lower()
        within = areas_within(evidence.connection, whole, level, here.definitions)
        found += [(area.code, f"{area.name} ({title})") for area in within]
    return list(dict(found).items())


def _place(build: Build, built: dict[str, Any]) -> Place:
    return Place(built, words_now(workspace(), build.document, built["slot"]))


def _name(build: Build) -> str:
    """What a document is called on its shelf: the assessment is one, whatever a build of it calls itself yet."""
    if build.document == ASSESSMENT:
        return workspace().definitions.documents[ASSESSMENT].title
    return build.title.partition(", year to ")[0]


def _sees(scope: Scope) -> bool:
    return scope.may(rules.SEE) and scope.sight(rules.SEE) == "partnership"

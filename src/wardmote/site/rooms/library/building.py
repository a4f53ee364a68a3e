"""The long work of building a document."""

from __future__ import annotations

import uuid
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.utils import timezone

from wardmote.evidence.to_type import untyped
from wardmote.figures.months import in_words
from wardmote.operations.assess import NAME as ASSESSMENT
from wardmote.operations.assess import assess
from wardmote.operations.profile import NAME as PROFILE
from wardmote.operations.profile import profile
from wardmote.site.kit.jobs.kinds import JobRefused, Kind, Outcome, Work, offer
from wardmote.site.kit.registers.consultations import consultations
from wardmote.site.rooms.library import files
from wardmote.site.rooms.library.models import Build, Edition

KIND = "build-document"


def build(work: Work) -> Outcome:
    """Build a document as it was asked for: ``document``, ``area``, ``to``, ``edition``, ``formats``."""
    from wardmote.site.rooms.library.services import keep

    person = work.actor.person
    if person is None:
        raise JobRefused("A document is built for somebody. Ask for it again.")
    key = uuid.uuid4()
    folder = files.folder_of(work.workspace, str(key))
    try:
        made = _made(work, person, key, folder)
        work.progress("Keeping it", 1, 1)
        keep(work.actor, made)
    except BaseException:
        files.let_go(work.workspace, str(key))
        raise
    return Outcome(
        f"{made.title} was built.",
        f"/library/builds/{key}/",
        after={"build": str(key), "record": made.record},
    )


def _made(work: Work, person: int, key: uuid.UUID, folder: Path) -> Build:
    asked, here = work.request, work.workspace
    public = asked["edition"] == Edition.PUBLIC
    common: dict[str, Any] = {
        "to": asked.get("to") or None,
        "out": folder,
        "formats": tuple(asked["formats"]),
        "public": public,
        "progress": work.progress,
    }
    if asked["document"] == ASSESSMENT:
        done = assess(here, **common, consulted=consultations(work.actor.scope, timezone.localdate()))
        written, to, record, name, area = done.files, done.to, done.build, "Strategic assessment", ""
        places, notes, snapshot = [asdict(one) for one in done.places], done.notes, done.snapshot
    else:
        of = profile(here, [asked["area"]], keep=True, **common)
        written, to, record, name, area = (
            of.files,
            of.to,
            of.build,
            f"Profile of {of.area.name}",
            of.area.code,
        )
        places, notes, snapshot = [], (), here.snapshot.id
    edition = ", public edition" if public else ""
    return Build(
        id=key,
        document=asked["document"],
        area=area,
        title=f"{name}, year to {in_words(to)}{edition}",
        to=to,
        edition=asked["edition"],
        snapshot=snapshot,
        definitions=here.definitions.digest(),
        record=record,
        files=files.kept(written),
        places=places,
        notes=[untyped(one).replace(f"{here.folder}/", "") for one in notes],
        by_id=person,
    )


offer(Kind(KIND, "documents-write", "library.built", build))

__all__ = ["ASSESSMENT", "KIND", "PROFILE", "build"]

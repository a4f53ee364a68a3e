"""The long work of building a document."""

from __future__ import annotations

import uuid
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.utils import timezone

from wardmote.documents.judgement import Judged
from wardmote.evidence.to_type import untyped
from wardmote.figures.months import in_words
from wardmote.operations.assess import NAME as ASSESSMENT
from wardmote.operations.assess import AssessResult, assess
from wardmote.operations.earlier import LAST, last_assessment
from wardmote.operations.profile import NAME as PROFILE
from wardmote.operations.profile import profile
from wardmote.operations.tables import last_complete_month
from wardmote.site.kit.jobs.kinds import JobRefused, Kind, Outcome, Work, offer
from wardmote.site.kit.registers.consultations import consultations
from wardmote.site.rooms.library import files
from wardmote.site.rooms.library.models import Build, Edition
from wardmote.site.rooms.library.resting import basis_of
from wardmote.site.rooms.priorities.judging import judged_for
from wardmote.site.rooms.priorities.selectors import by_mark

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
    parts: list[dict[str, Any]] = []
    judged = None
    if asked["document"] == ASSESSMENT:
        judged = _judged(work)
        done = _assessed(work, common, judged)
        written, to, record, name, area = done.files, done.to, done.build, done.called, ""
        places, notes, snapshot = [asdict(one) for one in done.places], done.notes, done.snapshot
        parts = [asdict(one) for one in done.parts]
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
        parts=parts,
        basis=basis_of(judged),
        notes=[untyped(one).replace(f"{here.folder}/", "") for one in notes],
        by_id=person,
    )


def _judged(work: Work) -> Judged | None:
    """What partners judged, by the recommendation that was asked for, or by the one that is taken unasked."""
    mark, scope = work.request.get("recommendation", ""), work.actor.scope
    of = by_mark(scope, mark) if mark else None
    if mark and of is None:
        raise JobRefused("This recommendation is not there any more. Ask for the assessment again.")
    return judged_for(scope, of)


def _assessed(work: Work, common: dict[str, Any], judged: Judged | None) -> AssessResult:
    """The assessment, with what partners judged; beside the last one where one of an earlier period is kept."""
    here, scope = work.workspace, work.actor.scope
    month = common["to"] or last_complete_month(here)
    compared = not common["public"] and last_assessment(here, month) is not None
    return assess(
        here,
        **common,
        since=LAST if compared else None,
        redline=False,
        consulted=consultations(scope, timezone.localdate()),
        judged=judged,
    )


offer(Kind(KIND, "documents-write", "library.built", build))

__all__ = ["ASSESSMENT", "KIND", "PROFILE", "build"]

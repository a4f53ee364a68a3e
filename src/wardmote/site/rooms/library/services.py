"""The only writers of the library."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from wardmote.evidence import EvidenceError
from wardmote.operations.words_kept import save_words
from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.kit.house import workspace
from wardmote.site.kit.jobs import services as jobs
from wardmote.site.kit.jobs.models import Job
from wardmote.site.rooms.library import building, comparing, files, resting, rules
from wardmote.site.rooms.library.models import Build, Edition, Stage, Step


class NotAllowedNow(Exception):  # noqa: N818
    """The build is at another stage than this step needs, or the step is not theirs; says why."""


def ask_for(actor: Actor, request: dict[str, Any], title: str) -> Job:
    """Ask the worker to build a document."""
    return jobs.begin(actor, building.KIND, title[:200], request)


def ask_to_compare(actor: Actor, earlier: Build, later: Build) -> Job:
    """Ask the worker what changed from one build to another."""
    request = {"earlier": str(earlier.pk), "later": str(later.pk)}
    return jobs.begin(actor, comparing.KIND, f"What changed to {later.title}"[:200], request)


@service
def keep(actor: Actor, made: Build) -> Build:
    """Keep a build as a draft."""
    made.stage, made.slug, made.published = Stage.DRAFT, None, None
    made.save(force_insert=True)
    _step(actor, made, Stage.DRAFT, "")
    record(
        actor,
        "library.kept",
        ("build", made.pk),
        f"A draft was kept: {made.title}.",
        after={
            "snapshot": made.snapshot,
            "definitions": made.definitions,
            "record": made.record,
            "files": made.files,
        },
    )
    return made


@service
def move(actor: Actor, build: Build, name: str, words: str = "") -> Build:
    """Take a build a step further: ``submit``, ``return``, ``approve``, ``publish`` or ``withdraw``.

    Approving and publishing look first whether the board has approved what an assessment rests on, whether the files
    are still those that were built, and whether the evidence still holds the snapshot. Publishing supersedes what was
    published before of the same document.

    Raises
    ------
    NotAllowedNow
        When it is at another stage, the step is not theirs, it waits for the board, or something of it was lost.
    """
    asked = rules.MOVES[name]
    held = Build.objects.select_for_update().get(pk=build.pk)
    _refuse(actor, held, asked, words)
    before = {"stage": held.stage, "slug": held.slug}
    replaced = _superseded(actor, held) if name == "publish" else []
    if name == "publish":
        held.published = timezone.now()
        held.slug = _address(held) if held.edition == Edition.PUBLIC else None
    held.stage = asked.ends
    held.save()
    _step(actor, held, asked.ends, words)
    after = {
        "stage": held.stage,
        "slug": held.slug,
        "words": words,
        "snapshot": held.snapshot,
        "superseded": replaced,
    }
    record(
        actor, f"library.{asked.ends}" if name != "return" else "library.returned", ("build", held.pk),
        f"{held.title}: {asked.past}.", before=before, after=after,
    )  # fmt: skip
    return held


@service
def write(actor: Actor, document: str, slot: str, words: str, seen: str, prompt: str = "") -> None:
    """Save people's words of a place, signed with the actor's name. ``prompt``: the question that an empty place shows.

    Raises
    ------
    WordsChangedError
        When somebody else saved other words since.
    CommentaryError
        When they cannot be taken.
    """
    with save_words(workspace(), document, slot, words, actor.name, seen, prompt) as (before, after):
        record(
            actor,
            "library.worded",
            ("words", f"{document}/{slot}"),
            f"Wrote the words of {slot}.",
            before={"words": before.text, "author": before.author},
            after={"words": after.text, "author": after.author},
        )


def _refuse(actor: Actor, held: Build, asked: rules.Move, words: str) -> None:
    if held.stage not in asked.starts:
        raise NotAllowedNow(
            gettext("This can no longer be done: the document is now %(stage)s.")
            % {"stage": held.get_stage_display().lower()}
        )
    if not rules.may(actor.scope, held, asked):
        raise NotAllowedNow(
            gettext("Whoever built a document cannot approve it alone. Ask somebody else to.")
        )
    if asked.ends in (Stage.APPROVED, Stage.PUBLISHED) and rules.missing(held):
        raise NotAllowedNow(_lacking(held))
    if asked.reason and not words.strip():
        raise NotAllowedNow(gettext("Say why, so that others know."))
    if asked.ends in (Stage.APPROVED, Stage.PUBLISHED):
        waits = resting.refusal(held)
        if waits:
            raise NotAllowedNow(waits)
        _still_whole(held)


def _lacking(held: Build) -> str:
    """Which parts are missing, and what to do about each."""
    each = " ".join(
        gettext("(%(letter)s) %(title)s: %(do)s")
        % {"letter": one["letter"], "title": one["title"], "do": one["do"]}
        for one in rules.missing(held)
    )
    return gettext(
        "It lacks parts that the law asks for, so it cannot be approved or published yet. %(each)s Then build it again."
    ) % {"each": each}


def _still_whole(held: Build) -> None:
    """That files and snapshot are there as they were."""
    try:
        files.check(str(held.pk), held.files)
        there = workspace().store.followed(held.snapshot) is None and any(
            one.id == held.snapshot for one in workspace().store.snapshots()
        )
    except (files.FileAlteredError, EvidenceError) as error:
        raise NotAllowedNow(str(error)) from error
    if not there:
        raise NotAllowedNow(
            gettext("The evidence no longer holds the snapshot that this was built from. Build it again.")
        )


def _superseded(actor: Actor, held: Build) -> list[str]:
    """Supersede what was published of the same document, area and edition."""
    earlier = Build.objects.select_for_update().filter(
        document=held.document, area=held.area, edition=held.edition, stage=Stage.PUBLISHED
    )
    found = []
    for one in earlier:
        one.stage = Stage.SUPERSEDED
        one.save(update_fields=["stage"])
        _step(actor, one, Stage.SUPERSEDED, held.title)
        found.append(str(one.pk))
    return found


def _address(held: Build) -> str:
    """A public address that no build has or had."""
    parts = [held.document, held.area.lower().replace("+", "-")[:60], held.to]
    base, number = "-".join(one for one in parts if one), 1
    slug = base
    while Build.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug


def _step(actor: Actor, build: Build, stage: Stage, words: str) -> None:
    Step.objects.create(build=build, person_id=actor.person, stage=stage, words=words[:1000])

"""The only writers of the evidence desk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _

from wardmote.definitions import Feed
from wardmote.operations.source_guess import Guess, GuessRequest, guess_source
from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.kit.house import workspace
from wardmote.site.kit.jobs import services as jobs
from wardmote.site.kit.jobs.models import Job
from wardmote.site.rooms.evidence import uploads
from wardmote.site.rooms.evidence.models import Reminder
from wardmote.site.rooms.evidence.selectors import in_the_last_hour
from wardmote.site.rooms.evidence.taking_in import KIND

SHOWN = 3


class TooMany(Exception):  # noqa: N818
    """More uploads than one person may begin within an hour."""


def send_in(actor: Actor, files: Sequence[UploadedFile[Any]], what: str) -> Job:
    """Keep files and ask the worker to take them in (``take``, ``skip``) or to check them (``check``).

    Raises
    ------
    TooMany
        When this person has sent too much within the last hour.
    """
    most = int(workspace().definitions.threshold("uploads-an-hour"))
    if actor.person is not None and in_the_last_hour(actor.person) >= most:
        raise TooMany(
            _("You have sent files %(most)s times within an hour. Wait a little, then go on.")
            % {"most": most}
        )
    waiting = uploads.keep(files)
    try:
        return jobs.begin(actor, KIND, _title(waiting.names, what), _request(waiting, what))
    except BaseException:
        uploads.let_go(waiting.key)
        raise


def go_on(actor: Actor, job: Job, what: str) -> Job:
    """Ask for the same waiting files once more, now to be taken in."""
    waiting = uploads.Waiting(str(job.request["key"]), tuple(job.request["names"]))
    return jobs.begin(actor, KIND, _title(waiting.names, what), _request(waiting, what))


@service
def teach(actor: Actor, job: Job, request: GuessRequest) -> Guess:
    """Write down what the columns of a waiting file hold, among the partnership's own definitions.

    Raises
    ------
    GuessError
        When something is still to be said, or the name belongs to something else.
    """
    sources = workspace().folder / "definitions" / "sources"
    before = {path: path.read_bytes() for path in sources.glob("*.yaml")}
    made = guess_source(workspace(), request)
    name = made.source.id if made.source is not None else ""
    try:
        record(
            actor,
            "evidence.taught",
            ("source", name),
            f"Said what the columns of {request.file.name} hold, as {name}.",
            after={
                "job": str(job.pk),
                "columns": {one.column: one.role for one in made.columns if one.role},
                "words": {one.word: one.meaning for one in made.words if one.meaning},
            },
        )
    except BaseException:
        if made.saved:
            _as_it_was(Path(made.saved), before.get(Path(made.saved)))
        raise
    return made


def _as_it_was(path: Path, before: bytes | None) -> None:
    """Undo a definition: what was not recorded was not done."""
    if before is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(before)


@service
def remind(actor: Actor, feed: Feed, to: str, words: str) -> Reminder:
    """Note that a partner was reminded, and send the words where an address is given."""
    made = Reminder(feed=feed.id, to=to, words=words)
    made.person_id = actor.person  # type: ignore[assignment]
    made.save()
    record(
        actor,
        "evidence.reminded",
        ("feed", feed.id),
        f"Reminded {feed.provider} of {feed.title}.",
        after={"to": to, "words": words},
    )
    if to:
        marking = workspace().settings.marking
        subject = f"{marking}: {feed.title}" if marking else feed.title
        message = EmailMessage(" ".join(subject.split()), words, to=[to])
        transaction.on_commit(lambda: _send(message))
    return made


def _send(message: EmailMessage) -> None:
    message.send(fail_silently=False)


def _title(names: Sequence[str], what: str) -> str:
    some = ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")
    return f"{'Check' if what == 'check' else 'Take in'} {some}"[:200]


def _request(waiting: uploads.Waiting, what: str) -> dict[str, object]:
    return {
        "key": waiting.key,
        "names": list(waiting.names),
        "check": what == "check",
        "skip": what == "skip",
    }

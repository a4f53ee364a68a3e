"""Lists where a document waits for people's words, and takes their decisions on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from wardmote.documents.commentary import Slot, State
from wardmote.documents.strategic_assessment import build
from wardmote.evidence import Progress, quiet
from wardmote.operations.assess import NAME
from wardmote.operations.commentary_files import ELSEWHERE, keep_records
from wardmote.operations.gathering import gather
from wardmote.operations.last_assessment import made_anew
from wardmote.operations.review import CommentaryError, Place, Review, review
from wardmote.operations.since import gather_since
from wardmote.operations.tables import last_complete_month
from wardmote.operations.workspace import Workspace

WAITING = (State.DRAFT, State.LOOK_AGAIN)
"""States that an acceptance changes."""


@dataclass(frozen=True)
class Commentary:
    """Every place for people's words in a document, and what to know about their files."""

    places: tuple[Place, ...]
    notes: tuple[str, ...]
    to: str


@dataclass(frozen=True)
class Accepted:
    """The slots that were accepted, and those for which there was nothing to accept."""

    accepted: tuple[str, ...]
    unchanged: tuple[str, ...]
    notes: tuple[str, ...]


def commentary(
    workspace: Workspace, *, to: str | None = None, since: str | None = None, progress: Progress = quiet
) -> Commentary:
    """Every place for people's words in the strategic assessment, and how it stands. Nothing is written.

    ``to`` and ``since`` as the document is to be written with.
    """
    made = _review(workspace, to, since, progress)
    return Commentary(made.places, tuple(made.held.notes), made.today.to)


def show(
    workspace: Workspace,
    slot: str,
    *,
    to: str | None = None,
    since: str | None = None,
    progress: Progress = quiet,
) -> Place:
    """One place for people's words, by its name or that of its file.

    Raises
    ------
    CommentaryError
        When there is none of that name.
    """
    made = _review(workspace, to, since, progress)
    name = _named(made, slot).name
    return next(place for place in made.places if place.slot == name)


def accept(
    workspace: Workspace,
    slots: Sequence[str] = (),
    *,
    everything: bool = False,
    by: str = "",
    on: str = "",
    to: str | None = None,
    since: str | None = None,
    progress: Progress = quiet,
) -> Accepted:
    """Accept machine sentences as they are, and confirm words that needed another look, on today's figures.

    ``everything`` takes all that wait. ``by`` and ``on``: who decided and when, as they shall be recorded.

    Raises
    ------
    CommentaryError
        When no slot or an unknown one is named, nobody has written there, or nothing may be recorded.
    """
    if everything == bool(slots):
        raise CommentaryError("Name the slots to accept, or accept them with --all.")
    if on:
        _check_date(on)
    made = _review(workspace, to, since, progress)
    if not made.held.usable:
        raise CommentaryError(" ".join(made.held.notes))
    chosen = made.slots if everything else [_written(made, _named(made, name)) for name in slots]
    waiting = [slot for slot in dict.fromkeys(chosen) if _waits(made, slot)]
    keep_records(made.held, {slot.name: made.record(slot, by, on) for slot in waiting})
    left = () if everything else tuple(slot.name for slot in chosen if slot not in waiting)
    return Accepted(tuple(slot.name for slot in waiting), left, tuple(made.held.notes))


def _check_date(on: str) -> None:
    """Refuse what is no date of the calendar, written as YYYY-MM-DD."""
    try:
        known = date.fromisoformat(on).isoformat() == on
    except ValueError:
        known = False
    if not known:
        raise CommentaryError(f'"{on}" is no date. Write it as YYYY-MM-DD, such as 2026-05-03.')


def _review(workspace: Workspace, to: str | None, since: str | None, progress: Progress) -> Review:
    month = to or last_complete_month(workspace)
    needs = gather(workspace, month, progress)
    if since is not None:
        needs = replace(needs, since=gather_since(workspace, since, needs.table, made_anew).needs)
    return review(workspace, NAME, build(needs), month, needs.table.area.code)


def _named(made: Review, name: str) -> Slot:
    """The slot of a name, or of a file's name."""
    wanted = name.removesuffix(".md")
    found = next((slot for slot in made.slots if slot.name == wanted), None)
    if found is None and wanted in ELSEWHERE:
        option = ELSEWHERE[wanted]
        raise CommentaryError(
            f"{wanted} is in the document only with {option}. Give {option} to this command as you give it to "
            "'wardmote assess'."
        )
    if found is None:
        near = get_close_matches(wanted, [slot.name for slot in made.slots], n=1)
        hint = f" Is it {near[0]}?" if near else ""
        raise CommentaryError(f"There is no slot called {name}.{hint} 'wardmote commentary' lists them.")
    return found


def _written(made: Review, slot: Slot) -> Slot:
    if made.stand[slot.name].state is State.TO_BE_WRITTEN:
        file = made.held.folder / made.files[slot.name]
        raise CommentaryError(f"Nobody has written {slot.name} yet. Its words go into {file}.")
    return slot


def _waits(made: Review, slot: Slot) -> bool:
    """Whether there is something to accept: a draft, words that need another look, words not yet recorded."""
    stands = made.stand[slot.name]
    return stands.state in WAITING or stands.new or slot.name in made.dated

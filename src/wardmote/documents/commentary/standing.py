"""How the words of a slot stand: to be written, written, accepted, draft, or in need of another look."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wardmote.documents.commentary.changes import UNREADABLE, Today, why_look_again
from wardmote.documents.commentary.markdown import Words
from wardmote.documents.commentary.records import Record
from wardmote.documents.commentary.slots import Slot


class State(StrEnum):
    """What a slot is, in the words of lists."""

    TO_BE_WRITTEN = "to be written"
    WRITTEN = "written"
    ACCEPTED = "accepted"
    DRAFT = "draft"
    LOOK_AGAIN = "needs another look"


@dataclass(frozen=True)
class Filling:
    """What people put into a slot: words of their own, or a record that they accepted the machine's.

    ``sha256`` is that of their words, "" where they wrote none. ``record_broken``: there is a record, and it
    cannot be read.
    """

    blocks: Words = ()
    sha256: str = ""
    author: str = ""
    record: Record | None = None
    record_broken: bool = False


NOTHING = Filling()


@dataclass(frozen=True)
class Standing:
    """A slot's state and, where it is not plain, why. ``new``: words that no record knows yet."""

    state: State
    why: str = ""
    new: bool = False


def standing(slot: Slot, filling: Filling, today: Today) -> Standing:
    """How a slot stands with what people put there."""
    record = filling.record
    if not filling.sha256 and not slot.sentence:
        return Standing(State.TO_BE_WRITTEN)
    words = filling.sha256 or slot.sha256
    if filling.sha256 and filling.record_broken:
        return Standing(State.LOOK_AGAIN, UNREADABLE)
    if record is None or record.sha256 != words:
        return (
            Standing(State.WRITTEN, new=True) if filling.sha256 else Standing(State.DRAFT, _lapsed(filling))
        )
    why = why_look_again(record, slot.figures, today)
    if why:
        return Standing(State.LOOK_AGAIN, why)
    return Standing(State.WRITTEN if filling.sha256 else State.ACCEPTED)


def _lapsed(filling: Filling) -> str:
    """Why a sentence that was accepted is a draft again."""
    if filling.record_broken:
        return "The record of its review cannot be read."
    if filling.record is None or not filling.record.sentence:
        return ""
    return f"It was accepted in other words: {filling.record.sentence}"

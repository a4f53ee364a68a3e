"""The review of a document: people's words laid into it, what needs another look, and what is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from wardmote.documents.commentary import (
    Record,
    Slot,
    Standing,
    State,
    Today,
    fill,
    page,
    slots_of,
    standings,
)
from wardmote.operations.commentary_files import WORDS, Held, keep_records, lay_out, read_words
from wardmote.operations.workspace import Workspace
from wardmote.operations.written_before import written_before
from wardmote.publishing.tree import Document


class CommentaryError(Exception):
    """A decision on a document's words that cannot be taken; the message says why, and what to do."""


@dataclass(frozen=True)
class Place:
    """A place of a document for people's words.

    ``asks`` is the question, or the machine's sentence; ``state`` one of: to be written, written, accepted, draft,
    needs another look; ``why`` what to know about it. ``by`` and ``on``: who wrote or accepted it, and when, as given.
    """

    slot: str
    kind: str
    state: str
    why: str
    asks: str
    file: str
    by: str = ""
    on: str = ""


@dataclass(frozen=True)
class Review:
    """A document before anybody's words, and what people put into it."""

    document: Document
    held: Held
    today: Today
    dated: Mapping[str, Record] = field(default_factory=dict)
    """What is to be recorded of new words that were written on the figures of an earlier build."""

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Every place for words, in reading order."""
        return slots_of(self.document)

    @cached_property
    def stand(self) -> dict[str, Standing]:
        """How each slot stands."""
        return standings(self.document, self.held.fillings, self.today)

    @cached_property
    def filled(self) -> Document:
        """The document with people's words in it."""
        return fill(self.document, self.held.fillings, self.today)

    @property
    def files(self) -> dict[str, str]:
        """The name of each slot's file, whether it is there or not."""
        return {slot.name: self.held.files.get(slot.name, f"{slot.name}{WORDS}") for slot in self.slots}

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every slot with its state, for people."""
        return tuple(self._place(slot) for slot in self.slots)

    @property
    def look_again(self) -> tuple[Place, ...]:
        """The words that need another look."""
        return tuple(place for place in self.places if place.state == State.LOOK_AGAIN)

    @property
    def lapsed(self) -> tuple[Place, ...]:
        """Sentences that were accepted in other words, and are drafts again."""
        return tuple(place for place in self.places if self._has_lapsed(place))

    def _has_lapsed(self, place: Place) -> bool:
        filling = self.held.fillings.get(place.slot)
        record = filling.record if filling else None
        return place.state == State.DRAFT and record is not None and bool(record.sentence)

    def _place(self, slot: Slot) -> Place:
        filling, stands = self.held.fillings.get(slot.name), self.stand[slot.name]
        decided = stands.state not in (State.DRAFT, State.TO_BE_WRITTEN) and not stands.new
        record = filling.record if filling and decided else None
        return Place(
            slot=slot.name,
            kind="question" if slot.asks else "machine sentence",
            state=stands.state.value,
            why=stands.why,
            asks=slot.asks or slot.sentence,
            file=str(self.held.folder / self.files[slot.name]),
            by=(filling.author if filling else "") or (record.by if record else ""),
            on=record.on if record else "",
        )

    def record(self, slot: Slot, by: str = "", on: str = "") -> Record:
        """What is to be recorded of a slot now: its words, or the machine's sentence, on today's figures."""
        filling = self.held.fillings.get(slot.name)
        own = filling.sha256 if filling else ""
        return Record(own or slot.sha256, self.today.to, slot.figures, "" if own else slot.sentence, by, on)


def review(workspace: Workspace, name: str, document: Document, to: str, area: str) -> Review:
    """What people wrote for a document of this workspace. Nothing is written.

    ``name`` is that of the document and its folder of words, ``to`` its last month, ``area`` the code of its area.
    """
    definitions = workspace.definitions
    longest = definitions.threshold("commentary-longest")
    slots = slots_of(document)
    held = read_words(workspace.folder, name, slots, longest)
    dated = written_before(workspace, name, held, slots, to)
    for slot, record in dated.items():
        held.fillings[slot] = replace(held.fillings[slot], record=record)
    return Review(document, held, Today(to, area, definitions), dated)


def remember(made: Review) -> tuple[str, ...]:
    """Record new words on the figures that they were written on, and make the folder ready for people.

    Returns notes: what could not be written. The document stands all the same.
    """
    if not made.held.usable:
        return ()
    new = {slot.name: made.record(slot) for slot in made.slots if made.stand[slot.name].new}
    new |= made.dated
    text = page(made.document.title, made.slots, made.stand, made.files)
    try:
        keep_records(made.held, new)
        lay_out(made.held, made.slots, text)
    except OSError as error:
        told = f"{made.held.folder} cannot be written ({error.strerror or error})"
        return (f"{told}, so the words of today are not recorded.",)
    return ()

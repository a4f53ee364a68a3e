"""People's words laid into a document, beside the figures that they were written on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from wardmote.documents.commentary.changes import Today
from wardmote.documents.commentary.lines import line_of
from wardmote.documents.commentary.markdown import Words
from wardmote.documents.commentary.slots import slot_of, slots_of
from wardmote.documents.commentary.standing import NOTHING, Filling, Standing, State, standing
from wardmote.publishing.rewriting import rewritten
from wardmote.publishing.tree import (
    Block,
    Commentary,
    Content,
    Cover,
    Document,
    FindingItem,
    Paragraph,
    Quiet,
    inlines,
)

STATUS = "Status"
"""The label on the cover of how far the document was reviewed."""


def fill(document: Document, fillings: Mapping[str, Filling], today: Today) -> Document:
    """The document with people's words and decisions in its slots, and on its cover how far it was reviewed.

    Words replace a prompt or a machine sentence; an accepted sentence is a draft no more; what needs another look
    says why. Slots without a filling stay as they are.
    """
    stand = standings(document, fillings, today)
    filled = tuple(made for block in document.blocks for made in _paragraphs(block, fillings, stand))
    change = partial(_filled, fillings=fillings, stand=stand, status=status(document, stand))
    return rewritten(replace(document, blocks=filled), change)


def standings(document: Document, fillings: Mapping[str, Filling], today: Today) -> dict[str, Standing]:
    """How each slot of an unfilled document stands, by name, in reading order."""
    return {slot.name: standing(slot, fillings.get(slot.name, NOTHING), today) for slot in slots_of(document)}


def status(document: Document, stand: Mapping[str, Standing]) -> str:
    """How far the document was reviewed, for its cover."""
    sentences = [slot for slot in slots_of(document) if slot.sentence]
    done = sum(stand[slot.name].state is not State.DRAFT for slot in sentences)
    again = sum(one.state is State.LOOK_AGAIN for one in stand.values())
    parts = [*([_reviewed(done, len(sentences))] if sentences else []), *([looks(again)] if again else [])]
    return f"Draft: {'; '.join(parts)}" if parts else "Draft"


def _reviewed(done: int, sentences: int) -> str:
    if not done:
        return "nobody has reviewed these sentences yet"
    many = f"{done} of {sentences}" if done < sentences else f"all {sentences}"
    return f"{many} machine sentences reviewed"


def looks(again: int) -> str:
    """How many commentaries need another look."""
    return "1 commentary needs another look" if again == 1 else f"{again} commentaries need another look"


def _paragraphs(
    block: Block, fillings: Mapping[str, Filling], stand: Mapping[str, Standing]
) -> Iterator[Block]:
    """A machine sentence that stands alone and was rewritten at length becomes a commentary."""
    filling = fillings.get(block.slot, NOTHING) if isinstance(block, Paragraph) else NOTHING
    if isinstance(block, Paragraph) and not at_most_a_paragraph(filling.blocks):
        slot = slot_of(block)
        told = slot.sentence if slot else ""
        why = stand[block.slot].why
        yield Commentary(
            f"words-{block.slot}", told, filling.blocks, filling.author, block.figures, look_again=why
        )
    else:
        yield block


def at_most_a_paragraph(blocks: Words) -> bool:
    """Whether words fit where one line stands, without being run together."""
    return not blocks or (len(blocks) == 1 and isinstance(blocks[0], Paragraph))


def _filled(node: Any, *, fillings: Mapping[str, Filling], stand: Mapping[str, Standing], status: str) -> Any:
    match node:
        case Cover():
            facts = ((name, status if name == STATUS else value) for name, value in node.facts)
            return replace(node, facts=tuple(facts))
        case Commentary() | Paragraph() | FindingItem():
            slot = slot_of(node)
            if slot is None or slot.name not in stand:
                return node
            return _with(node, fillings.get(slot.name, NOTHING), stand[slot.name])
        case _:
            return node


def _with(node: Any, filling: Filling, stands: Standing) -> Any:
    """A slot's block with what people put there."""
    if stands.state in (State.DRAFT, State.TO_BE_WRITTEN):
        return node
    why = stands.why
    match node:
        case Commentary():
            return replace(node, words=filling.blocks, author=filling.author, look_again=why)
        case Paragraph() if filling.blocks:
            return replace(node, content=_signed(filling), style="body", look_again=why)
        case Paragraph():
            return replace(node, style="body", look_again=why)
        case FindingItem() if filling.blocks:
            return replace(node, lead="", rest=_signed(filling), draft=False, look_again=why)
        case _:
            return replace(node, draft=False, look_again=why)


def _signed(filling: Filling) -> Content:
    """Words as one line, and who wrote them."""
    words = line_of(filling.blocks)
    return (*inlines(words), Quiet(f" ({filling.author})")) if filling.author else words

"""People's words for a document as another skin shows and saves them: beside their section, one file a place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock

from wardmote.documents.commentary import UnreadableWordsError, invitation, read_text, slots_of
from wardmote.figures import Figure
from wardmote.figures.months import in_words
from wardmote.figures.tokens import State
from wardmote.operations.commentary_files import FOLDER, WORDS
from wardmote.operations.review import CommentaryError, Review
from wardmote.operations.workspace import Workspace
from wardmote.publishing.tree import Document, Heading, SideBySide
from wardmote.publishing.writing import replace_all

MONTH, MONTHS_APART, AGAINST = re.compile(r"\d{4}-\d{2}"), re.compile(r"\.\."), re.compile("against")
SLOT = re.compile(r"[a-z0-9][a-z0-9-]*")
MOST_FIGURES = 12
"""Figures of a place that are named one by one."""
LOCK_SECONDS = 20


class WordsChangedError(CommentaryError):
    """Somebody saved other words since these were begun; ``now`` are theirs."""

    def __init__(self, now: Words) -> None:
        super().__init__(
            f"{now.author or 'Somebody'} saved other words here while you wrote. Nothing of yours is lost: put both "
            "together below, and save again."
        )
        self.now = now


@dataclass(frozen=True)
class Words:
    """What stands in a file of words now: the text, its author, and the mark of its content ("" where there is no file)."""

    text: str = ""
    author: str = ""
    mark: str = ""


@dataclass(frozen=True)
class WordsPlace:
    """A place for words as the document had it when it was built.

    ``section``: the heading it stands under. ``asks``: the question, or the machine's sentence. ``figures``: what the
    figures of that place say, one line each. ``state`` and ``why`` as in ``review.Place``.
    """

    slot: str
    section: str
    kind: str
    state: str
    why: str
    asks: str
    figures: tuple[str, ...]
    by: str = ""
    on: str = ""


def words_places(made: Review) -> tuple[WordsPlace, ...]:
    """Every place for words of a reviewed document, in reading order."""
    sections = dict(_sections(made.document))
    figures = {slot.name: slot.figures for slot in made.slots}
    return tuple(
        WordsPlace(
            one.slot,
            sections.get(one.slot, ""),
            one.kind,
            one.state,
            one.why,
            one.asks,
            tuple(dict.fromkeys(_said(made, figure) for figure in figures[one.slot]))[:MOST_FIGURES],
            one.by,
            one.on,
        )
        for one in made.places
    )


def words_now(workspace: Workspace, document: str, slot: str) -> Words:
    """The words of a place as its file holds them now.

    Raises
    ------
    CommentaryError
        When the file cannot be read as words.
    """
    path = _path(workspace, document, slot)
    if not path.is_file():
        return Words()
    content = path.read_bytes()
    try:
        text = read_text(content, workspace.definitions.threshold("commentary-longest"))
    except UnreadableWordsError as error:
        raise CommentaryError(f"{path.name} cannot be read. {error}") from error
    return Words(text.words, text.author, hashlib.sha256(content).hexdigest())


@contextmanager
def save_words(
    workspace: Workspace, document: str, slot: str, text: str, author: str, seen: str, prompt: str = ""
) -> Iterator[tuple[Words, Words]]:
    """Save words of a place where nobody saved others since ``seen``; with empty ones it is as if nobody had written.

    ``prompt``: the question that an empty file shows again. Gives the words before and after. They are written when the
    block ends well; nobody else saves meanwhile.

    Raises
    ------
    WordsChangedError
        When others were saved meanwhile.
    CommentaryError
        When they cannot be taken.
    """
    folder = _path(workspace, document, slot).parent
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".words.lock", timeout=LOCK_SECONDS):
        before = words_now(workspace, document, slot)
        if before.mark != seen:
            raise WordsChangedError(before)
        content = _content(text, author, prompt)
        after = _readable(workspace, content)
        yield before, after
        replace_all([(_path(workspace, document, slot), content)])


def _readable(workspace: Workspace, content: bytes) -> Words:
    """The words as they will be read again."""
    try:
        text = read_text(content, workspace.definitions.threshold("commentary-longest"))
    except UnreadableWordsError as error:
        raise CommentaryError(f"These words cannot be taken. {error}") from error
    return Words(text.words, text.author, hashlib.sha256(content).hexdigest())


def _content(text: str, author: str, prompt: str) -> bytes:
    words = "\n".join(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()
    if not words:
        return invitation(prompt).encode() if prompt else b""
    return f"Author: {' '.join(author.split())}\n\n{words}\n".encode()


def _path(workspace: Workspace, document: str, slot: str) -> Path:
    """The file of a place, where it lies within the workspace."""
    path = workspace.folder / FOLDER / document / f"{slot}{WORDS}"
    inside = path.resolve().is_relative_to(workspace.folder.resolve())
    if not SLOT.fullmatch(slot) or not inside:
        raise CommentaryError(f"{path.name} is no place of this workspace for words.")
    return path


def _sections(document: Document) -> Iterator[tuple[str, str]]:
    """Each slot with the heading that it stands under."""
    heading = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            heading = block.text
            continue
        parts = (block.left, block.right) if isinstance(block, SideBySide) else (block,)
        for slot in slots_of(replace(document, blocks=parts)):
            yield slot.name, heading


def _said(made: Review, figure: Figure) -> str:
    """A figure as a line: what, where, when, how much."""
    definitions = made.today.definitions
    title = next(
        (one.short_title for one in definitions.measures.values() if one.reference == figure.measure),
        figure.measure.rpartition(":")[2].replace("-", " "),
    )
    if figure.value is None:
        value = figure.state.value.replace("-", " ")
    else:
        value = (
            "0" if figure.state is State.ZERO else f"{figure.value:,.1f}".removesuffix(".0").replace("-", "−")
        )
    bare = figure.value is None or figure.unit in ("", "count", "records")
    unit = "" if bare else f" {figure.unit}".replace(" %", "%")
    period = AGAINST.sub("compared with", MONTHS_APART.sub(" to ", MONTH.sub(_month, figure.period)))
    return f"{title}, {figure.area_name}, {period}: {value}{unit}"


def _month(found: re.Match[str]) -> str:
    return in_words(found[0])

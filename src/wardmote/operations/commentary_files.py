"""The files of people's words in a workspace: read, and recorded beside; never written into."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from wardmote.documents.commentary import (
    LONGEST_SIGN,
    BrokenRecordError,
    Filling,
    Record,
    Slot,
    Text,
    UnreadableWordsError,
    at_most_a_paragraph,
    blocks_of,
    check_kind,
    check_length,
    invitation,
    read_record,
    read_text,
)
from wardmote.publishing.writing import replace_all

FOLDER = "commentary"
"""The folder of a workspace that holds people's words, one folder a document."""
WORDS, RECORD, README = ".md", ".figures.json", "README.md"
ELSEWHERE: Mapping[str, str] = MappingProxyType({"words-since-last": "--since"})
"""Places that a document has only when it is asked for with an option, and that option."""
CIRCLE = "It is a link that leads back to itself. Delete it, and write the words into a file of that name."
ONE_LINE = "A finding is one paragraph, so its lists, tables and paragraphs are run together."


@dataclass
class Held:
    """What a folder of words holds: the filling of each slot, its file by name, and what to know about it."""

    folder: Path
    fillings: dict[str, Filling] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    """The name of the file that stands for a slot, readable or not."""
    notes: list[str] = field(default_factory=list)
    written: dict[str, float] = field(default_factory=dict)
    """When the words of a slot were last saved, as their file says: seconds since 1970."""
    usable: bool = True
    """Whether the folder is one of the workspace, so that records may be kept in it."""


def read_words(home: Path, document: str, slots: Sequence[Slot], longest: float) -> Held:
    """What people wrote for a document of the workspace in ``home``, and what was recorded of it.

    ``longest``: most bytes of a file of words. Nothing is changed. A file that cannot be read is a note, and its
    slot is as if nobody had written.
    """
    held = Held(home / FOLDER / document)
    try:
        _read(held, home, slots, longest)
    except OSError as error:
        held.usable = False
        held.notes.append(f"{held.folder} cannot be read: {error.strerror or error}.")
    return held


def _read(held: Held, home: Path, slots: Sequence[Slot], longest: float) -> None:
    there = held.folder.is_symlink() or held.folder.exists()
    if not _inside(held.folder, home) or (there and not held.folder.is_dir()):
        held.usable = False
        held.notes.append(
            f"{held.folder} is no folder of this workspace, so no words are read from it. Copy the words into one."
        )
    elif there:
        _read_files(held, home, slots, longest)


def _read_files(held: Held, home: Path, slots: Sequence[Slot], longest: float) -> None:
    names = {slot.name.casefold(): slot for slot in slots}
    for stem, paths in _by_stem(held).items():
        if stem in names:
            _take(held, home, names[stem], _the_one(held, paths, names[stem]), longest)
        else:
            for path in paths:
                _tell_unknown(held, home, path, names, longest)
    for slot in slots:
        _take_record(held, home, slot.name)


def _inside(path: Path, home: Path) -> bool:
    """Whether a path leads to a place in the workspace, links followed.

    Raises:
        OSError: it is a link that leads back to itself.
    """
    try:
        return path.resolve().is_relative_to(home.resolve())
    except RuntimeError as error:  # Python before 3.13 says so of a circle of links
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error


def _by_stem(held: Held) -> dict[str, list[Path]]:
    """The files of words by the name of their slot, in small letters; a note of each other file."""
    found: dict[str, list[Path]] = {}
    for path in sorted(held.folder.iterdir()):
        name = path.name.casefold()
        if name.startswith((".", "~")) or name == README.casefold() or name.endswith(RECORD):
            continue
        if name.endswith(WORDS):
            found.setdefault(name.removesuffix(WORDS), []).append(path)
        else:
            held.notes.append(f"{path.name} is not read: {_how_to_name(path)}")
    return found


def _how_to_name(path: Path) -> str:
    stem = path.name.split(".")[0]
    if path.name.casefold().endswith((f"{WORDS}.txt", ".txt")):
        return f'its name must be {stem}{WORDS}. In Notepad, choose "All files" when you save it.'
    return f"words are plain text in a file called {stem}{WORDS}."


def _the_one(held: Held, paths: Sequence[Path], slot: Slot) -> Path | None:
    """The file that counts where several names differ in capital letters alone: the one spelt as the slot."""
    if len(paths) == 1:
        return paths[0]
    chosen = next((path for path in paths if path.stem == slot.name), None)
    others = ", ".join(path.name for path in paths if path != chosen)
    what = f"{chosen.name} is read and {others} not" if chosen else f"none of {others} is read"
    held.notes.append(f"Files whose names differ in capital letters alone: {what}. Keep one of them.")
    return chosen


def _take(held: Held, home: Path, slot: Slot, path: Path | None, longest: float) -> None:
    """Take in the words of one file."""
    held.files[slot.name] = path.name if path else f"{slot.name}{WORDS}"
    text = _text(held, home, path, longest) if path else None
    if path is None or text is None:
        return
    read = blocks_of(text.words)
    notes = (*text.notes, *read.notes)
    if read.blocks:
        held.fillings[slot.name] = Filling(read.blocks, text.sha256, text.author)
        held.written[slot.name] = path.stat().st_mtime
        if slot.one_line and not at_most_a_paragraph(read.blocks):
            notes = (*notes, ONE_LINE)
    held.notes += [f"{path.name}: {note}" for note in notes]


def _text(held: Held, home: Path, path: Path, longest: float) -> Text | None:
    """A file's words; None, and a note, where they cannot be read."""
    try:
        return _text_of(path, home, longest)
    except UnreadableWordsError as error:
        held.notes.append(f"{path.name} was left out. {error}")
    except OSError as error:
        told = CIRCLE if error.errno == errno.ELOOP else f"The system refused: {error.strerror or error}."
        held.notes.append(f"{path.name} was left out. {told}")
    return None


def _text_of(path: Path, home: Path, longest: float) -> Text:
    if not _inside(path, home):
        raise UnreadableWordsError(
            "It is a link to a place outside the workspace. Copy the words into the file."
        )
    if not path.is_file():
        raise UnreadableWordsError("It is no file.")
    with path.open("rb") as file:
        check_kind(file.read(LONGEST_SIGN))
    check_length(path.stat().st_size, longest)
    return read_text(path.read_bytes(), longest)


def _tell_unknown(held: Held, home: Path, path: Path, names: Mapping[str, Slot], longest: float) -> None:
    """Say that words have no place in the document; a file without words is nobody's loss."""
    text = _text(held, home, path, longest)
    if text is None or not text.words.strip():
        return
    option = ELSEWHERE.get(path.stem.casefold())
    if option:
        held.notes.append(f"{path.name} is printed only with {option}: its part is not in this document.")
        return
    said = f"{path.name} is not printed: the document has no place called {path.stem} now."
    near = get_close_matches(path.stem.casefold(), names, n=1)
    if path.with_name(f"{path.stem}{RECORD}").is_file():
        said += " It had one when the words were written."
    elif near:
        said += f" Is it meant for {names[near[0]].name}?"
    held.notes.append(said)


def _take_record(held: Held, home: Path, name: str) -> None:
    path = held.folder / f"{name}{RECORD}"
    if not (path.is_symlink() or path.exists()):
        return
    before = held.fillings.get(name, Filling())
    record: Record | None = None
    try:
        if not _inside(path, home):
            raise BrokenRecordError("It is a link to a place outside the workspace.")
        if not path.is_file():
            raise BrokenRecordError("It is no file.")
        record = read_record(path.read_bytes())
    except (BrokenRecordError, OSError):
        held.notes.append(
            f"{path.name} is damaged, so nobody can tell what was reviewed. Look at the words, then: "
            f"wardmote commentary accept {name}"
        )
    held.fillings[name] = Filling(before.blocks, before.sha256, before.author, record, record is None)


def keep_records(held: Held, records: Mapping[str, Record]) -> None:
    """Write what is recorded of words, all of it or none.

    Raises:
        OSError: the folder cannot be written.
    """
    held.folder.mkdir(parents=True, exist_ok=True)
    replace_all(
        [(held.folder / f"{name}{RECORD}", record.as_json(name).encode()) for name, record in records.items()]
    )


def lay_out(held: Held, slots: Sequence[Slot], readme: str) -> None:
    """Make the folder ready for people: a page that says how, and a file for each question that has none.

    Raises:
        OSError: the folder cannot be written.
    """
    held.folder.mkdir(parents=True, exist_ok=True)
    replace_all([(held.folder / README, readme.encode())])
    for slot in _without_file(held, slots):
        _appear(held.folder / f"{slot.name}{WORDS}", invitation(slot.asks).encode())


def _without_file(held: Held, slots: Sequence[Slot]) -> Iterator[Slot]:
    return (slot for slot in slots if slot.asks and slot.name not in held.files)


def _appear(path: Path, content: bytes) -> None:
    """A new file, whole; one that is there already, or comes while this is done, stays as it is."""
    new = path.with_name(f".{path.name}.new")
    replace_all([(new, content)])
    try:
        path.hardlink_to(new)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            new.rename(path)
    finally:
        new.unlink(missing_ok=True)

"""Reads a document of any format: what it is decides which reader; nothing in it is run or fetched."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from xml.etree.ElementTree import ParseError

from lxml import etree

from wardmote.checker.read_document import Format, Heading, ReadDocument
from wardmote.checker.reading.assembly import Assembly
from wardmote.checker.reading.encoding import text_of
from wardmote.checker.reading.grid import Room
from wardmote.checker.reading.kinds import kind_of_bytes, kind_of_text
from wardmote.checker.reading.limits import Limits, usual
from wardmote.checker.reading.refusals import UnreadableError, damaged
from wardmote.evidence.archives import DAMAGE

START = 8192
"""Bytes by which a kind is told."""
_BROKEN = (
    *DAMAGE,
    etree.LxmlError,
    ParseError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    AssertionError,
)
"""What a reader of an Office file or PDF raises where the file is not what it says."""


def read_document(path: Path, limits: Limits | None = None) -> ReadDocument:
    """Read a document.

    Parameters
    ----------
    path
        The file; what it holds decides how it is read, never its name.
    limits
        How much it may hold; the thresholds that Wardmote ships when not given.

    Raises
    ------
    UnreadableError
        When it cannot be read or is not safe to read; the sentence says what to do.
    """
    limits = limits or usual()
    name = path.name
    start = _start(path, limits)
    into = Assembly(Room(name, limits))
    kind = kind_of_bytes(path, start)
    try:
        if kind is None:
            text = text_of(path.read_bytes(), name)
            kind = kind_of_text(path, text)
            pages = _text_reader(kind)(text, into)
        else:
            pages = _file_reader(kind)(path, into)
    except RecursionError as error:
        raise damaged(name, "its parts stand too deep inside one another") from error
    except _BROKEN as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise _unopened(path, error) from error
        raise damaged(name, "a part of it is not what it should be") from error
    return _made(name, kind, into, pages)


def _start(path: Path, limits: Limits) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableError(path.name, f"{path} is a folder. Name a document in it.")
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(START)
    except OSError as error:
        raise _unopened(path, error) from error
    if size > limits.size:
        raise UnreadableError(
            path.name,
            f"{path.name} has {size / 1e6:,.0f} MB; the checker reads up to {limits.size / 1e6:,.0f} MB. Split it and "
            "check the parts, or raise the threshold checker-file-size.",
        )
    return start


def _unopened(path: Path, error: OSError) -> UnreadableError:
    if isinstance(error, FileNotFoundError):
        return UnreadableError(path.name, f"There is no file {path}. Check the name.")
    return UnreadableError(path.name, f"{path} cannot be opened ({error.strerror}). Check who may read it.")


_TEXT_READERS = {
    "html": ("html", "read_html"),
    "markdown": ("markdown", "read_markdown"),
    "csv": ("delimited", "read_delimited"),
    "text": ("text", "read_text"),
}
_FILE_READERS = {
    "docx": ("docx", "read_docx"),
    "odt": ("odt", "read_odt"),
    "pdf": ("pdf", "read_pdf"),
    "xlsx": ("xlsx", "read_xlsx"),
    "ods": ("ods", "read_ods"),
    "pptx": ("pptx", "read_pptx"),
}


def _text_reader(kind: Format) -> Callable[[str, Assembly], int | None]:
    """The reader of a kind of text; its room is opened only when it is needed."""
    module, name = _TEXT_READERS[kind]
    reader: Callable[[str, Assembly], int | None] = getattr(import_module(f"{__package__}.{module}"), name)
    return reader


def _file_reader(kind: Format) -> Callable[[Path, Assembly], int | None]:
    """The reader of a kind of file that is no text; its room is opened only when it is needed."""
    module, name = _FILE_READERS[kind]
    reader: Callable[[Path, Assembly], int | None] = getattr(import_module(f"{__package__}.{module}"), name)
    return reader


def _made(name: str, kind: Format, into: Assembly, pages: int | None) -> ReadDocument:
    blocks = into.finish()
    if not blocks and not into.unread:
        raise UnreadableError(
            name,
            f"{name} holds no words that can be read. Check that it is the right file, or ask for it again.",
        )
    heading = next((block.text for block in blocks if isinstance(block, Heading)), "")
    return ReadDocument(name, kind, blocks, tuple(into.unread), pages, into.title or heading)

"""A file of people's words: its bytes as text, whoever wrote it with whatever editor."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

from wardmote.documents.commentary.lines import Notes
from wardmote.publishing.legible import legible

INVITED = "Write below this line."
"""How the comment ends that Wardmote puts into a new file."""
FOREIGN = (
    (b"PK\x03\x04", "It is a Word document, or another packed file, under the name of a text file"),
    (b"\xd0\xcf\x11\xe0", "It is a document of an older Word under the name of a text file"),
    (b"{\\rtf", "It is a rich text document under the name of a text file"),
    (b"%PDF", "It is a PDF under the name of a text file"),
)
"""How files begin that are no text, and what they are."""
LONGEST_SIGN = max(len(sign) for sign, _ in FOREIGN)
"""Bytes from which all of them can be told."""
SAVE = "Save it as plain text, in UTF-8."
ANSI = (
    "It is not saved as UTF-8, so it was read as Windows-1252 (ANSI in Notepad). Look whether signs such as £ and ’ "
    "came out right, or save it as UTF-8."
)
UNICODE = "It is saved as UTF-16 (Unicode in Notepad) and was read as such. UTF-8 is safer."
CONTROL = "It holds characters that cannot be printed; a box stands in their place."
HEADER = re.compile(r"\s*([A-Za-z][\w -]*?)\s*:\s*(.*?)\s*")


class UnreadableWordsError(ValueError):
    """A file that holds no words that can be read: says what it holds, and what to do."""


@dataclass(frozen=True)
class Text:
    """What a file says: its words as Markdown, who wrote them, and what to know about the reading."""

    words: str
    author: str = ""
    notes: tuple[str, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """What the words are known by: the same through other line ends, another encoding or white space at the end."""
        return sha256_of(self.words)


def sha256_of(words: str) -> str:
    """The sha256 of words, in hexadecimal digits."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def invitation(prompt: str) -> str:
    """What a new file holds: the question, in a comment that is never printed."""
    return f"<!-- {prompt.replace('--', '–')} {INVITED} -->\n\n"


def read_text(content: bytes, longest: float) -> Text:
    """The words of a file of at most ``longest`` bytes.

    Comments (``<!-- -->``) are not words; they are noted, but for the one that Wardmote wrote. The author stands
    in a first line ``Author: Name``, or as ``author:`` between two lines of ``---`` at the top.

    Raises:
        UnreadableWordsError: the bytes are too many, or no text.
    """
    check_kind(content)
    check_length(len(content), longest)
    notes = Notes()
    text = _decoded(content, notes)
    shown = legible(text.replace("\r\n", "\n").replace("\r", "\n"))
    if shown.count("□") > text.count("□"):
        notes.add(CONTROL)
    author, words = _author(_without_comments(shown, notes), notes)
    return Text("\n".join(line.rstrip() for line in words.split("\n")).strip("\n"), author, notes.said)


def check_kind(start: bytes) -> None:
    """Refuse what begins as no text does.

    Raises:
        UnreadableWordsError: it is a document of another kind under the name of a text file.
    """
    for sign, said in FOREIGN:
        if start.startswith(sign):
            raise UnreadableWordsError(f"{said}. {SAVE}")


def check_length(size: int, longest: float) -> None:
    """Refuse a file of more bytes than are read.

    Raises:
        UnreadableWordsError: it has more.
    """
    if size > longest:
        told = f"It is {size / 1000:,.0f} kB long, and words of up to {longest / 1000:,.0f} kB are read"
        raise UnreadableWordsError(f"{told}. Shorten it.")


def _decoded(content: bytes, notes: Notes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        notes.add(UNICODE)
        return content.decode("utf-16", "replace")
    if b"\x00" in content:
        raise UnreadableWordsError(f"It holds bytes that no text holds. {SAVE}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        notes.add(ANSI)
        return content.decode("cp1252", "replace")


def _without_comments(text: str, notes: Notes) -> str:
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[at:start])
        comment = " ".join(text[start + 4 : end].split())
        if comment and not comment.endswith(INVITED):
            shown = comment if len(comment) <= 60 else f"{comment[:57]}..."
            notes.add(f'The comment "{shown}" is not printed.')
        at = end + 3
    return "".join([*kept, text[at:]])


def _author(text: str, notes: Notes) -> tuple[str, str]:
    """Who wrote it, and the words under that."""
    lines = text.lstrip().split("\n")
    if lines[0].strip() == "---":
        return _front_matter(text, lines, notes)
    found = HEADER.fullmatch(lines[0])
    if found and found[1].casefold() == "author":
        return found[2], "\n".join(lines[1:])
    return "", text


def _front_matter(text: str, lines: list[str], notes: Notes) -> tuple[str, str]:
    """The lines between two of ``---`` at the top, where each is a name and a value; else they are words."""
    ends = [at for at, line in enumerate(lines) if at and line.strip() == "---"]
    found = [HEADER.fullmatch(line) for line in lines[1 : ends[0]] if line.strip()] if ends else [None]
    if not all(found):
        return "", text
    author = ""
    for entry in found:
        if entry and entry[1].casefold() == "author":
            author = entry[2].strip("\"'")
        elif entry:
            notes.add(f'The line "{entry[0].strip()}" at the top is not printed.')
    return author, "\n".join(lines[ends[0] + 1 :])

"""A partnership's own Office template as a packed file: what makes one unusable, in sentences, and its parts."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from wardmote.publishing.errors import TemplateError
from wardmote.publishing.packing import UnpacksTooLargeError, parts_of
from wardmote.publishing.theme import theme

CONTENT_TYPES = "[Content_Types].xml"
COMPOUND_FILE = bytes.fromhex("D0CF11E0A1B11AE1")
"""How the files of Office 97 to 2003 start, and those with a password."""
LOCKED = "EncryptedPackage".encode("utf-16-le")
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
)
"""What unpacking raises on a file that is no zip archive, is damaged, or is locked entry by entry."""


@dataclass(frozen=True)
class Program:
    """The program that a template is of: its name, and how its files that can be used end."""

    name: str
    ends: str

    @property
    def save_again(self) -> str:
        """What usually mends a template."""
        return f"Open it in {self.name} and save it again as {self.ends}."


WORD = Program("Word", ".docx or .dotx")
POWERPOINT = Program("PowerPoint", ".pptx or .potx")


def refused(path: Path, wrong: str, remedy: str) -> TemplateError:
    """The error that names the template, what is wrong with it and, in a sentence, what to do."""
    return TemplateError(f"The template {path} cannot be used: {wrong}. {remedy}")


def template_parts(path: Path, program: Program) -> dict[str, bytes]:
    """The parts of a template, by name.

    Raises:
        TemplateError: it cannot be read or unpacked, is far too large, is locked, of an old format, or holds macros.
    """
    content = _read(path, program)
    if not content:
        raise refused(path, "it is empty", "Take another copy of it.")
    if content.startswith(COMPOUND_FILE):
        raise _old_or_locked(path, content, program)
    try:
        parts = parts_of(content, theme().templates.unpacked * 1_000_000)
    except UnpacksTooLargeError as error:
        limit = f"it unpacks to more than {theme().templates.unpacked} MB"
        raise refused(path, limit, "Take large pictures out of it.") from error
    except UNREADABLE as error:
        raise refused(path, f"it is no {program.name} file, or damaged", program.save_again) from error
    if _holds_macros(parts):
        raise refused(path, "it holds macros", f"{program.save_again[:-1]}, which leaves them out.")
    return parts


def _read(path: Path, program: Program) -> bytes:
    if path.is_dir():
        raise refused(path, "it is a folder", f"Name the {program.ends} file in it.")
    try:
        if path.stat().st_size > theme().templates.unpacked * 1_000_000:
            limit = f"it is larger than {theme().templates.unpacked} MB"
            raise refused(path, limit, "Take large pictures out of it.")
        return path.read_bytes()
    except FileNotFoundError:
        raise refused(path, "there is no such file", "Check its name and folder.") from None
    except PermissionError as error:
        remedy = (
            f"Close it in {program.name} if it is open there, or ask whoever owns it for leave to read it."
        )
        raise refused(path, "this account may not read it", remedy) from error
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise refused(
            path, f"reading it failed ({reason})", "Copy it to this computer and try again."
        ) from error


def _old_or_locked(path: Path, content: bytes, program: Program) -> TemplateError:
    if LOCKED not in content:
        return refused(path, f"it is in the format of {program.name} 97 to 2003", program.save_again)
    remedy = f"Open it in {program.name}, take the password off (File, Info, Protect) and save it."
    return refused(path, "it is locked with a password", remedy)


def _holds_macros(parts: dict[str, bytes]) -> bool:
    kinds = parts.get(CONTENT_TYPES, b"")
    return b"macroEnabled" in kinds or any(name.lower().endswith("vbaproject.bin") for name in parts)

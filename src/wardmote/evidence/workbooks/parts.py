"""The parts of a workbook: a zip archive entered with care, its XML read as a stream that resolves nothing."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, cast
from xml.parsers import expat

from wardmote.evidence.archives import DAMAGE
from wardmote.evidence.bounds import BLOCK, BoundedReader, Bounds
from wardmote.evidence.refusals import Refused

TEXT_BLOCK = 1 << 16
LONGEST_TEXT = 131_072
"""Characters of one cell; the CSV readers take no longer ones. Excel's cells hold a quarter of it."""


class Parts:
    """A workbook's zip archive. Only parts that are asked for are read; nothing is unpacked under its own name."""

    def __init__(self, path: Path, name: str, bounds: Bounds) -> None:
        """Open it.

        Parameters
        ----------
        name
            What the user calls the workbook.

        Raises
        ------
        Refused
            When it is damaged or a part is locked with a password.
        """
        self.name = name
        self._bounds = bounds.of_workbook()
        try:
            self._archive = zipfile.ZipFile(path)
        except DAMAGE as error:
            raise self.damaged("the list of its parts cannot be read") from error
        self.members = {member.filename: member for member in self._archive.infolist()}
        self._refuse_tricks()

    def __enter__(self) -> Parts:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def _refuse_tricks(self) -> None:
        for member in self.members.values():
            if member.flag_bits & 0x1:
                self.close_and_raise(locked(self.name))
            if stat.S_ISLNK(member.external_attr >> 16):
                self.close_and_raise(self.damaged("it holds a link instead of a part"))

    def close_and_raise(self, refusal: Refused) -> None:
        """Close the archive and raise."""
        self._archive.close()
        raise refusal

    def damaged(self, why: str) -> Refused:
        """The refusal of a workbook that cannot be read."""
        return Refused(
            self.name,
            f"{self.name} is damaged or cut short: {why}. Open it in a spreadsheet program, save it and take it in "
            "again, or ask for it again.",
        )

    def __contains__(self, part: str) -> bool:
        return part in self.members

    def open(self, part: str) -> IO[bytes]:
        """The bytes of a part, within the bounds.

        Raises
        ------
        Refused
            When it is not there or cannot be unpacked.
        """
        if part not in self.members:
            raise self.damaged(f"its part {part} is missing")
        member = self.members[part]
        self._bounds.check(self.name, member.compress_size, member.file_size)
        try:
            inner = self._archive.open(member)
        except DAMAGE as error:
            raise self.damaged(f"its part {part} cannot be unpacked") from error
        reader = BoundedReader(inner, self.name, member.compress_size, self._bounds, DAMAGE)
        return cast("IO[bytes]", reader)

    def read(self, part: str) -> bytes:
        """All bytes of a small part."""
        with self.open(part) as stream:
            found = stream.read(BLOCK)
        return found

    def parse(self, part: str, parser: expat.XMLParserType) -> None:
        """Feed a part to a parser that ``parser_of`` made.

        Raises
        ------
        Refused
            When it is not well-formed, or declares document types or entities.
        """
        with self.open(part) as stream:
            try:
                while block := stream.read(TEXT_BLOCK):
                    parser.Parse(block, False)
                parser.Parse(b"", True)
            except expat.ExpatError as error:
                raise self.damaged(f"its part {part} is not well-formed ({error})") from error
            except (ValueError, KeyError, IndexError, OverflowError) as error:
                raise self.damaged(f"its part {part} holds something that is no part of a sheet") from error

    def parser_of(
        self,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
        *,
        namespaces: bool = False,
    ) -> expat.XMLParserType:
        """A parser that calls these for what it meets, and refuses document types: so no entity can be declared."""
        parser = expat.ParserCreate(namespace_separator=" " if namespaces else None)
        parser.buffer_text = True
        parser.buffer_size = TEXT_BLOCK
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        return parser

    def _refuse_doctype(self, *_: object) -> None:
        raise Refused(
            self.name,
            f"{self.name} declares a document type of its own, as a workbook never does and an attack may. It was "
            "not read. Ask for it again from where it came.",
        )


def locked(name: str) -> Refused:
    """The refusal of a workbook with a password."""
    return Refused(
        name,
        f"{name} is locked with a password. Open it with the password, save it without one, and take it in again.",
    )

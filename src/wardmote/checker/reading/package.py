"""Office files: zip archives of XML, entered with care. Nothing is unpacked under its own name, run or fetched."""

from __future__ import annotations

import posixpath
import stat
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from wardmote.checker.reading.limits import Limits
from wardmote.checker.reading.refusals import UnreadableError, damaged, locked, too_large
from wardmote.evidence.archives import DAMAGE

BLOCK = 1 << 20
_MACROS = ("vbaproject.bin", "basic/script-lc.xml")
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (
        b"http://purl.oclc.org/ooxml/presentationml/main",
        b"http://schemas.openxmlformats.org/presentationml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
"""The strict form of the Office formats has other names for the same elements."""
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """An Office file. Only parts that are asked for are read."""

    def __init__(self, path: Path, limits: Limits) -> None:
        """Open it.

        Raises
        ------
        UnreadableError
            When it is damaged or locked, or holds more than a document may.
        """
        self.name = path.name
        self.limits = limits
        self._left = limits.unpacked
        try:
            self._archive = zipfile.ZipFile(path)
        except DAMAGE as error:
            raise damaged(
                self.name, "the list of its parts, which stands at its end, cannot be read"
            ) from error
        self._members = {member.filename: member for member in self._archive.infolist()}
        self._refuse_tricks()

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def __contains__(self, part: str) -> bool:
        return part in self._members

    @property
    def parts(self) -> list[str]:
        """The names of its parts."""
        return list(self._members)

    @property
    def macros(self) -> bool:
        """Whether it holds programs. They are never run."""
        return any(part.lower().endswith(_MACROS) for part in self._members)

    def _refuse_tricks(self) -> None:
        if len(self._members) > self.limits.parts:
            self._archive.close()
            raise too_large(self.name, f"has more than {self.limits.parts:,} parts", "checker-parts")
        for member in self._members.values():
            if member.flag_bits & 0x1:
                self._archive.close()
                raise locked(self.name)
            if stat.S_ISLNK(member.external_attr >> 16):
                self._archive.close()
                raise damaged(self.name, "it holds a link instead of a part")

    def read(self, part: str) -> bytes:
        """The bytes of a part.

        Raises
        ------
        UnreadableError
            When it is missing or damaged, or unpacks to more than it may.
        """
        member = self._members.get(part)
        if member is None:
            raise damaged(self.name, f"its part {part} is missing")
        most = max(BLOCK, int(self.limits.expansion * max(member.compress_size, 1)))
        found: list[bytes] = []
        size = 0
        try:
            with self._archive.open(member) as stream:
                while block := stream.read(BLOCK):
                    size += len(block)
                    self._refuse_size(size, most)
                    found.append(block)
        except DAMAGE as error:
            raise damaged(self.name, f"its part {part} ends in a fault") from error
        self._left -= size
        return b"".join(found)

    def _refuse_size(self, size: int, most: int) -> None:
        if size > most:
            raise UnreadableError(
                self.name,
                f"{self.name} expands to more than {self.limits.expansion:,.0f} times its size, as a zip bomb does and a "
                "document does not. It was not read. Ask for it again from where it came.",
            )
        if size > self._left:
            raise too_large(
                self.name, f"unpacks to more than {self.limits.unpacked / 1e6:,.0f} MB", "checker-unpacked"
            )

    def xml(self, part: str) -> Any:
        """The root element of a part of XML, read without entities, document types or anything from elsewhere.

        Raises
        ------
        UnreadableError
            When it is missing or damaged, or defines entities, as no office program does.
        """
        content = self.read(part)
        return parsed(content, self.name, part)

    def xml_or_none(self, part: str) -> Any:
        """The same; None where there is no such part."""
        return self.xml(part) if part in self else None

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Identifier -> kind and part of what a part leads to; what leads out of the file is left out."""
        folder, name = posixpath.split(part)
        root = self.xml_or_none(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root.iter(_RELATIONS) if root is not None else ():
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "")
            whole = (
                target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
            found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], whole)
        return found

    def related(self, part: str, kind: str) -> Any:
        """The root of the first part of a kind that a part leads to; None for none."""
        for found, target in self.relations(part).values():
            if found == kind and target in self:
                return self.xml(target)
        return None


def parsed(content: bytes, name: str, part: str) -> Any:
    """The root element of XML."""
    start = (
        content[:4096]
        if content[:2] not in (b"\xff\xfe", b"\xfe\xff")
        else content[:8192].replace(b"\x00", b"")
    )
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise UnreadableError(
            name,
            f"{name} defines its own entities in {part}, as no office program does and harmful files do. It was not read. "
            "Open it in an office program, save it again and check that.",
        )
    if b"purl.oclc.org/ooxml" in start:
        for strict, usual in _STRICT:
            content = content.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise damaged(name, f"its part {part} is not well formed, or goes too deep") from error

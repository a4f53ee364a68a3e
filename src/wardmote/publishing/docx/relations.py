"""Parts of the file that python-docx has no names for, found by what they are to the main part."""

from __future__ import annotations

from typing import Any

from wardmote.publishing.docx.bare import HEAD, OFFICE, WORD
from wardmote.publishing.docx.markup import DECLARED, NEWER, Xml


def related(part: Any, kind: str) -> Any | None:
    """The first part that ``part`` names as its "settings", "numbering", "footnotes" ...; None when it has none."""
    found = (relation for relation in part.rels.values() if relation.reltype == f"{OFFICE}/{kind}")
    return next((relation.target_part for relation in found), None)


def new_part(part: Any, kind: str, inside: Xml) -> Any:
    """A new part of this kind for ``part``, its root named like it."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import XmlPart
    from docx.oxml.parser import parse_xml

    root = parse_xml(f"{HEAD}<w:{kind} {DECLARED} {NEWER}>{inside}</w:{kind}>".encode())
    made = XmlPart(PackURI(f"/word/{kind}.xml"), f"{WORD}.{kind}+xml", root, part.package)
    part.relate_to(made, f"{OFFICE}/{kind}")
    return made

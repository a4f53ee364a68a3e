"""What a comment says, in lines; how the parts of an office file are read and written whole."""

from __future__ import annotations

from typing import Any

from lxml import etree

from wardmote.checker.findings import Finding
from wardmote.checker.report.wording import likely
from wardmote.publishing.legible import legible


def comment_lines(finding: Finding) -> list[str]:
    """The lines of a comment: what is printed and expected, why, the likely slip."""
    first = f"{finding.severity.capitalize()}: printed {finding.printed}"
    if finding.expected:
        first += f", expected {finding.expected}"
    lines = [first, finding.why, likely(finding)]
    return [legible(line.replace("\n", " ")) for line in lines if line]


def whole_part(content: bytes) -> Any:
    """A part with everything in it, comments and instructions too; nothing is resolved or fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(content, parser)


def serialised(root: Any) -> bytes:
    """XML as office programs write it."""
    return bytes(etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True))

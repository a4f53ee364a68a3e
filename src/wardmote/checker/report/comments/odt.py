"""Comments in an OpenDocument text: annotations around the words of a paragraph."""

from __future__ import annotations

from typing import Any

from lxml import etree

from wardmote.checker.findings import Finding
from wardmote.checker.reading.odt import anchored
from wardmote.checker.reading.package import Package
from wardmote.checker.report.comments.words import comment_lines, serialised, whole_part

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
CONTENT = "content.xml"


def odt_parts(package: Package, findings: list[Finding], author: str) -> dict[str, bytes]:
    """The content with an annotation at the place of each finding."""
    root = whole_part(package.read(CONTENT))
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    elements = anchored(body) if body is not None else []
    if not elements or not findings:
        return {}
    for number, finding in enumerate(findings, start=1):
        _annotate(_paragraph(elements, finding), finding, f"wardmote-{number}", author)
    return {CONTENT: serialised(root)}


def _paragraph(elements: list[Any], finding: Finding) -> Any:
    anchor = finding.where.place.anchor
    element = elements[anchor] if anchor is not None and anchor < len(elements) else elements[0]
    if element.tag in {TEXT + "p", TEXT + "h"}:
        return element
    return next(element.iter(TEXT + "p", TEXT + "h"), elements[0])


def _annotate(paragraph: Any, finding: Finding, name: str, author: str) -> None:
    """Put an annotation before the words of a paragraph, and its end behind them."""
    made = etree.Element(OFFICE + "annotation", {OFFICE + "name": name})
    etree.SubElement(made, CREATOR).text = author
    for line in comment_lines(finding):
        etree.SubElement(made, TEXT + "p").text = line
    made.tail = paragraph.text
    paragraph.text = None
    paragraph.insert(0, made)
    etree.SubElement(paragraph, OFFICE + "annotation-end", {OFFICE + "name": name})

"""Comments in a Word document: a part of comments, and marks in the body that lead to them."""

from __future__ import annotations

import posixpath
from typing import Any

from lxml import etree

from wardmote.checker.findings import Finding
from wardmote.checker.reading.docx import anchored
from wardmote.checker.reading.package import Package
from wardmote.checker.report.comments.words import comment_lines, serialised, whole_part

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{MAIN}}}"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
TYPES_PART = "[Content_Types].xml"


def docx_parts(package: Package, findings: list[Finding], author: str) -> dict[str, bytes]:
    """The parts that change: the body with its marks, the comments, and what says that there are some."""
    main = next(
        (target for kind, target in package.relations("").values() if kind == "officeDocument"),
        "word/document.xml",
    )
    root = whole_part(package.read(main))
    body = root.find(W + "body")
    if body is None or not findings:
        return {}
    changed: dict[str, bytes] = {}
    known = [target for kind, target in package.relations(main).values() if kind == "comments"]
    part = known[0] if known else posixpath.join(posixpath.dirname(main), "comments.xml")
    comments = whole_part(package.read(part)) if known else etree.Element(W + "comments", nsmap={"w": MAIN})
    first = 1 + max((int(one.get(W + "id", "0")) for one in comments.iter(W + "comment")), default=-1)
    elements = anchored(body)
    for number, finding in enumerate(findings, start=first):
        comments.append(_comment(number, finding, author))
        _mark(_paragraph(elements, finding), number)
    if not known:
        changed |= _announced(package, main, part)
    changed[part] = serialised(comments)
    changed[main] = serialised(root)
    return changed


def _paragraph(elements: list[Any], finding: Finding) -> Any:
    """The paragraph to which a finding belongs: of a table its first, without a place the document's first."""
    anchor = finding.where.place.anchor
    element = elements[anchor] if anchor is not None and anchor < len(elements) else elements[0]
    return element if element.tag == W + "p" else next(element.iter(W + "p"), elements[0])


def _comment(number: int, finding: Finding, author: str) -> Any:
    made = etree.Element(
        W + "comment", {W + "id": str(number), W + "author": author, W + "initials": author[:1]}
    )
    for line in comment_lines(finding):
        run = etree.SubElement(etree.SubElement(made, W + "p"), W + "r")
        text = etree.SubElement(run, W + "t")
        text.text = line
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def _mark(paragraph: Any, number: int) -> None:
    """Mark a paragraph from its first word to its last."""
    identity = {W + "id": str(number)}
    after = 1 if len(paragraph) and paragraph[0].tag == W + "pPr" else 0
    paragraph.insert(after, etree.Element(W + "commentRangeStart", identity))
    etree.SubElement(paragraph, W + "commentRangeEnd", identity)
    run = etree.SubElement(paragraph, W + "r")
    etree.SubElement(run, W + "commentReference", identity)


def _announced(package: Package, main: str, part: str) -> dict[str, bytes]:
    """The list of types and the relations of the body, with the new part in them."""
    types = whole_part(package.read(TYPES_PART))
    etree.SubElement(types, f"{{{TYPES}}}Override", {"PartName": f"/{part}", "ContentType": CONTENT})
    folder, name = posixpath.split(main)
    where = posixpath.join(folder, "_rels", f"{name}.rels")
    relations = (
        whole_part(package.read(where))
        if where in package
        else etree.Element(f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS})
    )
    used = {one.get("Id") for one in relations}
    identity = next(f"rIdWardmote{turn}" for turn in range(len(used) + 1) if f"rIdWardmote{turn}" not in used)
    target = posixpath.relpath(part, folder)
    etree.SubElement(
        relations, f"{{{RELATIONS}}}Relationship", {"Id": identity, "Type": KIND, "Target": target}
    )
    return {TYPES_PART: serialised(types), where: serialised(relations)}

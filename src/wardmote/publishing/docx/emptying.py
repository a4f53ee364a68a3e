"""A template's own words go; its styles, its page, its header and its footer stay."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from wardmote.publishing.docx.markup import SPACES
from wardmote.publishing.docx.relations import related

W = f"{{{SPACES['w']}}}"
R = f"{{{SPACES['r']}}}"
KEPT = (
    "styles", "settings", "numbering", "theme", "fontTable", "webSettings", "customXml",
    "glossaryDocument", "footnotes", "endnotes",
)  # fmt: skip
"""Parts of a template that are not its words; of headers and footers those stay that the page set-up names."""
NOT_OURS = (
    "attachedTemplate",
    "mailMerge",
    "saveThroughXslt",
    "rsids",
    "docVars",
    "documentProtection",
    "updateFields",
    "trackRevisions",
)
"""Settings that lead back to the template's own place, its making, or its own words."""

NOT_THE_REPORTS = ("sectPrChange", "type", "vAlign")
"""What the set-up of a template's first section says of its words alone: how they begin, and where a cover's stand."""


def empty(file: Any) -> Any:
    """Take the words out of a template; return its page set-up (``w:sectPr``), which stands alone in the body."""
    body = file.element.body
    page = _whole_page(body)
    for child in list(body):
        body.remove(child)
    body.append(page)
    named = {value for one in file.element.iter() for key, value in one.items() if key.startswith(R)}
    _forget(file.part, lambda kind, key: kind in KEPT or key in named)
    _forget_settings(file)
    for kind, note in (("footnotes", "footnote"), ("endnotes", "endnote")):
        _empty_notes(file, kind, note)
    return page


def _whole_page(body: Any) -> Any:
    """The page set-up of the template's first section: what follows, such as a landscape appendix, is not the report's.

    A header or footer that the first section names none of is that of the next section that does. Our tables need
    the width of the page, so its text stands in one column.
    """
    pages = [one for one in body.iter(f"{W}sectPr") if one.getparent().tag != f"{W}sectPrChange"]
    first = deepcopy(pages[0])
    for name in NOT_THE_REPORTS:
        for old in first.findall(f"{W}{name}"):
            first.remove(old)
    columns = first.find(f"{W}cols")
    if columns is not None and columns.get(f"{W}num", "1") != "1":
        first.remove(columns)
    for kind in ("headerReference", "footerReference"):
        have = {one.get(f"{W}type") for one in first.findall(f"{W}{kind}")}
        if first.find(f"{W}titlePg") is None:
            have.add("first")
        for one in (one for page in pages[1:] for one in page.findall(f"{W}{kind}")):
            if one.get(f"{W}type") not in have:
                have.add(one.get(f"{W}type"))
                first.insert(0, deepcopy(one))
    return first


def _forget(part: Any, stays: Any) -> None:
    """Drop the relationships of a part that do not stay, and with them what only they led to."""
    for key, relation in list(part.rels.items()):
        kind = relation.reltype.rsplit("/", 1)[-1]
        if not stays(kind, key):
            del part.rels[key]


def _forget_settings(file: Any) -> None:
    settings = file.settings.element
    for name in NOT_OURS:
        for old in settings.findall(f"{W}{name}"):
            settings.remove(old)
    part = related(file.part, "settings")
    if part is not None:
        _forget(part, lambda kind, key: False)


def _empty_notes(file: Any, kind: str, note: str) -> None:
    """Only the lines that part notes from the text stay of a template's notes."""
    from docx.opc.part import XmlPart
    from docx.oxml.parser import parse_xml

    found = next(((k, r) for k, r in file.part.rels.items() if r.reltype.endswith(f"/{kind}")), None)
    if found is None:
        return
    key, relation = found
    old = relation.target_part
    root = parse_xml(old.blob)
    for one in root.findall(f"{W}{note}"):
        if not one.get(f"{W}type"):
            root.remove(one)
    reltype = relation.reltype
    del file.part.rels[key]
    file.part.load_rel(reltype, XmlPart(old.partname, old.content_type, root, file.part.package), key)

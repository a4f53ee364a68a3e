"""The empty file that a document without a template is written into: A4, our typeface, nothing left over."""

from __future__ import annotations

from wardmote.publishing.docx.markup import DECLARED, NEWER, Xml, e, element, twips
from wardmote.publishing.packing import packed
from wardmote.publishing.theme import theme

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PARTS = {"styles": "styles", "settings": "settings", "numbering": "numbering"}
PAPER = (595.3, 841.9)
"""A4 in points."""
MARGINS = {"top": 71.0, "right": 56.7, "bottom": 65.2, "left": 56.7}
CLOSE = {"top": 56.7, "bottom": 48.2}
HEADER, FOOTER = 36.0, 34.0
"""Points from the edge of the paper to the first line of the header, and to the last of the footer."""
MODE = (("compatibilityMode", "15"), ("overrideTableStyleFontSizeAndJustification", "1"))


def bare_file(one_page: bool = False) -> bytes:
    """A Word file without words, as bytes; with narrower edges when all must stand on one page."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"word/document.xml": "officeDocument"}),
        "word/document.xml": _root("document", e("body", _page(one_page))),
        "word/_rels/document.xml.rels": _relations({f"{name}.xml": kind for name, kind in PARTS.items()}),
        "word/styles.xml": _root("styles", _defaults()),
        "word/settings.xml": _root("settings", _settings()),
        "word/numbering.xml": _root("numbering", ""),
    }
    return packed({name: (HEAD + text).encode("utf-8") for name, text in parts.items()})


def _root(name: str, inside: Xml) -> Xml:
    return f"<w:{name} {DECLARED} {NEWER}>{inside}</w:{name}>"


def _content_types() -> str:
    names = {"document": "document.main", **{name: name for name in PARTS}}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>'
        for name, kind in names.items()
    )
    rels = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    xml = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="{PACKAGE}/content-types">{rels}{xml}{overrides}</Types>'


def _relations(targets: dict[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items(), start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def _page(one_page: bool) -> Xml:
    wide, high = PAPER
    edges = {side: twips(points) for side, points in (MARGINS | (CLOSE if one_page else {})).items()}
    margins = e("pgMar", **edges, header=twips(HEADER), footer=twips(FOOTER), gutter=0)
    return e("sectPr", e("pgSz", w=twips(wide), h=twips(high)), margins)


def _defaults() -> Xml:
    family = theme().family
    fonts = e("rFonts", ascii=family, hAnsi=family, eastAsia=family, cs=family)
    return e("docDefaults", e("rPrDefault", e("rPr", fonts)), e("pPrDefault", e("pPr")))


def _settings() -> Xml:
    address = "http://schemas.microsoft.com/office/word"
    modes = (element("w:compatSetting", {"w:name": n, "w:uri": address, "w:val": value}) for n, value in MODE)
    return e("zoom", percent=100) + e("defaultTabStop", val=twips(36)) + e("compat", *modes)

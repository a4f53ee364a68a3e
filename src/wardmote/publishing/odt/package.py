"""The file itself: the parts of an OpenDocument package, what they are, and what the document says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from wardmote.publishing.lowering import running_foot
from wardmote.publishing.odt.blocks import body
from wardmote.publishing.odt.captions import declarations
from wardmote.publishing.odt.cover import masthead
from wardmote.publishing.odt.elements import VERSION, Node, as_bytes, element, root
from wardmote.publishing.odt.galley import Galley
from wardmote.publishing.odt.sections import section_styles
from wardmote.publishing.odt.style_sheet import style_sheet
from wardmote.publishing.odt.typeface import FOLDER as FONTS
from wardmote.publishing.odt.typeface import MEDIA_TYPE as FONT
from wardmote.publishing.odt.typeface import faces, font_parts
from wardmote.publishing.packing import packed
from wardmote.publishing.tree import Cover, Document

MIMETYPE = "application/vnd.oasis.opendocument.text"
GENERATOR = "Wardmote"
SETTINGS = {
    "EmbedFonts": "true",
    "EmbedOnlyUsedFonts": "false",
    "AddParaTableSpacing": "false",
    "AddParaTableSpacingAtStart": "false",
    "UpdateFromTemplate": "false",
}
"""The typeface stays in the file when it is saved again; of two spaces that meet, the larger counts, as in Word."""


def package(document: Document) -> bytes:
    """The document as the bytes of an ODT."""
    galley = Galley(document)
    parts = {
        "content.xml": as_bytes(_content(galley)),
        "styles.xml": style_sheet(document),
        "meta.xml": as_bytes(_meta(document)),
        "settings.xml": as_bytes(_settings()),
        **font_parts(),
        **galley.pictures,
    }
    whole = {
        "mimetype": MIMETYPE.encode("ascii"),
        **parts,
        "META-INF/manifest.xml": as_bytes(_manifest(parts)),
    }
    return packed(whole, stored="mimetype")


def _content(galley: Galley) -> etree._Element:
    covered = any(isinstance(block, Cover) for block in galley.document.blocks)
    set_blocks: list[Node] = [*([] if covered else masthead(galley)), *body(galley)]
    changes = galley.lines.changes
    tracked = [element("text:tracked-changes", {"text:track-changes": "false"}, *changes)] if changes else []
    text = element(
        "office:text", {"text:use-soft-page-breaks": "false"}, *tracked, declarations(), *set_blocks
    )
    return root(
        "office:document-content",
        faces(),
        element("office:automatic-styles", None, *section_styles(), *galley.styles.elements()),
        element("office:body", None, text),
    )


def _meta(document: Document) -> etree._Element:
    when = f"{document.date.isoformat()}T00:00:00"
    facts = [
        ("meta:generator", GENERATOR),
        ("dc:title", document.title),
        ("dc:description", document.subtitle),
        ("dc:subject", running_foot(document)),
        ("meta:initial-creator", document.by),
        ("dc:creator", document.by),
        ("meta:creation-date", when),
        ("dc:date", when),
        ("dc:language", document.language),
    ]
    made = [element(name, None, value) for name, value in facts if value]
    return root("office:document-meta", element("office:meta", None, *made, *_own_facts(document)))


def _own_facts(document: Document) -> Iterator[etree._Element]:
    """What the usual fields have no place for."""
    facts = {
        "Partnership": document.partnership,
        "Marking": document.marking,
        "Status": document.status,
        "Version": document.version,
        "Data to": document.data_to,
    }
    for name, value in facts.items():
        if value:
            yield element("meta:user-defined", {"meta:name": name, "meta:value-type": "string"}, value)


def _settings() -> etree._Element:
    items = (
        element("config:config-item", {"config:name": name, "config:type": "boolean"}, value)
        for name, value in SETTINGS.items()
    )
    of_document = element("config:config-item-set", {"config:name": "ooo:configuration-settings"}, *items)
    return root("office:document-settings", element("office:settings", None, of_document))


def _manifest(parts: dict[str, bytes]) -> etree._Element:
    whole = {"manifest:full-path": "/", "manifest:version": VERSION, "manifest:media-type": MIMETYPE}
    entries = [
        element("manifest:file-entry", {"manifest:full-path": name, "manifest:media-type": _media_type(name)})
        for name in parts
    ]
    return root("manifest:manifest", element("manifest:file-entry", whole), *entries)


def _media_type(name: str) -> str:
    if name.startswith(f"{FONTS}/"):
        return FONT
    return "image/png" if name.endswith(".png") else "text/xml"

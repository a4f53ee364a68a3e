"""An ODT read without the writer's help: its parts by zipfile, their elements by lxml."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field

from lxml import etree

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
ODF = {
    "office": f"{OASIS}office:1.0",
    "style": f"{OASIS}style:1.0",
    "text": f"{OASIS}text:1.0",
    "table": f"{OASIS}table:1.0",
    "draw": f"{OASIS}drawing:1.0",
    "fo": f"{OASIS}xsl-fo-compatible:1.0",
    "svg": f"{OASIS}svg-compatible:1.0",
    "meta": f"{OASIS}meta:1.0",
    "manifest": f"{OASIS}manifest:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
}


def words_of(element: etree._Element) -> str:
    """The words of an element as a reader sees them; the page number that is not known yet is "…"."""
    return "".join(_in_order(element))


def _in_order(element: etree._Element) -> list[str]:
    name = etree.QName(element)
    if name.namespace == ODF["text"] and name.localname in ("s", "tab", "line-break"):
        return [" " * int(element.get(f"{{{ODF['text']}}}c", "1"))]
    parts = [element.text or ""]
    for child in element:
        parts += [*_in_order(child), child.tail or ""]
    return parts


@dataclass
class Opened:
    """The parts of a file, and its content as elements."""

    content: bytes
    body: etree._Element = field(init=False)

    def __post_init__(self) -> None:
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            assert archive.testzip() is None
            self.entries = archive.infolist()
            self.parts = {entry.filename: archive.read(entry) for entry in self.entries}
        self.body = etree.fromstring(self.parts["content.xml"])

    def part(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name])

    def all(self, path: str, within: etree._Element | None = None) -> list[etree._Element]:
        """Elements, attributes or texts of the content (or of ``within``) by XPath."""
        found: list[etree._Element] = (self.body if within is None else within).xpath(path, namespaces=ODF)
        return found

    def words(self, path: str) -> list[str]:
        return [words_of(one) for one in self.all(path)]

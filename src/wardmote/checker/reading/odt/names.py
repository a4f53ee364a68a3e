"""Names of elements of OpenDocument files."""

from __future__ import annotations

from typing import Any

_BASE = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{{{_BASE}office:1.0}}"
TEXT = f"{{{_BASE}text:1.0}}"
TABLE = f"{{{_BASE}table:1.0}}"
STYLE = f"{{{_BASE}style:1.0}}"
DRAW = f"{{{_BASE}drawing:1.0}}"
SVG = f"{{{_BASE}svg-compatible:1.0}}"
FO = f"{{{_BASE}xsl-fo-compatible:1.0}}"
XLINK = "{http://www.w3.org/1999/xlink}"


def whole(element: Any, name: str, otherwise: int = 1) -> int:
    """A whole number that an attribute holds; another one where it holds none."""
    found = element.get(name, "")
    return int(found) if found.isascii() and found.isdigit() and len(found) < 10 else otherwise

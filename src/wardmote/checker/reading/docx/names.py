"""Names of elements of Word documents."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def value(element: Any, path: str) -> str | None:
    """The ``w:val`` of the element at a path of names, "pPr/pStyle"; None where there is none."""
    if element is None:
        return None
    found = element.find("/".join(W + name for name in path.split("/")))
    return None if found is None else found.get(W + "val", "")


def is_on(element: Any, path: str) -> bool:
    """Whether the switch at a path is there and not off."""
    found = value(element, path)
    return found is not None and found not in ("0", "false", "off", "none")

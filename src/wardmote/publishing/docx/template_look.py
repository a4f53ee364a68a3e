"""What our own styles take after in a template: how large its text is, and which colour its headings have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wardmote.publishing.docx.markup import SPACES

W = f"{{{SPACES['w']}}}"
WORDS_OWN = 10.0
"""Size in points of text that neither a style nor a template's defaults give one (ECMA-376 part 1, 17.3.2.38)."""


def text_size(root: Any, usual: float) -> float:
    """The size in points of a template's plain text; ``usual`` where it has no style for that.

    ``root`` is the root of its styles.
    """
    normal = next(
        (
            style
            for style in root.findall(f"{W}style")
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on")
        ),
        None,
    )
    if normal is None:
        return usual
    looks = [*_run_properties(root, normal.get(f"{W}styleId"))]
    looks += root.findall(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    for look in looks:
        size = look.find(f"{W}sz")
        value = size.get(f"{W}val", "") if size is not None else ""
        if value.isdigit() and int(value) > 0:
            return int(value) / 2
    return WORDS_OWN


def heading_colour(root: Any, style_id: str) -> str:
    """The colour of a template's headings as #RRGGBB; "" where they have none of their own."""
    for look in _run_properties(root, style_id):
        colour = look.find(f"{W}color")
        if colour is not None:
            value = colour.get(f"{W}val", "")
            return "" if value == "auto" else f"#{value.upper()}"
    return ""


def _run_properties(root: Any, style_id: str) -> Iterator[Any]:
    """The run properties of a style, then of those that it is based on."""
    styles = {style.get(f"{W}styleId"): style for style in root.findall(f"{W}style")}
    while style_id in styles:
        style = styles.pop(style_id)
        yield from style.findall(f"{W}rPr")
        basis = style.find(f"{W}basedOn")
        style_id = basis.get(f"{W}val", "") if basis is not None else ""

"""Sections: the parts of a page that are set in columns, or that have a name of their own."""

from __future__ import annotations

from lxml import etree

from wardmote.publishing.odt.elements import element

GUTTER = 8
"""Millimetres between two columns."""


def section_styles() -> list[etree._Element]:
    """Abreast: two columns of equal height. Plain: none."""
    half = f"{GUTTER / 2:g}mm"
    columns = element(
        "style:columns",
        {"fo:column-count": "2", "fo:column-gap": f"{GUTTER}mm"},
        element("style:column", {"style:rel-width": "1*", "fo:start-indent": "0mm", "fo:end-indent": half}),
        element("style:column", {"style:rel-width": "1*", "fo:start-indent": half, "fo:end-indent": "0mm"}),
    )
    return [
        _section("Abreast", {"text:dont-balance-text-columns": "false"}, columns),
        _section("Plain", {}),
    ]


def _section(name: str, properties: dict[str, str], *columns: etree._Element) -> etree._Element:
    inside = element("style:section-properties", properties, *columns)
    return element("style:style", {"style:name": name, "style:family": "section"}, inside)

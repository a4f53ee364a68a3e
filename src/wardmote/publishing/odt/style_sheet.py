"""The part styles.xml: the document's named styles, its page with head and foot, and how its headings are numbered."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from lxml import etree
from markupsafe import Markup

from wardmote.publishing.inline_html import trusted
from wardmote.publishing.legible import legible
from wardmote.publishing.lowering import running_foot
from wardmote.publishing.odt.automatic import encoded
from wardmote.publishing.odt.elements import NAMESPACES, VERSION, as_bytes
from wardmote.publishing.odt.typeface import faces
from wardmote.publishing.theme import theme_for
from wardmote.publishing.tree import Document

GAP = "\u00a0\u00a0"
"""What stands between the number of a heading and its words."""

HEADINGS = {
    False: ((17, 28, 6), (13.5, 18, 4), (11.5, 13, 3), (10.5, 11, 3), (10.5, 11, 3)),
    True: ((10.5, 9, 3), (10, 8, 2), (10, 8, 2), (9.5, 8, 2), (9.5, 8, 2)),
}
"""Size of text, and room above and below, in points, of each level of heading; True: meant for one sheet of paper."""
EYEBROW_BELOW = 1
"""Points between an eyebrow and its heading."""


def style_sheet(document: Document) -> bytes:
    """styles.xml for this document."""
    look = theme_for(document)
    language, _, country = document.language.partition("-")
    whole = _template().render(
        document=document,
        foot=running_foot(document),
        colour=look.colour,
        family=look.family,
        language=language,
        country=country or "none",
        number_headings=document.number_headings,
        gap=GAP,
        headings=HEADINGS[document.one_page],
        eyebrow_below=EYEBROW_BELOW,
        pick=lambda usual, on_one_page: on_one_page if document.one_page else usual,
        namespaces=_namespaces(),
        version=VERSION,
    )
    sheet = etree.fromstring(legible(whole).encode("utf-8"))
    sheet.insert(0, faces())
    return as_bytes(sheet)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("wardmote.publishing.odt", "."), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {"encoded": encoded}
    environment.globals |= {"size": _size}
    return environment.get_template("styles.xml.j2")


def _size(points: float) -> str:
    """The attributes that set a size of text, in every script."""
    names = ("fo:font-size", "style:font-size-asian", "style:font-size-complex")
    return " ".join(f'{name}="{points}pt"' for name in names)


def _namespaces() -> Markup:
    return trusted(" ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items()))

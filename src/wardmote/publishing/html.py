"""A document as one self-contained HTML file: no script, no request to anywhere; for screen, phone and paper."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from functools import cache
from itertools import count

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from wardmote.publishing.charts import Size, draw
from wardmote.publishing.inline_html import Lines, trusted
from wardmote.publishing.legible import legible
from wardmote.publishing.lowering import after_lead, behind, not_yet_table, running_foot
from wardmote.publishing.preparing import prepared
from wardmote.publishing.theme import FONT_FILES, Theme, font_folder, theme, theme_for
from wardmote.publishing.tree import (
    Block,
    Contents,
    Cover,
    Document,
    Drawing,
    Heading,
    PictureBlock,
    PictureData,
    Table,
    VerdictMark,
    numbered,
    walk,
)

WEIGHTS = {"regular": ("normal", 400), "bold": ("normal", 700), "italic": ("italic", 400)}


def render_html(document: Document) -> str:
    """The whole document as one HTML page. The same tree gives the same text.

    Raises:
        DocumentError: the tree would not make an accessible document.
    """
    document = prepared(document)
    lines = Lines()
    contents = next((block for block in walk(document.blocks) if isinstance(block, Contents)), None)
    page = _environment().get_template("document.html.j2")
    look = theme_for(document)
    whole = page.render(
        document=document,
        blocks=_shown(document),
        contents=contents,
        headings=_listed(document, contents.depth if contents else 0),
        cover=next((block for block in document.blocks if isinstance(block, Cover)), Cover()),
        numbers=numbered(document),
        line=lines,
        notes=lines.notes,
        style=_style(document, look),
        accent=document.colour,
        foot=running_foot(document),
        table_name=_names_in_turn(),
    )
    return legible(whole)


def _names_in_turn() -> Callable[[Table], str]:
    """Gives each table's caption an id: after its anchor, else by its turn."""
    turn = count(1)
    return lambda table: f"{table.anchor}-caption" if table.anchor else f"table-{next(turn)}"


def _shown(document: Document) -> list[Block]:
    """The blocks a screen shows in its main column: not the contents, the cover or the paper's annex of data."""
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, PictureData):
            _drop_empty_headings(blocks)
        elif not isinstance(block, Contents | Cover):
            blocks.append(block)
    return blocks


def _drop_empty_headings(blocks: list[Block]) -> None:
    """Take back the heading that announced what is not shown here."""
    if blocks and isinstance(blocks[-1], Heading):
        blocks.pop()


def _listed(document: Document, depth: int) -> list[Heading]:
    return [
        block
        for block in _shown(document)
        if isinstance(block, Heading) and block.level <= depth and block.in_contents
    ]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("wardmote.publishing"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.globals |= {
        "after_lead": after_lead,
        "behind": behind,
        "picture": picture,
        "not_yet_table": not_yet_table,
        "as_card": as_card,
        "people_wrote": trusted(' dir="auto"'),
    }
    environment.filters |= {"kind": lambda node: type(node).__name__}
    return environment


def picture(block: PictureBlock, size: Size, number: int, colour: str) -> Markup:
    """A picture as inline SVG with its alternative text; a given drawing keeps its ids apart from the others'."""
    if isinstance(block.picture, Drawing):
        svg = _own_ids(block.picture.svg, f"{block.anchor}-{number}-")
    else:
        svg = draw(block.picture, size, colour)
    svg = re.sub(r'^<svg\b([^>]*?) width="([\d.]+)" height="[\d.]+"', r"<svg\1", svg.strip(), count=1)
    named = Markup('<svg class="drawing {}" role="img" aria-label="{}"').format(
        size, block.picture.caption.alt
    )
    return trusted(svg.replace("<svg", named, 1))


def _own_ids(svg: str, prefix: str) -> str:
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}\1)", svg)
    return re.sub(r'href="#([^"]+)"', rf'href="#{prefix}\1"', svg)


def as_card(table: Table) -> list[str] | None:
    """For a table that a phone shows as cards, the class of each column ("verdict" comes first); else None."""
    if table.dense or not 4 <= len(table.columns) <= 9 or not table.header_column:
        return None
    classes = []
    for index, column in enumerate(table.columns):
        cells = [row[index] for row in table.rows]
        verdict = any(isinstance(cell, VerdictMark) for cell in cells)
        classes.append("verdict-cell" if verdict else ("number" if column.align == "right" else ""))
    return classes


def _style(document: Document, look: Theme) -> Markup:
    colours = "".join(f"--{name.replace('_', '-')}:{value};" for name, value in vars(look.colour).items())
    sheet = _environment().get_template("document.css.j2").render(
        colours=trusted(colours),
        quiet=look.colour.quiet,
        stack=trusted(look.stack),
        fonts=font_faces(),
        marking=_css_text(document.marking),
        partnership=_css_text(document.partnership),
        foot=_css_text(running_foot(document)),
    )  # fmt: skip
    return trusted(sheet)


@cache
def font_faces() -> Markup:
    """The typeface as rules of a style sheet that carry it: a page needs nothing from anywhere."""
    faces = []
    for name, (style, weight) in WEIGHTS.items():
        data = base64.b64encode((font_folder() / f"{FONT_FILES[name]}.woff2").read_bytes()).decode("ascii")
        faces.append(
            f"@font-face{{font-family:'{theme().family}';font-style:{style};font-weight:{weight};"
            f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
        )
    return trusted("\n".join(faces))


def _css_text(text: str) -> Markup:
    """Any text as a CSS string that can end neither the string nor the style element."""
    safe = "".join(c if c.isascii() and (c.isalnum() or c in " ,.:-") else f"\\{ord(c):x} " for c in text)
    return trusted(f'"{safe}"')

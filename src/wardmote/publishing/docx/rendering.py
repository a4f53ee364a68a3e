"""A document tree as a Word file, on the partnership's template or on a plain page of ours."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from docx.exceptions import PythonDocxError
from docx.opc.exceptions import PackageNotFoundError
from lxml.etree import LxmlError

from wardmote.publishing.docx import bare, fonts
from wardmote.publishing.docx import template as templates
from wardmote.publishing.docx.body import body_markup, positions
from wardmote.publishing.docx.emptying import empty
from wardmote.publishing.docx.finishing import finish
from wardmote.publishing.docx.heading_numbers import HeadingNumbers
from wardmote.publishing.docx.manuscript import Manuscript
from wardmote.publishing.docx.markup import SPACES, e, elements, words
from wardmote.publishing.docx.notes import SEPARATORS, Notes
from wardmote.publishing.docx.numbering import Lists, heading_ids
from wardmote.publishing.docx.picture_data import continued
from wardmote.publishing.docx.properties import forget_about_template, put_setting, speak
from wardmote.publishing.docx.relations import new_part, related
from wardmote.publishing.docx.running_lines import furnish
from wardmote.publishing.docx.styles import Styles
from wardmote.publishing.lowering import as_paged
from wardmote.publishing.office_properties import describe
from wardmote.publishing.packing import packed, parts_of
from wardmote.publishing.preparing import prepared
from wardmote.publishing.theme import theme_for
from wardmote.publishing.tree import Document

W = f"{{{SPACES['w']}}}"
BROKEN = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    LxmlError,
    PythonDocxError,
    PackageNotFoundError,
)
"""What reading a part raises that lacks something its kind always has."""
FIRST = ("[Content_Types].xml", "_rels/.rels", "word/document.xml")
"""Parts in the order in which programs look for them; the others follow by name."""


def render_docx(document: Document, template: Path | None = None) -> bytes:
    """The whole document as a Word file's bytes. The same tree on the same template gives the same bytes.

    ``template`` is the partnership's own .docx or .dotx: its styles, page, header and footer stay, its words go.

    Raises:
        DocumentError: the tree would not make an accessible document.
        TemplateError: the template cannot be used.
    """
    ready = as_paged(prepared(document))
    m, page = _begun(ready, template)
    made = elements(body_markup(m))
    for one in made:
        page.addprevious(one)
    if m.sections:
        continued(page)
    finish(m.file.element.body, m.styles)
    _close(m, own_file=template is None)
    return _packed(m.file)


def _begun(document: Document, path: Path | None) -> tuple[Manuscript, Any]:
    """A manuscript on an empty page, and that page's set-up. What a template's parts lack shows here."""
    if path is None:
        return _on(document, bare.bare_file(document.one_page), own_file=True)
    content = templates.opened(path)
    try:
        return _on(document, content, own_file=False)
    except BROKEN as error:
        raise templates.refused_by_reader(path, error) from error


def _on(document: Document, content: bytes, own_file: bool) -> tuple[Manuscript, Any]:
    import docx

    file = docx.Document(io.BytesIO(content))
    page = empty(file)
    m = _manuscript(document, file, page, own_file)
    furnish(m)
    speak(file, document.language)
    return m, page


def _manuscript(document: Document, file: Any, page: Any, own_file: bool) -> Manuscript:
    width, height = _text_area(file, page)
    look = theme_for(document)
    styles = Styles(file.styles.element, look, width, own_file, document.one_page)
    lists = Lists(_numbering(file), styles, look)
    if own_file:
        _add_ours(document, styles, lists)
    return Manuscript(
        document=document,
        file=file,
        look=look,
        styles=styles,
        lists=lists,
        headings=HeadingNumbers(document, styles, lists, own_file),
        width=width,
        height=height,
        places=positions(document),
        notes=Notes(file),
    )


def _add_ours(document: Document, styles: Styles, lists: Lists) -> None:
    """All our styles, so that a person who writes on finds them; headings numbered when the document's are."""
    styles.number_with({name: lists.ours(name) for name in ("bullets", "numbers")})
    for kind, ours in styles.sheet.items():
        for name in ours:
            getattr(styles, kind)(name)
    if document.number_headings:
        number = lists.ours("headings", heading_ids(styles))
        for level, style in enumerate(heading_ids(styles)):
            properties = styles[style].find(f"{W}pPr")
            place = 1 + max(
                i for i, one in enumerate(properties) if one.tag in (f"{W}keepNext", f"{W}keepLines")
            )
            properties.insert(place, elements(e("numPr", e("ilvl", val=level), e("numId", val=number)))[0])


def _text_area(file: Any, page: Any) -> tuple[float, float]:
    """Width and height of the page's text, in points."""
    section = file.sections[-1]
    names = (
        "page_width",
        "left_margin",
        "right_margin",
        "gutter",
        "page_height",
        "top_margin",
        "bottom_margin",
    )
    sizes = {name: getattr(section, name) for name in names}
    if not sizes["page_width"] or not sizes["page_height"]:
        page.extend(elements(e("pgSz", w=round(bare.PAPER[0] * 20), h=round(bare.PAPER[1] * 20))))
    inch = {name: size.pt if size is not None else 72.0 for name, size in sizes.items()}
    inch["gutter"] = sizes["gutter"].pt if sizes["gutter"] is not None else 0.0
    wide = sizes["page_width"].pt if sizes["page_width"] else bare.PAPER[0]
    high = sizes["page_height"].pt if sizes["page_height"] else bare.PAPER[1]
    width = wide - inch["left_margin"] - inch["right_margin"] - inch["gutter"]
    return width, high - abs(inch["top_margin"]) - abs(inch["bottom_margin"])


def _numbering(file: Any) -> Any:
    """The root of the numbering part, made when a template has none."""
    return (related(file.part, "numbering") or new_part(file.part, "numbering", "")).element


def _close(m: Manuscript, own_file: bool) -> None:
    """Everything round the body: properties, fonts."""
    forget_about_template(m.file.part.package)
    describe(m.file.core_properties, m.document, words)
    if m.said:
        put_setting(m.file, e("footnotePr", *(e("footnote", id=number) for _, number in SEPARATORS)))
    if own_file:
        fonts.embed(m.file)
        put_setting(m.file, e("embedTrueTypeFonts"))


def _packed(file: Any) -> bytes:
    buffer = io.BytesIO()
    file.save(buffer)
    parts = parts_of(buffer.getvalue())
    order = [name for name in FIRST if name in parts] + sorted(name for name in parts if name not in FIRST)
    return packed({name: parts[name] for name in order})

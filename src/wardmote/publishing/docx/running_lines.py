"""What stands on every page: the partnership and the marking at its head, what this is and "x of y" at its foot.

A template keeps its own headers and footers; what they lack of the marking and of "x of y" is added to them, in the
first page's and the even pages' as well where it has those.
"""

from __future__ import annotations

import re
from typing import Any

from wardmote.publishing.docx.manuscript import Manuscript
from wardmote.publishing.docx.markup import SPACES, Xml, e, elements, field, paragraph, run, tab, twips, words
from wardmote.publishing.lowering import running_foot

W = f"{{{SPACES['w']}}}"
R_ID = f"{{{SPACES['r']}}}id"
PAGE, PAGES = re.compile(r"\bPAGE\b"), re.compile(r"\b(NUMPAGES|SECTIONPAGES)\b")


def furnish(m: Manuscript) -> None:
    """See to the running lines of the file's one page set-up. Those of earlier sections are copied from it."""
    section = m.file.sections[-1]
    for header, footer in _pairs(m, section):
        furnished = _Pair(m, header, footer)
        if not furnished.marked:
            furnished.mark()
        if not furnished.paged:
            furnished.count_pages()


def _pairs(m: Manuscript, section: Any) -> list[tuple[Any, Any]]:
    """The header and footer of every kind of page that the file tells apart."""
    pairs = [(section.header, section.footer)]
    if section.different_first_page_header_footer:
        pairs.append((section.first_page_header, section.first_page_footer))
    if m.file.settings.odd_and_even_pages_header_footer:
        pairs.append((section.even_page_header, section.even_page_footer))
    return pairs


class _Pair:
    """The header and the footer of one kind of page."""

    def __init__(self, m: Manuscript, header: Any, footer: Any) -> None:
        self.m = m
        self.own = header.is_linked_to_previous and footer.is_linked_to_previous
        self.header = _root(header)
        self.footer = _root(footer)

    @property
    def marked(self) -> bool:
        """Whether the document's marking, and no other, stands at the head or the foot already."""
        wanted = _plain(words(self.m.document.marking))
        return not wanted or any(
            wanted == _plain(told) for root in (self.header, self.footer) for told in _told(root)
        )

    @property
    def paged(self) -> bool:
        """Whether fields at the head or the foot already say which page of how many this is."""
        codes = " ".join(_codes(self.header) + _codes(self.footer))
        return bool(PAGE.search(codes) and PAGES.search(codes))

    def mark(self) -> None:
        document = self.m.document
        name = run(document.partnership) if self.own else ""
        _add(
            self.header,
            paragraph(self._style("header"), name + tab() + run(document.marking), tabs=self._stop()),
        )

    def count_pages(self) -> None:
        counted = field("PAGE") + run(" of ") + field("NUMPAGES")
        shown = run(running_foot(self.m.document)) + tab() + counted
        _add(self.footer, paragraph(self._style("footer"), shown, tabs=self._stop()))

    def _style(self, name: str) -> str:
        return self.m.styles.paragraph(name)

    def _stop(self) -> Xml:
        """One tab stop, at the right edge of the text; a template's own stops of these styles are not reached for."""
        if not self.m.styles.has("header"):
            return ""
        clear = "".join(e("tab", val="clear", pos=twips(at)) for at in (225.65, 225.6, 234, 451.3, 468))
        return e("tabs", clear, e("tab", val="right", pos=twips(self.m.width)))


def _root(story: Any) -> Any:
    """The root element of a header or footer, made when there is none."""
    story.is_linked_to_previous = False
    root = story.part.element
    if story.paragraphs and len(root) == 1 and not root[0].xpath("./w:r | .//w:t | .//w:drawing"):
        root.remove(root[0])
    return root


def _add(root: Any, markup: Xml) -> None:
    """Put a paragraph at the end."""
    root.extend(elements(markup))


def _told(root: Any) -> list[str]:
    """The words of each paragraph, and of each run of words between tabs."""
    told = []
    for one in root.iter(f"{W}p"):
        pieces = [
            ("\t" if part.tag == f"{W}tab" else part.text or "") for part in one.iter(f"{W}t", f"{W}tab")
        ]
        told += ["".join(pieces), *"".join(pieces).split("\t")]
    return told


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _codes(root: Any) -> list[str]:
    simple = [one.get(f"{W}instr") or "" for one in root.iter(f"{W}fldSimple")]
    return [*simple, "".join(one.text or "" for one in root.iter(f"{W}instrText"))]

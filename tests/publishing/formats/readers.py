"""What each format says, read by a library that did not write it."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import mammoth
import openpyxl
import pikepdf
import pypdfium2
from lxml import etree, html
from tests.publishing.reading_pdf import Element, opened

Grid = tuple[tuple[str, ...], ...]
WIDEST_ON_PAPER = 8
ODF = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}


@dataclass(frozen=True)
class Said:
    """What a reader finds: headings by level, whole tables, alternative texts, notes, external links, all words."""

    headings: tuple[tuple[int, str], ...]
    tables: tuple[Grid, ...]
    alternatives: tuple[str, ...]
    notes: tuple[str, ...]
    links: Counter[str]
    words: str

    @property
    def shapes(self) -> Counter[tuple[int, int]]:
        """How many tables there are of each number of rows and columns."""
        return Counter((len(grid), len(grid[0])) for grid in self.tables)


def squeezed(words: str) -> str:
    """Words without any space: lines break elsewhere in every format."""
    return re.sub(r"[\s\u200b\u2060\ufeff]+", "", words)


def _clean(words: str) -> str:
    return " ".join(words.replace("\u200b", "").split())


def _whole(grids: Iterable[Grid]) -> tuple[Grid, ...]:
    """Tables that paper sets in parts, as one again: each part repeats the first column."""
    found: list[Grid] = []
    last = 0
    for grid in grids:
        names = [row[0] for row in grid]
        if found and last == WIDEST_ON_PAPER and names == [row[0] for row in found[-1]] and len(names) > 1:
            found[-1] = tuple((*left, *right[1:]) for left, right in zip(found[-1], grid, strict=True))
        else:
            found.append(grid)
        last = len(grid[0])
    return tuple(found)


def _markup(page: html.HtmlElement) -> tuple[Grid, ...]:
    return tuple(
        tuple(tuple(_clean(cell.text_content()) for cell in row.xpath("th|td")) for row in table.iter("tr"))
        for table in page.iter("table")
        if table.xpath(".//th")
    )


def said_in_html(content: bytes) -> Said:
    """Read by lxml."""
    page = html.fromstring(content.decode())
    for back in page.xpath("//a[starts-with(@href,'#note-ref-')]"):
        back.drop_tree()
    notes = tuple(_clean(one.text_content()) for one in page.xpath("//li[starts-with(@id,'note-')]"))
    links = Counter(one.get("href") for one in page.xpath("//a[starts-with(@href,'http')]"))
    words = squeezed(page.text_content())
    for mark in page.xpath(
        "//sup[@class='ref'] | //h2[@id='notes-title'] | //h2[@class='contents-title'] | //summary"
    ):
        mark.drop_tree()
    headings = tuple(
        (int(one.tag[1]) - 1, _clean(" ".join(one.xpath("text()"))))
        for one in page.xpath("//h2|//h3|//h4|//h5|//h6")
    )
    drawn = [figure.xpath(".//*[local-name()='svg']/@aria-label")[0] for figure in page.xpath("//figure")]
    return Said(headings, _markup(page), tuple(drawn), notes, links, words)


def _without_second_marks(content: bytes) -> io.BytesIO:
    """The file without the fields that point to a note again: the library would read them as words."""
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(found, "w") as out:
        for name in given.namelist():
            part = given.read(name)
            if name == "word/document.xml":
                tree = etree.fromstring(part)
                word = tree.tag.removesuffix("document")
                for field in tree.xpath("//*[local-name()='instrText'][contains(., 'NOTEREF')]"):
                    run = field.getparent().getnext()
                    while run is not None and not run.xpath("*[local-name()='fldChar' and @*='end']"):
                        for text in run.findall(f"{word}t"):
                            text.text = ""
                        run = run.getnext()
                part = etree.tostring(tree)
            out.writestr(name, part)
    found.seek(0)
    return found


def said_in_docx(content: bytes) -> Said:
    """Read by mammoth."""
    page = html.fromstring(f"<div>{mammoth.convert_to_html(_without_second_marks(content)).value}</div>")
    notes = []
    for one in page.xpath("//li[starts-with(@id,'footnote-')]"):
        for back in one.xpath(".//a[starts-with(@href,'#footnote-ref')]"):
            back.drop_tree()
        notes.append(_clean(one.text_content()))
    links = Counter(one.get("href") for one in page.xpath("//a[starts-with(@href,'http')]"))
    words = squeezed(page.text_content())
    for mark in page.xpath("//sup[a[starts-with(@href,'#footnote')]] | //td//sup[not(*)]"):
        mark.drop_tree()  # a note, and what points to one again
    headings = tuple(
        (int(one.tag[1]), _clean(one.text_content())) for one in page.xpath("//h1|//h2|//h3|//h4|//h5")
    )
    drawn = tuple(str(alt) for alt in page.xpath("//img/@alt"))
    return Said(headings, _whole(_markup(page)), drawn, tuple(notes), links, words)


def said_in_odt(content: bytes) -> Said:
    """Read by zipfile and lxml."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = etree.fromstring(archive.read("content.xml")).find(".//office:text", ODF)
    for space in body.xpath("//text:s | //text:tab", namespaces=ODF):
        space.text = " "
    links = Counter(
        str(one) for one in body.xpath("//text:a/@xlink:href[starts-with(.,'http')]", namespaces=ODF)
    )
    drawn = [
        _clean("".join(one.itertext()))
        for one in body.xpath("//draw:frame[draw:image]/svg:desc", namespaces=ODF)
    ]
    notes = tuple(
        _clean("".join(one.itertext())) for one in body.xpath("//text:note/text:note-body", namespaces=ODF)
    )
    for quiet in body.xpath("//text:note | //text:note-ref | //svg:desc | //svg:title", namespaces=ODF):
        parent, before = quiet.getparent(), quiet.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + (quiet.tail or "")
        else:
            parent.text = (parent.text or "") + (quiet.tail or "")
        parent.remove(quiet)
    level = etree.QName(ODF["text"], "outline-level")
    headings = tuple(
        (int(one.get(level)), _clean("".join(one.itertext())))
        for one in body.xpath("//text:h[not(ancestor::text:table-of-content)]", namespaces=ODF)
    )
    grids = tuple(
        tuple(
            tuple(_clean("".join(cell.itertext())) for cell in row.xpath("table:table-cell", namespaces=ODF))
            for row in table.xpath(".//table:table-row", namespaces=ODF)
        )
        for table in body.xpath("//table:table[table:table-header-rows]", namespaces=ODF)
    )
    return Said(
        headings,
        _whole(grids),
        tuple(drawn),
        notes,
        links,
        squeezed("".join(body.itertext()) + "".join(notes)),
    )


def said_in_pdf(content: bytes) -> Said:
    """Structure read by pikepdf, words by pdfium. Cells and notes are counted; their words stand among all words."""
    with opened(content) as (file, root):
        with file.open_outline() as outline:
            headings = tuple(_bookmarks(outline.root, 1))
        grids = []
        for table in root.all("Table"):
            rows = table.all("TR")
            grids.append(tuple(("",) * len(row.all("TH", "TD")) for row in rows))
        alternatives = tuple(str(one.node.Alt) for one in root.all("Figure"))
        notes = ("",) * len(root.all("Note"))
        links = Counter(
            uri for one in root.all("Link") for uri in {_address(a) for a in one.annotations} if uri
        )
    with pypdfium2.PdfDocument(content) as pages:
        words = squeezed(
            "".join(_without_running_lines([page.get_textpage().get_text_range() for page in pages]))
        )
    return Said(headings, tuple(grids), alternatives, notes, links, words)


def _without_running_lines(pages: list[str]) -> list[str]:
    """The words of each page without its head and foot, which stand inside a sentence that runs over two pages."""
    lines = [[re.sub(r" ?\d+ of \d+$", "", line) for line in page.splitlines()] for page in pages]
    times = Counter(line for page in lines for line in set(page))
    often = max(len(pages) / 2, 1)
    return ["\n".join(line for line in page if times[line] <= often) for page in lines]


def heading_levels(content: bytes) -> Counter[int]:
    """How many headings of each level the structure tree of a PDF holds."""
    with opened(content) as (_, root):
        return Counter(int(one.kind[1]) for one in _headings(root))


def _headings(root: Element) -> list[Element]:
    return root.all("H1", "H2", "H3", "H4", "H5", "H6")


def _bookmarks(items: Iterable[pikepdf.OutlineItem], level: int) -> Iterable[tuple[int, str]]:
    for item in items:
        yield level, _clean(item.title)
        yield from _bookmarks(item.children, level + 1)


def _address(annotation: pikepdf.Object) -> str:
    return str(annotation.get("/A", pikepdf.Dictionary()).get("/URI", ""))


def sheets_of(content: bytes) -> dict[str, Grid]:
    """Each sheet of a workbook as printed words would be, read by openpyxl."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    return {
        sheet.title: tuple(
            tuple("" if value is None else str(value) for value in row)
            for row in sheet.iter_rows(values_only=True)
        )
        for sheet in book
    }

"""A PDF, read page by page: tables first, then what stands around them, in reading order."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from wardmote.checker.read_document import Place
from wardmote.checker.reading.assembly import Assembly
from wardmote.checker.reading.loose import Loose
from wardmote.checker.reading.pdf.aligned import aligned_run, cells_of
from wardmote.checker.reading.pdf.columns import has_columns, in_reading_order
from wardmote.checker.reading.pdf.headings import LARGER, Headings
from wardmote.checker.reading.pdf.paragraphs import Block, Measure, paragraphs, usual_step
from wardmote.checker.reading.pdf.pieces import PageParts, parts_of, with_raised
from wardmote.checker.reading.pdf.rows import Row, fitting_gap, rows_of
from wardmote.checker.reading.pdf.ruled import Region, append, continued, ruled_tables
from wardmote.checker.reading.pdf.running import printed_number, running_rows
from wardmote.checker.reading.pdf.typescript import is_typescript, lines_of, typed_rows
from wardmote.checker.reading.plain import Line, contents, recognise
from wardmote.checker.reading.refusals import damaged, locked, too_large
from wardmote.checker.reading.words import without_unseen

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CONTENTS_WITHIN = 3
LONG_LINE = 50
"""Letters from which a line is one of running text."""
MANY = 0.3
"""Share of the pages with columns of running text from which a document is set in columns."""
LARGE_PICTURE = 0.08
"""Share of a page from which a picture may hold figures."""


def read_pdf(path: Path, into: Assembly) -> int | None:
    """Read a PDF; answers how many pages it has. Programs in it are never run.

    Raises
    ------
    UnreadableError
        When it is damaged or locked, or has more pages than a document may.
    """
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise locked(path.name) from error
        raise damaged(path.name, "its pages cannot be found") from error
    try:
        if len(document) > into.room.limits.pages:
            raise too_large(path.name, f"has more than {into.room.limits.pages:,} pages", "checker-pages")
        _Reader(document, into).read()
        return len(document)
    except pdfium.PdfiumError as error:
        raise damaged(path.name, "a page of it cannot be read") from error
    finally:
        document.close()


Part = Block | Region | list[Row]
Flow = list[Part]
"""What stands on a page in reading order: paragraphs, ruled tables, and the lines of other tables."""


class _Reader:
    def __init__(self, document: Any, into: Assembly) -> None:
        self.document = document
        self.into = into
        self.pages: list[PageParts] = []
        self.sizes: list[tuple[float, float]] = []
        fonts: dict[Any, bool] = {}
        for number in range(len(document)):
            page = document[number]
            self.sizes.append(page.get_size())
            parts = parts_of(page, fonts)
            for piece in parts.pieces:
                into.room.take_words(piece.text)
            parts.pieces = with_raised(parts.pieces)
            self.pages.append(parts)
            page.close()
        gap = fitting_gap([parts.pieces for parts in self.pages])
        self.rows = [rows_of(parts.pieces, gap) for parts in self.pages]
        size = _usual_size(self.rows)
        self.running = running_rows(self.rows, LARGER * size)
        known = {word.lower() for rows in self.rows for row in rows for word in _WORD.findall(row.text)}
        self.usual = Measure(size, usual_step(self.rows, size), known)
        self.headings = Headings(size)
        self.loose = Loose(into, True)
        self.open: Block | None = None
        self.since_contents = _CONTENTS_WITHIN + 1
        self.number = ""
        self.last_numbers: list[str] = []

    def read(self) -> None:
        edges = [
            {rows[index].base for index in heads | feet}
            for rows, (heads, feet) in zip(self.rows, self.running, strict=True)
        ]
        columned = [has_columns(rows, size[0]) for rows, size in zip(self.rows, self.sizes, strict=True)]
        if sum(columned) < MANY * len(columned) and is_typescript(self.pages, edges):
            self._read_typescript(edges)
        else:
            self._read_pages()
        self._heads_and_feet()

    def _read_typescript(self, edges: list[set[float]]) -> None:
        """Read pages that hold plain text and nothing else."""
        pages, places = [], []
        for index, running in enumerate(edges):
            page = self.document[index]
            pages.append(typed_rows(page, index + 1, running))
            page.close()
            self.number = printed_number(self.rows[index], self.running[index])
            places.append(self._place(index + 1))
        recognise(lines_of(pages, places), self.into)
        for index in range(len(pages)):
            self._unread(index)

    def _read_pages(self) -> None:
        flows = [self._flow(index) for index in range(len(self.pages))]
        _continue_tables(flows)
        self.headings.learn([part for flow in flows for part in flow if isinstance(part, Block)])
        self.loose = Loose(self.into, not self.headings.styled)
        for index, flow in enumerate(flows):
            self.number = printed_number(self.rows[index], self.running[index])
            for part in flow:
                self._say(part, index + 1)
            self._unread(index)
        self._end()

    def _place(self, page: int) -> Place:
        return Place(page=page, printed_page="" if self.number == str(page) else self.number)

    # A page

    def _flow(self, index: int) -> Flow:
        """What stands on a page, in reading order: paragraphs, ruled tables, and lines of other tables."""
        running = self.running[index][0] | self.running[index][1]
        rows = [row for number, row in enumerate(self.rows[index]) if number not in running]
        parts = self.pages[index]
        regions = ruled_tables(parts)
        flow: Flow = []
        left = _outside(rows, regions)
        for region in regions:
            above = [row for row in left if row.base > region.low and row not in _under(left, region)]
            flow += self._between(above, index, parts)
            left = [row for row in left if row not in above]
            flow.append(region)
        return flow + self._between(left, index, parts)

    def _between(self, rows: list[Row], index: int, parts: PageParts) -> Flow:
        """Lines between ruled tables: other tables and contents, and the paragraphs around them."""
        rows = in_reading_order(rows, self.sizes[index][0])
        flow: Flow = []
        gathered: list[Row] = []
        at = 0
        while at < len(rows):
            end = max(_contents_run(rows, at), aligned_run(rows, at, parts.level))
            if end == at:
                gathered.append(rows[at])
                at += 1
                continue
            flow += paragraphs(gathered, index + 1, self.usual)
            gathered = []
            flow.append(rows[at:end])
            at = end
        return flow + list(paragraphs(gathered, index + 1, self.usual))

    # What is said of it

    def _say(self, part: Part, page: int) -> None:
        if isinstance(part, Block):
            self._paragraph(part)
            return
        self._end()
        if isinstance(part, Region):
            self.into.table(part.rows, self._place(page), "lines")
            return
        lines = [Line(without_unseen(row.text), self._place(page)) for row in part]
        titled = self.since_contents <= _CONTENTS_WITHIN
        if contents.are_contents(lines, titled) or any(contents.led(line)[1] for line in lines):
            self.into.contents(contents.entries(lines), self._place(page))
        else:
            rules = self.pages[page - 1].level
            self.into.table(cells_of(part, rules), self._place(page), "spacing")
            self.since_contents = _CONTENTS_WITHIN + 1

    def _paragraph(self, block: Block) -> None:
        if self.open is not None and _goes_on(self.open, block):
            self.open.text = f"{self.open.text} {block.text}"
            return
        self._end_open()
        level = self.headings.level(block)
        if level:
            self.loose.flush()
            self.into.heading(block.text, level, self._place(block.page))
        else:
            self.open = block
        self.since_contents = 0 if contents.is_title(block.text) else self.since_contents + 1

    def _end_open(self) -> None:
        if self.open is not None:
            text = without_unseen(self.open.text)
            self.loose.add(Line(text, self._place(self.open.page), alone=True))
            self.open = None

    def _end(self) -> None:
        self._end_open()
        self.loose.flush()

    def _unread(self, index: int) -> None:
        width, height = self.sizes[index]
        large = [box for box in self.pages[index].pictures if _share(box, width * height) >= LARGE_PICTURE]
        if large and not self.rows[index]:
            self._end()
            self.into.not_read(
                "Scanned page",
                "The page is a picture without words. Have its text recognised (OCR), or ask for the document itself.",
                self._place(index + 1),
            )
        elif large:
            self.into.not_read(
                "Picture" if len(large) == 1 else f"{len(large)} pictures",
                "Figures in a picture cannot be read. Check them by eye, or give them in a table beside it.",
                self._place(index + 1),
            )

    def _heads_and_feet(self) -> None:
        said = set()
        for rows, (heads, feet) in zip(self.rows, self.running, strict=True):
            for role, indices in (("page-head", heads), ("page-foot", feet)):
                for index in sorted(indices):
                    text = rows[index].text.replace("\t", " ")
                    plain = re.sub(r"\d+", "#", text)
                    if plain.strip("# ") and plain not in said:
                        said.add(plain)
                        self.into.paragraph(
                            text, Place(page=1), "page-head" if role == "page-head" else "page-foot"
                        )


def _usual_size(pages: list[list[Row]]) -> float:
    """The size of most letters; those of long lines count most, for tables are often set smaller."""
    found: Counter[float] = Counter()
    for rows in pages:
        for row in rows:
            long = len(row.segments) == 1 and len(row.text) >= LONG_LINE
            found[round(row.size, 1)] += len(row.text) * (20 if long else 1)
    return found.most_common(1)[0][0] if found else 10.0


def _outside(rows: list[Row], regions: list[Region]) -> list[Row]:
    made = []
    for row in rows:
        segments = [one for one in row.segments if not any(region.holds(one) for region in regions)]
        if segments:
            made.append(Row(segments))
    return made


def _under(rows: list[Row], region: Region) -> list[Row]:
    return [row for row in rows if row.base <= region.high]


def _contents_run(rows: list[Row], at: int) -> int:
    """Where lines with leading dots that begin here end."""
    end = at
    while end < len(rows) and contents.led(Line(rows[end].text, Place()))[1]:
        end += 1
    return end


def _continue_tables(flows: list[Flow]) -> None:
    """Make a ruled table that goes on over pages one."""
    last: Region | None = None
    for flow in flows:
        first = flow[0] if flow else None
        if last is not None and isinstance(first, Region) and continued(last, first):
            append(last, first)
            del flow[0]
            if not flow:
                continue
        end = flow[-1] if flow else None
        last = end if isinstance(end, Region) else None


def _goes_on(before: Block, block: Block) -> bool:
    """Whether a paragraph goes on from one page to the next."""
    if block.page == before.page or abs(block.size - before.size) > 0.5 or block.begins_anew:
        return False
    return before.text.rstrip()[-1:] not in ".:;!?" and (block.text[:1].islower() or before.full)


def _share(box: tuple[float, float, float, float], whole: float) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1]) / max(whole, 1.0)

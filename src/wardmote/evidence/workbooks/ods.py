"""Reads the sheets of an OpenDocument spreadsheet (ODS): what stands in its cells, and nothing that could run.

The form is ISO/IEC 26300 (OpenDocument 1.2 and 1.3).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from wardmote.evidence.bounds import Bounds
from wardmote.evidence.refusals import Refused
from wardmote.evidence.workbooks import cells as c
from wardmote.evidence.workbooks.formats import PLAIN, Format
from wardmote.evidence.workbooks.ods_styles import TABLE, Styles
from wardmote.evidence.workbooks.parts import LONGEST_TEXT, Parts
from wardmote.evidence.workbooks.raw import MOST_COLUMNS, MOST_ROWS, Count, Range, RawSheet, Spool

CONTENT = "content.xml"
SHARED = "styles.xml"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
WORDS = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
BOOLEAN_VALUE = OFFICE + "boolean-value"
BREAK = WORDS + "line-break"
CELL = TABLE + "table-cell"
COLUMN = TABLE + "table-column"
COLUMNS_REPEATED = TABLE + "number-columns-repeated"
COLUMNS_SPANNED = TABLE + "number-columns-spanned"
COVERED = TABLE + "covered-table-cell"
DATE_VALUE = OFFICE + "date-value"
DEFAULT_STYLE = TABLE + "default-cell-style-name"
ERROR_TYPE = CALC + "value-type"
FORMULA = TABLE + "formula"
HOW_MANY = WORDS + "c"
NAME = TABLE + "name"
PARAGRAPH = WORDS + "p"
ROW = TABLE + "table-row"
ROWS_REPEATED = TABLE + "number-rows-repeated"
ROWS_SPANNED = TABLE + "number-rows-spanned"
SHEET = TABLE + "table"
SPACES = WORDS + "s"
STRING_VALUE = OFFICE + "string-value"
STYLE_NAME = TABLE + "style-name"
TAB = WORDS + "tab"
TIME_VALUE = OFFICE + "time-value"
VALUE = OFFICE + "value"
VALUE_TYPE = OFFICE + "value-type"
VISIBILITY = TABLE + "visibility"
ELSEWHERE = "'file:"
"""How the name of a sheet begins that only keeps what another file said."""
ERRORS = ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")


def read_ods(parts: Parts, folder: Path, bounds: Bounds, called: Callable[[str], str]) -> list[RawSheet]:
    """Read the sheets of a spreadsheet; hidden ones are named and not read.

    Parameters
    ----------
    folder
        Where rows are spooled.
    called
        Makes what messages call a sheet out of its title.

    Raises
    ------
    Refused
        When the file is damaged or holds more than it may.
    """
    reader = _Reader(parts, folder, Count(parts.name, bounds.cells), called)
    try:
        if SHARED in parts:
            parts.parse(SHARED, parts.parser_of(reader.styles.start, reader.styles.end, namespaces=True))
        parts.parse(CONTENT, parts.parser_of(reader.start, reader.end, reader.add_text, namespaces=True))
    finally:
        reader.close()
    return reader.sheets


class _Reader:
    """Hands the rows of all sheets on as they are read."""

    def __init__(self, parts: Parts, folder: Path, count: Count, called: Callable[[str], str]) -> None:
        self.sheets: list[RawSheet] = []
        self._folder, self._called, self._count = folder, called, count
        self.styles = Styles()
        self._spool: Spool | None = None
        self._depth = 0
        self._cell: dict[str, str] | None = None
        """Attributes of the cell that is being read."""
        self._cell_depth = 0
        self._text: list[str] = []
        self._length = 0
        """Characters of them."""
        self._paragraphs = 0
        self._aside = 0
        """Depth of a comment or drawing in a cell; 0 outside."""
        self._column_styles: list[tuple[int, str]] = []
        self._row = 0
        self._row_attrs: dict[str, str] = {}
        self._cells: list[str] = []
        self._kinds: list[str] = []
        self._width = 0

    def close(self) -> None:
        """Stop writing."""
        if self._spool is not None:
            self._spool.__exit__()
            self._spool = None

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        cell = self._cell
        if cell is not None:
            if tag == PARAGRAPH and self._depth == self._cell_depth + 1:
                self._text += ["\n"] if self._paragraphs else []
                self._paragraphs += 1
            else:
                self._start_in_cell(tag, attrs)
        elif tag in (CELL, COVERED):
            self._cell, self._cell_depth = attrs, self._depth
            self._text, self._length, self._paragraphs = [], 0, 0
        elif tag == ROW:
            self._row_attrs, self._cells, self._kinds, self._width = attrs, [], [], 0
        elif tag == SHEET:
            self._start_table(attrs)
        elif tag == COLUMN:
            self._add_column(attrs)
        else:
            self.styles.start(tag, attrs)

    def _start_table(self, attrs: dict[str, str]) -> None:
        self.close()
        title = c.words(attrs.get(NAME, ""))
        if title.startswith(ELSEWHERE):
            return
        hidden = attrs.get(STYLE_NAME) in self.styles.hidden
        spool = self._folder / f"sheet-{len(self.sheets)}.rows"
        self.sheets.append(RawSheet(self._called(title), title, spool, hidden))
        self._row, self._column_styles = 0, []
        if not hidden:
            self._spool = Spool(self.sheets[-1])

    def _add_column(self, attrs: dict[str, str]) -> None:
        if self._spool is None:
            return
        first = self._column_styles[-1][0] if self._column_styles else 0
        after = min(first + int(attrs.get(COLUMNS_REPEATED, "1")), MOST_COLUMNS)
        self._column_styles.append((after, attrs.get(DEFAULT_STYLE, "")))
        if attrs.get(VISIBILITY, "visible") != "visible" and after > first:
            self._spool.sheet.hidden_columns.append((first, after - 1))

    def _start_in_cell(self, tag: str, attrs: dict[str, str]) -> None:
        """Words of a cell; those of its comments and drawings lie in other elements, and deeper."""
        if tag == SPACES:
            self.add_text(" " * min(int(attrs.get(HOW_MANY, "1")), LONGEST_TEXT))
        elif tag in (TAB, BREAK):
            self.add_text(" ")
        elif not tag.startswith(WORDS):
            self._aside = self._aside or self._depth

    def add_text(self, text: str) -> None:
        """Words."""
        if self._paragraphs and not self._aside and self._cell is not None:
            self._text.append(text)
            self._length += len(text)
            if self._length > LONGEST_TEXT:
                self._refuse_long_text()

    def end(self, tag: str) -> None:
        """An element ends."""
        depth, self._depth = self._depth, self._depth - 1
        if self._aside == depth:
            self._aside = 0
        if self._cell is not None:
            if depth == self._cell_depth:
                self._end_cell(self._cell)
                self._cell = None
        elif tag == ROW:
            self._end_row()
        elif tag == SHEET:
            self.close()
        else:
            self.styles.end(tag)

    def _end_cell(self, attrs: dict[str, str]) -> None:
        repeat = int(attrs[COLUMNS_REPEATED]) if COLUMNS_REPEATED in attrs else 1
        first, self._width = self._width, self._width + repeat
        if self._spool is None:
            return
        if COLUMNS_SPANNED in attrs or ROWS_SPANNED in attrs:
            self._note_span(first, attrs)
        text, kind = self._read(attrs, first)
        if FORMULA in attrs:
            kind = self._note_formula(self._spool.sheet, first, attrs, kind)
        if kind == c.EMPTY:
            return
        if len(text) > LONGEST_TEXT:
            self._refuse_long_text()
        missing = first - len(self._cells)
        self._count.count(missing + repeat)
        if missing or repeat > 1:
            self._cells += [""] * missing + [text] * (repeat - 1)
            self._kinds += [c.EMPTY] * missing + [kind] * (repeat - 1)
        self._cells.append(text)
        self._kinds.append(kind)

    def _note_span(self, column: int, attrs: dict[str, str]) -> None:
        across = int(attrs.get(COLUMNS_SPANNED, "1"))
        down = int(attrs.get(ROWS_SPANNED, "1"))
        if (across > 1 or down > 1) and self._spool is not None:
            right, bottom = min(column + across, MOST_COLUMNS) - 1, min(self._row + down, MOST_ROWS)
            self._count.count(max(1, bottom - self._row))
            self._spool.sheet.merged.append(Range(self._row + 1, column, bottom, right))

    def _note_formula(self, sheet: RawSheet, column: int, attrs: dict[str, str], kind: str) -> str:
        """The kind of a cell with a formula: the kind of its result, if it has one."""
        sheet.formulas.add(self._row + 1, column)
        sheet.zero_formulas += attrs.get(VALUE) == "0"
        return c.UNRESOLVED if kind == c.EMPTY and VALUE_TYPE not in attrs else kind

    def _read(self, attrs: dict[str, str], column: int) -> tuple[str, str]:
        said = c.words("".join(self._text)) if self._text else ""
        if attrs.get(ERROR_TYPE) == "error" or (FORMULA in attrs and _is_error(said)):
            return said, c.ERROR
        kind = attrs.get(VALUE_TYPE, "string")
        if kind in ("float", "currency"):
            return self._number(attrs, column)
        if kind == "percentage":
            return c.percent(c.number(attrs[VALUE])), c.PERCENT
        if kind == "date":
            at = datetime.fromisoformat(attrs[DATE_VALUE].split(".")[0].removesuffix("Z"))
            return c.moment(at, self._format(attrs, column)), c.DATE
        if kind == "time":
            return c.duration(attrs[TIME_VALUE]), c.DATE
        if kind == "boolean":
            return ("TRUE" if attrs[BOOLEAN_VALUE] == "true" else "FALSE"), c.BOOLEAN
        text = said or c.words(attrs.get(STRING_VALUE, ""))
        return text, c.kind_of_text(text)

    def _number(self, attrs: dict[str, str], column: int) -> tuple[str, str]:
        """A cell that is said to be a number: no format makes a date of it, one may make it true or false."""
        plain = c.number(attrs[VALUE])
        if self._text and plain in ("0", "1"):
            said = "".join(self._text).upper()
            if said == ("FALSE", "TRUE")[int(plain)]:
                return said, c.BOOLEAN
        form = self._format(attrs, column) if self.styles.padding else PLAIN
        return c.shown(plain, form) if form.kind == "padded" else (plain, c.NUMBER)

    def _format(self, attrs: dict[str, str], column: int) -> Format:
        style = attrs.get(STYLE_NAME, "")
        if not style:
            style = next((name for after, name in self._column_styles if column < after), "")
        return self.styles.format(style)

    def _end_row(self) -> None:
        repeat = int(self._row_attrs.get(ROWS_REPEATED, "1"))
        if self._spool is None:
            return
        hidden = self._row_attrs.get(VISIBILITY, "visible") != "visible"
        if self._cells:
            self._count.count(len(self._cells) * (repeat - 1))
            for number in range(self._row + 1, self._row + 1 + repeat):
                self._spool.add(number, self._cells, self._kinds, hidden)
        self._row += repeat

    def _refuse_long_text(self) -> None:
        where = c.address(self._row + 1, self._width)
        raise Refused(
            self.sheets[-1].name,
            f"{self.sheets[-1].name}, near cell {where}: a text is longer than {LONGEST_TEXT:,} characters, more than a "
            "cell can hold. Shorten it, or ask for the file again.",
        )


def _is_error(text: str) -> bool:
    return text in ERRORS or text.startswith("Err:")

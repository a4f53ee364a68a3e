"""One sheet of an Excel workbook, read as a stream of elements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wardmote.evidence.refusals import Refused
from wardmote.evidence.workbooks.cells import (
    BOOLEAN,
    DATE,
    EMPTY,
    ERROR,
    UNRESOLVED,
    address,
    kind_of_text,
    moment,
    place,
    shown,
    unescape,
    words,
)
from wardmote.evidence.workbooks.formats import PLAIN, Format
from wardmote.evidence.workbooks.parts import LONGEST_TEXT, TEXT_BLOCK, Parts
from wardmote.evidence.workbooks.raw import MOST_COLUMNS, MOST_ROWS, Count, Range, Spool

REMEMBERED = 100_000
"""Numbers whose text is kept, so that it need not be made again."""


def is_true(value: str | None) -> bool:
    """What an attribute says that is true or false."""
    return value in ("1", "true", "on")


@dataclass
class Vocabulary(Count):
    """What the sheets of a workbook share."""

    strings: list[tuple[str, str]]
    """Text and kind of cell."""
    formats: list[Format]
    since_1904: bool


class SheetParser:
    """Hands the rows of one sheet on as they are read, and notes what is odd about them."""

    def __init__(self, parts: Parts, part: str, spool: Spool, vocabulary: Vocabulary) -> None:
        self._parts = parts
        self._part = part
        self._spool = spool
        self._sheet = spool.sheet
        self._vocabulary = vocabulary
        self._numbers: dict[tuple[str, str | None], tuple[str, str]] = {}
        self._columns: dict[str, int] = {}
        self._row = 0
        self._next = 0
        self._hidden = False
        self._cells: list[str] = []
        self._kinds: list[str] = []
        self._attrs: dict[str, str] = {}
        self._value: str | None = None
        self._formula = False
        self._phonetic = False
        self._text: list[str] = []
        self._wanted = False
        """Whether words are of a value: those of a formula and the breaks between elements are not."""

    def read(self) -> None:
        """Read all of it.

        Raises
        ------
        Refused
            When it is damaged or holds more cells than it may.
        """
        self._parser = self._parts.parser_of(self._begin, self._end, self._add_text)
        self._parts.parse(self._part, self._parser)

    def _begin(self, tag: str, _: dict[str, str]) -> None:
        """The first element shows the prefix that all have."""
        prefix = "".join(tag.rpartition(":")[:2])
        self._c, self._v, self._f = f"{prefix}c", f"{prefix}v", f"{prefix}f"
        self._t, self._ph, self._r = f"{prefix}t", f"{prefix}rPh", f"{prefix}row"
        self._col, self._merge = f"{prefix}col", f"{prefix}mergeCell"
        self._parser.StartElementHandler = self._start

    def _start(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == self._v:
            self._text, self._wanted = [], True
        elif tag == self._c:
            self._attrs, self._value, self._formula = attrs, None, False
        elif tag == self._r:
            self._row = int(attrs["r"]) if "r" in attrs else self._row + 1
            self._hidden = is_true(attrs.get("hidden"))
            self._cells, self._kinds, self._next = [], [], 0
        elif tag == self._t:
            self._text, self._wanted = [], True
        elif tag == self._f:
            self._formula = True
        elif tag == self._ph:
            self._phonetic = True
        elif tag == self._merge:
            self._add_merged(attrs["ref"])
        elif tag == self._col and is_true(attrs.get("hidden")):
            self._sheet.hidden_columns.append((int(attrs["min"]) - 1, int(attrs["max"]) - 1))

    def _add_text(self, text: str) -> None:
        if not self._wanted:
            return
        self._text.append(text)
        if len(self._text) * TEXT_BLOCK > LONGEST_TEXT * 16:
            self._refuse_long_text()

    def _end(self, tag: str) -> None:
        if tag in (self._v, self._t):
            self._wanted = False
        if tag == self._v:
            self._value = "".join(self._text)
        elif tag == self._c:
            self._end_cell()
        elif tag == self._r:
            self._spool.add(self._row, self._cells, self._kinds, self._hidden)
            self._cells, self._kinds = [], []
        elif tag == self._t and not self._phonetic:
            self._value = (self._value or "") + "".join(self._text)
        elif tag == self._ph:
            self._phonetic = False

    def _end_cell(self) -> None:
        self._vocabulary.count(1)
        column = self._column(self._attrs.get("r"))
        self._next = column + 1
        kind = self._attrs.get("t", "n")
        text, letter = self._read_value(self._value, kind) if self._value else ("", EMPTY)
        if self._formula:
            letter = self._note_formula(column, kind, letter)
        if letter == EMPTY:
            return
        if len(text) > LONGEST_TEXT:
            self._refuse_long_text()
        missing = column - len(self._cells)
        if missing > 0:
            self._vocabulary.count(missing)
            self._cells += [""] * missing
            self._kinds += [EMPTY] * missing
        if missing >= 0:
            self._cells.append(text)
            self._kinds.append(letter)
        else:
            self._cells[column], self._kinds[column] = text, letter

    def _column(self, reference: str | None) -> int:
        """Where the cell stands, counted from 0."""
        if reference is None:
            column = self._next
        else:
            name = reference.rstrip("0123456789")
            if name not in self._columns:
                self._columns[name] = place(f"{name}1")[1]
            column = self._columns[name]
        if column >= MOST_COLUMNS:
            raise Refused(
                self._sheet.name,
                f"{self._sheet.name}: row {self._row:,} goes on beyond the last column of a sheet. The file is damaged: "
                "ask for it again.",
            )
        return column

    def _note_formula(self, column: int, kind: str, letter: str) -> str:
        """The kind of a cell with a formula: the kind of its result, if it has one."""
        self._sheet.formulas.add(self._row, column)
        self._sheet.zero_formulas += kind == "n" and self._value == "0"
        missing = self._value is None or (self._value == "" and kind != "str")
        return UNRESOLVED if missing else letter

    def _read_value(self, value: str, kind: str) -> tuple[str, str]:
        if kind == "s":
            if int(value) < 0:
                raise IndexError(value)
            return self._vocabulary.strings[int(value)]
        if kind == "n":
            return self._read_number(value)
        if kind == "b":
            return ("TRUE" if is_true(value) else "FALSE"), BOOLEAN
        if kind == "e":
            return words(value), ERROR
        if kind == "d":
            at = datetime.fromisoformat(value.replace("Z", "+00:00")).replace(tzinfo=None)
            return moment(at, self._format()), DATE
        text = words(unescape(value))
        return text, kind_of_text(text)

    def _read_number(self, value: str) -> tuple[str, str]:
        key = value, self._attrs.get("s")
        found = self._numbers.get(key)
        if found is None:
            found = shown(value.strip(), self._format(), self._vocabulary.since_1904)
            if len(self._numbers) < REMEMBERED:
                self._numbers[key] = found
        return found

    def _format(self) -> Format:
        formats = self._vocabulary.formats
        style = int(self._attrs.get("s", "0"))
        return formats[style] if 0 <= style < len(formats) else PLAIN

    def _add_merged(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = place(first), place(last or first)
        if (top, left) != (bottom, right):
            self._vocabulary.count(max(1, min(bottom, MOST_ROWS) - top + 1))
            self._sheet.merged.append(Range(top, left, min(bottom, MOST_ROWS), min(right, MOST_COLUMNS - 1)))

    def _refuse_long_text(self) -> None:
        where = address(self._row, self._next)
        raise Refused(
            self._sheet.name,
            f"{self._sheet.name}, near cell {where}: a text is longer than {LONGEST_TEXT:,} characters, more than a cell "
            "can hold. Shorten it, or ask for the file again.",
        )

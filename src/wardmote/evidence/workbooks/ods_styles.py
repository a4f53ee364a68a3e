"""How an OpenDocument spreadsheet shows its cells: the formats and the hidden sheets that its styles declare."""

from __future__ import annotations

from dataclasses import dataclass, field

from wardmote.evidence.workbooks.formats import PLAIN, Format, date_kind

NUMBER = "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0 "
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "


@dataclass
class Styles:
    """The styles of a document, as far as they matter to what its cells say."""

    hidden: set[str] = field(default_factory=set)
    """Styles of hidden sheets."""
    padding: bool = False
    """Whether a format writes leading zeros."""
    _formats: dict[str, Format] = field(default_factory=dict)
    _of_cells: dict[str, str] = field(default_factory=dict)
    _parents: dict[str, str] = field(default_factory=dict)
    _style: str = ""
    _data_style: str = ""
    _shown: set[str] = field(default_factory=set)
    _digits: int = 0

    def format(self, name: str) -> Format:
        """The format of a style of cells."""
        for _ in range(5):
            if name in self._of_cells:
                return self._formats.get(self._of_cells[name], PLAIN)
            name = self._parents.get(name, "")
        return PLAIN

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """An element begins."""
        if tag.startswith(NUMBER):
            self._start_number(tag.removeprefix(NUMBER), attrs)
        elif tag == STYLE + "style":
            self._style = attrs.get(STYLE + "name", "")
            if STYLE + "data-style-name" in attrs:
                self._of_cells[self._style] = attrs[STYLE + "data-style-name"]
            self._parents[self._style] = attrs.get(STYLE + "parent-style-name", "")
        elif tag == STYLE + "table-properties" and attrs.get(TABLE + "display") == "false":
            self.hidden.add(self._style)

    def _start_number(self, name: str, attrs: dict[str, str]) -> None:
        if name.endswith("-style"):
            self._data_style, self._shown, self._digits = attrs.get(STYLE + "name", ""), set(), 0
        else:
            self._shown.add(name)
        if name == "number" and attrs.get(NUMBER + "decimal-places", "0") == "0":
            self._digits = int(attrs.get(NUMBER + "min-integer-digits", "0"))

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in (NUMBER + "date-style", NUMBER + "time-style"):
            self._formats[self._data_style] = Format(
                date_kind(
                    year="year" in self._shown,
                    month="month" in self._shown,
                    day="day" in self._shown,
                    time=bool(self._shown & {"hours", "minutes", "seconds"}),
                )
            )
        elif tag == NUMBER + "number-style" and self._shown == {"number"} and self._digits > 1:
            self._formats[self._data_style] = Format("padded", self._digits)
            self.padding = True
